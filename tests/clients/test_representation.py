"""A representation lets a person sign in for a client, within its scope and its days."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Actor, Role, Scope
from hb.clients import service as clients
from hb.clients.rules import (
    ClientLanguage,
    Person,
    RepresentationKept,
    RepresentationRecord,
    RepresentationScope,
    RepresentativeKind,
)
from hb.clients.rules.validity import birthday, custody_end
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import OTHER_HETU, command, counts, make_worker, register, registration
from tests.scene import Scene

TODAY, YESTERDAY = date(2026, 5, 15), date(2026, 5, 14)
PERSON = Person("Veera", "Valtuutettu", ClientLanguage.SV, phone="+358 50 111", email="veera@example.fi")
WRITTEN = ("representative", "representation", "reach", "role_assignment", "message", "audit_event")


def wish_for(scene: Scene, **changes: object) -> RepresentationRecord:
    plain = RepresentationRecord(
        client_id=scene.client_id,
        kind=RepresentativeKind.AUTHORISED,
        scope=RepresentationScope.VIEW,
        ground="Valtakirja 12.5.2026",
        valid_from=TODAY,
        valid_until=date(2026, 12, 31),
        person=PERSON,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


async def record(db: Database, actor: Actor, wish: RepresentationRecord) -> RepresentationKept:
    async def work(tx: Transaction) -> RepresentationKept:
        return await clients.record_representation(tx, actor, wish)

    return await command(db, actor, RepresentationKept, work)


async def end(db: Database, actor: Actor, representation_id: UUID, last_day: date) -> RepresentationKept:
    async def work(tx: Transaction) -> RepresentationKept:
        return await clients.end_representation(tx, actor, representation_id, last_day)

    return await command(db, actor, RepresentationKept, work)


async def signs_in(db: Database, scene: Scene, user_id: UUID, client_id: UUID) -> Actor | None:
    seeker = Actor(scene.organiser_id, user_id, user_id, Role.REPRESENTATIVE, on_behalf_of=client_id)

    async def work(tx: Transaction) -> Actor | None:
        return await access.valid_actor(tx, scene.organiser_id, user_id, Role.REPRESENTATIVE, client_id)

    return await db.run(seeker.context("read"), work)


@pytest.mark.parametrize("scope", RepresentationScope)
async def test_recorded_representative_signs_in_within_the_scope(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, scope: RepresentationScope
) -> None:
    before = await counts(all_rows, scene, *WRITTEN)

    kept = await record(db, scene.actors[Role.SERVICE_GUIDE], wish_for(scene, scope=scope))

    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in WRITTEN} == dict.fromkeys(WRITTEN, 1)
    reach = await all_rows.fetchrow("SELECT * FROM reach WHERE source_id = $1", kept.representation_id)
    assert reach is not None
    assert (reach["party_id"], reach["client_id"], reach["ground"], reach["scope"]) == (
        kept.representative_id,
        scene.client_id,
        "REPRESENTATION",
        scope.value,
    )
    assert (reach["valid_from"], reach["valid_until"]) == (TODAY, date(2026, 12, 31))
    actor = await signs_in(db, scene, kept.representative_id, scene.client_id)
    assert actor is not None
    assert (actor.scope, actor.party_id, actor.on_behalf_of) == (
        Scope(scope.value),
        kept.representative_id,
        scene.client_id,
    )


async def test_client_is_told_by_letter_without_consent(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await record(db, scene.actors[Role.SOCIAL_WORKER], wish_for(scene))

    message = await all_rows.fetchrow("SELECT * FROM message WHERE organiser_id = $1", scene.organiser_id)
    assert message is not None
    assert (message["recipient_id"], message["event"], message["channel"], message["language"]) == (
        scene.client_id,
        "REPRESENTATION_RECORDED",
        None,
        "fi",
    )
    assert (message["subject_type"], message["subject_id"], message["title"]) == (
        "Client",
        scene.client_id,
        "Edustajan tiedot on kirjattu",
    )


async def test_power_that_began_before_gives_sight_from_today(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    kept = await record(
        db, scene.actors[Role.SERVICE_GUIDE], wish_for(scene, valid_from=date(2020, 1, 1), valid_until=None)
    )

    days = await all_rows.fetchrow(
        "SELECT representation.valid_from, reach.valid_from AS seen_from FROM representation"
        " JOIN reach ON source_id = id WHERE id = $1",
        kept.representation_id,
    )
    assert days is not None
    assert tuple(days) == (date(2020, 1, 1), TODAY)


async def test_known_representative_acts_for_two_clients_one_at_a_time(db: Database, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    other_client = await register(db, guide, registration(OTHER_HETU))
    first = await record(db, guide, wish_for(scene, scope=RepresentationScope.FULL))

    second = await record(
        db,
        guide,
        wish_for(scene, client_id=other_client, person=None, representative_id=first.representative_id),
    )

    assert second.representative_id == first.representative_id
    actor = await signs_in(db, scene, first.representative_id, other_client)
    assert actor is not None
    assert actor.scope is Scope.VIEW

    async def clients_seen(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.fetch_text("SELECT id FROM client")]

    assert await db.run(actor.context("read"), clients_seen) == [other_client]


async def test_ended_representation_ends_sight_and_sign_in(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    kept = await record(db, guide, wish_for(scene))
    await all_rows.execute(
        "UPDATE reach SET valid_from = $2 WHERE source_id = $1", kept.representation_id, YESTERDAY
    )
    await all_rows.execute(
        "UPDATE role_assignment SET valid_from = $2 WHERE id = $1", kept.representation_id, YESTERDAY
    )

    assert await end(db, guide, kept.representation_id, YESTERDAY) == kept

    assert await signs_in(db, scene, kept.representative_id, scene.client_id) is None
    role = await all_rows.fetchval(
        "SELECT valid_until FROM role_assignment WHERE id = $1", kept.representation_id
    )
    assert role == YESTERDAY
    with pytest.raises(WrongState):
        await end(db, guide, kept.representation_id, TODAY)


@pytest.mark.parametrize(
    ("changes", "error", "path"),
    [
        ({"client_id": UUID(int=1)}, NotFound, ("input", "clientId")),
        ({"ground": " "}, InvalidInput, ("input", "ground")),
        ({"valid_until": YESTERDAY}, InvalidInput, ("input", "validUntil")),
        (
            {"valid_from": date(2025, 1, 1), "valid_until": YESTERDAY},
            InvalidInput,
            ("input", "validUntil"),
        ),
        ({"kind": RepresentativeKind.CUSTODIAN}, InvalidInput, ("input", "kind")),
        ({"person": None}, InvalidInput, ("input", "person")),
        ({"representative_id": UUID(int=1)}, InvalidInput, ("input", "representativeId")),
        ({"person": None, "representative_id": UUID(int=1)}, NotFound, ("input", "representativeId")),
        ({"person": replace(PERSON, last_name="")}, InvalidInput, ("input", "person", "lastName")),
    ],
)
async def test_bad_record_is_refused_and_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    changes: dict[str, object],
    error: type[DomainError],
    path: tuple[str, ...],
) -> None:
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(error) as refusal:
        await record(db, scene.actors[Role.SERVICE_GUIDE], wish_for(scene, **changes))

    assert refusal.value.path == path
    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.CLIENT, Role.REPRESENTATIVE, Role.AUDITOR])
async def test_other_roles_record_and_end_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    representation_id = await all_rows.fetchval(
        "SELECT id FROM representation WHERE client_id = $1", scene.client_id
    )
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(Forbidden):
        await record(db, scene.actors[role], wish_for(scene))
    with pytest.raises(Forbidden):
        await end(db, scene.actors[role], representation_id, TODAY)

    assert await counts(all_rows, scene, *WRITTEN) == before
    assert await signs_in(db, scene, scene.representative_id, scene.client_id) is not None


async def test_representation_of_an_unseen_client_is_not_found(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    stranger = await make_worker(all_rows, scene, Role.SERVICE_GUIDE)
    representation_id = await all_rows.fetchval(
        "SELECT id FROM representation WHERE client_id = $1", scene.client_id
    )

    for attempt in (representation_id, new_id()):
        with pytest.raises(NotFound):
            await end(db, stranger, attempt, TODAY)


@pytest.mark.parametrize(
    ("born", "wished", "last_day"),
    [
        (date(2010, 6, 1), None, date(2028, 5, 31)),
        (date(2010, 6, 1), date(2027, 1, 1), date(2027, 1, 1)),
        (date(2012, 2, 29), None, date(2030, 2, 28)),
    ],
)
def test_custody_ends_before_the_child_is_of_age(
    scene: Scene, born: date, wished: date | None, last_day: date
) -> None:
    wish = wish_for(scene, kind=RepresentativeKind.CUSTODIAN, valid_until=wished)

    assert custody_end(wish, born) == last_day
    with pytest.raises(InvalidInput):
        custody_end(replace(wish, valid_until=birthday(born, 18)), born)


@pytest.mark.parametrize(
    ("born", "age", "turned"),
    [
        (date(2012, 2, 29), 18, date(2030, 3, 1)),
        (date(2012, 2, 29), 4, date(2016, 2, 29)),
        (date(2010, 6, 1), 18, date(2028, 6, 1)),
    ],
)
def test_birthday(born: date, age: int, turned: date) -> None:
    assert birthday(born, age) == turned
