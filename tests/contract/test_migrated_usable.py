"""0032 on a database with rows: accounts say which months they take, lines from when they are worth what."""

import asyncpg
import pytest
from alembic import command

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

BUDGETS = """
INSERT INTO budget (organiser_id, id, client_id, state, slicing, valid_from, valid_until, prepared_by,
  prepared_at, version)
SELECT $1, n.id, n.id, n.state, 'MONTHLY', '2026-11-01', n.until, $1, now(), 2
FROM (VALUES ($2::uuid, 'ACTIVE', date '2027-02-28'), ($3::uuid, 'ENDED', date '2026-12-10'))
  AS n (id, state, until)
"""
LINES = """
INSERT INTO budget_line (organiser_id, budget_id, line_no, client_id, category_code, kind, way_of_organising,
  cents_per_month, minutes_per_month)
SELECT $1, budget.id, line_no, budget.client_id, 'HOME_CARE', 'EARMARKED', 'PURCHASE', 9999,
  CASE line_no WHEN 1 THEN 99 END
FROM budget CROSS JOIN generate_series(1, 2) AS line_no WHERE line_no = 1 OR budget.id = $2
"""
ACCOUNTS = """
INSERT INTO account (organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
  seq, head) SELECT $1, budget, 0, 0, 'CENTS', budget, 1, 0, 0, 0, '' FROM unnest($2::uuid[]) AS budget
"""
TRANSFERS = """
INSERT INTO transfer (organiser_id, id, posting_id, code, client_id, budget_id, line_no, month, cents,
  minutes, pieces, rows_count, digest, actor_id, at)
SELECT $1, gen_random_uuid(), $1, n.code, $2, $2, n.line_no, n.month, n.cents, n.minutes, 0, 1, '', $1, now()
FROM (VALUES ('GRANT', 1, 202611, 7000, 120), ('GRANT', 1, 202612, 7000, 120),
  ('GRANT', 1, 202701, 7000, 120), ('GRANT', 1, 202702, 7000, 120), ('CUT', 1, 202702, 3000, 60),
  ('GRANT', 2, 202612, 500, 0),
  ('GRANT', 2, 202701, 500, 0), ('GRANT', 2, 202702, 500, 0), ('RESERVE', 1, 202612, 100, 5))
  AS n (code, line_no, month, cents, minutes)
"""
MONTHS = "SELECT budget_id, first_month, last_month FROM account"
VERSIONS = """
SELECT line_no, from_month, cents_per_month, minutes_per_month FROM budget_line_version
WHERE budget_id = $1 ORDER BY 1, 2
"""


async def test_stored_budgets_say_which_months_they_take_and_what_their_lines_are_worth_when(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0031"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    organiser_id, going_on, ended, of_none = (new_id() for _ in range(4))
    await rows.execute(BUDGETS, organiser_id, going_on, ended)
    await rows.execute(LINES, organiser_id, going_on)
    await rows.execute(ACCOUNTS, organiser_id, [going_on, ended, of_none])
    await rows.execute(TRANSFERS, organiser_id, going_on)

    for _ in ("up", "down and up again"):
        await upgrade(empty_dsn)
        assert {row["budget_id"]: tuple(row)[1:] for row in await rows.fetch(MONTHS)} == {
            going_on: (202611, 202702),
            ended: (202611, 0),
            of_none: (0, 0),
        }
        assert [tuple(row) for row in await rows.fetch(VERSIONS, going_on)] == [
            (1, 202611, 7_000, 120),
            (1, 202702, 4_000, 60),
            (2, 202611, 0, None),
            (2, 202612, 500, None),
        ]
        forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname = ANY ($1)"
        tables = ["account", "budget", "budget_line", "budget_line_version", "transfer"]
        assert await rows.fetchval(forced, tables) is True
        await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0031"))
        assert await rows.fetchval("SELECT to_regclass('budget_line_version')") is None
    await rows.close()
