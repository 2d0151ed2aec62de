"""Every event is left for somebody somewhere in hb: none is declared that nobody ever hears of."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import hb
from hb.messages.rules import Event

ROOT = Path(hb.__file__).parent
DECLARING = ("messages/", "demo/", "api/")
"""Where events are declared, described, or written as rows of the demo: nothing happens there."""
TELLING = {"tell", "tell_parties", "tell_all_parties"}


def trees() -> Iterator[ast.AST]:
    """The source of every file in which something may happen."""
    for path in sorted(ROOT.rglob("*.py")):
        if not path.relative_to(ROOT).as_posix().startswith(DECLARING):
            yield ast.parse(path.read_text(encoding="utf-8"))


def functions_that_tell(source: Iterable[ast.AST]) -> set[str]:
    """Names of functions that leave messages, and of those whose parameter `event` gets there."""
    names = set(TELLING)
    functions = [
        node
        for tree in source
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    while True:
        more = {
            function.name
            for function in functions
            if any(argument.arg == "event" for argument in function.args.args)
            and any(_name(node) in names for node in ast.walk(function) if isinstance(node, ast.Call))
        }
        if more <= names:
            return names
        names |= more


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def events_in(node: ast.AST) -> set[str]:
    return {
        part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and getattr(part.value, "id", "") == "Event"
    }


def tables_of(tree: ast.AST) -> dict[str, set[str]]:
    """The events that stand in each constant of a file."""
    return {
        str(getattr(target, "id", "")): events_in(node.value)
        for node in ast.iter_child_nodes(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }


def emitted(source: Iterable[ast.AST]) -> set[str]:
    """The events that stand in a call which leaves messages, or in a table that such a call looks in."""
    trees_read = list(source)
    names = functions_that_tell(trees_read)
    events: set[str] = set()
    for tree in trees_read:
        tables = tables_of(tree)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call) in names:
                for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                    events |= events_in(argument)
                    events.update(*(tables.get(getattr(part, "id", ""), ()) for part in ast.walk(argument)))
    return events


def test_every_event_is_emitted() -> None:
    assert set(Event) - emitted(trees()) == set()


@pytest.mark.parametrize(
    ("source", "events"),
    [
        ("messages.tell(tx, actor, Event.PLAN_APPROVED, recipient_id)", {"PLAN_APPROVED"}),
        ("T = {A: Event.PLAN_APPROVED}\nmessages.tell(tx, actor, T[a], recipient_id)", {"PLAN_APPROVED"}),
        ("T = {A: Event.PLAN_APPROVED}\nmessages.tell(tx, actor, event, recipient_id)", set()),
        ("QUERY = reminding(Event.PLAN_APPROVED, sql)", set()),
        ("def f(tx, event):\n    messages.tell(tx, event)\nf(tx, Event.ROLE_ENDED)", {"ROLE_ENDED"}),
        ("def f(tx, event):\n    log(event)\nf(tx, Event.ROLE_ENDED)", set()),
    ],
)
def test_a_planted_event_that_nobody_emits_is_caught(source: str, events: set[str]) -> None:
    assert emitted([ast.parse(source)]) == events
