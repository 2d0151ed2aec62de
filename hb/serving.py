"""Serving: prepares the database, prints addresses and tokens, and runs the server until it is stopped."""

import asyncio
import resource
import signal
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

import uvicorn
from joserfc.jwk import ECKey
from starlette.types import ASGIApp

from hb.app import DEVELOPMENT_TOKEN_LIFE, Beside, application, contract
from hb.demo.load import FULL, SMALL, DemoActor, DemoRegion, demo_actors, is_empty, load
from hb.installation.database import Addresses, database_of, judge, migrate
from hb.installation.keys import open_secrecy
from hb.jobs.proofs import STATEMENT_TIMEOUT_MS, sealing
from hb.jobs.seal import seal_all
from hb.jobs.work import WorkSetup
from hb.kit.clock import helsinki_date
from hb.kit.db import Database
from hb.kit.logs import configure_logs
from hb.kit.settings import Settings, UnfitSettings
from hb.kit.tokens import issue_token
from hb.watching import Watch, bound_to
from hb.web.connections import ConnectionLimits, limited
from hb.web.stopping import DrainingServer
from hb.web.strangers import address_of
from hb.work.service import Tally

OTHER_FILES = 64
"""Files a process has open beside its connections: libraries, logs, the listener, the event loop's own."""
FIRST_QUERY = "{ clients(first: 3) { nodes { firstName lastName } } }"


def serve(settings: Settings) -> None:
    """Serve until SIGINT (Ctrl-C; the exit code is 130) or SIGTERM (0); stop everything that was started.

    The embedded database is migrated and, in development and when it is empty, filled with the demo region;
    a database that the settings name is neither.

    Raises:
        PostgresError, UnfitDatabase, UnfitDocuments, UnfitKeys, UnfitSettings: the server cannot start; the
            message is one sentence.
    """
    signal.signal(signal.SIGTERM, leave)
    # A shell starts what it puts in the background with SIGINT ignored. uvicorn stops on it all the same and
    # then restores what it found: the exit code was 130 in the foreground and 0 in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    configure_logs(settings.log_level)
    refuse_few_files(settings)
    checked = contract(settings)
    with bound(settings) as listener, database_of(settings) as addresses:
        settings.keys()  # made, or refused, before the database is changed
        asyncio.run(_prepare(settings, addresses))
        watch = Watch.of(settings)
        beside = _beside(settings, addresses, watch.tally)
        served = application(settings, addresses.app, checked, beside=beside, watch=watch)
        config = server_config(settings, served, watch)
        DrainingServer(config, watch.readiness.drain, settings.drain).run(sockets=[listener])


def _beside(settings: Settings, addresses: Addresses, tally: Tally) -> Beside | None:
    """What runs beside the server: jobs and clocks, on the embedded database alone."""
    if settings.embedded:
        return lambda secrecy: WorkSetup(settings, addresses.app, addresses.owner, secrecy, tally).beside()
    print("Jobs and clocks do not run here: run `python -m hb work` beside.", flush=True)  # noqa: T201 the command's output
    return None


def server_config(settings: Settings, served: ASGIApp, watch: Watch | None = None) -> uvicorn.Config:
    """How uvicorn serves: what it takes from callers without a token, and whose word on their address.

    The address in X-Forwarded-For is taken from the proxies that HB_TRUSTED_PROXIES names, from nobody else.
    """
    proxies = [part.strip() for part in settings.trusted_proxies.split(",") if part.strip()]
    networks = [ip_network(proxy) for proxy in proxies]
    limits = ConnectionLimits(
        settings.connections,
        settings.connections_per_address,
        settings.head_seconds,
        lambda peer: any(ip_address(address_of((peer, 0)) or peer) in network for network in networks),
        on_refusal=watch.observer.connection_refused if watch is not None else lambda _status: None,
    )
    return uvicorn.Config(
        served,
        host=settings.host,
        port=settings.port,
        http=limited(limits),
        ws="none",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=settings.grace,
    )


def refuse_few_files(settings: Settings) -> None:
    """Refuse to take more connections than the process may have files: the server would take none at all.

    Raises:
        UnfitSettings: the limit of open files (`ulimit -n`) is too low.
    """
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = settings.connections + settings.pool_size + OTHER_FILES
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        raise UnfitSettings(
            f"{settings.connections} connections need {needed} open files and the system allows {allowed};"
            " lower HB_CONNECTIONS or raise the limit (ulimit -n)."
        )


def bound(settings: Settings) -> socket.socket:
    """A socket bound to the server's address before anything is started; nothing is taken before it serves.

    Raises:
        UnfitSettings: another process uses the address, or it is none of this machine's.
    """
    return bound_to(settings.host, settings.port, "HB_")


def leave(_signal: int, _frame: object) -> None:
    """Leave with exit code 0, and let everything that was started be stopped."""
    raise SystemExit(0)


def demo_settings(settings: Settings) -> Settings:
    """The settings of `serve --demo`: a small demo region on an embedded database of its own.

    Its data directory lies beside the ordinary one, so that trying things out never changes that one.

    Raises:
        UnfitSettings: the settings name a database, or are those of production.
    """
    refuse_in_production(settings)
    if not settings.embedded:
        raise UnfitSettings("serve --demo runs on an embedded database of its own alone.")
    home = settings.home.with_name(f"{settings.home.name}-demo")
    return settings.model_copy(update={"demo": "small", "home": home})


def refuse_in_production(settings: Settings) -> None:
    """Refuse what makes persons up, or tokens; raises UnfitSettings."""
    if settings.environment == "production":
        raise UnfitSettings(
            "In production no demo region is loaded and no token is made: persons are real there, and tokens"
            " come from the identity provider."
        )


async def _prepare(settings: Settings, addresses: Addresses) -> None:
    if settings.embedded:
        await migrate(addresses, settings.key_ring())
    await judge(addresses)
    await open_secrecy(addresses.app, settings.key_ring())
    if settings.environment == "production":
        return
    if settings.embedded and settings.demo != "none" and await is_empty(addresses.owner):
        print("The database is empty: loading the demo region …", flush=True)  # noqa: T201 the command's output
        print(await load_demo(settings, addresses), flush=True)  # noqa: T201 the command's output
    print(welcome(settings, await demo_actors(addresses.owner)), flush=True)  # noqa: T201 the command's output


async def load_demo(settings: Settings, addresses: Addresses) -> DemoRegion:
    """Load the demo region of HB_DEMO's size as of today.

    Raises:
        NotEmpty: the database is not empty.
        UnfitKeys: the keys are not the database's.
    """
    region = await load(
        addresses.owner,
        secrecy=await open_secrecy(addresses.owner, settings.key_ring()),
        today=helsinki_date(datetime.now(UTC)),
        scale=SMALL if settings.demo == "small" else FULL,
    )
    await _seal_demo(settings, addresses)
    return region


async def _seal_demo(settings: Settings, addresses: Addresses) -> None:
    """Seal the region's past, as `python -m hb seal` does; not if an earlier region's seals are there."""
    signer, folder = sealing(settings)
    if folder.organiser_ids():
        return
    owner = await Database.connect(addresses.owner, size=1, statement_timeout_ms=STATEMENT_TIMEOUT_MS)
    try:
        await seal_all(owner, signer, folder)
    finally:
        await owner.close()


def token_for(settings: Settings, actor: DemoActor) -> str:
    """A development token for an actor, good for a week."""
    key = settings.keys().tokens.keys[0]
    if not isinstance(key, ECKey):
        raise TypeError(key.key_type)
    claims = {"hb_organiser": str(actor.organiser_id), "hb_role": actor.role.value}
    if actor.on_behalf_of is not None:
        claims["hb_on_behalf_of"] = str(actor.on_behalf_of)
    return issue_token(
        key,
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        subject=str(actor.user_id),
        claims=claims,
        now=datetime.now(UTC),
        lifetime=DEVELOPMENT_TOKEN_LIFE,
    )


def welcome(settings: Settings, actors: Mapping[str, DemoActor]) -> str:
    """What a newcomer needs: the addresses, a token for each demo role, a line to paste into a shell."""
    address = f"http://{settings.host}:{settings.port}"
    tokens = {name: token_for(settings, actor) for name, actor in actors.items()}
    lines = ["", f"GraphQL   {address}/graphql", f"Try it    {address}/", ""]
    if tokens:
        lines += ["Tokens of the demo (Authorization: Bearer …), good for a week:", ""]
        lines += [f"{name}:\n{token}\n" for name, token in tokens.items()]
        first = tokens.get("social worker") or next(iter(tokens.values()))
        lines += [
            "One line to paste:",
            "",
            f"curl -s {address}/graphql -H 'content-type: application/json'"
            f" -H 'authorization: Bearer {first}' -d '{{\"query\":\"{FIRST_QUERY}\"}}'",
            "",
        ]
    else:
        lines += [
            "There is no demo region here; `python -m hb token` prints a token for a user you name.",
            "",
        ]
    return "\n".join([*lines, "Ctrl-C stops everything."])
