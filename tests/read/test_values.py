"""Variables are walked once (C5): bounded in the order they are written, and their lists' items counted."""

import random
from collections.abc import Mapping

import pytest

from hb.read import Engine, Limits, ReadRefused
from hb.read.document.measure import measure_values
from tests.read import stock

TIGHT = Limits(list_items=3, value_depth=3)

COUNTS: tuple[tuple[dict[str, object], int], ...] = (
    ({}, 0),
    ({"a": 1, "b": "text", "c": None}, 0),
    ({"a": []}, 0),
    ({"a": [1, 2, 3]}, 3),
    ({"a": {"b": [1, 2], "c": {"d": [1]}}, "e": [None]}, 4),
    ({"a": [[1, 2], [], [[3], 4]]}, 8),
)


@pytest.mark.parametrize(("variables", "items"), COUNTS, ids=str)
def test_items_of_all_lists_are_counted(variables: dict[str, object], items: int) -> None:
    assert measure_values(variables, TIGHT) == items


FAULTS: tuple[tuple[dict[str, object], str, int, int], ...] = (
    ({"a": [1, 2, 3, 4]}, "LIST_TOO_LONG", 3, 4),
    ({"a": {"b": {"c": {"d": {}}}}}, "VALUE_TOO_DEEP", 3, 4),
    ({"a": [[[[]]]]}, "VALUE_TOO_DEEP", 3, 4),
    ({"a": [{"b": [[1] * 9]}]}, "VALUE_TOO_DEEP", 3, 4),
    ({"a": [1] * 5, "b": [[[[]]]]}, "LIST_TOO_LONG", 3, 5),
    ({"b": [[[[]]]], "a": [1] * 5}, "VALUE_TOO_DEEP", 3, 4),
)


@pytest.mark.parametrize(("variables", "code", "limit", "value"), FAULTS, ids=str)
def test_first_fault_is_the_one_that_is_raised(
    variables: dict[str, object], code: str, limit: int, value: int
) -> None:
    with pytest.raises(ReadRefused) as refused:
        measure_values(variables, TIGHT)
    assert (refused.value.code, refused.value.limit, refused.value.value) == (code, limit, value)


def walked_by_recursion(value: object, depth: int) -> int:
    """The oracle: the walk as it reads in words, one call for each value."""
    if not isinstance(value, dict | list):
        return 0
    if depth > TIGHT.value_depth:
        raise ReadRefused("VALUE_TOO_DEEP", "", limit=TIGHT.value_depth, value=depth)
    if isinstance(value, list) and len(value) > TIGHT.list_items:
        raise ReadRefused("LIST_TOO_LONG", "", limit=TIGHT.list_items, value=len(value))
    members = value.values() if isinstance(value, dict) else value
    own = len(value) if isinstance(value, list) else 0
    return own + sum(walked_by_recursion(member, depth + 1) for member in members)


def outcome(variables: Mapping[str, object], *, by_recursion: bool) -> object:
    """The items, or the code and value of the refusal."""
    try:
        if by_recursion:
            return sum(walked_by_recursion(value, 1) for value in variables.values())
        return measure_values(variables, TIGHT)
    except ReadRefused as refused:
        return refused.code, refused.value


def grown(chance: random.Random, depth: int) -> object:
    """A value that is often a list or an object of a few, now and then too many or too deep."""
    kind = chance.choice(("leaf", "list", "object", "list") if depth < 5 else ("leaf",))
    if kind == "leaf":
        return chance.choice((None, 1, "text", True))
    members = [grown(chance, depth + 1) for _ in range(chance.choice((0, 1, 1, 2, 4)))]
    return members if kind == "list" else {str(place): member for place, member in enumerate(members)}


def test_walk_agrees_with_one_by_recursion() -> None:
    chance = random.Random(5)
    grown_variables = [{name: grown(chance, 1) for name in "ab"} for _ in range(3_000)]
    outcomes = [outcome(variables, by_recursion=False) for variables in grown_variables]
    assert outcomes == [outcome(variables, by_recursion=True) for variables in grown_variables]
    kinds = {kind if isinstance(kind, int) else str(kind)[:16] for kind in outcomes}
    assert kinds > {0, 5, "('LIST_TOO_LONG'", "('VALUE_TOO_DEEP"}


def test_compiled_query_knows_its_items(engine: Engine) -> None:
    text = "query($ids: [ID!]) { books(filter: {ids: $ids}) { totalCount } }"
    ids = [f"Book:{stock.make(2, number)}" for number in (1, 2)]
    assert engine.compile(text, None, {"ids": ids}).items == 2
