"""The steps in which reservations are freed: bounded, recorded, safe to do again, and beside reports."""

import asyncio
from dataclasses import replace
from datetime import date, time
from functools import partial

import asyncpg
import pytest

from hb.access.rules import Actor, Role, system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.settlement.service.deadline import free_reservations
from hb.work.rules import on
from hb.work.service import Step
from tests.days import Days
from tests.deliveries.builders import (
    MARCH,
    make_orders,
    send,
    visit,
)
from tests.deliveries.test_batches import assert_books_right, deadlocks
from tests.scene import NOW, Scene
from tests.settlement.freeing import CLOCK, NOTHING, counted, due, fall_due, free, run
from tests.waiting import patiently

TODAY = date(2026, 5, 15)
"""April's last day to report; March was to be reported by 15 April."""
TOMORROW = date(2026, 5, 16)


async def free_once(db: Database, scene: Scene, day: date, clients_at_once: int = 100) -> tuple[Step, int]:
    """Do one step of a day outside of the loop; gives it and the number of its statements."""
    actor = system_actor(scene.organiser_id)

    async def work(tx: Transaction) -> tuple[Step, int]:
        tx.clock_read(NOW)
        step = await free_reservations(tx, actor, day, clients_at_once)
        await write_gathered(tx)
        return step, tx.statements

    return await db.run(actor.context("command"), work)


async def test_runs_are_recorded_and_audited_step_by_step_and_a_day_done_again_does_nothing(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_orders(db, scene, all_rows, 3)
    by_twos = replace(CLOCK, inside=partial(free_reservations, clients_at_once=2))

    first = await free(days, scene, all_rows, TODAY, clock=by_twos)
    again, _ = await free_once(db, scene, TODAY)

    assert (first, again) == (due(3, 102_000), Step(NOTHING))
    audited = await all_rows.fetch(
        "SELECT actor_id, role, client_id, facts FROM audit_event WHERE organiser_id = $1"
        " AND action = 'reservation:free' ORDER BY id",
        scene.organiser_id,
    )
    facts = {"day": "2026-05-15", "clients": 2, "item_months": 2, "cents": 68_000, "carried_cents": 0}
    assert [tuple(row) for row in audited] == [
        (scene.organiser_id, "SYSTEM", None, facts),
        (scene.organiser_id, "SYSTEM", None, {**facts, "clients": 1, "item_months": 1, "cents": 34_000}),
    ]


async def test_a_client_with_two_budgets_takes_no_others_place_in_a_step(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, days: Days
) -> None:
    """Steps are of clients: of two clients with three budgets none is left out, reserved money or not."""
    orders = await make_orders(db, scene, all_rows, 3)
    await free(days, scene, all_rows, TODAY)
    await all_rows.execute("DELETE FROM clock_run WHERE organiser_id = $1", scene.organiser_id)
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    first, second, _ = sorted(orders, key=lambda ordered: ordered.client_id)
    await all_rows.execute(
        "UPDATE budget SET client_id = $2, valid_from = '2026-07-01', valid_until = '2026-12-31'"
        " WHERE id = $1",
        second.budget_id,
        first.client_id,
    )
    by_twos = replace(CLOCK, inside=partial(free_reservations, clients_at_once=2))

    counts = await free(days, scene, all_rows, TODAY, clock=by_twos)

    assert counts == due(0, 0, 3 * 30_000)


@pytest.mark.parametrize("percent", [0, 50])
async def test_a_step_takes_as_many_statements_for_many_clients_as_for_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, percent: int
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = $2 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
        percent,
    )
    orders = await make_orders(db, scene, all_rows, 12)
    clients = sorted(str(ordered.client_id) for ordered in orders)

    one, statements_of_one = await free_once(db, scene, TODAY, 1)
    many, statements_of_many = await free_once(db, scene, TODAY, 11)
    nothing, statements_of_none = await free_once(db, scene, TODAY)

    share = 30_000 * percent // 50
    assert one == Step(due(1, 34_000, share), is_done=False, place=clients[0])
    assert many == Step(due(11, 11 * 34_000, 11 * share), is_done=False, place=clients[-1])
    assert nothing == Step(NOTHING)
    # Months, clients, item months, gates, accounts, posting, counters, two for whom to notify, and what was
    # gathered; services and contacts that it names; limits, accounts and posting of what is carried over.
    assert statements_of_one == statements_of_many == (12 if percent == 0 else 15)
    assert statements_of_none == 2


async def test_a_step_that_dies_has_done_nothing_and_is_done_again(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_orders(db, scene, all_rows, 4)
    steps: list[Step] = []

    async def dying(tx: Transaction, actor: Actor, day: date) -> Step:
        step = await free_reservations(tx, actor, day, 1)
        steps.append(step)
        if len(steps) == 3:
            raise ConnectionResetError
        return step

    await fall_due(all_rows, scene, TODAY)
    today = await days.at(on(TODAY, time(8)))
    await run(today, scene, replace(CLOCK, inside=dying))
    left = (
        "SELECT count(*) FROM plan_item_month WHERE organiser_id = $1 AND month = $2 AND resolved_at IS NULL"
    )
    left_then = await all_rows.fetchval(left, scene.organiser_id, MARCH)
    await all_rows.execute(
        "UPDATE clock SET leased_until = now() WHERE organiser_id = $1", scene.organiser_id
    )
    await run(today, scene)

    assert left_then == 2
    assert await counted(all_rows, scene, TODAY, TODAY) == due(4, 136_000)
    assert await all_rows.fetchval(left, scene.organiser_id, MARCH) == 0
    await assert_books_right(db, scene)


async def test_the_clock_beside_reports_of_the_same_accounts_never_deadlocks(
    db: Database, days: Days, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await all_rows.execute(
        "UPDATE parameter SET value = 50 WHERE organiser_id = $1 AND name = 'CARRY_OVER_PERCENT'",
        scene.organiser_id,
    )
    orders = await make_orders(db, scene, all_rows, 15)
    # Half of them hold nothing for March, so that freeing and carrying over concern unlike budgets.
    await all_rows.execute(
        "UPDATE plan_item_month SET resolved_at = now() WHERE month = $1 AND item_id = ANY($2)",
        MARCH,
        [ordered.item_id for ordered in orders[::2]],
    )
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    batches = [[visit(one, f"{n}-{one.item_id}", 30) for one in orders] for n in range(12)]
    before = await deadlocks(all_rows)
    by_fours = replace(CLOCK, inside=partial(free_reservations, clients_at_once=4))

    results = await asyncio.gather(
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[:6]),
        free(days, scene, all_rows, TODAY, clock=by_fours),
        *(patiently(partial(send, db, reporter, rows)) for rows in batches[6:]),
    )

    assert results[6] == due(7, 7 * 34_000, 7 * 30_000 + 8 * 13_000)
    assert await deadlocks(all_rows) == before
    await assert_books_right(db, scene)
