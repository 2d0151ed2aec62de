"""Registering creates a client or attaches to one, and looks the same from outside."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.audit.rules import Outcome
from hb.clients import service as clients
from hb.clients.rules import ClientLanguage as Speaks
from hb.clients.rules import ClientRegistered, Contact, InvalidHetu
from hb.clients.service.registration import place_of_hetu
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import (
    HETU,
    OTHER_HETU,
    SECRECY,
    command,
    counts,
    make_team,
    make_worker,
    register,
    registration,
)
from tests.scene import NOW, Scene, make_scene

TODAY = date(2026, 5, 15)
WRITTEN = ("client", "client_identity", "care_relationship", "reach", "role_assignment", "audit_event")


async def test_new_client_is_made_with_identity_care_reach_and_sign_in(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    before = await counts(all_rows, scene, *WRITTEN)

    client_id = await register(db, guide, registration())

    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in WRITTEN} == {
        "client": 1,
        "client_identity": 1,
        "care_relationship": 1,
        "reach": 3,
        "role_assignment": 1,
        "audit_event": 1,
    }
    row = await all_rows.fetchrow("SELECT * FROM client WHERE id = $1", client_id)
    assert row is not None
    assert (row["first_name"], row["last_name"], row["birth_date"]) == (
        "Matti",
        "Meikäläinen",
        date(1980, 1, 1),
    )
    assert (row["version"], row["registered_at"], row["postal_code"]) == (1, NOW, "01900")
    care = await all_rows.fetchrow("SELECT * FROM care_relationship WHERE client_id = $1", client_id)
    assert care is not None
    assert (care["worker_id"], care["team_id"], care["kind"], care["valid_from"], care["valid_until"]) == (
        guide.user_id,
        scene.team_id,
        "CARE",
        TODAY,
        None,
    )
    reach = await all_rows.fetch("SELECT * FROM reach WHERE client_id = $1 ORDER BY ground", client_id)
    assert [(row["ground"], row["party_id"], row["source_id"], row["scope"]) for row in reach] == [
        ("CARE_RELATIONSHIP", guide.user_id, care["id"], "FULL"),
        ("SELF", client_id, client_id, "FULL"),
        ("TEAM", scene.team_id, care["id"], "FULL"),
    ]
    role = await all_rows.fetchrow("SELECT * FROM role_assignment WHERE user_id = $1", client_id)
    assert role is not None
    assert (role["role"], role["party_id"], role["valid_from"]) == ("CLIENT", client_id, TODAY)


async def test_code_is_stored_encrypted_for_its_row_and_indexed_blindly(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    client_id = await register(db, guide, registration(HETU.lower()))

    stored = await all_rows.fetchrow("SELECT * FROM client_identity WHERE client_id = $1", client_id)
    assert stored is not None
    assert (stored["hetu_index"], stored["key_id"]) == (SECRECY.blind_index(HETU), SECRECY.key_id)
    place = place_of_hetu(guide, client_id)
    assert SECRECY.decrypt(stored["hetu_ciphertext"], *place, key_id=SECRECY.key_id) == HETU
    for table in ("client", "client_identity", "command", "audit_event", "message"):
        text = await all_rows.fetchval(f"SELECT string_agg({table}::text, '') FROM {table}")
        assert HETU not in (text or "")


async def test_existing_client_is_attached_and_stays_as_recorded(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    team_id = await make_team(all_rows, scene.organiser_id)
    other = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)
    first = await register(db, guide, registration())
    before = await counts(all_rows, scene, *WRITTEN)

    second = await register(
        db, other, registration(first_name="Väärä", contact=Contact(Speaks.SV, phone="+358 9 12345"))
    )

    assert second == first
    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in WRITTEN} == {
        "client": 0,
        "client_identity": 0,
        "care_relationship": 1,
        "reach": 2,
        "role_assignment": 0,
        "audit_event": 1,
    }
    row = await all_rows.fetchrow(
        "SELECT first_name, phone, language, version FROM client WHERE id = $1", first
    )
    assert row is not None
    assert tuple(row) == ("Matti", "+358 40 1234567", "FI", 1)
    parties = await all_rows.fetch("SELECT party_id FROM reach WHERE client_id = $1", first)
    assert {row["party_id"] for row in parties} == {
        guide.user_id,
        scene.team_id,
        other.user_id,
        team_id,
        first,
    }
    events = await all_rows.fetch(
        "SELECT actor_id, facts, outcome FROM audit_event WHERE client_id = $1 ORDER BY id", first
    )
    assert [(event["actor_id"], event["facts"], event["outcome"]) for event in events] == [
        (guide.user_id, {"effect": "CREATED"}, Outcome.DONE),
        (other.user_id, {"effect": "ATTACHED"}, Outcome.DONE),
    ]


async def test_worker_who_serves_the_client_already_is_attached_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    first = await register(db, guide, registration())

    second = await register(db, guide, registration())

    assert second == first
    cares = await all_rows.fetchval("SELECT count(*) FROM care_relationship WHERE client_id = $1", first)
    reaches = await all_rows.fetchval("SELECT count(*) FROM reach WHERE client_id = $1", first)
    assert (cares, reaches) == (1, 3)


async def test_result_as_stored_is_the_same_shape_for_a_new_and_an_existing_client(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER):
        await register(db, scene.actors[role], registration())

    results = await all_rows.fetch("SELECT result FROM command WHERE organiser_id = $1", scene.organiser_id)
    assert [sorted(row["result"]) for row in results] == [["client_id"], ["client_id"]]


async def test_twenty_workers_at_once_register_one_client_and_all_serve_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    workers = [await make_worker(all_rows, scene, Role.SERVICE_GUIDE) for _ in range(20)]
    before = await counts(all_rows, scene, *WRITTEN)

    ids = await asyncio.gather(*(register(db, worker, registration()) for worker in workers))

    assert len(set(ids)) == 1
    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in WRITTEN} == {
        "client": 1,
        "client_identity": 1,
        "care_relationship": 20,
        "reach": 41,
        "role_assignment": 1,
        "audit_event": 20,
    }
    effects = await all_rows.fetch(
        "SELECT facts->>'effect' AS effect FROM audit_event WHERE client_id = $1", ids[0]
    )
    assert sorted(row["effect"] for row in effects) == ["ATTACHED"] * 19 + ["CREATED"]


async def test_other_organiser_has_a_client_of_its_own_for_the_same_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    elsewhere = await make_scene(all_rows)

    here = await register(db, scene.actors[Role.SERVICE_GUIDE], registration())
    there = await register(db, elsewhere.actors[Role.SERVICE_GUIDE], registration())

    assert here != there


@pytest.mark.parametrize(
    ("changes", "error", "path"),
    [
        ({"hetu": "131052-308U"}, InvalidHetu, ("input", "hetu")),
        ({"first_name": "  "}, InvalidInput, ("input", "firstName")),
        ({"last_name": "x" * 101}, InvalidInput, ("input", "lastName")),
        ({"last_name": "a\x00b"}, InvalidInput, ("input", "lastName")),
        ({"municipality_code": "000"}, NotFound, ("input", "municipalityCode")),
        ({"contact": Contact(Speaks.FI, email="matti@")}, InvalidInput, ("input", "contact", "email")),
        ({"contact": Contact(Speaks.FI, phone="soita")}, InvalidInput, ("input", "contact", "phone")),
        (
            {"contact": Contact(Speaks.FI, postal_code="0190")},
            InvalidInput,
            ("input", "contact", "postalCode"),
        ),
    ],
)
async def test_bad_input_is_refused_and_changes_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    changes: dict[str, object],
    error: type[DomainError],
    path: tuple[str, ...],
) -> None:
    before = await counts(all_rows, scene, *WRITTEN, "command")

    with pytest.raises(error) as refusal:
        await register(db, scene.actors[Role.SERVICE_GUIDE], registration(OTHER_HETU, **changes))

    assert refusal.value.path == path
    assert await counts(all_rows, scene, *WRITTEN, "command") == before


async def test_temporary_code_is_refused_unless_allowed(db: Database, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> ClientRegistered:
        return await clients.register(tx, guide, SECRECY, registration(HETU))

    with pytest.raises(InvalidHetu):
        await command(db, guide, ClientRegistered, work)


REFUSED = [role for role in Role if role not in {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER}]


@pytest.mark.parametrize("role", REFUSED)
async def test_other_roles_may_not_register_and_change_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors.get(role, Actor(scene.organiser_id, new_id(), new_id(), role))
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(Forbidden):
        await register(db, actor, registration())

    assert await counts(all_rows, scene, *WRITTEN) == before


def test_what_was_typed_is_not_in_the_value_as_printed() -> None:
    shown = repr(registration())

    assert all(secret not in shown for secret in (HETU, "Matti", "Meikäläinen", "Metsätie", "1234567"))
