"""Every value of every enum is described in the schema, and nothing is described that is not there."""

import pytest
from graphql import GraphQLEnumType, build_schema

from hb.api.errors import REFUSALS
from hb.api.schema import graphql_schema
from hb.api.vocabulary import WORDS, UnknownWord, describe_values
from hb.plans.rules import PlanEmpty


def test_every_value_is_described() -> None:
    enums = {
        name: known
        for name, known in graphql_schema().type_map.items()
        if isinstance(known, GraphQLEnumType) and not name.startswith("__")
    }
    bare = [
        f"{name}.{value}"
        for name, known in enums.items()
        for value, definition in known.values.items()
        if not (definition.description or "").endswith(".")
    ]
    assert bare == []
    assert set(WORDS) <= set(enums)


def test_an_error_code_has_the_words_of_its_refusal() -> None:
    codes = graphql_schema().type_map["ErrorCode"]
    assert isinstance(codes, GraphQLEnumType)
    assert set(codes.values) == {each.code for each in REFUSALS}
    assert codes.values["PLAN_EMPTY"].description == PlanEmpty.__doc__


def test_a_description_of_nothing_is_refused() -> None:
    with pytest.raises(UnknownWord, match=r"ApprovalState\.APPLIED"):
        describe_values(build_schema("enum ApprovalState { APPROVED } type Query { a: Int }"), (), ())
