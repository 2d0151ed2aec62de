"""What is refused of merging, separating and closed records changes nothing."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import PERMISSIONS, Actor, Permission, Role
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetSaved
from hb.clients.rules import (
    RecordMerged,
)
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.persons.rules import DeathsDiffer, MergeBlocked, TookOver
from tests.budgets.builders import Prepared, granted_budget
from tests.clients.builders import HETU, command, counts
from tests.clients.identities import make_served
from tests.clients.test_changed_hetu import change
from tests.clients.test_representation import record, wish_for
from tests.persons.builders import assign, make_pair, merge, open_matter, record_death, separate
from tests.scene import Scene, make_client

THIRD_HETU = "010180-916M"
TODAY = date(2026, 5, 15)
WRITTEN = ("record_merge", "reach", "message", "audit_event", "client")


async def test_nothing_begins_on_the_closed_record(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await merge(db, leader, closed_id, kept_id)
    before = await counts(all_rows, scene, *WRITTEN, "matter", "budget", "care_relationship")

    async def prepare(tx: Transaction) -> BudgetSaved:
        return await budgets.prepare(tx, worker, Prepared(client_id=closed_id).preparation(scene))

    with pytest.raises(RecordMerged):
        await open_matter(db, worker, closed_id)
    with pytest.raises(RecordMerged):
        await command(db, worker, BudgetSaved, prepare)
    with pytest.raises(RecordMerged):
        await assign(db, leader, closed_id, scene.actors[Role.SERVICE_GUIDE].user_id)
    with pytest.raises(RecordMerged):
        await record(db, worker, wish_for(scene, client_id=closed_id))
    with pytest.raises(RecordMerged):
        await change(db, worker, closed_id, THIRD_HETU)
    with pytest.raises(RecordMerged):
        await record_death(db, worker, closed_id, TODAY)

    assert await counts(all_rows, scene, *WRITTEN, "matter", "budget", "care_relationship") == before


async def test_refusals_change_nothing(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    third = await make_served(all_rows, scene, THIRD_HETU)
    foreign, dead = new_id(), new_id()
    await make_client(all_rows, scene.organiser_id, foreign, "Bertta", "Berg")
    dead = await make_served(all_rows, scene, "290200A248A")
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await record_death(db, worker, dead, TODAY)
    await merge(db, leader, closed_id, kept_id)
    before = await counts(all_rows, scene, *WRITTEN)

    attempts: tuple[tuple[Actor, UUID, UUID, str, type[DomainError], tuple[str, ...]], ...] = (
        (worker, third, kept_id, "Syy", Forbidden, ()),
        (leader, third, third, "Syy", InvalidInput, ("input", "keptId")),
        (leader, third, kept_id, " ", InvalidInput, ("input", "reason")),
        (leader, foreign, kept_id, "Syy", NotFound, ("input", "closedId")),
        (leader, third, foreign, "Syy", NotFound, ("input", "keptId")),
        (leader, third, closed_id, "Syy", RecordMerged, ("input", "keptId")),
        (leader, closed_id, third, "Syy", RecordMerged, ("input", "closedId")),
        (leader, kept_id, third, "Syy", TookOver, ("input", "closedId")),
        (leader, dead, kept_id, "Syy", DeathsDiffer, ("input", "closedId")),
    )
    for actor, of_closed, of_kept, reason, kind, path in attempts:
        with pytest.raises(kind) as refusal:
            await merge(db, actor, of_closed, of_kept, reason)
        assert refusal.value.path == path

    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.RECORD_MERGE not in PERMISSIONS[role]])
async def test_other_roles_merge_and_separate_nothing(db: Database, scene: Scene, role: Role) -> None:
    actor = Actor(scene.organiser_id, new_id(), new_id(), role)
    with pytest.raises(Forbidden):
        await merge(db, actor, scene.client_id, new_id())
    with pytest.raises(Forbidden):
        await separate(db, actor, scene.client_id)


async def test_what_runs_on_the_record_to_be_closed_is_listed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    kept_id = await make_served(all_rows, scene, HETU)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await open_matter(db, worker, scene.client_id)
    await granted_budget(db, scene)

    with pytest.raises(MergeBlocked) as refusal:
        await merge(db, leader, scene.client_id, kept_id)

    assert refusal.value.facts == {"matters": 1, "assessments": 0, "budgets": 1, "orders": 0}
    message = "On the record to be closed there are still: pending matters 1, budgets 1. End them first."
    assert refusal.value.message("en") == message
