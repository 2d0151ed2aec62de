"""Migration 0023: months that the release before closed have their closes; one under way is not forgotten."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id
from tests.clock import utc

pytestmark = pytest.mark.slow

CLOSED_BEFORE_0023 = """
WITH month AS (
  INSERT INTO period (organiser_id, month, state, reporting_deadline, closed_at, closed_by) VALUES
    ($1, 202603, 'CLOSED', '2026-04-15', '2026-04-20 11:00Z', $2),
    ($1, 202604, 'CLOSED', '2026-05-15', '2026-05-15 20:59Z', $2),
    ($1, 202605, 'OPEN', '2026-06-15', NULL, NULL)
)
INSERT INTO settlement (organiser_id, id, producer_id, month, total_cents, deliveries_count, state,
  calculated_at, digest)
SELECT $1, gen_random_uuid(), gen_random_uuid(), 202604, 3400, 2, 'CALCULATED', '2026-05-15 20:59Z', ''
FROM generate_series(1, 3)
"""
CLOSES = """
SELECT month, state, is_early, ordered_by, ordered_at, producers_count, deliveries_count, total_cents,
  settled_count, settled_cents, ended_at FROM month_close ORDER BY month
"""


async def test_months_closed_before_have_their_closes_and_one_under_way_holds_the_way_back(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0022"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    controller = new_id()
    await rows.execute(CLOSED_BEFORE_0023, new_id(), controller)
    at, late_evening = utc(2026, 4, 20, 11), utc(2026, 5, 15, 20, 59)
    expected = [
        (202603, "DONE", False, controller, at, 0, 0, 0, 0, 0, at),
        (202604, "DONE", True, controller, late_evening, 3, 6, 10_200, 3, 10_200, late_evening),
    ]

    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(CLOSES)] == expected
    forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('period', 'month_close')"
    assert await rows.fetchval(forced) is True

    await rows.execute("UPDATE period SET state = 'CLOSING' WHERE month = 202605")
    with pytest.raises(RuntimeError, match="a month is being closed"):
        await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0022"))
    assert await rows.fetchval(forced) is True
    await rows.execute("UPDATE period SET state = 'OPEN' WHERE month = 202605")
    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0022"))
    assert await rows.fetchval("SELECT to_regclass('month_close')") is None
    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(CLOSES)] == expected
    await rows.close()


JOBS_BEFORE_0030 = """
WITH closing AS (
  INSERT INTO month_close (organiser_id, id, month, state, is_early, ordered_by, ordered_at, producers_count,
    deliveries_count, total_cents)
  SELECT $1, gen_random_uuid(), month, 'RUNNING', false, $2, '2026-05-20 11:00Z', 1, 1, 3400
  FROM generate_series(202601, 202604) AS month RETURNING id, month
)
INSERT INTO job (organiser_id, id, kind, state, subject_id, facts, at, due_at, fault, ended_at)
SELECT $1, gen_random_uuid(), 'MONTH_CLOSE', state, closing.id, '{}', at, at, fault,
  CASE state WHEN 'STOPPED' THEN at END
FROM closing JOIN (VALUES
  (202601, 'STOPPED', 'BOOKS_DIFFER', timestamptz '2026-05-20 12:00Z'),
  (202602, 'STOPPED', 'CRASHED', '2026-05-20 12:00Z'), (202602, 'WAITING', NULL, '2026-05-20 13:00Z'),
  (202603, 'STOPPED', 'NOT_FOUND', '2026-05-20 12:00Z'), (202603, 'STOPPED', NULL, '2026-05-20 13:00Z'),
  (202604, 'WAITING', 'BUSY', '2026-05-20 12:00Z')
) AS left_job (month, state, fault, at) ON left_job.month = closing.month
"""


async def test_o16_a_close_whose_job_has_stopped_has_stopped(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """Migration 0030: of four closes that run, one has a job again, and one has one that waits."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0029"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    await rows.execute(JOBS_BEFORE_0030, new_id(), new_id())
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0030"))
    closes = "SELECT month, state, fault, ended_at FROM month_close ORDER BY month"
    expected = [
        (202601, "STOPPED", "BOOKS_DIFFER", utc(2026, 5, 20, 12)),
        (202602, "RUNNING", None, None),
        (202603, "STOPPED", "CRASHED", utc(2026, 5, 20, 13)),
        (202604, "RUNNING", None, None),
    ]
    assert [tuple(row) for row in await rows.fetch(closes)] == expected
    forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('job', 'month_close')"
    assert await rows.fetchval(forced) is True

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0029"))
    assert [tuple(row) for row in await rows.fetch(closes)] == expected
    await rows.close()
