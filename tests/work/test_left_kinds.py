"""The kinds of jobs that commands leave are declared, and no transaction of theirs sends a NOTIFY."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import asyncpg

import hb
from hb.modules import jobs
from hb.statements import all_statements

ROOT = Path(hb.__file__).parent
DECLARED = {kind.name for kind in jobs()}


def left_by(tree: ast.AST) -> Iterator[str]:
    """The kinds that calls of `leave` name, as they are written: a constant's name or a text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) < 3:
            continue
        if ast.unparse(node.func) in {"work.leave", "leave"}:
            yield ast.unparse(node.args[2])


def undeclared(written: str, constants: dict[str, object]) -> bool:
    """Whether a kind, as it is written in a file with these constants, is none that a module declares."""
    value = ast.literal_eval(written) if written[0] == "'" else constants.get(written)
    return value not in DECLARED


def test_every_kind_that_is_left_is_declared() -> None:
    left = [
        (path, written)
        for path in sorted(ROOT.rglob("*.py"))
        for written in left_by(ast.parse(path.read_text(encoding="utf-8")))
    ]
    faulty = []
    for path, written in left:
        module = import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
        if undeclared(written, vars(module)):
            faulty.append(f"{path.name}: {written}")
    assert faulty == []
    assert {written for _, written in left} == {"MONTH_CLOSE", "POSTING", "REMAKING", "SENDING"}


def test_a_kind_that_is_not_declared_is_found() -> None:
    planted = ast.parse('work.leave(tx, actor, "PLANTED", subject_id=id)\nleave(tx, actor, KIND)')
    assert list(left_by(planted)) == ["'PLANTED'", "KIND"]
    assert undeclared("'PLANTED'", {})
    assert undeclared("KIND", {"KIND": "PLANTED"})
    assert not undeclared("KIND", {"KIND": "MESSAGE_SEND"})


NOTIFIES = re.compile(r"\bNOTIFY\b|pg_notify", re.IGNORECASE)


async def test_no_statement_and_no_function_of_the_database_sends_a_notify(
    all_rows: asyncpg.Connection,
) -> None:
    """A NOTIFY takes a lock of the whole database when its transaction commits: jobs are polled instead."""
    assert [name for name, statement in all_statements().items() if NOTIFIES.search(statement.text)] == []
    functions = await all_rows.fetch(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    assert [row["proname"] for row in functions if NOTIFIES.search(row["prosrc"])] == []
    assert len(functions) > 5
    assert NOTIFIES.search("SELECT pg_notify('hb', 'x')")
    assert NOTIFIES.search("notify hb")
