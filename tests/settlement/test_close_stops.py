"""However a close fails, it stops where a controller sees why, and goes on once it is resumed (O16)."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import NotFound
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.settlement.rules import BooksDiffer
from hb.settlement.service.settling import settle_next
from hb.work.service import Ending, Job
from tests.deliveries.builders import APRIL
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene
from tests.settlement.builders import close_row, order_close, preview, tamper
from tests.settlement.faulty import REFUSED, refused, work_until_it_stops
from tests.settlement.producers import (
    ONE_BY_ONE,
    Delivering,
    make_delivering,
    owed,
    plant,
    resume,
    settled,
    state_of,
    step,
)
from tests.work.doing import do_work
from tests.work.left import end_leases


async def outcomes(all_rows: asyncpg.Connection, scene: Scene) -> list[tuple[object, str]]:
    """What the controller was notified of closes that stopped: why, as a code and in words."""
    rows = await all_rows.fetch(
        "SELECT facts ->> 'outcome' AS outcome, body FROM message WHERE organiser_id = $1"
        " AND event = 'MONTH_CLOSE_STOPPED' ORDER BY id",
        scene.organiser_id,
    )
    return [(row["outcome"], row["body"]) for row in rows]


async def assert_stopped(
    all_rows: asyncpg.Connection, scene: Scene, fault: str, settled_count: int, *said: str
) -> asyncpg.Record:
    """The close of April has stopped with a fault, and the controllers' notices say why; gives its row."""
    stopped = await close_row(all_rows, scene, APRIL)
    assert (stopped["state"], stopped["fault"], stopped["settled_count"]) == ("STOPPED", fault, settled_count)
    assert [outcome for outcome, _ in await outcomes(all_rows, scene)] == list(said)
    return stopped


async def assert_goes_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, made: Sequence[Delivering]
) -> None:
    """A close that has stopped goes on from where it stopped, settles each producer once, and ends."""
    await resume(db, scene, (await close_row(all_rows, scene, APRIL))["id"])
    await do_work(db, scene.organiser_id, ONE_BY_ONE)
    closed = await close_row(all_rows, scene, APRIL)
    assert (closed["state"], closed["fault"], closed["settled_count"]) == ("DONE", None, len(made))
    assert await settled(all_rows, scene) == owed(made)
    assert await state_of(all_rows, scene, APRIL) == "CLOSED"
    await assert_books_right(db, scene)


@pytest.mark.parametrize(
    ("table", "doing", "settled_count"), [("settlement", "INSERT", 0), ("period", "UPDATE", 2)]
)
async def test_o16_a_fault_in_a_producers_step_or_in_the_last_one_stops_the_close_until_it_is_resumed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, table: str, doing: str, settled_count: int
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    async with refused(all_rows, scene, table, doing):
        await work_until_it_stops(db, scene, all_rows, ONE_BY_ONE)

    stopped = await assert_stopped(all_rows, scene, REFUSED, settled_count, "FAULT")
    assert (stopped["differing_producers"], stopped["difference_cents"]) == (None, None)
    ((_, text_of_fault),) = await outcomes(all_rows, scene)
    assert text_of_fault == (
        "Kuukauden 4/2026 sulkeminen on keskeytynyt. Katso syy palvelusta ja jatka sulkemista, kun se on"
        " korjattu."
    )
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_fault_in_the_order_leaves_the_month_open_and_in_the_preview_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Books that differ are in the way, as a preview says; what cannot be written is not ordered."""
    made = await make_delivering(db, scene, all_rows, 2)
    planted_id = await plant(all_rows, made[0])
    shown = await preview(db, scene, APRIL)
    with pytest.raises(BooksDiffer):
        await order_close(db, scene, APRIL)
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    async with refused(all_rows, scene, "month_close"):
        with pytest.raises(asyncpg.DataCorruptedError):
            await order_close(db, scene, APRIL)

    assert [refusal.code for refusal in shown.in_the_way] == ["BOOKS_DIFFER"]
    assert await state_of(all_rows, scene, APRIL) == "OPEN"
    jobs = "SELECT count(*) FROM job WHERE organiser_id = $1 AND kind = 'MONTH_CLOSE' AND state = 'WAITING'"
    assert await all_rows.fetchval(jobs, scene.organiser_id) == 0
    await order_close(db, scene, APRIL)
    await do_work(db, scene.organiser_id, ONE_BY_ONE)
    assert await settled(all_rows, scene) == owed(made)


@pytest.mark.parametrize("table", ["message", "audit_event"])
async def test_o16_a_stop_that_cannot_be_written_in_full_is_seen_on_the_close(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, table: str
) -> None:
    """Neither the notification nor the audit row can be written: the close does not run for ever."""
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    planted_id = await plant(all_rows, made[1])
    async with refused(all_rows, scene, table):
        await do_work(db, scene.organiser_id, ONE_BY_ONE)

    await assert_stopped(all_rows, scene, "BOOKS_DIFFER", 1)
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_stop_whose_sums_fail_is_notified_of_without_numbers(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    planted_id = await plant(all_rows, made[1])

    async def cannot_sum(_tx: Transaction, _actor: Actor, _job: Job, _fault: str) -> None:
        raise NotFound("input")

    await do_work(db, scene.organiser_id, [replace(ONE_BY_ONE[0], on_stop=cannot_sum)])

    stopped = await assert_stopped(all_rows, scene, "BOOKS_DIFFER", 1, "FAULT")
    assert stopped["difference_cents"] is None
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_step_that_always_takes_too_long_stops_the_close_and_says_so(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)

    async def too_slow(tx: Transaction, actor: Actor, job: Job) -> Ending:
        ending = await settle_next(tx, actor, job, 1)
        await tx.execute(Statement(text("SET LOCAL statement_timeout = '20ms'")))
        await tx.execute(Statement(text("SELECT pg_sleep(20)")))
        return ending

    await work_until_it_stops(db, scene, all_rows, (replace(ONE_BY_ONE[0], inside=too_slow),))

    await assert_stopped(all_rows, scene, "TIMED_OUT", 0, "TIMED_OUT")
    ((_, text_of_fault),) = await outcomes(all_rows, scene)
    assert text_of_fault == (
        "Kuukauden 4/2026 sulkeminen on keskeytynyt, koska sen laskeminen kestää liian kauan. Jatka"
        " sulkemista hiljaisempaan aikaan tai pyydä pääkäyttäjältä lisää aikaa."
    )
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_settlements_that_differ_stop_the_close_in_words_of_their_own(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    await step(db, scene, (await close_row(all_rows, scene, APRIL))["id"], 2)
    change = "UPDATE settlement SET total_cents = total_cents + $2 WHERE producer_id = $1"
    await tamper(all_rows, change, made[0].producer_id, 1)
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    await assert_stopped(all_rows, scene, "SETTLEMENTS_DIFFER", 2, "SETTLEMENTS_DIFFER")
    await tamper(all_rows, change, made[0].producer_id, -1)
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_close_that_ends_its_process_each_time_stops(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 1)
    await order_close(db, scene, APRIL)
    await all_rows.execute(
        "UPDATE job SET attempts = 8 WHERE organiser_id = $1 AND state = 'WAITING'", scene.organiser_id
    )
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    await assert_stopped(all_rows, scene, "CRASHED", 0, "FAULT")
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_worker_killed_while_it_writes_a_stop_leaves_it_to_another(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, app_dsn: str
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    planted_id = await plant(all_rows, made[1])
    command = [sys.executable, "-m", "tests.settlement.dying", "stop", app_dsn, str(scene.organiser_id), "1"]
    killed = await asyncio.to_thread(
        partial(subprocess.run, command, capture_output=True, timeout=60, check=False)
    )
    left = await close_row(all_rows, scene, APRIL)
    await end_leases(all_rows, scene.organiser_id)
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (left["state"], left["settled_count"]) == ("RUNNING", 1)
    stopped = await assert_stopped(all_rows, scene, "BOOKS_DIFFER", 1, "BOOKS_DIFFER")
    assert stopped["difference_cents"] == 7
    await tamper(all_rows, "DELETE FROM delivery WHERE id = $1", planted_id)
    await assert_goes_on(db, scene, all_rows, made)


async def test_o16_a_producer_whose_approval_and_users_end_in_the_middle_is_settled_all_the_same(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """What it delivered is owed to it."""
    made = await make_delivering(db, scene, all_rows, 3)
    await order_close(db, scene, APRIL)
    close_id = (await close_row(all_rows, scene, APRIL))["id"]
    await step(db, scene, close_id, 1)
    for one in made[:2]:
        await tamper(
            all_rows,
            "UPDATE producer_approval SET state = 'REVOKED', reason = 'Lopetti'"
            " WHERE organiser_id = $1 AND producer_id = $2",
            scene.organiser_id,
            one.producer_id,
        )
        await tamper(
            all_rows,
            "UPDATE role_assignment SET valid_until = valid_from WHERE organiser_id = $1 AND party_id = $2",
            scene.organiser_id,
            one.producer_id,
        )
    await do_work(db, scene.organiser_id, ONE_BY_ONE)

    assert await settled(all_rows, scene) == owed(made)
    closed = await close_row(all_rows, scene, APRIL)
    assert (closed["state"], closed["settled_count"], closed["settled_cents"]) == ("DONE", 3, 20_400)
    await assert_books_right(db, scene)
