"""Remembers which mutation was refused with which code, in all tests, wherever they are.

Every refusal that a mutation declares must be provoked. A test that provokes one counts by doing so:
`tests.api.conftest.Api` notes each answer to a mutation, and `Database.run` each refusal that left the
command of a mutation. Workers hand their notes to the controller, and a run of all tests that passes
otherwise fails when a declared refusal was not seen, or when one that `NOT_YET_PROVOKED` excuses was.
"""

import traceback
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeVar

import pytest
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType, parse

from hb.api.command import EVERY, codes
from hb.api.schema import MUTATIONS
from hb.kit.db import Database
from hb.kit.errors import DomainError
from hb.kit.transaction import Transaction

Result = TypeVar("Result")
Pair = tuple[str, str]
"""A mutation's field and the code it answers."""

SEEN: set[Pair] = set()
NOTES = "refusals"

NOT_YET_PROVOKED: frozenset[Pair] = frozenset()
"""Declared refusals that no test provokes; `tests/contract/test_refusals.py` lets this only shrink."""


def declared() -> frozenset[Pair]:
    """Every mutation with each code that it declares, for itself or for a row."""
    return frozenset(
        (mutation.name, refusal.code)
        for mutation in MUTATIONS
        for refusal in (*mutation.refuses, *mutation.refuses_rows)
    )


def note(query: str, answer: object) -> None:
    """Remember the refusals of an answer, but for codes that the skin itself answers to any mutation.

    Raises:
        AssertionError: a mutation answers what it does not declare.
    """
    pairs = set(refusals_in(query, answer))
    of_command = {(field, code) for field, code in pairs if code not in codes(EVERY)}
    assert of_command <= declared(), "refused with what is not declared"
    SEEN.update(of_command)


def note_raised(refusal: DomainError) -> None:
    """Remember a refusal that left the command of a mutation."""
    for frame, _ in traceback.walk_tb(refusal.__traceback__):
        name = commands().get(frame.f_code)
        if name is not None:
            SEEN.add((name, refusal.code))


@cache
def commands() -> Mapping[CodeType, str]:
    """The mutations by the code of their commands, and of what reads their payloads."""
    return {
        function.__code__: mutation.name
        for mutation in MUTATIONS
        for function in (mutation.run, mutation.show)
        if isinstance(function, FunctionType) and "<locals>" not in function.__qualname__
    }


async def run_and_note(
    self: Database,
    context: Mapping[str, str],
    work: Callable[[Transaction], Awaitable[Result]],
    *,
    rollback: bool = False,
) -> Result:
    """`Database.run` as tests have it."""
    try:
        return await RUN(self, context, work, rollback=rollback)
    except DomainError as refusal:
        note_raised(refusal)
        raise


RUN = Database.run
Database.run = run_and_note  # type: ignore[method-assign] # still the real one, and takes notes


def refusals_in(query: str, answer: object) -> Iterator[Pair]:
    """The refusals in the answer to a document: those of mutations, and those of rows of a list."""
    data = answer.get("data") if isinstance(answer, Mapping) else None
    for key, field in mutations_of(query).items():
        payload = (data or {}).get(key) or {}
        rows = payload.get("results") or []
        refused = [*(payload.get("userErrors") or []), *rows]
        yield from ((field, refusal["code"]) for refusal in refused if refusal.get("code"))


@cache
def mutations_of(query: str) -> Mapping[str, str]:
    """The mutations of a document by response key; none for a query and for what is no document."""
    try:
        document = parse(query)
    except GraphQLError:
        return {}
    return {
        (selection.alias or selection.name).value: selection.name.value
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode) and definition.operation is OperationType.MUTATION
        for selection in definition.selection_set.selections
        if isinstance(selection, FieldNode)
    }


def faults(seen: Collection[Pair]) -> list[str]:
    """What a whole run has left unprovoked, and what it has provoked although it is excused."""
    missing = declared() - set(seen) - NOT_YET_PROVOKED
    return [
        *(f"{field} declares {code}, which no test provokes" for field, code in sorted(missing)),
        *(
            f"{field} is provoked to {code}: no excuse"
            for field, code in sorted(NOT_YET_PROVOKED & set(seen))
        ),
    ]


def is_whole(config: pytest.Config) -> bool:
    """Whether a run holds all tests whose refusals count."""
    narrowed = config.option.keyword or config.option.markexpr or config.option.collectonly
    return not narrowed and [Path(argument).name for argument in config.args] == ["tests"]


def pytest_testnodedown(node: object) -> None:
    """A worker of pytest-xdist hands its notes over."""
    SEEN.update(map(tuple, getattr(node, "workeroutput", {}).get(NOTES, [])))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A worker keeps its notes for the controller; whoever sees all of them judges."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[NOTES] = sorted(SEEN)
    elif exitstatus == pytest.ExitCode.OK and is_whole(session.config) and faults(SEEN):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Say what was not provoked."""
    if exitstatus == pytest.ExitCode.OK and is_whole(config):
        for fault in faults(SEEN):
            terminalreporter.write_line(fault, red=True)
