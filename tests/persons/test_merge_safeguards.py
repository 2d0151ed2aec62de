"""Two records are merged only as one person's, by a leader whose team serves both; turvakielto stays."""

import asyncpg
import pytest

from hb.access.rules import Ground, Role
from hb.kit.db import Database
from hb.kit.errors import NotFound
from hb.kit.ids import new_id
from hb.persons.rules import RecordsDiffer
from tests.budgets.builders import granted_budget
from tests.clients.builders import HETU, counts, make_team, make_worker
from tests.clients.identities import make_served
from tests.persons.builders import make_pair, merge
from tests.plans.builders import approved_order
from tests.plans.hiding import make_own_worker, notified, tasks_of
from tests.plans.test_contact import places
from tests.scene import Scene, make_care, make_client, make_reach

WRITTEN = ("record_merge", "reach", "message", "audit_event", "client", "urgent_task")


async def test_a3_records_with_another_name_and_birth_date_are_not_merged(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    await all_rows.execute(
        "UPDATE client SET birth_date = '1990-01-01', last_name = 'Järvinen' WHERE id = $1", closed_id
    )
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(RecordsDiffer) as refusal:
        await merge(db, leader, closed_id, kept_id)

    assert refusal.value.path == ("input", "closedId")
    assert refusal.value.message("en").startswith(
        "The records have different names and different birth dates"
    )
    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE client SET last_name = 'Järvinen' WHERE id = $1",
        "UPDATE client SET birth_date = '1990-01-01', last_name = ' MEIKÄLÄINEN' WHERE id = $1",
    ],
)
async def test_a3_another_name_or_another_birth_date_alone_is_one_persons(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, change: str
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    await all_rows.execute(change, closed_id)
    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)
    assert await all_rows.fetchval("SELECT merged_into FROM client WHERE id = $1", closed_id) == kept_id


@pytest.mark.parametrize("is_kept", [True, False])
async def test_a3_what_an_emergency_opened_is_merged_with_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, is_kept: bool
) -> None:
    served, opened = await make_served(all_rows, scene, HETU), new_id()
    leader = scene.actors[Role.TEAM_LEADER]
    await make_client(all_rows, scene.organiser_id, opened, "Matti", "Meikäläinen")
    await make_reach(all_rows, scene.organiser_id, leader.party_id, opened, Ground.EMERGENCY, new_id())
    before = await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(NotFound) as refusal:
        await merge(db, leader, *((served, opened) if is_kept else (opened, served)))

    assert refusal.value.path == ("input", "keptId" if is_kept else "closedId")
    assert await counts(all_rows, scene, *WRITTEN) == before


async def test_a3_turvakielto_of_the_closed_record_is_the_kept_ones_and_hides_its_place_from_producers(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    owner = await make_own_worker(all_rows, scene, Role.SERVICE_GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    closed_id, reporter = await make_served(all_rows, scene, HETU), scene.actors[Role.PRODUCER_REPORTER]
    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", closed_id)
    assert await places(db, reporter) == {order.order_id: "Metsätie 2"}

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, scene.client_id)

    assert await places(db, reporter) == {order.order_id: None}
    row = await all_rows.fetchrow("SELECT non_disclosure, version FROM client WHERE id = $1", scene.client_id)
    assert row is not None
    assert tuple(row) == (True, 2)
    assert await notified(all_rows, scene, "CLIENT_CONTACT_HIDDEN") == [
        (scene.producer_id, order.order_id, None)
    ]
    assert await tasks_of(all_rows, scene) == [(owner.user_id, [order.order_id])]
    facts = await all_rows.fetch(
        "SELECT client_id, facts FROM audit_event WHERE organiser_id = $1 AND action = 'contact:hide'",
        scene.organiser_id,
    )
    assert [tuple(fact) for fact in facts] == [(scene.client_id, {"version": 2})]


async def test_a3_turvakielto_of_the_kept_record_is_the_closed_ones(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    await all_rows.execute("UPDATE client SET non_disclosure = true WHERE id = $1", kept_id)
    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)
    hidden = await all_rows.fetchval("SELECT non_disclosure FROM client WHERE id = $1", closed_id)
    assert hidden is True


async def test_a3_leaders_of_all_serving_teams_and_who_speaks_for_the_client_are_told(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id = await make_served(all_rows, scene, HETU)
    other_team = await make_team(all_rows, scene.organiser_id)
    colleague = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, other_team)
    await make_care(all_rows, scene.organiser_id, closed_id, colleague.user_id, other_team)
    owner = await make_own_worker(all_rows, scene, Role.SERVICE_GUIDE)

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, scene.client_id)

    rows = await all_rows.fetch(
        "SELECT client_id, recipient_id FROM message WHERE event = 'RECORDS_MERGED' AND organiser_id = $1",
        scene.organiser_id,
    )
    assert {tuple(row) for row in rows} == {
        (closed_id, closed_id),
        (closed_id, other_team),
        (scene.client_id, scene.client_id),
        (scene.client_id, scene.representative_id),
        (scene.client_id, owner.user_id),
    }
