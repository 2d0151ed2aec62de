"""Every statement of the house: listed and printed by the command line, and prepared against the schema."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import asyncpg
import pytest
import pytest_asyncio

from hb.__main__ import main
from hb.demo.queries import MAKE_MOVED
from hb.read import Engine
from hb.statements import GATHERED, all_statements, statements_of_document
from hb.web.documents import TrustedDocuments
from tests.contract.scale_rules import without_organiser

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STATEMENTS = all_statements()
OWNED = (
    "demo.queries.",
    "installation.codes.writing_text",
    "kit.key_check.ADD_CHECK",
    "kit.key_check.PROMOTE",
    "kit.key_check.REPLACE",
    "kit.keyed_hashes.forget",
    "kit.moved_time.MOVE",
    "seals.queries.",
)
OF_THE_OWNER = tuple(name for name in STATEMENTS if name.startswith(OWNED))
"""The owner of the tables brings the codes, loads the demo over a temporary table, changes keys, seals."""
UTILITIES = frozenset({"LOCK", "CREATE", "ANALYZE", "SET", "SAVEPOINT", "ROLLBACK"})
"""What PostgreSQL parses but does not plan begins with one of these words."""


@dataclass(frozen=True)
class Done:
    """How a run of the command line ended, and what it printed."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs `python -m hb statements` with these arguments, in this process."""

    def __call__(self, *arguments: str) -> Done: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line's own `main`; it needs no database."""

    def run_main(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["hb", "statements", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run_main


def test_the_list_has_one_line_for_each_statement(run: Run) -> None:
    done = run()

    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert [re.split(r" \(| \[", line)[0] for line in lines] == [
        name.partition(" [")[0] for name in STATEMENTS
    ]
    assert len(lines) == len(STATEMENTS) > 170
    assert (
        "settlement.queries.closing.OWED (month) What each producer is owed for a settlement month, by the"
        " ledger and by the deliveries." in lines
    )
    assert "kit.commands._CLAIM (key, name, input_hash)" in lines


@pytest.mark.parametrize("name", ["messages.queries.MARK_READ", "queries.MARK_READ", "MARK_READ"])
def test_a_statement_is_printed_whole_by_its_name_or_the_end_of_it(run: Run, name: str) -> None:
    assert run(name) == Done(
        0,
        "-- messages.queries.MARK_READ\n"
        f"-- {STATEMENTS['messages.queries.MARK_READ'].docstring}\n"
        "-- $1 of_message\n"
        "-- $2 recipients\n"
        "UPDATE message SET read_at=coalesce(message.read_at, ctx_now())"
        " WHERE message.organiser_id = ctx_organiser() AND message.id = $1::UUID"
        " AND message.recipient_id = ANY ($2::UUID[])\n",
        "",
    )


def test_a_parameter_that_the_statement_fixes_is_printed_with_its_value() -> None:
    printed = str(STATEMENTS["budgets.queries.OVERLAPPING"]).splitlines()

    assert "-- $3 state_1 = ENDED" in printed
    assert "-- $4 until" in printed


def test_a_name_that_several_statements_end_with_prints_them_all(run: Run) -> None:
    assert re.findall(r"^-- (\S+\.LOCK_BUDGET)$", run("LOCK_BUDGET").out, re.MULTILINE) == [
        "budgets.queries.LOCK_BUDGET",
        "plans.queries.plans.LOCK_BUDGET",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["settlement.queries.OWD"], "There is no statement settlement.queries.OWD; the nearest are settle"),
        (
            ["LOCK_BUDGT"],
            "There is no statement LOCK_BUDGT; the nearest are plans.queries.plans.LOCK_BUDGET,",
        ),
        (["--document", "MyBudgt"], "There is no document MyBudgt; the nearest are MyBudget, "),
        (["xyzzy"], "There is no statement xyzzy.\n"),
        (["--document", "AddItem"], "AddItem is a mutation: "),
    ],
)
def test_an_unknown_name_is_one_sentence_and_exit_code_2(
    run: Run, arguments: list[str], sentence: str
) -> None:
    done = run(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"hb: {sentence}")
    assert done.err.count("\n") == 1


@pytest.mark.slow
def test_the_command_line_itself_lists_and_refuses() -> None:
    """Once as a process of its own, without any setting of an installation."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HB_")}
    done = subprocess.run(
        [sys.executable, "-m", "hb", "statements", "OWD"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    nearest = "hb: There is no statement OWD; the nearest are settlement.queries.closing.OWED"
    assert done.stderr.startswith(nearest)


def test_a_document_is_printed_as_built_for_every_role_or_for_one(run: Run) -> None:
    open_to_all, of_clients = (run("--document", "MyBudget", *role) for role in ([], ["--role", "CLIENT"]))

    assert (open_to_all.code, of_clients.code) == (0, 0)
    assert open_to_all.out.startswith("-- MyBudget.me\n-- $1 context_organiser\n-- $2 value_0\n")
    assert "-- $4 context_role\n" in open_to_all.out
    assert "context_role" not in of_clients.out
    assert "FROM budget AS " in of_clients.out


async def test_the_printed_text_of_a_document_can_be_prepared_as_it_is(run: Run, app_dsn: str) -> None:
    connection = await asyncpg.connect(app_dsn)
    prepared = await connection.prepare(run("--document", "MyDecisions").out)
    assert len(prepared.get_parameters()) == 6
    await connection.close()


def test_the_gathered_tables_are_those_that_commands_gather() -> None:
    """`finish_text` is known for the tables named in `hb.statements.GATHERED` and for no others."""
    gathered = {
        argument.id
        for path in sorted((ROOT / "hb").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "gather"
        and isinstance(argument := node.args[0], ast.Name)
    }
    assert gathered == {table.name for table in GATHERED}


UNNAMED = """
import gc
from hb.kit.prepared import Prepared
from hb.kit.statement import Statement
from hb.statements import all_statements

named = {statement.text for statement in all_statements().values()}
made = [value.text for value in gc.get_objects() if isinstance(value, Statement | Prepared)]
print(len(made) > 160, [text for text in made if text not in named])
"""


@pytest.mark.slow
def test_every_statement_that_is_made_at_import_has_a_name() -> None:
    """None hides in a list, a function or a class; asked in a process that holds no test's statements."""
    done = subprocess.run([sys.executable, "-c", UNNAMED], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"


@pytest_asyncio.fixture(scope="module")
async def app(app_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """The app's own connection, under row-level security."""
    connection = await asyncpg.connect(app_dsn)
    yield connection
    await connection.close()


@pytest_asyncio.fixture(scope="module")
async def loader(owner_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """The owner's connection in the midst of loading the demo region: its temporary table is there."""
    connection = await asyncpg.connect(owner_dsn)
    await connection.execute("BEGIN")
    await connection.execute(MAKE_MOVED.text)
    yield connection
    await connection.close()


async def planned(connection: asyncpg.Connection, text: str) -> int:
    """How many parameters a statement has, once parsed and, unless a utility, planned with its rights.

    EXPLAIN (GENERIC_PLAN) rewrites it by the policies of row-level security and needs no values.

    Raises:
        PostgresError: it does not fit the schema, or the role may not run it.
    """
    prepared = await connection.prepare(text)
    if text.split(maxsplit=1)[0] not in UTILITIES:
        await connection.execute(f"EXPLAIN (GENERIC_PLAN) {text}")
    return len(prepared.get_parameters())


@pytest.mark.parametrize("name", sorted(set(STATEMENTS) - set(OF_THE_OWNER)))
async def test_the_app_can_plan_the_statement(app: asyncpg.Connection, name: str) -> None:
    statement = STATEMENTS[name]
    assert await planned(app, statement.text) == len(statement.parameters)


async def test_the_app_can_plan_what_every_document_reads(
    app: asyncpg.Connection, engine: Engine, documents: TrustedDocuments
) -> None:
    """Each query that the frontends were built with, as built for every role."""
    statements = [
        statement
        for document in documents
        if engine.document(document.text).kind == "query"
        for statement in statements_of_document(engine, documents, document.name, None)
    ]
    for statement in statements:
        assert await planned(app, statement.text) == len(statement.parameters), statement.name
        assert without_organiser(statement.text) == [], statement.name
    assert len(statements) > 50


@pytest.mark.parametrize("name", OF_THE_OWNER)
async def test_the_owner_can_plan_the_statement(loader: asyncpg.Connection, name: str) -> None:
    statement = STATEMENTS[name]
    assert await planned(loader, statement.text) == len(statement.parameters)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("SELECT budget.states FROM budget", asyncpg.UndefinedColumnError),
        ("SELECT state FROM budget JOIN plan ON plan.budget_id = budget.id", asyncpg.AmbiguousColumnError),
        ("SELECT id FROM budget WHERE id = CAST($1 AS integer)", asyncpg.UndefinedFunctionError),
        ("DELETE FROM transfer WHERE id = $1", asyncpg.InsufficientPrivilegeError),
        ("SELECT FROM pg_authid", asyncpg.InsufficientPrivilegeError),
    ],
)
async def test_a_planted_fault_is_caught_when_planning(
    app: asyncpg.Connection, text: str, fault: type[asyncpg.PostgresError]
) -> None:
    with pytest.raises(fault):
        await planned(app, text)
