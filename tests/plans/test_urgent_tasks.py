"""Urgent tasks that were given out of hours: who sees them, and who marks them done, once."""

from dataclasses import replace
from datetime import time
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor, Ground, Role
from hb.kit.db import Database
from hb.kit.errors import Forbidden, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.messages.rules.tasks import TaskDone
from hb.plans import service as plans
from tests.clients.builders import make_worker
from tests.plans.builders import do
from tests.plans.hiding import make_on_call, open_offices
from tests.plans.test_disclosing import REPORTER, hidden_order
from tests.scene import Scene, make_reach

TASKS = Statement(text("SELECT id FROM urgent_task"))
TASK_ORDERS = Statement(text("SELECT task_id FROM urgent_task_order"))


async def tasks_seen(db: Database, actor: Actor) -> tuple[int, int]:
    """How many urgent tasks and orders of them an actor reads."""

    async def look(tx: Transaction) -> tuple[int, int]:
        return len(await tx.rows(TASKS)), len(await tx.rows(TASK_ORDERS))

    return await db.run(actor.context("read"), look)


async def task_on_call(db: Database, scene: Scene, rows: asyncpg.Connection) -> tuple[UUID, Actor]:
    """A task that was given out of hours, and a worker on call."""
    on_call = await make_on_call(rows, scene)
    await open_offices(rows, scene, time(8), time(9))
    await hidden_order(db, scene, rows)
    task_id = await rows.fetchval("SELECT id FROM urgent_task WHERE client_id = $1", scene.client_id)
    assert isinstance(task_id, UUID)
    return task_id, on_call


@pytest.mark.parametrize("role", [Role.SERVICE_GUIDE, Role.TEAM_LEADER])
async def test_l1_task_out_of_hours_is_seen_and_closed_by_own_worker_and_leader_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    task_id, on_call = await task_on_call(db, scene, all_rows)
    colleague = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    assert [await tasks_seen(db, actor) for actor in (on_call, scene.actors[role])] == [(1, 1)] * 2
    for actor in (colleague, scene.actors[Role.CLIENT], scene.actors[Role.REPRESENTATIVE]):
        assert await tasks_seen(db, actor) == (0, 0)
    assert await do(db, scene.actors[role], TaskDone, plans.close_task, task_id) == TaskDone(task_id)
    done_by = await all_rows.fetchval("SELECT done_by FROM urgent_task WHERE id = $1", task_id)
    assert done_by == scene.actors[role].user_id


async def test_l1_task_out_of_hours_is_seen_and_closed_by_the_own_workers_substitute(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    task_id, _ = await task_on_call(db, scene, all_rows)
    absent = scene.actors[Role.SERVICE_GUIDE]
    substitute = replace(await make_worker(all_rows, scene, absent.role), on_behalf_of=absent.user_id)
    await make_reach(
        all_rows, scene.organiser_id, substitute.party_id, scene.client_id, Ground.SUBSTITUTION, new_id()
    )
    assert await tasks_seen(db, substitute) == (1, 1)
    assert await do(db, substitute, TaskDone, plans.close_task, task_id) == TaskDone(task_id)


async def test_task_is_closed_by_whose_it_is_and_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    task_id, on_call = await task_on_call(db, scene, all_rows)
    stranger = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    with pytest.raises(NotFound):
        await do(db, stranger, TaskDone, plans.close_task, task_id)
    with pytest.raises(Forbidden):
        await do(db, scene.actors[REPORTER], TaskDone, plans.close_task, task_id)
    assert await do(db, on_call, TaskDone, plans.close_task, task_id) == TaskDone(task_id)
    done = await all_rows.fetchrow("SELECT state, done_by FROM urgent_task WHERE id = $1", task_id)
    assert done is not None
    assert tuple(done) == ("DONE", on_call.user_id)
    trail = await all_rows.fetch(
        "SELECT actor_id, client_id, subject_id FROM audit_event WHERE action = 'task:close'"
        " AND organiser_id = $1",
        scene.organiser_id,
    )
    assert [tuple(row) for row in trail] == [(on_call.user_id, scene.client_id, task_id)]
    with pytest.raises(WrongState):
        await do(db, on_call, TaskDone, plans.close_task, task_id)
