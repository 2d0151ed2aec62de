"""0024 on a database with rows: organisers have the days of deadlines; orders given back go down."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

ORDERS = """
INSERT INTO service_order (organiser_id, id, order_id, client_id, item_id, producer_id, offering_id, unit,
  time_of_week, quantity_per_month, first_month, last_month, state, sent_at, sent_by)
SELECT $1, n.id, n.id, $1, n.id, $1, $1, 'HOUR', 'WEEKDAY', 600, 202605, 202612, n.state, now(), $1
FROM (SELECT gen_random_uuid() AS id, state FROM unnest(ARRAY['SENT', 'DECLINED']) AS states (state)) AS n
"""
STATES = "SELECT state, count(*) FROM service_order GROUP BY state ORDER BY state"
NEW = "SELECT name, value, valid_from::text FROM parameter WHERE name = ANY ($1) ORDER BY name"
NAMES = [
    "BUDGET_ENDING_DAYS",
    "ENDING_NOTICE_DAYS",
    "ORDER_ANSWER_DAYS",
    "ORDER_REMINDER_DAYS",
    "REPORT_REMINDER_DAYS",
    "REVIEW_REMINDER_DAYS",
    "TYPED_CODE_KEPT_DAYS",
    "URGENT_TASK_HOURS",
]


async def test_organisers_get_the_days_of_0024_and_orders_given_back_are_cancelled_on_the_way_down(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0023"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    organiser_id = new_id()
    await rows.execute(ORDERS, organiser_id)
    await rows.execute(
        "INSERT INTO parameter (organiser_id, name, valid_from, value) VALUES"
        " ($1, 'REPORTING_DAYS', '2025-06-01', 15), ($1, 'APPEAL_DAYS', '2026-01-01', 30)",
        organiser_id,
    )

    await upgrade(empty_dsn)
    set_days = [(row["name"], row["value"], row["valid_from"]) for row in await rows.fetch(NEW, NAMES)]
    assert set_days == [
        (name, value, "2025-06-01") for name, value in zip(NAMES, (45, 14, 14, 7, 3, 3, 30, 4), strict=True)
    ]
    with pytest.raises(asyncpg.CheckViolationError, match="given_back"):
        await rows.execute("UPDATE service_order SET state = 'GIVEN_BACK' WHERE state = 'SENT'")
    await rows.execute(
        "UPDATE service_order SET state = 'GIVEN_BACK', given_back_at = now() WHERE state = 'SENT'"
    )

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0023"))
    assert [tuple(row) for row in await rows.fetch(STATES)] == [("CANCELLED", 1), ("DECLINED", 1)]
    assert await rows.fetch(NEW, NAMES) == []
    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(STATES)] == [("CANCELLED", 1), ("DECLINED", 1)]
    await rows.close()
