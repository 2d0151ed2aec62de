"""A close whose worker is killed, that has two of them, or that stops on books that differ, is done once."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import NotFound, WrongState
from hb.kit.ids import new_id
from hb.work.service import Stopped
from tests.deliveries.builders import APRIL
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene
from tests.settlement.builders import (
    close_row,
    order_close,
    tamper,
)
from tests.settlement.producers import (
    ONE_BY_ONE,
    make_delivering,
    owed,
    plant,
    resume,
    settled,
    state_of,
    step,
)
from tests.waiting import patiently
from tests.work.doing import do_work
from tests.work.left import end_leases


@pytest.mark.parametrize("point", ["between", "within"])
@pytest.mark.parametrize("steps", [0, 2, 3])
async def test_o16_a_worker_killed_at_any_step_leaves_nothing_twice_and_nothing_undone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str, point: str, steps: int
) -> None:
    """Of three producers: before the first, before the last, and before the month's end."""
    made = await make_delivering(db, scene, all_rows, 3)
    await order_close(db, scene, APRIL)
    command = [sys.executable, "-m", "tests.settlement.dying", point, app_dsn, str(scene.organiser_id)]

    killed = await asyncio.to_thread(
        partial(subprocess.run, [*command, str(steps)], capture_output=True, timeout=60, check=False)
    )
    left = await close_row(all_rows, scene, APRIL)
    settled_then = await settled(all_rows, scene)
    await end_leases(all_rows, scene.organiser_id)
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert settled_then == owed(made)[:steps]
    assert (left["state"], left["settled_count"]) == ("RUNNING", steps)
    assert await settled(all_rows, scene) == owed(made)
    closed = await close_row(all_rows, scene, APRIL)
    assert (closed["state"], closed["settled_count"], closed["settled_cents"]) == ("DONE", 3, 20_400)
    told = await all_rows.fetchval(
        "SELECT count(*) FROM message WHERE organiser_id = $1 AND event = 'MONTH_CLOSED'"
        " AND facts ->> 'month' = '202604'",
        scene.organiser_id,
    )
    assert told == 5  # three producers, the controller, and who checks settlements
    await assert_books_right(db, scene)


async def test_o16_two_workers_settle_each_producer_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 5)
    await order_close(db, scene, APRIL)
    close_id = (await close_row(all_rows, scene, APRIL))["id"]

    # Two that go by their lease, and two beside them whose lease is lost and who do not know it.
    await asyncio.gather(
        *(patiently(partial(do_work, db, scene.organiser_id, ONE_BY_ONE)) for _ in range(2)),
        *(patiently(partial(step, db, scene, close_id, 1)) for _ in range(2)),
    )
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    assert await settled(all_rows, scene) == owed(made)
    closed = await close_row(all_rows, scene, APRIL)
    assert (closed["state"], closed["settled_count"], closed["settled_cents"]) == ("DONE", 5, 15 * 3_400)


async def test_o16_books_that_differ_stop_the_close_with_the_numbers_until_it_is_resumed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 3)
    await order_close(db, scene, APRIL)
    planted_id = await plant(all_rows, made[1])

    await do_work(db, scene.organiser_id, ONE_BY_ONE)
    stopped = await close_row(all_rows, scene, APRIL)
    settled_then = await settled(all_rows, scene)
    controller = scene.actors[Role.CONTROLLER]
    await resume(db, scene, stopped["id"])
    await do_work(db, scene.organiser_id, ONE_BY_ONE)
    still = await close_row(all_rows, scene, APRIL)
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    await resume(db, scene, stopped["id"])
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    assert stopped["state"] == still["state"] == "STOPPED"
    assert (stopped["fault"], stopped["differing_producers"], stopped["difference_cents"]) == (
        "BOOKS_DIFFER",
        1,
        7,
    )
    assert (settled_then, stopped["settled_count"]) == (owed(made)[:1], 1)
    told = await all_rows.fetch(
        "SELECT recipient_id, facts, subject_type, subject_id FROM message"
        " WHERE organiser_id = $1 AND event = 'MONTH_CLOSE_STOPPED'",
        scene.organiser_id,
    )
    facts = {"month": APRIL, "producers": 1, "difference_cents": 7, "outcome": "BOOKS_DIFFER"}
    assert [tuple(row) for row in told] == [(controller.party_id, facts, "MonthClose", stopped["id"])] * 2
    assert await settled(all_rows, scene) == owed(made)
    closed = await close_row(all_rows, scene, APRIL)
    assert (closed["state"], closed["fault"], closed["difference_cents"]) == ("DONE", None, None)
    assert await actions(all_rows, scene, closed["id"]) == [
        ("month:close", "CONTROLLER"),
        ("month:stop", "SYSTEM"),
        ("month:resume", "CONTROLLER"),
        ("month:stop", "SYSTEM"),
        ("month:resume", "CONTROLLER"),
        ("month:settle", "SYSTEM"),
    ]
    with pytest.raises(WrongState) as done:
        await resume(db, scene, closed["id"])
    assert done.value.facts == {"state": "DONE"}
    with pytest.raises(NotFound):
        await resume(db, scene, new_id())
    await assert_books_right(db, scene)


async def actions(all_rows: asyncpg.Connection, scene: Scene, close_id: UUID) -> Sequence[tuple[str, str]]:
    rows = await all_rows.fetch(
        "SELECT action, role FROM audit_event WHERE organiser_id = $1 AND subject_id = $2 ORDER BY id",
        scene.organiser_id,
        close_id,
    )
    return [(row["action"], row["role"]) for row in rows]


async def test_the_end_proves_the_whole_month_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """What changed in a producer's books after its step, or in its settlement, does not close the month."""
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    close_id = (await close_row(all_rows, scene, APRIL))["id"]
    await step(db, scene, close_id, 2)

    planted_id = await plant(all_rows, made[0])
    differing, _ = await step(db, scene, close_id, 2)
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    await tamper(
        all_rows,
        "UPDATE settlement SET total_cents = total_cents + 1 WHERE organiser_id = $1 AND producer_id = $2",
        scene.organiser_id,
        made[0].producer_id,
    )
    unlike, _ = await step(db, scene, close_id, 2)

    assert (differing, unlike) == (Stopped("BOOKS_DIFFER"), Stopped("SETTLEMENTS_DIFFER"))
    assert await state_of(all_rows, scene, APRIL) == "CLOSING"
