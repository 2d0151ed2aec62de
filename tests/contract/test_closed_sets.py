"""No member of a closed set is bare text in SQL (C10): renaming it would break half of its uses silently."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Set
from enum import StrEnum
from pathlib import Path

import pytest

import hb

ROOT = Path(__file__).parents[2]
QUOTED = re.compile(r"'([A-Za-z_:-]+)'")
SQL_FILE = re.compile(
    r"hb/\w+/(?:queries(?:/\w+)?|posting(?:/\w+)?|model|policies)\.py|hb/kit/(?!labels)\w+\.py|hb/jobs/\w+\.py"
)
"""Where a text that is a member and nothing else goes into SQL too, as a value of Core."""


NOT_OF_THE_DOMAIN = ("hb.api", "hb.web", "hb.jobs.demo_time")


def members() -> frozenset[str]:
    """The values of every closed set of the domain; what the command line calls a place to go is none."""
    values: set[str] = set()
    for module_info in pkgutil.walk_packages(hb.__path__, "hb."):
        if module_info.name.endswith("__main__") or module_info.name.startswith(NOT_OF_THE_DOMAIN):
            continue
        for value in vars(importlib.import_module(module_info.name)).values():
            is_set = isinstance(value, type) and issubclass(value, StrEnum)
            if is_set and not value.__module__.startswith(NOT_OF_THE_DOMAIN):
                values |= {member.value for member in value}
    return frozenset(values)


MEMBERS = members()


def faults(path: str, text: str, closed: Set[str]) -> Iterator[str]:
    """Every member that is written out in a text of SQL, or as a value in a file of SQL, with its line."""
    tree = ast.parse(text)
    docstrings, definitions = _docstrings(tree), _definitions(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            for member in QUOTED.findall(node.value):
                if member in closed:
                    yield f"{path}:{node.lineno}: '{member}' in SQL"
            if node.value in closed and SQL_FILE.fullmatch(path) and id(node) not in definitions:
                yield f"{path}:{node.lineno}: the value {node.value!r}"


def _docstrings(tree: ast.AST) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _definitions(tree: ast.AST) -> set[int]:
    """The values that classes give to their own attributes, as closed sets do to their members."""
    return {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        for value in ast.walk(statement)
    }


PLANTED = {
    "X = \"SELECT id FROM budget WHERE state = 'ACTIVE'\"": "1: 'ACTIVE' in SQL",
    "X = f\"SELECT id FROM {table} WHERE state IN ('{State.DRAFT}', 'CLOSED')\"": "1: 'CLOSED' in SQL",
    "X = f'''\nSELECT 1\nWHERE action = 'plan:approve' {more}'''": "1: 'plan:approve' in SQL",
    "X = select(budget).where(budget.c.state != 'ENDED')": "1: the value 'ENDED'",
    "X = insert(budget).values(state='PREPARED')": "1: the value 'PREPARED'",
}
CLEAN = (
    "X = f\"SELECT id FROM budget WHERE state = '{BudgetState.ACTIVE}'\"",
    'def f():\n    """Nothing is \'ACTIVE\' here."""',
    "class BudgetState(StrEnum):\n    ACTIVE = 'ACTIVE'",
    "X = select(budget).where(budget.c.state != BudgetState.ENDED)",
    "X = \"SELECT set_config('jit', 'off', true)\"",
)


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_member_is_caught(text: str) -> None:
    path = "hb/budgets/queries.py"
    assert list(faults(path, text, MEMBERS)) == [f"{path}:{PLANTED[text]}"]


@pytest.mark.parametrize("text", CLEAN)
def test_an_interpolated_member_is_no_fault(text: str) -> None:
    assert list(faults("hb/budgets/queries.py", text, MEMBERS)) == []


def test_the_closed_sets_are_found() -> None:
    """Those of rules, of the model (Parameter) and of jobs; more than two hundred members."""
    assert {"ACTIVE", "APPEAL_DAYS", "DONE", "NOT_DONE", "CENTS", "plan:approve"} <= MEMBERS
    assert len(MEMBERS) > 200


def test_no_member_is_bare_text_in_sql() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "hb").rglob("*.py"))]
    assert [
        fault for path in paths for fault in faults(path, (ROOT / path).read_text(encoding="utf-8"), MEMBERS)
    ] == []
