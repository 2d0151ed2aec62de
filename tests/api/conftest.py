"""The API as its users meet it: documents sent over ASGI with a bearer token, answers as JSON."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
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
from hb.api.schema import make_engine
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.kit.tokens import TokenVerifier, issue_token
from hb.kit.transaction import Transaction
from hb.read import Engine
from hb.web.admission import Admission
from hb.web.authentication import Authentication
from hb.web.documents import MANIFEST, TrustedDocuments, load_documents
from hb.web.endpoint import Endpoint, FreeText
from tests.api.documents import ID_OF
from tests.provoked import mutations_of, note

KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
Result = TypeVar("Result")
ISSUER, AUDIENCE = "https://identity.test", "hb"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]


@dataclass(frozen=True)
class Api:
    """Sends documents as an actor."""

    client: httpx2.AsyncClient

    async def post(
        self, actor: Actor, query: str, variables: Mapping[str, object] | None = None, **headers: str
    ) -> httpx2.Response:
        """One operation as an actor; the whole response. A frontend's document goes by its id, as there."""
        named = ID_OF.get(query)
        asked = {"query": query} if named is None else {"documentId": named}
        response = await self.client.post(
            "/graphql",
            json={**asked, "variables": variables or {}},
            headers={"authorization": f"Bearer {token_of(actor)}", "accept-language": "en", **headers},
        )
        if mutations_of(query):
            note(query, response.json())
        return response

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


@pytest.fixture(scope="session")
def documents(engine: Engine) -> TrustedDocuments:
    """The frontends' documents, as the manifest of record has them."""
    return load_documents(MANIFEST, engine)


@pytest.fixture(scope="session")
def endpoint(db: Database, engine: Engine, documents: TrustedDocuments) -> Endpoint:
    """The endpoint on the worker's database, at the instant of the tests; free text is open to everybody."""
    return Endpoint(
        database=db,
        engine=engine,
        documents=documents,
        authentication=Authentication(db, TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)),
        secrecy=Secrecy(b"d" * 32, b"i" * 32),
        development=False,
        durable_log=True,
        free_text=FreeText.EVERYBODY,
        admission=Admission(1_000),
    )


def routed(endpoint: Endpoint) -> Starlette:
    """An endpoint as an application, routed as in production."""

    async def graphql(http: Request) -> Response:
        return await endpoint(http)

    return Starlette(routes=[Route("/graphql", graphql, methods=METHODS)])


@asynccontextmanager
async def serving(endpoint: Endpoint) -> AsyncIterator[Api]:
    """An endpoint over ASGI."""
    transport = httpx2.ASGITransport(app=routed(endpoint))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        yield Api(client)


@pytest_asyncio.fixture(scope="session")
async def api(endpoint: Endpoint) -> AsyncIterator[Api]:
    """The endpoint over ASGI."""
    async with serving(endpoint) as served:
        yield served


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
