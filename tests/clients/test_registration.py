"""Registering files a contact and opens nothing, and looks the same from outside whoever is known (S1)."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import ClientLanguage as Speaks
from hb.clients.rules import ClientRegistered, Contact, InvalidHetu
from hb.clients.service.registration import place_of_filed_hetu, place_of_hetu
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
    file,
    make_worker,
    register,
    registration,
)
from tests.scene import NOW, Scene

TODAY = date(2026, 5, 15)
WRITTEN = (
    "client",
    "client_identity",
    "care_relationship",
    "reach",
    "role_assignment",
    "filed_contact",
    "filed_contact_identity",
    "message",
    "audit_event",
)
OPENS = ("client", "client_identity", "care_relationship", "reach", "role_assignment")


async def test_filing_writes_the_contact_and_opens_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    before = await counts(all_rows, scene, *WRITTEN)

    contact_id = await file(db, guide, registration())

    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in WRITTEN} == {
        **dict.fromkeys(OPENS, 0),
        "filed_contact": 1,
        "filed_contact_identity": 1,
        "message": 1,
        "audit_event": 1,
    }
    row = await all_rows.fetchrow("SELECT * FROM filed_contact WHERE id = $1", contact_id)
    assert row is not None
    assert (row["first_name"], row["last_name"], row["birth_date"], row["postal_code"]) == (
        "Matti",
        "Meikäläinen",
        date(1980, 1, 1),
        "01900",
    )
    assert (row["filed_by"], row["team_id"], row["filed_at"], row["filed_on"], row["state"]) == (
        guide.user_id,
        scene.team_id,
        NOW,
        TODAY,
        "FILED",
    )
    assert (row["client_id"], row["resolved_at"], row["reason"]) == (None, None, None)
    message = await all_rows.fetchrow("SELECT * FROM message WHERE subject_id = $1", contact_id)
    assert message is not None
    assert (message["recipient_id"], message["event"], message["client_id"], message["body"]) == (
        scene.team_id,
        "CONTACT_FILED",
        None,
        "Tiimissäsi tai tiimisi asiakkaasta on kirjattu yhteydenotto. Käsittele se luettelossa.",
    )


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
    typed = await all_rows.fetchrow(
        "SELECT * FROM filed_contact_identity WHERE organiser_id = $1", scene.organiser_id
    )
    assert typed is not None
    assert (typed["hetu_index"], typed["key_id"]) == (SECRECY.blind_index(HETU), SECRECY.key_id)
    place = place_of_filed_hetu(guide, typed["filed_contact_id"])
    assert SECRECY.decrypt(typed["hetu_ciphertext"], *place, key_id=SECRECY.key_id) == HETU
    for table in (
        "client",
        "client_identity",
        "filed_contact",
        "filed_contact_identity",
        "command",
        "audit_event",
        "message",
    ):
        text = await all_rows.fetchval(f"SELECT string_agg({table}::text, '') FROM {table}")
        assert HETU not in (text or "")


async def test_known_person_is_filed_as_typed_and_stays_as_recorded_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await register(db, scene.actors[Role.SERVICE_GUIDE], registration())
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    before = await counts(all_rows, scene, *WRITTEN)

    contact_id = await file(
        db, stranger, registration(first_name="Väärä", contact=Contact(Speaks.SV, phone="+358 9 12345"))
    )

    after = await counts(all_rows, scene, *WRITTEN)
    assert {table: after[table] - before[table] for table in OPENS} == dict.fromkeys(OPENS, 0)
    row = await all_rows.fetchrow(
        "SELECT first_name, phone, language, version FROM client WHERE id = $1", client_id
    )
    assert tuple(row or ()) == ("Matti", "+358 40 1234567", "FI", 1)
    typed = await all_rows.fetchrow(
        "SELECT first_name, phone, language, client_id FROM filed_contact WHERE id = $1", contact_id
    )
    assert tuple(typed or ()) == ("Väärä", "+358 9 12345", "SV", client_id)
    trail = await all_rows.fetchrow(
        "SELECT client_id, facts FROM audit_event WHERE subject_id = $1", contact_id
    )
    assert tuple(trail or ()) == (client_id, {})


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
        await file(db, scene.actors[Role.SERVICE_GUIDE], registration(OTHER_HETU, **changes))

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
        await file(db, actor, registration())

    assert await counts(all_rows, scene, *WRITTEN) == before


def test_what_was_typed_is_not_in_the_value_as_printed() -> None:
    shown = repr(registration())

    assert all(secret not in shown for secret in (HETU, "Matti", "Meikäläinen", "Metsätie", "1234567"))
