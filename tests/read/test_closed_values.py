"""Statements compiled for one role: comparisons with it are decided, and they run for no other role."""

import json

import pytest
from sqlalchemy import Text, and_, column, or_

from hb.read import Engine
from hb.read.declaration.context import ClosedText, ContextBinds, UnknownContext
from hb.read.run.compiled_query import CompiledQuery
from hb.read.sql.parameters import BuiltForAnother
from tests.read import library
from tests.read.conftest import Desk

READERS = "{ readers(first: 3) { nodes { name } totalCount } }"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return library.make_engine(library.make_schema(), queries_kept=2)


def text_of(query: CompiledQuery) -> str:
    statement = query.roots[0].statement
    assert statement is not None
    return statement.text


async def test_each_role_has_its_own_statement_and_rows(engine: Engine, desk: Desk) -> None:
    texts, counts = {}, {}
    for role in ("DESK", "GUIDE", "DESK"):
        await desk.read_as(role=role)
        bound, built = engine.compile(READERS), engine.compile(READERS, closed_values={"role": role})
        texts[role] = text_of(built)
        answer = (await built.straight(desk.fetch, desk.context)).body
        assert answer == (await bound.straight(desk.fetch, desk.context)).body
        counts[role] = json.loads(answer)["data"]["readers"]["totalCount"]

    assert counts["DESK"] > counts["GUIDE"] > 0
    assert "reach" in texts["GUIDE"]
    assert "reach" not in texts["DESK"]
    assert not any("role" in text.lower() for text in texts.values())
    assert texts["DESK"] != text_of(engine.compile(READERS)) != texts["GUIDE"]


async def test_statement_of_one_role_never_runs_for_another(engine: Engine, desk: Desk) -> None:
    await desk.read_as(role="GUIDE")
    query = engine.compile(READERS, closed_values={"role": "DESK"})

    for run in (query.straight, query.ordinary):
        with pytest.raises(BuiltForAnother, match="role"):
            await run(desk.fetch, desk.context)
    assert desk.ran == []


def test_only_words_of_a_closed_set_are_known(engine: Engine) -> None:
    for closed_values in ({"role": "x' OR true --"}, {"party": "DESK"}, {"nothing": "DESK"}):
        with pytest.raises(UnknownContext):
            engine.compile(READERS, closed_values=closed_values)


def test_statements_are_bounded() -> None:
    engine = library.make_engine(library.make_schema(), queries_kept=1)
    for number in range(5):
        for role in ("DESK", "GUIDE"):
            engine.compile(f"{{ a{number}: books {{ totalCount }} }}", closed_values={"role": role})

    assert (len(engine._selections), len(engine._statements)) == (1, 4)


def test_comparisons_with_constants_are_decided() -> None:
    binds = ContextBinds({"role": Text(), "party": Text()}, {"role": "DESK"})
    row = column("shelf", Text())

    assert str(or_(row == binds.party, binds.role == "GUIDE")) == "shelf = :context_party"
    assert str(or_(row == binds.party, binds.role.in_(["DESK"]))) == "true"
    assert str(and_(row == binds.party, binds.role.not_in(["GUIDE"]))) == "shelf = :context_party"
    assert str(and_(row == binds.party, binds.role != "DESK")) == "false"
    assert str(binds.role == row) == "'DESK' = shelf"
    assert isinstance(binds.role.type, ClosedText)
    decided = {(choice.other, choice.outcome) for choice in binds.choices}
    assert decided == {
        ("GUIDE", False),
        (frozenset({"DESK"}), True),
        (frozenset({"GUIDE"}), True),
        ("DESK", False),
        ("DESK", True),
    }
    assert {choice.name for choice in binds.choices} == {"role"}


def test_roles_that_are_decided_alike_share_a_statement(engine: Engine) -> None:
    roles = ("APPRAISER", "DESK", "GUIDE")
    texts = {role: text_of(engine.compile(READERS, closed_values={"role": role})) for role in roles}

    assert texts["GUIDE"] is texts["APPRAISER"]
    assert texts["GUIDE"] != texts["DESK"]
