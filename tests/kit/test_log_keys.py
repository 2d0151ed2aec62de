"""Every line that hb writes has only keys that are on the list: another would be dropped without a word."""

import ast
from pathlib import Path

import hb
from hb.kit.logs import ALLOWED

LEVELS = {"debug", "info", "warning", "error"}
FOLDER = Path(hb.__file__).parent


def dropped(source: str) -> list[str]:
    """The keys of a source's lines that are not on the list."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
    ]
    keys = [keyword.arg for call in calls for keyword in call.keywords]
    return [key for key in keys if key is not None and key not in ALLOWED]


def test_no_line_has_a_key_that_is_dropped() -> None:
    """`job_failed` said under `skipped` how many lines were left out, and nobody ever read it."""
    sources = {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py")}
    assert {path.name: keys for path, source in sources.items() if (keys := dropped(source))} == {}
    assert sum("log.warning(" in source for source in sources.values()) > 5


def test_a_key_that_is_dropped_is_found() -> None:
    planted = 'log.warning("job_failed", job=name, skipped=3, **facts_of(fault))'
    assert dropped(planted) == ["skipped"]
