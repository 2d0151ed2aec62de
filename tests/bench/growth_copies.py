"""A bigger region: all rows of clients, market and ledger copied inside PostgreSQL, in the same organiser.

A copy has ids of its own and refers to copies: a copied client is served by copied workers of a copied team
and chooses copied offerings of copied producers, so a caseload, a plan and a client's history keep their size
while all tables grow. What an organiser has one of (products, price caps, rates, months, codes) is shared.
Copies are laid down one region after the other: the order of rows on disk is the same at every size.

Keys, CHECKs and foreign keys hold for the copies. Their chains do not: digests are copied as they are, so
`verify` judges the first region alone. Ids inside JSON (an audit event's facts) stay those of the first too.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import asyncpg
from sqlalchemy import ARRAY, Column, Table, Uuid

from hb.modules import metadata

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

SHARED = frozenset(
    {
        "channel_rule",
        "clock",
        "clock_run",
        "key_check",
        "month_close",
        "moved_time",
        "municipality",
        "office_hours",
        "organiser",
        "parameter",
        "period",
        "price_cap",
        "rate",
        "seal",
        "service_category",
        "service_product",
    }
)
"""Tables that stay as they are."""
BY_TRIGGERS = frozenset({"row_version"})
"""Tables that the triggers of copied tables write."""
SHARED_IDS = frozenset({"organiser_id", "product_id"})
"""Columns that name rows of those; every other UUID column names something copied."""
COPIED = tuple(
    t for t in metadata().sorted_tables if "view" not in t.info and t.name not in SHARED | BY_TRIGGERS
)


def _other_initial(column: str) -> str:
    """SQL of a name with its first letter moved on: a larger region has not all its namesakes in a row."""
    name = f"source.{column}"
    return f"chr(ascii('A') + (ascii(upper({name})) + source.copy) % 26) || substr({name}, 2)"


NAMED = {
    ("letter_batch", "number"): "source.number + 100 * source.copy",
    ("client", "last_name"): _other_initial("last_name"),
    ("client_identity", "hetu_index"): "sha256(source.hetu_index || int4send(source.copy))",
    ("delivery", "external_id"): "source.external_id || '.' || source.copy",
    ("offering", "name"): _other_initial("name"),
    ("producer", "business_id"): "source.business_id || '.' || source.copy",
    ("producer", "name"): _other_initial("name"),
    ("service_unit", "soteri_oid"): "source.soteri_oid || '.' || source.copy",
}
"""How keys that are no ids, and names that lists are sorted by, become a copy's own."""

SETTINGS = """
SET statement_timeout = 0; SET synchronous_commit = off; SET jit = off;
SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'
"""

CONSTRAINTS = """
SELECT conrelid::regclass::text AS table_name, conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE conrelid = ANY($1::text[]::regclass[]) AND contype IN ('f', 'p', 'u', 'x')
ORDER BY contype = 'f' DESC, conrelid, conname
"""
"""Foreign keys first, since what they refer to cannot be dropped before them."""

INDEXES = """
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index WHERE indrelid = ANY($1::text[]::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
ORDER BY indrelid, indexrelid
"""


async def multiply(superuser: "Connection", factor: int, *, size: int = 1) -> None:
    """Make a region `factor` times as large; `size` is how many regions it holds already (1, then 10).

    Indexes and constraints are dropped, the rows copied, and the same definitions built again, which proves
    each of them; all in one transaction. Vacuumed and analysed afterwards.

    Raises:
        asyncpg.PostgresError: a copy broke a definition; nothing is changed.
    """
    names = [table.name for table in COPIED]
    await superuser.execute(SETTINGS)
    async with superuser.transaction():
        constraints = await superuser.fetch(CONSTRAINTS, names)
        indexes = await superuser.fetch(INDEXES, names)
        for each in constraints:
            await superuser.execute(f"ALTER TABLE {each['table_name']} DROP CONSTRAINT {each['name']}")
        for each in indexes:
            await superuser.execute(f"DROP INDEX {each['name']}")
        # A trigger repeats reach over merged records, for which it needs a key; the copies have theirs.
        await superuser.execute("ALTER TABLE reach DISABLE TRIGGER USER")
        for table in COPIED:
            await superuser.execute(copying(table, copies=range(size, size * factor, size)))
        await superuser.execute("ALTER TABLE reach ENABLE TRIGGER USER")
        for each in indexes:
            await superuser.execute(each["definition"])
        for each in reversed(constraints):
            await superuser.execute(
                f"ALTER TABLE {each['table_name']} ADD CONSTRAINT {each['name']} {each['definition']}"
            )
    await superuser.execute("VACUUM (ANALYZE)")


def copying(table: Table, copies: Sequence[int] | range) -> str:
    """The statement that adds a copy of all rows of a table for each number, which must never have been used.

    Whoever grows a region of 10 by 10 takes 10, 20, … 90: every sum of steps then names one region.
    """
    columns = [column for column in table.columns if column.computed is None]
    numbers = ", ".join(str(number) for number in copies)
    # OFFSET keeps the planner from turning the loops inside out: a whole region is read for each number.
    return (
        f"INSERT INTO {table.name} ({', '.join(column.name for column in columns)}) "
        f"SELECT {', '.join(_copied(table, column) for column in columns)} "
        f"FROM unnest(ARRAY[{numbers}]) AS copies (copy), "
        f"LATERAL (SELECT first.*, copies.copy FROM {table.name} AS first OFFSET 0) AS source"
    )


def copied_id(value: str) -> str:
    """SQL of the id that stands for an id in the copy at hand: its instant in front, other bits behind."""
    return f"overlay({value}::text PLACING left(md5({value}::text || source.copy), 12) FROM 25)::uuid"


def _copied(table: Table, column: Column[object]) -> str:
    value = f"source.{column.name}"
    if (table.name, column.name) in NAMED:
        return NAMED[table.name, column.name]
    if isinstance(column.type, ARRAY) and isinstance(column.type.item_type, Uuid):
        each = f"unnest({value}) WITH ORDINALITY AS each (id, place)"
        return f"ARRAY(SELECT {copied_id('each.id')} FROM {each} ORDER BY each.place)"
    if isinstance(column.type, Uuid) and column.name not in SHARED_IDS:
        return copied_id(value)
    return value
