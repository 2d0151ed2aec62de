"""A client's code is changed: the former one still finds the client, and both stay on record (R28)."""

import asyncio
from datetime import date
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.clients import service as clients
from hb.clients.rules import (
    HetuChange,
    HetuChanged,
    HetuOfAnother,
    IdentityChangeReason,
    InvalidHetu,
)
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clients.builders import (
    HETU,
    OTHER_HETU,
    SECRECY,
    command,
    counts,
    make_worker,
)
from tests.clients.identities import client_of, make_served
from tests.clients.test_identity import show
from tests.scene import Scene, make_scene

CORRECTION = IdentityChangeReason.CORRECTION
NEW_HETU = "010180-916M"
WRITTEN = ("client_identity", "identity_change", "audit_event", "message")


async def change(
    db: Database, actor: Actor, client_id: UUID, code: str, reason: IdentityChangeReason = CORRECTION
) -> None:
    async def work(tx: Transaction) -> HetuChanged:
        wish = HetuChange(client_id, code, reason)
        return await clients.change_hetu(tx, actor, SECRECY, wish, allow_temporary=True)

    await command(db, actor, HetuChanged, work)


async def test_former_code_still_finds_the_client_and_the_new_one_is_shown(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    client_id = await make_served(all_rows, scene, HETU)

    await change(db, worker, client_id, OTHER_HETU, IdentityChangeReason.GENDER_CONFIRMATION)

    assert await show(db, worker, client_id) == OTHER_HETU
    assert [await client_of(db, worker, code) for code in (HETU, OTHER_HETU)] == [client_id, client_id]
    row = await all_rows.fetchrow("SELECT birth_date, version FROM client WHERE id = $1", client_id)
    assert row is not None
    assert tuple(row) == (date(1952, 10, 13), 2)
    changed = await all_rows.fetchrow(
        "SELECT reason, birth_date_before, birth_date_after, worker_id FROM identity_change"
        " WHERE client_id = $1",
        client_id,
    )
    assert changed is not None
    assert tuple(changed) == (
        "GENDER_CONFIRMATION",
        date(1944, 3, 2),
        date(1952, 10, 13),
        worker.user_id,
    )
    rows = await all_rows.fetch(
        "SELECT hetu_index, replaced_at IS NULL AS present FROM client_identity WHERE client_id = $1",
        client_id,
    )
    assert {(row["hetu_index"], row["present"]) for row in rows} == {
        (SECRECY.blind_index(HETU), False),
        (SECRECY.blind_index(OTHER_HETU), True),
    }


async def test_change_is_audited_and_told_without_the_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await make_served(all_rows, scene, HETU)

    await change(db, scene.actors[Role.TEAM_LEADER], client_id, OTHER_HETU)

    facts = await all_rows.fetchval(
        "SELECT facts FROM audit_event WHERE client_id = $1 AND action = 'hetu:change'", client_id
    )
    assert facts == {"reason": "CORRECTION"}
    told = await all_rows.fetch("SELECT event, recipient_id FROM message WHERE client_id = $1", client_id)
    assert [tuple(row) for row in told] == [("IDENTITY_CODE_CHANGED", client_id)]
    for table in (*WRITTEN, "command", "client"):
        for row in await all_rows.fetch(f"SELECT * FROM {table} WHERE organiser_id = $1", scene.organiser_id):
            assert OTHER_HETU not in str(tuple(row))


async def test_code_of_another_is_refused_and_nothing_changes(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    first, second = await make_served(all_rows, scene, HETU), await make_served(all_rows, scene, OTHER_HETU)
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(HetuOfAnother) as refusal:
        await change(db, worker, second, HETU)

    assert (refusal.value.path, refusal.value.facts) == (("input", "hetu"), {})
    assert await counts(all_rows, scene, *WRITTEN) == before
    assert await show(db, worker, second) == OTHER_HETU
    await change(db, worker, first, NEW_HETU)
    with pytest.raises(HetuOfAnother):
        await change(db, worker, second, HETU)


async def test_code_of_another_organiser_is_free(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other_scene = await make_scene(all_rows)
    await make_served(all_rows, other_scene, OTHER_HETU)
    client_id = await make_served(all_rows, scene, HETU)

    await change(db, scene.actors[Role.SOCIAL_WORKER], client_id, OTHER_HETU)

    assert await show(db, scene.actors[Role.SOCIAL_WORKER], client_id) == OTHER_HETU


async def test_present_code_a_bad_one_and_a_stranger_are_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    client_id = await make_served(all_rows, scene, HETU)
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    before = await counts(all_rows, scene, *WRITTEN)

    for actor, of_client, code, kind in (
        (worker, client_id, HETU, InvalidInput),
        (worker, client_id, "131052-308U", InvalidHetu),
        (worker, new_id(), OTHER_HETU, NotFound),
        (worker, scene.client_id, OTHER_HETU, NotFound),  # a client without a code
        (stranger, client_id, OTHER_HETU, NotFound),
    ):
        with pytest.raises(kind):
            await change(db, actor, of_client, code)

    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.HETU_CHANGE not in PERMISSIONS[role]])
async def test_other_roles_change_no_codes(db: Database, scene: Scene, role: Role) -> None:
    known = scene.actors.get(role, scene.actors[Role.CLIENT])
    actor = Actor(scene.organiser_id, known.user_id, scene.client_id, role)

    with pytest.raises(Forbidden):
        await change(db, actor, scene.client_id, OTHER_HETU)


async def test_of_two_who_take_one_code_at_once_one_wins(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    pair = [await make_served(all_rows, scene, HETU), await make_served(all_rows, scene, NEW_HETU)]

    outcomes = await asyncio.gather(
        *(change(db, worker, client_id, OTHER_HETU) for client_id in pair), return_exceptions=True
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["HetuOfAnother", "NoneType"]
    winner = pair[outcomes.index(None)]
    assert await client_of(db, worker, OTHER_HETU) == winner
    present = await all_rows.fetch(
        "SELECT client_id FROM client_identity WHERE client_id = ANY($1) AND replaced_at IS NULL", pair
    )
    assert {row["client_id"] for row in present} == set(pair)


CODES = (HETU, OTHER_HETU, NEW_HETU, "010594Y9032", "290200A248A")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.tuples(st.integers(0, 1), st.sampled_from(CODES)), max_size=8))
async def test_every_code_anybody_had_finds_who_had_it_first(
    db: Database, all_rows: asyncpg.Connection, wishes: list[tuple[int, str]]
) -> None:
    """Whatever is changed in whatever order: a code belongs to the first who had it, and one is present."""
    scene = await make_scene(all_rows)
    worker = scene.actors[Role.SOCIAL_WORKER]
    people = [await make_served(all_rows, scene, CODES[0]), await make_served(all_rows, scene, CODES[1])]
    owner = dict(zip(CODES[:2], people, strict=True))
    present = dict(zip(people, CODES[:2], strict=True))
    for person, code in wishes:
        client_id = people[person]
        if present[client_id] == code:
            with pytest.raises(InvalidInput):
                await change(db, worker, client_id, code)
        elif owner.get(code, client_id) != client_id:
            with pytest.raises(HetuOfAnother):
                await change(db, worker, client_id, code)
        else:
            await change(db, worker, client_id, code)
            owner[code], present[client_id] = client_id, code

    assert {code: await client_of(db, worker, code) for code in owner} == owner
    assert {client_id: await show(db, worker, client_id) for client_id in people} == present
