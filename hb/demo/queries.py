"""The SQL of loading: row-level security unforced and forced, transfers posted in batches."""

from collections.abc import Iterable

from sqlalchemy import Table, text

from hb.demo.rows import MOVED_COLUMNS
from hb.kit.statement import Statement
from hb.ledger.posting import TRANSFER_TYPES, posting, transfers

IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM organiser) AND NOT EXISTS (SELECT FROM producer)"
"""Both are common tables, which everybody may read: whatever else is stored belongs to one of them."""

HAS_ORGANISER = "SELECT EXISTS (SELECT FROM organiser WHERE id = $1)"

LOCK_ORGANISERS = "LOCK TABLE organiser IN EXCLUSIVE MODE"
"""Two loads wait for each other here, and the second finds the database filled."""

SETTINGS = "SET LOCAL statement_timeout = 0; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"

MAKE_MOVED = f"""CREATE TEMPORARY TABLE demo_moved (
  {", ".join(f"{column} {TRANSFER_TYPES.get(column, 'integer')}" for column in MOVED_COLUMNS)}
) ON COMMIT DROP"""
"""Where transfers wait until their batch, an integer, is posted."""

INDEX_MOVED = "CREATE INDEX ON demo_moved (batch); ANALYZE demo_moved; ANALYZE account"

BATCHES = "SELECT DISTINCT batch FROM demo_moved ORDER BY batch"

_BATCH = transfers(
    "demo_moved WHERE batch = CAST(:batch AS integer)",
    organiser_id="organiser_id",
    actor_id="actor_id",
    at="at",
)

POST_BATCH = Statement(
    text(f"""
WITH {posting(_BATCH)}
SELECT count(*) AS accounts FROM ledger_accounts
""")
)
"""Posts one batch by the ledger's own statement; each budget in it has one actor and one instant."""

CHECK_REFERENCES = "SET CONSTRAINTS ALL IMMEDIATE"
"""Deferred references are judged before the tables are altered again."""


def unforced(tables: Iterable[Table]) -> str:
    """Let the owner write past the policies; only COPY and the ledger's posting happen meanwhile."""
    return ";".join(f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY" for table in tables)


def forced(tables: Iterable[Table]) -> str:
    """Hold the owner to the policies again."""
    return ";".join(f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY" for table in tables)


def analysed(tables: Iterable[Table]) -> str:
    """Let the planner know what was loaded."""
    return f"ANALYZE {', '.join(table.name for table in tables)}"
