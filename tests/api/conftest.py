"""The API as its users meet it: documents sent over ASGI with a bearer token, answers as JSON."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx2
import pytest
import pytest_asyncio
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hb.access.rules import Actor
from hb.api.authentication import Authentication
from hb.api.http import Endpoint
from hb.api.schema import make_engine
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.tokens import TokenVerifier, issue_token
from hb.kit.transaction import Transaction
from hb.read import Engine

KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
Result = TypeVar("Result")
ISSUER, AUDIENCE = "https://identity.test", "hb"


@dataclass(frozen=True)
class Api:
    """Sends documents as an actor."""

    client: httpx2.AsyncClient

    async def post(
        self, actor: Actor, query: str, variables: Mapping[str, object] | None = None, **headers: str
    ) -> httpx2.Response:
        """One operation as an actor; the whole response."""
        return await self.client.post(
            "/graphql",
            json={"query": query, "variables": variables or {}},
            headers={"authorization": f"Bearer {token_of(actor)}", "accept-language": "en", **headers},
        )

    async def data(
        self, actor: Actor, query: str, variables: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        """The data of an operation that must succeed."""
        answer = (await self.post(actor, query, variables)).json()
        assert "errors" not in answer, answer["errors"]
        found = answer["data"]
        assert isinstance(found, dict)
        return found


def token_of(actor: Actor) -> str:
    """A token of the tests' identity provider."""
    claims = {"hb_organiser": str(actor.organiser_id), "hb_role": actor.role.value}
    if actor.on_behalf_of is not None:
        claims["hb_on_behalf_of"] = str(actor.on_behalf_of)
    return issue_token(
        KEY,
        issuer=ISSUER,
        audience=AUDIENCE,
        subject=str(actor.user_id),
        claims=claims,
        now=datetime.now(UTC),
        lifetime=timedelta(minutes=5),
    )


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The read engine over the real schema, made once."""
    return make_engine()


@pytest_asyncio.fixture(scope="session")
async def api(db: Database, engine: Engine) -> AsyncIterator[Api]:
    """The endpoint over ASGI, on the worker's database, at the instant of the tests."""
    endpoint = Endpoint(
        database=db,
        engine=engine,
        authentication=Authentication(db, TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)),
        secrecy=Secrecy(b"d" * 32, b"i" * 32),
        development=False,
        durable_log=True,
    )

    async def graphql(http: Request) -> Response:
        return await endpoint(http)

    app = Starlette(routes=[Route("/graphql", graphql, methods=["GET", "POST", "PUT", "DELETE"])])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        yield Api(client)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each transaction ran."""
    counts: list[int] = []
    run = Database.run

    async def counted(
        self: Database, context: Mapping[str, str], work: Callable[[Transaction], Awaitable[Result]]
    ) -> Result:
        async def counting(tx: Transaction) -> Result:
            result = await work(tx)
            counts.append(tx.statements)
            return result

        return await run(self, context, counting)

    monkeypatch.setattr(Database, "run", counted)
    return counts
