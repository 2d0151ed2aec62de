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
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"work.leave", "leave"}:
            by_keyword = [keyword.value for keyword in node.keywords if keyword.arg == "kind"]
            (kind,) = [*node.args[2:3], *by_keyword]
            yield ast.unparse(kind)


def value_of(written: str, constants: dict[str, object]) -> object:
    """A kind that is written in a file with these constants."""
    return ast.literal_eval(written) if written[0] == "'" else constants[written]


def test_every_kind_that_is_left_is_declared_and_every_declared_one_is_left() -> None:
    left: set[object] = set()
    for path in sorted(ROOT.rglob("*.py")):
        names = list(left_by(ast.parse(path.read_text(encoding="utf-8"))))
        if names:
            module = import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
            left |= {value_of(name, vars(module)) for name in names}
    assert left == DECLARED


def test_a_kind_is_found_however_it_is_left() -> None:
    planted = ast.parse(
        'work.leave(tx, actor, "PLANTED", subject_id=id)\nleave(tx, actor, KIND)\nleave(tx, actor, kind="X")'
    )
    assert list(left_by(planted)) == ["'PLANTED'", "KIND", "'X'"]
    assert value_of("'PLANTED'", {}) == "PLANTED"
    assert value_of("KIND", {"KIND": "MESSAGE_SEND"}) == "MESSAGE_SEND"


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
