"""The rules that keep an organiser's rows movable between databases: what breaks them in SQL and migrations.

An organiser's rows lie in one database, which may hold others' too; common tables are copied to all of them.
So every key begins with the organiser, a transaction is of one organiser, and few write common tables.
"""

import ast
from collections.abc import Iterator

from pglast.error import Error
from pglast.parser import scan

from hb.modules import metadata
from tests.contract.sql_relations import Reading, Scope
from tests.contract.sql_scopes import read
from tests.contract.sql_tree import Tree, path

COMMON = frozenset(table.name for table in metadata().sorted_tables if table.info["policy"] == "common")
OWNED = frozenset(
    table.name for table in metadata().sorted_tables if table.name not in COMMON and "view" not in table.info
)
VIEWS = frozenset(table.name for table in metadata().sorted_tables if "view" in table.info)

KEYS = """
SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1::text[])
  AND a.attname IS DISTINCT FROM 'organiser_id'
ORDER BY 1
"""
"""Keys, unique and exclusion constraints and indexes of these tables that begin with another column."""

REFERENCES = """
SELECT k.conname FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class other ON other.oid = k.confrelid
WHERE k.contype = 'f' AND other.relname = ANY ($1::text[]) AND NOT EXISTS (
  SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, its)
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'organiser_id'
  JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.its AND b.attname = 'organiser_id')
ORDER BY 1
"""
"""Foreign keys to these tables, from whatever table, that do not pair organiser with organiser."""

NUMBERED = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
UNION ALL
SELECT a.attrelid::regclass || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND a.attidentity <> ''
ORDER BY 1
"""
"""Sequences and identity columns: two databases would give the same numbers."""

STUBBORN = """
SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled IN ('A', 'R') ORDER BY 1
"""
"""Triggers that replication would fire too (ENABLE ALWAYS, ENABLE REPLICA)."""


def without_organiser(text: str, *, is_view: bool = False) -> list[str]:
    """The organisers' tables that a statement reads or writes without naming the organiser, by alias.

    A condition of the same scope equates the row's organiser with something, or an INSERT names the column
    first. The first table of a view is given its organiser by who reads the view.
    """
    reading = read(text)
    missing = [
        (scope, alias)
        for scope, alias, table in reading.stored
        if table in OWNED | VIEWS and not _carries(scope, alias)
    ]
    if is_view:
        missing = [
            (scope, alias)
            for scope, alias in missing
            if scope.outer is not None or alias != next(iter(scope.relations))
        ]
    inserted = [
        write.table
        for write in reading.writes
        if write.verb == "INSERT" and write.table in OWNED and write.columns[:1] != ("organiser_id",)
    ]
    return [*(alias for _, alias in missing), *inserted]


def _carries(scope: Scope, alias: str) -> bool:
    return any(_equates_organiser(condition, scope, alias) for condition in scope.conditions)


def _equates_organiser(condition: Tree, scope: Scope, alias: str) -> bool:
    is_equality = condition.kind == "A_Expr" and [part.text("sval") for part in condition.many("name")] == [
        "="
    ]
    sides = (condition.one("lexpr"), condition.one("rexpr")) if is_equality else ()
    names = [path(side) for side in sides if side is not None and side.kind == "ColumnRef"]
    is_alone = len(scope.relations) == 1
    return (alias, "organiser_id") in names or (is_alone and ("organiser_id",) in names)


def written(reading: Reading, tables: frozenset[str]) -> frozenset[str]:
    """The tables of a set that a statement writes."""
    return frozenset(write.table for write in reading.writes) & tables


WRITING = {
    ("INSERT", "INTO"): 2,
    ("DELETE_P", "FROM"): 2,
    ("MERGE", "INTO"): 2,
    ("UPDATE",): 1,
    ("TRUNCATE",): 1,
    ("TRUNCATE", "TABLE"): 2,
    ("COPY",): 1,
}
"""The tokens before the name of a table that is written, and how many there are."""


def common_writes(source: str) -> Iterator[str]:
    """The common tables whose rows a migration's source writes, also inside functions and DO blocks.

    Rows that are handed to Alembic or SQLAlchemy as objects are found by the names of their functions.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from sorted(_written_in(node.value))
        if isinstance(node, ast.JoinedStr):
            yield from sorted(_written_in(_with_places(node)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in {"bulk_insert", "insert", "update", "delete"}:
                yield from (
                    argument
                    for argument in (ast.unparse(part).strip("'\"") for part in node.args)
                    if argument.rpartition(".")[2] in COMMON or name == "bulk_insert"
                )


def _with_places(node: ast.JoinedStr) -> str:
    """The text of an f-string with a name in place of each value."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "place" for part in node.values)


def _written_in(sql: str) -> set[str]:
    try:
        tokens = scan(sql)
    except Error:  # not SQL, such as a sentence with an apostrophe
        return set()
    names = [token.name for token in tokens]
    texts = [sql[token.start : token.end + 1] for token in tokens]
    tables: set[str] = set()
    for place, text in enumerate(texts):
        if names[place] == "SCONST" and text.startswith("$"):
            tables |= _written_in(text.strip("$").partition("$")[2] if text[1] != "$" else text[2:-2])
        for tokens_before, count in WRITING.items():
            following = place + count
            if tuple(names[place:following]) == tokens_before and following < len(texts):
                tables |= {texts[following].strip('"')} & COMMON
    return tables
