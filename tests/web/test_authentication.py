"""Who is calling: the token's own end, the half minute of a confirmed role, and nobody in another's place."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from joserfc.jwk import KeySet

from hb.access.rules import Actor, Role, system_actor
from hb.kit.db import Database
from hb.kit.tokens import LEEWAY_SECONDS, TokenVerifier
from hb.web import authentication
from hb.web.authentication import CONFIRMED_SECONDS, Authentication, Unauthenticated
from tests.api.conftest import AUDIENCE, ISSUER, KEY, Api, token_of
from tests.scene import Scene

LIFETIME = timedelta(minutes=5)
END_ROLES = "UPDATE role_assignment SET valid_until = valid_from WHERE organiser_id = $1 AND user_id = $2"


@dataclass
class Clock:
    """Seconds and instants that pass when told to."""

    seconds: float = 1000.0
    instant: datetime = field(default_factory=lambda: datetime.now(UTC))

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.instant += timedelta(seconds=seconds)


@dataclass
class Gate:
    """The authentication with a clock of its own."""

    clock: Clock
    authentication: Authentication

    async def actor(self, actor: Actor) -> Actor:
        return await self.authentication.actor(f"Bearer {token_of(actor)}", "fi")


@pytest.fixture
def gate(db: Database) -> Gate:
    clock = Clock()
    verifier = TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)
    return Gate(clock, Authentication(db, verifier, clock=lambda: clock.seconds, now=lambda: clock.instant))


async def test_nobody_signs_in_as_the_system(gate: Gate, scene: Scene) -> None:
    """Not by a token that is signed rightly, nor if the database held such a role: none is looked up."""
    with pytest.raises(Unauthenticated):
        await gate.actor(system_actor(scene.organiser_id))
    claims = {"hb_organiser": str(scene.organiser_id), "sub": str(scene.organiser_id), "hb_role": "SYSTEM"}
    with pytest.raises(ValueError, match="nobody signs in as the system"):
        authentication._claimed_role(claims)


async def test_the_actor_speaks_the_language_of_each_request(gate: Gate, scene: Scene) -> None:
    header = f"Bearer {token_of(scene.actors[Role.CLIENT])}"

    spoken = [await gate.authentication.actor(header, each) for each in ("fi", "sv", "en", "fi")]

    assert [each.language for each in spoken] == ["fi", "sv", "en", "fi"]
    assert {each.party_id for each in spoken} == {scene.client_id}


async def test_a_role_is_looked_up_once_in_half_a_minute(
    gate: Gate, scene: Scene, statements: list[int]
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    for seconds in (0, 1, CONFIRMED_SECONDS - 1, 0.5):
        gate.clock.pass_by(seconds)
        assert await gate.actor(guide) == guide

    assert statements == [1, 1]


async def test_a_role_that_is_taken_away_ends_within_half_a_minute(
    gate: Gate, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await gate.actor(guide)
    await all_rows.execute(END_ROLES, scene.organiser_id, guide.user_id)

    gate.clock.pass_by(CONFIRMED_SECONDS - 0.001)
    assert await gate.actor(guide) == guide
    gate.clock.pass_by(0.001)
    with pytest.raises(Unauthenticated):
        await gate.actor(guide)


async def test_the_half_minute_begins_before_the_database_is_asked(
    gate: Gate, scene: Scene, all_rows: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role that is taken away while the answer is on its way ends half a minute after the question."""
    guide, run = scene.actors[Role.SERVICE_GUIDE], Database.run

    async def slow(self: Database, *asked: object) -> object:
        answer: object = await run(self, *asked)  # type: ignore[arg-type]
        gate.clock.pass_by(20)
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(Database, "run", slow)
        await gate.actor(guide)
    await all_rows.execute(END_ROLES, scene.organiser_id, guide.user_id)

    gate.clock.pass_by(CONFIRMED_SECONDS - 20.001)
    assert await gate.actor(guide) == guide
    gate.clock.pass_by(0.001)
    with pytest.raises(Unauthenticated):
        await gate.actor(guide)


async def test_confirmed_roles_are_bounded(gate: Gate, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    monkeypatch.setattr(authentication, "ACTORS_KEPT", 2)
    kept = Authentication(gate.authentication._database, gate.authentication._verifier)
    for role in (Role.SERVICE_GUIDE, Role.AUDITOR, Role.CLIENT):
        await kept.actor(f"Bearer {token_of(scene.actors[role])}", "fi")
    assert len(kept._confirmed) == 2
    assert await kept.actor(f"Bearer {token_of(guide)}", "fi") == guide


async def test_a_token_ends_at_its_second_however_lately_the_role_was_confirmed(
    gate: Gate, scene: Scene
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    gate.clock.instant = gate.clock.instant.replace(microsecond=0)
    header = f"Bearer {token_of(guide)}"
    await gate.authentication.actor(header, "fi")

    gate.clock.pass_by(LIFETIME.total_seconds() + LEEWAY_SECONDS - 2)
    assert await gate.authentication.actor(header, "fi") == guide
    gate.clock.pass_by(3)
    with pytest.raises(Unauthenticated):
        await gate.authentication.actor(header, "fi")


async def test_nobody_is_taken_for_another_in_any_order(gate: Gate, scene: Scene) -> None:
    asked = [scene.actors[role] for role in scene.actors] * 2

    found = [await gate.actor(each) for each in asked]

    assert found == asked


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic eDp5", "Bearer a.b.c", "Bearer \ud800"]
)
async def test_what_is_no_bearer_token_is_refused(gate: Gate, header: str | None) -> None:
    with pytest.raises(Unauthenticated):
        await gate.authentication.actor(header, "fi")


async def test_a_document_permitted_to_one_role_is_asked_about_anew_for_the_next(
    api: Api, scene: Scene
) -> None:
    document = "query Budgets { budgets(first: 1) { nodes { id } } }"

    for role in (Role.SERVICE_GUIDE, Role.AUDITOR, Role.SERVICE_GUIDE, Role.PRODUCER_REPORTER):
        answer = (await api.post(scene.actors[role], document)).json()
        is_permitted = role is Role.SERVICE_GUIDE
        assert ("data" in answer) is is_permitted
        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        assert codes == ([] if is_permitted else ["FORBIDDEN"])
