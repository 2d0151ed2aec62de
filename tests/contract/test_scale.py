"""The schema, statements and migrations keep to the rules of scale (see `scale_rules`)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hb.modules import metadata
from hb.statements import all_statements
from tests.contract.scale_rules import (
    COMMON,
    KEYS,
    NUMBERED,
    OWNED,
    REFERENCES,
    STUBBORN,
    common_writes,
    without_organiser,
    written,
)
from tests.contract.sql_scopes import read

ROOT = Path(__file__).parents[2]
TEXTS = {name: statement.text for name, statement in all_statements().items()}
VIEWS = {table.name: str(table.info["view"]) for table in metadata().sorted_tables if "view" in table.info}
WRITE_COMMON = {
    "installation.codes.writing_text [municipality]": "municipality",
    "installation.codes.writing_text [service_category]": "service_category",
    "kit.key_check.ADD_CHECK": "key_check",
    "kit.key_check.PROMOTE": "key_check",
    "kit.key_check.REPLACE": "key_check",
    "kit.moved_time.MOVE": "moved_time",
    "producers.queries.INSERT_PRODUCER": "producer",
    "producers.queries.INSERT_USER": "producer_user",
    "producers.queries.INSERT_UNIT": "service_unit",
    "producers.queries.INSERT_POINT": "service_point",
    "producers.queries.numbers.FREE_EXPIRED": "producer",
    "producers.queries.numbers.FREE_NUMBER": "producer",
    "producers.queries.numbers.FREE_SILENT": "producer",
    "producers.queries.INSERT_AREAS": "service_area",
    "producers.queries.numbers.TAKE_FOR_GOOD": "producer",
    "producers.queries.numbers.TAKE_NUMBER": "producer",
    "work.queries.processes.BEAT": "work_process",
    "work.queries.processes.REMOVE_PROCESSES": "work_process",
}
"""All that write a common table. With many databases they run where the common tables are kept."""
WHOLE_ROWS = frozenset(name for name in TEXTS if name.startswith("kit.commands.finish_text"))
"""They insert whole rows of JSON, whose organiser the policy's WITH CHECK compares with the context's."""
NOT_BY_ORGANISER = ["use_log_client_ids_idx"]
"""A GIN index over arrays of clients' ids, which no two organisers share; a row filter does not need it."""
LOCKS_COMMON = {"demo.queries.LOCK_ORGANISERS"}
"""Loading the demo is for an empty database, which no other one copies from."""
CODES_WRITTEN_UNTIL = "0007"
FILLS_COMMON = {"0016_producer_identity.py": ["producer"]}
"""Which producers had only applied is in the approvals of every organiser, which no later command may read.

It inserts nothing, so that nothing collides; a row that is copied becomes what its origin is.
"""


async def names(connection: asyncpg.Connection, query: str, *arguments: object) -> list[str]:
    """The first column of what a query gives."""
    return [row[0] for row in await connection.fetch(query, *arguments)]


async def planted(dsn: str, ddl: str, query: str, *arguments: object) -> list[str]:
    """What a query gives after some DDL, which ends uncommitted with its connection."""
    connection = await asyncpg.connect(dsn)
    await connection.execute(f"BEGIN; {ddl}")
    try:
        return await names(connection, query, *arguments)
    finally:
        await connection.close()


TABLE = "CREATE TABLE planted (organiser_id uuid, id uuid, budget_id uuid"


async def test_every_key_of_an_organiser_begins_with_the_organiser(all_rows: asyncpg.Connection) -> None:
    """Row filters of replication need organiser_id in the primary key; so do the keys' own look-ups."""
    assert await names(all_rows, KEYS, sorted(OWNED)) == NOT_BY_ORGANISER


@pytest.mark.parametrize(
    ("ddl", "index"),
    [
        (f"{TABLE}, CONSTRAINT planted_pkey PRIMARY KEY (id))", "planted_pkey"),
        (f"{TABLE}, CONSTRAINT planted_key UNIQUE (id, organiser_id))", "planted_key"),
        (f"{TABLE}); CREATE INDEX planted_idx ON planted (id)", "planted_idx"),
        (f"{TABLE}); CREATE INDEX planted_idx ON planted ((id::text), organiser_id)", "planted_idx"),
        (f"{TABLE}, CONSTRAINT planted_excl EXCLUDE USING btree (id WITH =))", "planted_excl"),
    ],
)
async def test_a_planted_key_is_caught(owner_dsn: str, ddl: str, index: str) -> None:
    assert await planted(owner_dsn, ddl, KEYS, ["planted"]) == [index]


async def test_every_reference_between_organisers_tables_carries_the_organiser(
    all_rows: asyncpg.Connection,
) -> None:
    """No common table refers to an organiser's either: it has no organiser to carry."""
    assert await names(all_rows, REFERENCES, sorted(OWNED)) == []


@pytest.mark.parametrize(
    "ddl",
    [
        f"CREATE UNIQUE INDEX planted_idx ON budget (id); {TABLE},"
        " CONSTRAINT planted_fkey FOREIGN KEY (budget_id) REFERENCES budget (id))",
        f"CREATE UNIQUE INDEX planted_idx ON budget (id, organiser_id); {TABLE}, CONSTRAINT planted_fkey"
        " FOREIGN KEY (organiser_id, budget_id) REFERENCES budget (id, organiser_id))",
        "CREATE UNIQUE INDEX planted_idx ON budget (id); ALTER TABLE producer ADD budget_id uuid"
        " CONSTRAINT planted_fkey REFERENCES budget (id)",
    ],
)
async def test_a_planted_reference_is_caught(owner_dsn: str, ddl: str) -> None:
    assert await planted(owner_dsn, ddl, REFERENCES, ["budget"]) == ["planted_fkey"]


async def test_nothing_is_numbered_by_the_database(all_rows: asyncpg.Connection, owner_dsn: str) -> None:
    assert await names(all_rows, NUMBERED) == []
    assert await planted(owner_dsn, "CREATE SEQUENCE planted", NUMBERED) == ["planted"]
    identity = "CREATE TABLE planted (id integer GENERATED ALWAYS AS IDENTITY)"
    assert await planted(owner_dsn, identity, NUMBERED) == ["planted.id", "planted_id_seq"]


async def test_replication_fires_no_trigger(all_rows: asyncpg.Connection, owner_dsn: str) -> None:
    assert await names(all_rows, STUBBORN) == []
    stubborn = "ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_append_only"
    assert await planted(owner_dsn, stubborn, STUBBORN) == ["transfer_append_only"]


@pytest.mark.parametrize("name", sorted(set(TEXTS) - WHOLE_ROWS))
def test_a_statement_names_the_organiser_of_each_table(name: str) -> None:
    assert without_organiser(TEXTS[name]) == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_joins_within_the_organiser(name: str) -> None:
    assert without_organiser(VIEWS[name], is_view=True) == []


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("SELECT id FROM plan WHERE id = $1", "plan"),
        (
            "SELECT plan.id FROM plan JOIN budget AS b ON b.id = plan.budget_id"
            " WHERE plan.organiser_id = ctx_organiser()",
            "b",
        ),
        (
            "SELECT id FROM plan WHERE organiser_id = ctx_organiser() AND EXISTS (SELECT FROM plan_item AS i"
            " WHERE i.plan_id = plan.id)",
            "i",
        ),
        ("SELECT id FROM plan WHERE organiser_id = ctx_organiser() OR id = $1", "plan"),
        ("UPDATE plan SET version = 1 WHERE id = $1", "plan"),
        ("DELETE FROM plan WHERE organiser_id <> ctx_organiser()", "plan"),
        ("WITH gone AS (DELETE FROM need WHERE id = $1) SELECT 1", "need"),
        ("INSERT INTO plan (id, organiser_id) VALUES ($1, $2)", "plan"),
        ("INSERT INTO plan SELECT $1, $2", "plan"),
        ("SELECT budget_id FROM budget_balance WHERE budget_id = $1", "budget_balance"),
    ],
)
def test_a_planted_table_without_organiser_is_caught(text: str, alias: str) -> None:
    assert without_organiser(text) == [alias]


def test_those_that_write_common_tables_are_listed() -> None:
    writers = {name: tables for name, text in TEXTS.items() if (tables := written(read(text), COMMON))}
    assert writers == {name: {table} for name, table in WRITE_COMMON.items()}


def test_no_statement_writes_both_common_and_organisers_tables() -> None:
    assert [name for name, text in TEXTS.items() if writes_both(text)] == []
    assert writes_both(
        "WITH made AS (INSERT INTO producer (id) VALUES ($1) RETURNING id)"
        " INSERT INTO producer_approval (organiser_id, producer_id) SELECT ctx_organiser(), made.id FROM made"
    )


def writes_both(text: str) -> bool:
    """Whether a statement writes common and organisers' tables: no transaction could be in two databases."""
    reading = read(text)
    return bool(written(reading, COMMON)) and bool(written(reading, OWNED))


def test_no_statement_locks_rows_of_common_tables() -> None:
    assert {name for name, text in TEXTS.items() if locks_common(text)} == LOCKS_COMMON
    assert locks_common("SELECT id FROM producer WHERE id = $1 FOR UPDATE")
    assert locks_common(
        "SELECT plan.id FROM plan JOIN organiser AS o ON o.id = plan.organiser_id FOR SHARE OF o"
    )
    assert not locks_common("SELECT plan.id FROM plan JOIN organiser AS o ON true FOR SHARE OF plan")


def locks_common(text: str) -> bool:
    """Whether a statement locks a common table or rows of one, which a copy would not be asked for."""
    return bool(read(text).locked & COMMON)


def newer_migrations() -> Iterator[Path]:
    """The migrations after those that may still write codes."""
    for path in sorted((ROOT / "migrations" / "versions").glob("*.py")):
        if path.name[:4] > CODES_WRITTEN_UNTIL:
            yield path


def test_no_newer_migration_writes_rows_of_common_tables() -> None:
    """Each database runs every migration, and would collide with the rows that are copied to it."""
    assert {path.name: tables for path in newer_migrations() if (tables := faults_of(path))} == FILLS_COMMON


def faults_of(path: Path) -> list[str]:
    """The common tables that a migration writes."""
    return list(common_writes(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "table"),
    [
        ("op.execute(\"INSERT INTO municipality (code) VALUES ('999')\")", "municipality"),
        ('op.execute(f"UPDATE service_category SET unit = {unit!r}")', "service_category"),
        ("op.execute('''\n  DELETE\n  FROM producer WHERE true''')", "producer"),
        ('X = "WITH a AS (INSERT INTO organiser (id) VALUES ($1) RETURNING 1) SELECT 1"', "organiser"),
        ("X = \"DO $$ BEGIN UPDATE producer_user SET name = ''; END $$\"", "producer_user"),
        (
            'X = "CREATE FUNCTION f() RETURNS void AS $f$ TRUNCATE service_area $f$ LANGUAGE sql"',
            "service_area",
        ),
        ("op.bulk_insert(service_unit, rows)", "service_unit"),
        ("connection.execute(insert(municipality).values(code='999'))", "municipality"),
    ],
)
def test_a_planted_code_row_is_caught(source: str, table: str) -> None:
    assert set(common_writes(source)) >= {table}


@pytest.mark.parametrize(
    "source",
    [
        '"""It\'s about municipality: INSERT INTO it is not said."""',
        'op.execute("UPDATE plan SET version = 1")',
        'op.execute("ALTER TABLE municipality ADD name_en text")',
        'op.execute("CREATE TRIGGER t BEFORE UPDATE OR DELETE ON producer EXECUTE FUNCTION f()")',
        'op.execute("SELECT code FROM municipality FOR UPDATE")',
    ],
)
def test_a_migration_that_leaves_common_rows_alone_is_no_fault(source: str) -> None:
    assert list(common_writes(source)) == []


def test_the_first_migrations_are_seen_to_write_codes() -> None:
    """The check works on a real migration: 0001 put the codes in."""
    (path,) = (ROOT / "migrations" / "versions").glob("0001_*.py")
    assert set(common_writes(path.read_text(encoding="utf-8"))) >= {"municipality", "service_category"}


def contexts_without_organiser(path: str, source: str) -> Iterator[str]:
    """Calls of a database's `run` with a context written on the spot that names no organiser."""
    for node in ast.walk(ast.parse(source)):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "run"
        ):
            continue
        context = node.args[0] if node.args else None
        if isinstance(context, ast.Dict) and not any(
            key is None or ast.literal_eval(key) == "hb.organiser" for key in context.keys
        ):
            yield f"{path}:{node.lineno}"


def test_every_transaction_is_of_one_organiser() -> None:
    """All but what belongs to no organiser: their listing, and the check values of keys.

    `rekey` looks at every organiser of its database in the transaction that makes the next keys the current.
    """
    paths = [(path.relative_to(ROOT).as_posix(), path) for path in sorted((ROOT / "hb").rglob("*.py"))]
    places = [
        place
        for name, path in paths
        for place in contexts_without_organiser(name, path.read_text(encoding="utf-8"))
    ]
    assert [place.partition(":")[0] for place in places] == [
        "hb/installation/keys.py",
        *["hb/jobs/rekey.py"] * 3,
        "hb/kit/encrypted.py",
        "hb/ledger/service/verify.py",
    ]
    assert list(contexts_without_organiser("x", 'await db.run({"hb.role": "CLIENT"}, work)')) == ["x:1"]
