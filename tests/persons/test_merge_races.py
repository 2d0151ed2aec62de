"""Merging against what happens at the same time, and against every way in which reach is given."""

import asyncio
from datetime import date

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Ground, Role, Scope
from hb.clients.rules import (
    RecordMerged,
)
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.persons.rules import MergeBlocked
from tests.budgets.builders import prepared_budget
from tests.clients.builders import HETU, command, make_worker
from tests.clients.identities import make_served
from tests.persons.builders import (
    assign,
    end_care,
    make_pair,
    merge,
    sees,
)
from tests.scene import Scene

THIRD_HETU = "010180-916M"
TODAY = date(2026, 5, 15)
WRITTEN = ("record_merge", "reach", "message", "audit_event", "client")


@pytest.mark.parametrize("attempt", range(6))
async def test_merge_and_a_budget_begun_at_once_never_both_happen(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    kept_id = await make_served(all_rows, scene, HETU)
    leader = scene.actors[Role.TEAM_LEADER]

    outcomes = await asyncio.gather(
        merge(db, leader, scene.client_id, kept_id), prepared_budget(db, scene), return_exceptions=True
    )

    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)]
    assert refused in ([MergeBlocked], [RecordMerged])
    merged = await all_rows.fetchval("SELECT merged_into FROM client WHERE id = $1", scene.client_id)
    prepared = await all_rows.fetchval("SELECT count(*) FROM budget WHERE client_id = $1", scene.client_id)
    assert (merged, prepared) in ((kept_id, 0), (None, 1))


@pytest.mark.parametrize("attempt", range(6))
async def test_care_that_begins_or_ends_during_a_merge_is_the_same_for_both_records(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    ending, beginning = [await make_worker(all_rows, scene, Role.SOCIAL_WORKER) for _ in range(2)]
    care_id = await assign(db, leader, kept_id, ending.user_id)
    await all_rows.execute("UPDATE reach SET valid_from = '2026-05-01' WHERE source_id = $1", care_id)

    await asyncio.gather(
        merge(db, leader, closed_id, kept_id),
        end_care(db, leader, care_id),
        assign(db, leader, kept_id, beginning.user_id),
    )

    assert [await sees(db, ending, of) for of in (kept_id, closed_id)] == [False, False]
    assert [await sees(db, beginning, of) for of in (kept_id, closed_id)] == [True, True]


async def test_reach_given_outside_every_command_is_repeated_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The trigger repeats what any statement gives, but not a producer's reach to one order."""
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    await merge(db, leader, closed_id, kept_id)
    party, producer = new_id(), new_id()

    async def give(tx: Transaction) -> None:
        await access.give_reaches(
            tx,
            [
                access.Given(party, kept_id, Ground.EMERGENCY, new_id(), TODAY, TODAY),
                access.Given(producer, kept_id, Ground.ORDER, new_id(), TODAY, scope=Scope.ORDER),
            ],
        )

    await command(db, leader, type(None), give)

    rows = await all_rows.fetch(
        "SELECT party_id, ground, valid_until, by_merge FROM reach"
        " WHERE client_id = $1 AND party_id = ANY($2)",
        closed_id,
        [party, producer],
    )
    assert [tuple(row) for row in rows] == [(party, "EMERGENCY", TODAY, True)]
