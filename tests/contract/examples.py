"""The examples of frontend_contract/examples as they are to be: requests answered by the small demo region.

The region is that of the tests' day, the clock stands at one instant and ids are counted, so that every
answer is the same on every machine, to the byte.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import httpx2
from joserfc.jwk import KeySet

from hb.access.rules import Actor
from hb.demo.load import DemoActor
from hb.kit.db import Database
from hb.kit.tokens import TokenVerifier
from hb.web.authentication import Authentication
from hb.web.endpoint import Endpoint
from tests.api.conftest import AUDIENCE, ISSUER, KEY, serving, token_of
from tests.api.documents import IDS
from tests.contract.example_commands import COMMANDS
from tests.contract.example_requests import QUERIES
from tests.demo.region import SECRECY, Loaded
from tests.scene import NOW


@dataclass
class CountedIds:
    """Ids one after the other, with the bits of a UUIDv7; each request counts anew, so that one does not
    disturb the next.
    """

    request: int = 0
    made: int = 0

    def next_request(self) -> None:
        """Begin to count for another request."""
        self.request, self.made = self.request + 1, 0

    def __call__(self) -> UUID:
        """The next id."""
        self.made += 1
        return UUID(int=(0x0199 << 112) | (7 << 76) | (2 << 62) | (self.request << 16) | self.made)


def resolved(given: object, answers: Mapping[str, object]) -> object:
    """A value with its `=app/Operation.path` replaced by what the path leads to in an earlier answer."""
    if isinstance(given, Mapping):
        return {name: resolved(value, answers) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [resolved(value, answers) for value in given]
    if not isinstance(given, str) or not given.startswith("="):
        return given
    name, *path = given[1:].split(".")
    found = answers[name]
    for step in path:
        found = found[int(step)] if isinstance(found, list) else found[step]  # type: ignore[index]
    return found


async def examples(loaded: Loaded, endpoint: Endpoint) -> dict[str, str]:
    """Every example: its path below frontend_contract/examples and its text."""
    ids = CountedIds()
    database = await Database.connect(loaded.app_dsn, size=2, clock=NOW, make_id=ids)
    verifier = TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)
    over = replace(
        endpoint, database=database, authentication=Authentication(database, verifier), secrecy=SECRECY
    )
    texts: dict[str, str] = {}
    answers: dict[str, object] = {}
    async with serving(over) as api:
        for actor, app, operation, given in (*QUERIES, *COMMANDS):
            ids.next_request()
            variables = resolved(given, answers)
            body = {"documentId": IDS[app, operation], "variables": variables}
            answer = await _sent(api.client, loaded.region.actors[actor], body)
            answers[f"{app}/{operation}"] = answer.get("data")
            shown = {"operation": operation, "actor": actor, "variables": variables, "answer": answer}
            texts[f"{app}/{operation}.json"] = json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
    await database.close()
    return texts


async def _sent(
    client: httpx2.AsyncClient, cast: DemoActor, body: Mapping[str, object]
) -> Mapping[str, object]:
    """The answer to one of the cast, without what differs from request to request."""
    actor = Actor(cast.organiser_id, cast.user_id, cast.user_id, cast.role, cast.on_behalf_of)
    headers = {"authorization": f"Bearer {token_of(actor)}", "accept-language": "en"}
    answer: dict[str, object] = (await client.post("/graphql", json=body, headers=headers)).json()
    answer.pop("extensions", None)
    return answer
