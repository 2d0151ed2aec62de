"""Two processes close a month and free reservations under load over HTTP: nothing is lost (O16, M18)."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from hb.demo.cast import organiser_id_of_cast
from hb.demo.chance import cast_id
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.clock import first_day, helsinki_date, month_of, next_month
from hb.kit.ids import new_id
from hb.settlement.rules.deadline import FREEING
from tests.reliability.homes import demo_home
from tests.reliability.month_end import MonthEnd, Reportable, differing
from tests.reliability.served import Served, ended, hb
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REPORTERS, REPORTED = 3, 30
LATE_DAYS = 2
ORGANISER, PRODUCER = organiser_id_of_cast(), cast_id("producer 0")
REPORTABLE = """
SELECT service_order.id, plan_item_month.month FROM plan_item_month
JOIN service_order ON service_order.organiser_id = plan_item_month.organiser_id
  AND service_order.id = plan_item_month.order_id AND service_order.state = 'ACCEPTED'
WHERE plan_item_month.organiser_id = $1 AND plan_item_month.producer_id = $2
  AND plan_item_month.month = ANY ($3) AND plan_item_month.measure = 'MINUTES'
  AND plan_item_month.resolved_at IS NULL
  AND plan_item_month.planned_quantity - plan_item_month.delivered_quantity >= 10
ORDER BY service_order.id, plan_item_month.month
"""


@pytest_asyncio.fixture
async def home() -> AsyncIterator[Path]:
    with demo_home("monthend") as folder:
        yield folder


async def test_two_workers_close_and_free_beside_reports_and_orders_over_http(home: Path) -> None:
    served = await Served.start(home)
    workers = [await hb(home, "work") for _ in range(2)]
    rows = await asyncpg.connect(EmbeddedPostgres(home, durable=True).dsn(SUPERUSER))
    today = helsinki_date(await rows.fetchval("SELECT now()"))
    month = await rows.fetchval(
        "SELECT min(month) FROM period WHERE organiser_id = $1 AND state = 'OPEN'", ORGANISER
    )
    await _pass_deadline(rows, month)
    end = await _month_end(served, rows, month, month_of(today))

    async with asyncio.TaskGroup() as group:
        for seed in range(REPORTERS):
            group.create_task(end.report(seed))
        group.create_task(end.order())
        await until(lambda: _are_accepted(end, REPORTED))
        await rows.execute(
            "UPDATE clock SET due_at = due_at - make_interval(days => $1) WHERE name = $2", LATE_DAYS, FREEING
        )
        close_id = await end.close(month)
        await until(lambda: _is_done(end, close_id))
        await until(lambda: _has_freed(rows))
        batches = end.batches + 2 * REPORTERS
        await until(lambda: _are_reported(end, batches))
        end.is_over.set()

    assert await differing(rows, month) == []
    stored = await rows.fetch("SELECT external_id, id FROM delivery WHERE external_id LIKE 'R-%'")
    assert {row["external_id"]: f"ProducerDelivery:{row['id']}" for row in stored} == end.accepted
    assert len(stored) == len(end.accepted)
    assert set(end.refused) <= {"OVER_QUANTITY", "BUDGET_EXCEEDED"}
    assert end.items
    assert await _freed(rows, month) == (0, 0)
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        code, _, complained = await ended(worker)
        assert (code, "Traceback" in complained) == (0, False), complained
    code, said, _ = await ended(await hb(home, "verify"))
    assert code == 0, said
    await rows.close()
    served.process.send_signal(signal.SIGTERM)
    await ended(served.process)


async def _pass_deadline(rows: asyncpg.Connection, month: int) -> None:
    """The month was to be reported by yesterday; the cast's producer has an exception for it."""
    await rows.execute(
        "UPDATE period SET reporting_deadline = current_date - 1 WHERE organiser_id = $1 AND month = $2",
        ORGANISER,
        month,
    )
    await rows.execute(
        "INSERT INTO reporting_exception (organiser_id, id, month, producer_id, granted_by, reason,"
        " valid_until, at) VALUES ($1, $2, $3, $4, $2, 'Katkos', current_date + 7, now())",
        ORGANISER,
        new_id(),
        month,
        PRODUCER,
    )


async def _month_end(served: Served, rows: asyncpg.Connection, month: int, present: int) -> MonthEnd:
    """The callers, with the producer's orders that have minutes left, and the plan of the cast's client."""
    orders = await rows.fetch(REPORTABLE, ORGANISER, PRODUCER, sorted({month, present}))
    plan = await rows.fetchrow(
        "SELECT plan.id, plan_item.offering_id FROM plan JOIN plan_item ON plan_item.plan_id = plan.id"
        " WHERE plan.client_id = $1 AND plan_item.state = 'ACTIVE' AND plan_item.unit = 'HOUR'"
        " ORDER BY plan.id DESC, plan_item.id LIMIT 1",
        cast_id("client"),
    )
    assert plan is not None
    reportable = [Reportable(row["id"], first_day(row["month"])) for row in orders]
    return MonthEnd(served, reportable, plan["id"], plan["offering_id"], next_month(present))


async def _are_accepted(end: MonthEnd, count: int) -> bool:
    return len(end.accepted) >= count


async def _are_reported(end: MonthEnd, batches: int) -> bool:
    return end.batches >= batches


async def _is_done(end: MonthEnd, close_id: UUID) -> bool:
    state = await end.progress(close_id)
    assert state in {"RUNNING", "DONE"}
    return state == "DONE"


async def _has_freed(rows: asyncpg.Connection) -> bool:
    return not await rows.fetch("SELECT FROM clock WHERE name = $1 AND due_at <= now()", FREEING)


async def _freed(rows: asyncpg.Connection, month: int) -> tuple[int, int]:
    """How many reservations of a month others than the excepted producer still hold, and were freed twice."""
    held = await rows.fetchval(
        "SELECT count(*) FROM plan_item_month WHERE organiser_id = $1 AND month = $2"
        " AND resolved_at IS NULL AND producer_id <> $3",
        ORGANISER,
        month,
        PRODUCER,
    )
    twice = await rows.fetchval(
        "SELECT count(*) FROM (SELECT resolves_id FROM transfer WHERE code = 'EXPIRE'"
        " GROUP BY resolves_id HAVING count(*) > 1) AS more"
    )
    return held, twice
