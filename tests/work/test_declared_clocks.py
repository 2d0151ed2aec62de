"""Every clock that a module declares: its name, its hour, and that it does nothing where nothing is due."""

import ast
import re
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import NoReturn, get_type_hints

import asyncpg
import pytest
from graphql import GraphQLInterfaceType

import hb
from hb.api.schema import graphql_schema
from hb.kit.db import Database
from hb.kit.language import Label
from hb.modules import clocks, jobs, metadata
from hb.work.rules import Due, JobSubject, Rhythm
from hb.work.service import Clock, Count, JobKind
from tests.scene import NOW, Scene
from tests.work.left import LABEL
from tests.work.running import row_counts, run_clock, undeclared

README = (Path(hb.__file__).parents[1] / "README.md").read_text(encoding="utf-8")
INSIDE = [clock for clock in clocks() if clock.inside is not None]
TABLES = sorted(
    table.name for table in metadata().sorted_tables if "organiser_id" in table.c and "view" not in table.info
)
OF_THE_LOOP = {"clock", "clock_run"}


def faults(clock: Clock) -> list[str]:
    """What is wrong with a clock's declaration."""
    found = []
    if not re.fullmatch(r"[A-Z]+(_[A-Z]+)+", clock.name):
        found.append(f"{clock.name}: a name is words in capitals")
    if clock.due.rhythm is Rhythm.DAILY and clock.due.at.hour == 3:
        found.append(f"{clock.name}: on the night when summer time begins the hour of 3 is skipped")
    return found


def test_clocks_are_declared_well() -> None:
    assert [fault for clock in clocks() for fault in faults(clock)] == []
    assert len(clocks()) >= 10


def test_the_table_of_clocks_in_the_readme_holds_each_once() -> None:
    rows = [line for line in README.splitlines() if re.match(r"\| `[A-Z_]+`", line)]
    written = [name for row in rows for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])]
    assert sorted(written) == sorted(clock.name for clock in clocks())


def test_a_clock_that_is_declared_badly_is_found() -> None:
    planted = Clock("Night", Due(Rhythm.DAILY, time(3, 30)), inside=INSIDE[0].inside, label=LABEL)
    assert faults(planted) == [
        "Night: a name is words in capitals",
        "Night: on the night when summer time begins the hour of 3 is skipped",
    ]


def written_words() -> list[str]:
    """The words that the modules' steps are written to count: keys of what `Step` is called with."""
    words = set()
    for path in sorted(Path(hb.__file__).parent.rglob("*.py")):
        words |= words_of(ast.parse(path.read_text(encoding="utf-8")))
    return sorted(words)


def words_of(tree: ast.AST) -> set[str]:
    """The literal keys of dictionaries in calls of `Step`, and of those named or returned as counts."""
    words = set()
    for node in ast.walk(tree):
        roots: list[ast.AST] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Step":
            roots = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "counts")]
        elif isinstance(node, ast.Assign) and [ast.unparse(name) for name in node.targets] == ["counts"]:
            roots = [node.value]
        elif isinstance(node, ast.FunctionDef) and node.name == "_counts":
            roots = [node]
        for literal in (part for root in roots for part in ast.walk(root) if isinstance(part, ast.Dict)):
            words |= {
                str(key.value)
                for key in literal.keys
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
            }
    return words


def test_every_word_that_a_clock_counts_is_declared() -> None:
    """Also those of rare days; each clock's own words are compared where a test runs it."""
    declared = {word for clock in clocks() for word in clock.counts}
    assert set(written_words()) == declared
    assert len(declared) >= 20


def test_a_word_that_is_not_declared_is_found() -> None:
    planted = ast.parse('counts = {"a": 1}\nreturn_ = Step({"b": 2} if x else {**y, "c": 3})')
    assert words_of(planted) == {"a", "b", "c"}
    clock = Clock(
        "PLANTED", Due(Rhythm.DAILY, time(1)), inside=never, counts={"declared": COUNT}, label=LABEL
    )
    assert undeclared(clock, ["declared", "planted"]) == ["PLANTED.planted"]


COUNT = Count(Label("a", "b", "c"))


@pytest.mark.parametrize("kind", [JobKind, partial(Clock, due=Due(Rhythm.DAILY, time(1)))])
def test_work_runs_inside_a_transaction_or_outside_of_any(kind: Callable[..., object]) -> None:
    """It is refused where it is declared, not where it runs."""
    for ways in ({}, {"inside": never, "outside": never}):
        with pytest.raises(ValueError, match="PLANTED must be declared to run either"):
            kind(name="PLANTED", label=LABEL, **ways)


@pytest.mark.parametrize("kind", [JobKind, partial(Clock, due=Due(Rhythm.DAILY, time(1)))])
def test_what_is_declared_says_what_it_is_called(kind: Callable[..., object]) -> None:
    """Its type asks for a label: without one nothing is declared."""
    with pytest.raises(TypeError, match="label"):
        kind(name="PLANTED", inside=never)


def test_a_job_is_about_a_node_that_the_schema_has() -> None:
    """The types are a closed set, and each of them is that of some kind's jobs."""
    node = graphql_schema().get_type("Node")
    assert isinstance(node, GraphQLInterfaceType)
    assert set(JobSubject) <= {one.name for one in graphql_schema().get_implementations(node).objects}
    assert {kind.about for kind in jobs() if kind.about is not None} == set(JobSubject)
    assert get_type_hints(JobKind)["about"] == JobSubject | None


def test_a_clock_that_counts_more_than_a_run_shows_is_refused() -> None:
    counts = dict.fromkeys("abcde", COUNT)
    with pytest.raises(ValueError, match="PLANTED counts 5 things, and a run shows 4"):
        Clock("PLANTED", Due(Rhythm.DAILY, time(1)), inside=never, counts=counts, label=LABEL)


async def never(*_args: object) -> NoReturn:
    """What no test runs."""
    raise AssertionError


@pytest.mark.parametrize("clock", INSIDE, ids=lambda clock: clock.name)
async def test_a_clock_with_nothing_due_changes_nothing(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, clock: Clock
) -> None:
    before = await row_counts(all_rows, TABLES, scene.organiser_id)
    for day in (NOW.date() - timedelta(days=1), NOW.date(), NOW.date()):
        counts = await run_clock(db, scene.organiser_id, clock.name, day)
        assert set(counts.values()) <= {0}, counts
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", word) for word in counts)
    assert before["parameter"] > 10
    assert await row_counts(all_rows, TABLES, scene.organiser_id) == before
