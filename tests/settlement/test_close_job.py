"""The job of a month's close: what the preview shows is settled, step by step, each with few statements."""

import asyncpg
import pytest

from hb.access.rules import Role, system_actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.settlement.rules import ClosesEarly, MonthNotEnded, PreviewOutdated
from hb.settlement.service.closing import MONTH_CLOSE
from hb.settlement.service.settling import settle_next
from hb.settlement.work import JOBS
from hb.work.service import Again, Done, Job
from tests.deliveries.builders import APRIL, JUNE, MARCH, MAY, send, visit
from tests.deliveries.test_batches import assert_books_right
from tests.scene import NOW, Scene
from tests.settlement.builders import (
    close_row,
    order_close,
    preview,
)
from tests.settlement.producers import (
    DAY,
    ONE_BY_ONE,
    make_delivering,
    owed,
    settled,
    state_of,
    step,
)
from tests.work.doing import do_work


async def test_o16_what_the_preview_shows_is_what_is_settled_step_by_step(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 3)

    shown = await preview(db, scene)
    await order_close(db, scene, shown.month, shown.total_cents)
    ordered = await close_row(all_rows, scene, APRIL)
    turns = await do_work(db, scene.organiser_id, ONE_BY_ONE)
    closed = await close_row(all_rows, scene, APRIL)

    assert (shown.month, shown.producers, shown.deliveries, shown.total_cents) == (APRIL, 3, 3, 20_400)
    assert [(one.producer_id, one.cents, one.deliveries) for one in reversed(shown.owed)] == owed(made)
    assert await settled(all_rows, scene) == owed(made)
    assert (ordered["state"], ordered["settled_count"], ordered["total_cents"]) == ("RUNNING", 0, 20_400)
    assert (closed["state"], closed["settled_count"], closed["settled_cents"]) == ("DONE", 3, 20_400)
    assert turns.jobs == 4  # one for each producer, and the end
    period = await all_rows.fetchrow(
        "SELECT state, closed_by, closed_at FROM period WHERE organiser_id = $1 AND month = $2",
        scene.organiser_id,
        APRIL,
    )
    assert period is not None
    assert tuple(period) == ("CLOSED", scene.actors[Role.CONTROLLER].user_id, NOW)
    audited = await all_rows.fetch(
        "SELECT action, role, actor_id, facts FROM audit_event WHERE organiser_id = $1 AND subject_id = $2"
        " ORDER BY action",
        scene.organiser_id,
        closed["id"],
    )
    controller = scene.actors[Role.CONTROLLER].user_id
    wish = {"month": APRIL, "settlements": 3, "total_cents": 20_400}
    assert [tuple(row) for row in audited] == [
        ("month:close", "CONTROLLER", controller, {**wish, "is_early": 1}),
        ("month:settle", "SYSTEM", scene.organiser_id, {**wish, "ordered_by": str(controller)}),
    ]
    await assert_books_right(db, scene)


async def test_m18_an_early_close_is_warned_of_and_a_preview_of_before_is_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """April is to be reported by 15 May, which is today."""
    made = await make_delivering(db, scene, all_rows, 2)
    shown = await preview(db, scene)

    with pytest.raises(ClosesEarly) as warned:
        await order_close(db, scene, APRIL, shown.total_cents, accepts_early=False)
    with pytest.raises(PreviewOutdated) as outdated:
        await order_close(db, scene, APRIL, shown.total_cents + 1)
    assert await state_of(all_rows, scene, APRIL) == "OPEN"
    await send(db, made[0].reporter, [visit(made[0].ordered, "second", 60, DAY)])
    await order_close(db, scene, APRIL, shown.total_cents)  # more may have been reported meanwhile

    assert shown.warning is not None
    assert shown.warning.facts == warned.value.facts == {"month": APRIL, "deadline": "2026-05-15"}
    assert outdated.value.facts == {"expected_cents": 10_201, "present_cents": 10_200, "unit": "CENTS"}
    row = await close_row(all_rows, scene, APRIL)
    assert (row["is_early"], row["total_cents"]) == (True, 13_600)


async def test_who_has_not_reported_and_what_is_still_reserved_is_previewed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await make_delivering(db, scene, all_rows, 2)
    shown = await preview(db, scene, MAY)

    assert [refusal.code for refusal in shown.in_the_way] == ["MONTH_NOT_ENDED", "EARLIER_MONTH_OPEN"]
    assert shown.unreported_producers == 2
    assert {(one.producer_id, one.orders) for one in shown.unreported} == {
        (one.producer_id, 1) for one in made
    }
    reserved = {one.month: (one.reservations, one.cents) for one in shown.still_reserved}
    assert reserved[APRIL] == (2, 2 * 34_000 - 10_200)
    assert reserved[MAY] == (2, 2 * 34_000)
    assert (await preview(db, scene, APRIL)).unreported == ()


async def test_o16_of_a_month_that_has_not_begun_nobody_is_listed_as_late_and_nothing_is_to_be_confirmed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """It is 15 May: June cannot be closed; it can be reported, and nothing reserved is listed for it."""
    await make_delivering(db, scene, all_rows, 2)
    shown = await preview(db, scene, JUNE)
    present = await preview(db, scene, MAY)

    assert [refusal.code for refusal in shown.in_the_way] == ["MONTH_NOT_ENDED", "EARLIER_MONTH_OPEN"]
    assert shown.in_the_way[0].message("fi") == (
        "Kuukausi 6/2026 päättyy vasta 30.6.2026. Sulje se sen jälkeen."
    )
    assert (shown.unreported_producers, shown.unreported, shown.warning) == (0, (), None)
    assert (shown.still_reserved, shown.is_early) == ((), True)
    assert {one.month for one in present.still_reserved} <= {MARCH, APRIL, MAY}
    assert (present.unreported_producers, present.warning is not None) == (2, True)
    with pytest.raises(MonthNotEnded):
        await order_close(db, scene, JUNE, 0)
    assert await state_of(all_rows, scene, JUNE) == "OPEN"


@pytest.mark.parametrize("count", [1, 6])
async def test_o16_a_step_takes_as_many_statements_for_many_producers_as_for_one_and_no_lock_of_reports(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, count: int
) -> None:
    made = await make_delivering(db, scene, all_rows, count)
    await order_close(db, scene, APRIL)
    close_id = (await close_row(all_rows, scene, APRIL))["id"]
    actor = system_actor(scene.organiser_id)
    job = Job(new_id(), MONTH_CLOSE, close_id, {}, 1, NOW)

    async def work(tx: Transaction) -> int:
        tx.clock_read(NOW)
        assert await settle_next(tx, actor, job) == Again()
        statements = tx.statements
        # While the step is open a report of the same producer goes through.
        (outcome,) = await send(db, made[0].reporter, [visit(made[0].ordered, "beside", 30, DAY)])
        assert outcome.cents == 1_700
        return statements

    assert await db.run(actor.context("command"), work) == 5
    assert await step(db, scene, close_id, 50) == (Done(), 8)


async def test_months_are_closed_one_after_another_only_when_the_one_before_is_closed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await make_delivering(db, scene, all_rows, 1)
    await order_close(db, scene, APRIL)
    shown = await preview(db, scene)

    assert shown.month == MAY
    assert [refusal.code for refusal in shown.in_the_way] == ["MONTH_NOT_ENDED", "EARLIER_MONTH_OPEN"]
    await do_work(db, scene.organiser_id, JOBS)
    assert [refusal.code for refusal in (await preview(db, scene)).in_the_way] == ["MONTH_NOT_ENDED"]
