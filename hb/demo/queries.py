"""The SQL of loading: row-level security unforced and forced, transfers posted in batches."""

from collections.abc import Iterable

from sqlalchemy import Table, text

from hb.demo.rows import MOVED_COLUMNS
from hb.kit.statement import Statement
from hb.ledger.posting import TRANSFER_TYPES, posting, transfers

IS_EMPTY = Statement(
    text("SELECT NOT EXISTS (SELECT FROM organiser) AND NOT EXISTS (SELECT FROM producer) AS is_empty")
)
"""Both are common tables, which everybody may read: whatever else is stored belongs to one of them."""

HAS_ORGANISER = Statement(
    text("SELECT EXISTS (SELECT FROM organiser WHERE id = CAST(:organiser_id AS uuid)) AS has_organiser")
)

LOCK_ORGANISERS = Statement(text("LOCK TABLE organiser IN EXCLUSIVE MODE"))
"""Two loads wait for each other here, and the second finds the database filled."""

SETTINGS = Statement(
    text("""
SELECT set_config('statement_timeout', '0', true), set_config('jit', 'off', true),
  set_config('work_mem', '64MB', true)
""")
)
"""Until the end of the transaction: a load takes long and joins whole sets."""

MAKE_MOVED = Statement(
    text(f"""
CREATE TEMPORARY TABLE demo_moved (
  {", ".join(f"{column} {TRANSFER_TYPES.get(column, 'integer')}" for column in MOVED_COLUMNS)}
) ON COMMIT DROP
""")
)
"""Where transfers wait until their batch, an integer, is posted."""

INDEX_MOVED = Statement(text("CREATE INDEX demo_moved_batch_idx ON demo_moved (batch)"))
ANALYSE_MOVED = Statement(text("ANALYZE demo_moved, account"))

BATCHES = Statement(text("SELECT DISTINCT batch FROM demo_moved ORDER BY batch"))

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

CHECK_REFERENCES = Statement(text("SET CONSTRAINTS ALL IMMEDIATE"))
"""Deferred references are checked before the tables are altered again."""


def unforced(tables: Iterable[Table]) -> str:
    """Let the owner write past the policies; only COPY and the ledger's posting happen meanwhile."""
    return ";".join(f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY" for table in tables)


def forced(tables: Iterable[Table]) -> str:
    """Bind the owner to the policies again."""
    return ";".join(f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY" for table in tables)


def analysed(tables: Iterable[Table]) -> str:
    """Give the planner its statistics of what was loaded."""
    return f"ANALYZE {', '.join(table.name for table in tables)}"
