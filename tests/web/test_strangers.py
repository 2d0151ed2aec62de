"""Callers without a valid token: attempts are slowed by address, and who says an address (S17)."""

import resource
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx2
import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config

from hb.access.rules import Role
from hb.kit.settings import Settings, UnfitSettings, read_settings
from hb.kit.tokens import issue_token
from hb.serving import refuse_few_files, server_config
from hb.web.admission import RateLimited
from hb.web.endpoint import Endpoint
from hb.web.strangers import ATTEMPTS, Strangers, address_of
from tests.api.conftest import AUDIENCE, ISSUER, KEY, Api, routed, serving, token_of
from tests.scene import Scene

SECOND = 1_000_000_000
QUERY = "query Budgets { budgets(first: 1) { nodes { id } } }"


class Clock:
    """Nanoseconds that pass when asked."""

    now = 0

    def __call__(self) -> int:
        return self.now


def spent(strangers: Strangers, address: str | None) -> None:
    for _ in range(ATTEMPTS.burst):
        strangers.admit(address)
        strangers.failed(address)


def test_attempts_are_restored_with_time() -> None:
    clock = Clock()
    strangers = Strangers(clock=clock)
    spent(strangers, "192.0.2.1")

    with pytest.raises(RateLimited) as refused:
        strangers.admit("192.0.2.1")
    assert refused.value.facts == {"limit": 200, "value": 201, "retry_after": 1}
    strangers.admit("192.0.2.2")

    clock.now = SECOND
    for _ in range(ATTEMPTS.per_second):
        strangers.admit("192.0.2.1")
        strangers.failed("192.0.2.1")
    with pytest.raises(RateLimited):
        strangers.admit("192.0.2.1")


def test_addresses_of_one_subscriber_count_as_one() -> None:
    strangers = Strangers(clock=Clock())
    spent(strangers, "2001:db8::1")

    with pytest.raises(RateLimited):
        strangers.admit("2001:db8::ffff")
    strangers.admit("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.1", 4711), "192.0.2.1"),
        (("2001:DB8:0:0::1", 0), "2001:db8::1"),
        (("::ffff:192.0.2.1", 4711), "192.0.2.1"),
        (("unknown", 0), None),
        (("' OR 1=1", 0), None),
        (None, None),
    ],
)
def test_address_is_canonical(client: tuple[str, int] | None, address: str | None) -> None:
    assert address_of(client) == address


async def test_forged_tokens_wait_while_good_ones_are_answered(endpoint: Endpoint, scene: Scene) -> None:
    """Those behind the address whose token was verified before go on working; new tokens wait too."""
    limited = replace(
        endpoint,
        authentication=type(endpoint.authentication)(
            endpoint.authentication._database, endpoint.authentication._verifier, Strangers(clock=Clock())
        ),
    )
    async with serving(limited) as api:
        guide = scene.actors[Role.SERVICE_GUIDE]
        good = {"authorization": f"Bearer {token_of(guide)}"}
        assert (await api.client.post("/graphql", json={"query": QUERY}, headers=good)).status_code == 200

        statuses = [await forged(api, number) for number in range(ATTEMPTS.burst + 5)]

        assert statuses == [401] * ATTEMPTS.burst + [429] * 5
        assert (await api.client.post("/graphql", json={"query": QUERY}, headers=good)).status_code == 200
        other = {"authorization": f"Bearer {token_of(scene.actors[Role.AUDITOR])}"}
        answer = await api.client.post("/graphql", json={"query": QUERY}, headers=other)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")


async def forged(api: Api, number: int) -> int:
    headers = {"authorization": f"Bearer x.y.{number}"}
    return (await api.client.post("/graphql", json={"query": QUERY}, headers=headers)).status_code


async def test_expired_token_is_told_so(api: Api, scene: Scene) -> None:
    """RFC 6750 3.1: a frontend then asks for a new one instead of signing the person out."""
    guide = scene.actors[Role.SERVICE_GUIDE]
    token = issue_token(
        KEY,
        issuer=ISSUER,
        audience=AUDIENCE,
        subject=str(guide.user_id),
        claims={"hb_organiser": str(guide.organiser_id), "hb_role": guide.role.value},
        now=datetime.now(UTC) - timedelta(hours=1),
        lifetime=timedelta(minutes=5),
    )
    headers = {"authorization": f"Bearer {token}"}
    answer = await api.client.post("/graphql", json={"query": QUERY}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == (
        'Bearer realm="hb", error="invalid_token", error_description="The access token expired."'
    )
    assert answer.json()["errors"][0]["message"] == "The access token expired."


async def address_seen(config: Config, forwarded: str, peer: str) -> str:
    """The address of a caller as the application sees it."""
    config.load()
    seen: list[str] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    async def send(_message: object) -> None:
        return

    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    await config.loaded_app(scope, receive, lambda message: _seen(seen, message))
    return seen[0]


async def _seen(seen: list[str], message: dict[str, str]) -> None:
    seen.append(message["client"])


async def echo(scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"client": scope["client"][0]})


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "seen"),
    [
        ("", "192.0.2.9", "127.0.0.1", "127.0.0.1"),
        ("", "192.0.2.9", "10.0.0.7", "10.0.0.7"),
        ("10.0.0.7", "192.0.2.9", "10.0.0.7", "192.0.2.9"),
        ("10.0.0.7", "192.0.2.9", "10.0.0.8", "10.0.0.8"),
        ("10.0.0.0/24, 10.1.0.1", "6.6.6.6, 192.0.2.9, 10.1.0.1", "10.0.0.8", "192.0.2.9"),
    ],
)
async def test_forwarded_address_is_taken_from_trusted_proxies_alone(
    proxies: str, forwarded: str, peer: str, seen: str
) -> None:
    config = server_config(Settings(trusted_proxies=proxies), echo)
    assert await address_seen(config, forwarded, peer) == seen


@pytest.mark.parametrize("proxies", ["*", "proxy.internal", "10.0.0.0/33", "10.0.0.1/24"])
def test_proxy_is_an_address(monkeypatch: pytest.MonkeyPatch, proxies: str) -> None:
    monkeypatch.setenv("HB_TRUSTED_PROXIES", proxies)
    with pytest.raises(UnfitSettings, match="a proxy is an address or network"):
        read_settings()


async def test_audit_trail_keeps_the_address(
    endpoint: Endpoint, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    document = """mutation Mine {
      ownUseLogShow(input: {idempotencyKey: "0b3f0c0e-0000-4000-8000-0000000000aa"}) { __typename }
    }"""
    transport = httpx2.ASGITransport(app=routed(endpoint), client=("2001:DB8::7", 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        for role in (Role.CLIENT, Role.SERVICE_GUIDE):
            await Api(client).post(scene.actors[role], document)
    rows = await all_rows.fetch(
        "SELECT address, outcome FROM audit_event WHERE organiser_id = $1 ORDER BY outcome",
        scene.organiser_id,
    )
    assert [tuple(row) for row in rows] == [("2001:db8::7", "DENIED"), ("2001:db8::7", "DONE")]


def test_more_connections_than_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1_024, 4_096))
    refuse_few_files(Settings(connections=950))
    with pytest.raises(UnfitSettings) as refused:
        refuse_few_files(Settings(connections=951))
    assert str(refused.value) == (
        "951 connections need 1025 open files and the system allows 1024;"
        " lower HB_CONNECTIONS or raise the limit (ulimit -n)."
    )
