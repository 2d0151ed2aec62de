"""The cast of the main job and the stage it plays on: two endpoints over one database, in May and in June."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

import asyncpg
import httpx2
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hb.access import model as access
from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.secrecy import Secrecy
from hb.kit.tokens import TokenVerifier
from hb.read import Engine
from hb.web.admission import Admission
from hb.web.authentication import Authentication
from hb.web.documents import MANIFEST, load_documents
from hb.web.endpoint import Endpoint, FreeText
from hb.work.service import JobKind
from tests.api import sending
from tests.api.conftest import AUDIENCE, ISSUER, KEY, Api
from tests.api.sending import Json, at
from tests.assessments.builders import set_rates
from tests.clock import utc
from tests.scene import Scene, make_role, put
from tests.work.doing import do_work

JUNE_20 = utc(2026, 6, 20, 9)
"""Five days after the deadline for reporting what was delivered in May."""
HETU, FIRST_NAME, LAST_NAME = "131052-308T", "Helmi", "Sisukas"

Limit = tuple[int, int, str]
"""Budget line (0 is all), service month (0 is all), measure."""
Layers = tuple[int, int, int, int]
"""Granted, reserved, used, and what is left: usable or lapsed."""


@dataclass
class Story:
    """Who acts, through which endpoint, and the ids that one chapter leaves to the next."""

    scene: Scene
    all_rows: asyncpg.Connection
    dsn: str
    api: Api
    cast: dict[str, Actor]
    ids: dict[str, str] = field(default_factory=dict)

    async def send(self, who: str, operation: str, /, **fields: object) -> Json:
        """A mutation under a fresh key; what its one field answers."""
        text = sending.operation(operation)
        (answer,) = (await self.api.data(self.cast[who], text, sending.given(**fields))).values()
        assert isinstance(answer, dict)
        return answer

    async def done(self, who: str, operation: str, /, **fields: object) -> Json:
        """A mutation that must be accepted; its payload without the empty userErrors."""
        answer = await self.send(who, operation, **fields)
        assert answer.pop("userErrors") == []
        return answer

    async def refused(self, who: str, operation: str, /, **fields: object) -> Json:
        """A mutation that must be refused for one reason; that userError."""
        errors = (await self.send(who, operation, **fields))["userErrors"]
        assert isinstance(errors, list)
        (error,) = errors
        assert isinstance(error, dict)
        return error

    async def denied(self, who: str, operation: str, /, **fields: object) -> None:
        """A mutation that the role does not allow at all."""
        await sending.denied(self.api, self.cast[who], operation, **fields)

    async def read(self, who: str, operation: str, /, **variables: object) -> Json:
        """A query."""
        return await sending.read(self.api, self.cast[who], operation, **variables)

    async def layers(self, who: str = "client") -> dict[Limit, Layers]:
        """Every limit of the client's budget in its three layers, and what is left."""
        nodes = at(await self.read(who, "client/MyBudget"), "me", "budgets", "nodes", 0, "limits", "nodes")
        assert isinstance(nodes, list)
        return {
            (node["lineNo"], node["month"], node["measure"]): (
                node["granted"],
                node["reserved"],
                node["used"],
                node["usable"] + node["lapsed"],
            )
            for node in nodes
        }

    async def require_layers(self, expected: Mapping[Limit, Layers], who: str = "client") -> None:
        """The limits named stand exactly so, and each layer adds up."""
        found = await self.layers(who)
        assert {limit: found[limit] for limit in expected} == expected
        for granted, reserved, used, available in found.values():
            assert granted == reserved + used + available

    def worker_id(self, who: str) -> str:
        """A worker's id as the interface gives it."""
        return f"Worker:{self.cast[who].user_id}"


async def make_story(api: Api, dsn: str, scene: Scene, all_rows: asyncpg.Connection) -> Story:
    """The organiser's people and the rates it pays by; everything else happens in the story."""
    await set_rates(all_rows, scene)
    cast = {
        "guide": scene.actors[Role.SERVICE_GUIDE],
        "official": scene.actors[Role.SOCIAL_WORKER],
        "leader": scene.actors[Role.TEAM_LEADER],
        "coordinator": scene.actors[Role.PRODUCER_COORDINATOR],
        "controller": scene.actors[Role.CONTROLLER],
        "approver": scene.actors[Role.PAYMENT_APPROVER],
        "auditor": scene.actors[Role.AUDITOR],
        "rival": scene.actors[Role.PRODUCER_REPORTER],
        "aino": scene.actors[Role.CLIENT],
    }
    newcomer, substitute_id = new_id(), new_id()
    cast["producer"] = Actor(scene.organiser_id, newcomer, newcomer, Role.PRODUCER_ADMINISTRATOR)
    absent = cast["official"]
    cast["substitute"] = replace(
        absent, user_id=substitute_id, party_id=substitute_id, on_behalf_of=absent.user_id
    )
    await put(
        all_rows,
        access.worker,
        organiser_id=scene.organiser_id,
        id=substitute_id,
        name="Sirpa Sijainen",
        team_id=scene.team_id,
    )
    cast["controller as approver"] = replace(cast["controller"], role=Role.PAYMENT_APPROVER)
    await make_role(all_rows, cast["controller as approver"])
    return Story(scene, all_rows, dsn, api, cast)


async def works_in_june(dsn: str, scene: Scene, jobs: Sequence[JobKind]) -> None:
    """Do what waits to be done by itself, on the day of June on which the stories play then."""
    db = await Database.connect(dsn, size=2, clock=JUNE_20)
    await do_work(db, scene.organiser_id, jobs)
    await db.close()


def uuid_in(given_id: str) -> UUID:
    """The uuid of an id of the interface; only tests look inside."""
    return UUID(given_id.partition(":")[2])


@asynccontextmanager
async def open_api(dsn: str, engine: Engine) -> AsyncIterator[Api]:
    """An endpoint of its own over the same database, whose clock stands at 20 June."""
    db = await Database.connect(dsn, size=4, clock=JUNE_20)
    verifier = TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)
    endpoint = Endpoint(
        database=db,
        engine=engine,
        documents=load_documents(MANIFEST, engine),
        authentication=Authentication(db, verifier),
        secrecy=Secrecy(b"d" * 32, b"i" * 32),
        development=False,
        durable_log=True,
        free_text=FreeText.EVERYBODY,
        admission=Admission(1_000),
    )

    async def graphql(http: Request) -> Response:
        return await endpoint(http)

    app = Starlette(routes=[Route("/graphql", graphql, methods=["GET", "POST"])])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        yield Api(client)
    await db.close()
