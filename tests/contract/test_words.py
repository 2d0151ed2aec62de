"""The words of `hb/WORDS.md`: what it bans stays out of the files that are brought in."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from hb.modules import MODULES

ROOT = Path(__file__).parents[2]
BROUGHT_IN: tuple[str, ...] = (
    "hb",
    "tests/conftest.py",
    "tests/contract/ladder.py",
    "tests/contract/reached.py",
    "tests/contract/scale_rules.py",
    "tests/contract/sql_relations.py",
    "tests/contract/sql_rules.py",
    "tests/contract/sql_scopes.py",
    "tests/contract/sql_tree.py",
    "tests/contract/test_closed_sets.py",
    "tests/contract/test_input_rules.py",
    "tests/contract/test_modules.py",
    "tests/contract/test_scale.py",
    "tests/contract/test_sql_rules.py",
    "tests/contract/test_statements.py",
    "tests/installation/test_codes.py",
    "tests/kit/test_domain_words.py",
    "tests/ledger/moves.py",
    "tests/progress.py",
    "tests/read",
    "tests/reliability/test_run_folder.py",
    "tests/run_folder.py",
    "tests/waiting.py",
    "tests/web/calls.py",
)
"""Files, and folders with all below them: all of `hb`, so that a new module is in, and of the tests some.

Each change brings in what it touches; none leaves.
"""
NAMES = frozenset({"each", "given", "found", "named", "held", "known", "told"})
PROSE = re.compile(
    r"\b(anew|dear|dearer|(?<!hb\.)doors?|gladly|told|standing|stands|whoever|of no form|as ever)\b",
    re.IGNORECASE,
)
"""The setting `hb.door` keeps its name, and so does its function `ctx_door`."""


def faults(path: str, text: str) -> Iterator[str]:
    """Every banned name and word in one source file, with its line."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in NAMES:
            yield f"{path}:{node.lineno}: a variable is called {node.id}"
        if isinstance(node, ast.arg) and node.arg in NAMES:
            yield f"{path}:{node.lineno}: a parameter is called {node.arg}"
    for line, prose in _prose(tree, text):
        for match in PROSE.finditer(prose):
            yield f"{path}:{line}: prose says {match.group(0)}"


def _prose(tree: ast.AST, text: str) -> Iterator[tuple[int, str]]:
    """Docstrings (also those below an assignment) and comments."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.lineno, node.value.value
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


PLANTED = {
    "for each in ():\n    pass\n": "variable is called each",
    "def load(given: int) -> int:\n    return given\n": "parameter is called given",
    '"""Who stands as what."""\n': "prose says stands",
    "X = 1\n'''As ever.'''\n": "prose says As ever",
    "x = 1  # read anew\n": "prose says anew",
    '"""Read through the command door."""\n': "prose says door",
    "x = 1  # Both doors show it.\n": "prose says doors",
}


@pytest.mark.parametrize("text", PLANTED)
def test_planted_word_is_caught(text: str) -> None:
    (fault,) = faults("hb/x.py", text)
    assert PLANTED[text] in fault


def test_understanding_and_outstanding_are_no_faults() -> None:
    assert list(faults("hb/x.py", '"""What is outstanding, and understanding it."""\n')) == []


def test_the_setting_that_is_called_door_is_no_fault() -> None:
    text = 'x = 1  # set by hb.door, read by ctx_door()\ndoor = "hb.door"\n'
    assert list(faults("hb/x.py", text)) == []


def brought_in() -> list[Path]:
    """Every source file that `BROUGHT_IN` names or that lies below a folder of it."""
    return [
        path
        for name in BROUGHT_IN
        for path in ([ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py")))
    ]


def test_every_module_is_brought_in() -> None:
    files = set(brought_in())
    assert files >= {ROOT / "hb" / module / "__init__.py" for module in MODULES}
    assert files >= {ROOT / "hb" / "api" / module / "__init__.py" for module in MODULES}


def test_every_name_of_the_list_exists() -> None:
    assert [name for name in BROUGHT_IN if not (ROOT / name).exists()] == []


def test_brought_in_files_keep_the_words() -> None:
    assert [
        fault
        for path in brought_in()
        for fault in faults(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ] == []
