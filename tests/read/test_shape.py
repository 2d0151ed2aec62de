"""Variables are coerced as the executor does, and their shape tells apart what a statement may depend on."""

from collections.abc import Mapping

import pytest
from graphql import GraphQLError, OperationDefinitionNode, Undefined, build_schema, get_variable_values, parse

from hb.read.document.shape import Shape, shape_of
from hb.read.document.values import Placeholder

SCHEMA = build_schema("""
enum Order { NAME AGE }
input Inner { text: String! = "x", number: Int }
input Filter { name: String, ages: [Int!], inner: Inner, order: Order = AGE, isNew: Boolean }
input Key @oneOf { id: ID, code: String }
type Query {
  all(
    id: ID, first: Int, filter: Filter, order: Order, key: Key, is: Boolean, tags: [String], ratio: Float
  ): Int
}
""")
DOCUMENT = """
query All($id: ID!, $first: Int! = 25, $filter: Filter = { name: "n" }, $order: Order, $key: Key,
    $is: Boolean, $tags: [String], $ratio: Float) {
  all(id: $id, first: $first, filter: $filter, order: $order, key: $key, is: $is, tags: $tags, ratio: $ratio)
}
"""
ID = "Book:1"


def made() -> tuple[Shape, OperationDefinitionNode]:
    operation = parse(DOCUMENT).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return shape_of(SCHEMA, operation.variable_definitions or (), frozenset({"Book", "Loan"})), operation


SHAPE, OPERATION = made()


def executed(variables: Mapping[str, object]) -> dict[str, object] | None:
    """What the executor makes of the variables; None where it refuses them."""
    coerced_values = get_variable_values(SCHEMA, OPERATION.variable_definitions or (), dict(variables))
    return None if isinstance(coerced_values, list) else coerced_values.coerced


GIVEN: list[Mapping[str, object]] = [
    {},
    {"id": None},
    {"id": ID},
    {"id": 7},
    {"id": 7.5},
    {"id": True},
    {"id": ID, "first": 3},
    {"id": ID, "first": None},
    {"id": ID, "first": "3"},
    {"id": ID, "first": 3.0},
    {"id": ID, "first": 2**31},
    {"id": ID, "first": True},
    {"id": ID, "filter": None},
    {"id": ID, "filter": {}},
    {"id": ID, "filter": []},
    {"id": ID, "filter": "name"},
    {"id": ID, "filter": {"name": "a", "ages": [1, 2], "inner": {"number": 2}, "isNew": False}},
    {"id": ID, "filter": {"ages": 1}},
    {"id": ID, "filter": {"ages": [1, None]}},
    {"id": ID, "filter": {"inner": {"text": None}}},
    {"id": ID, "filter": {"inner": {"text": "t", "number": None}}},
    {"id": ID, "filter": {"inner": {"more": 1}}},
    {"id": ID, "filter": {"order": "NAME"}},
    {"id": ID, "filter": {"order": "NONE"}},
    {"id": ID, "filter": {"order": None}},
    {"id": ID, "filter": {"unknown": 1}},
    {"id": ID, "order": "AGE"},
    {"id": ID, "order": "age"},
    {"id": ID, "order": 1},
    {"id": ID, "key": {"id": "x"}},
    {"id": ID, "key": {"id": "x", "code": "y"}},
    {"id": ID, "key": {"id": None}},
    {"id": ID, "key": {}},
    {"id": ID, "is": True},
    {"id": ID, "is": "true"},
    {"id": ID, "tags": ["a", None]},
    {"id": ID, "tags": "a"},
    {"id": ID, "tags": [1]},
    {"id": ID, "ratio": 1},
    {"id": ID, "ratio": float("nan")},
    {"id": ID, "nobody asked for": 1},
]


@pytest.mark.parametrize("variables", GIVEN, ids=repr)
def test_variables_are_coerced_as_the_executor_does(variables: Mapping[str, object]) -> None:
    assert SHAPE.coerced(variables) == executed(variables)


def test_the_cases_hold_both_what_fits_and_what_does_not() -> None:
    fits = [executed(variables) is not None for variables in GIVEN]
    assert (sum(fits), len(fits)) == (18, len(GIVEN))


def key_of(**variables: object) -> object:
    coerced = SHAPE.coerced({"id": ID, **variables})
    assert coerced is not None
    return SHAPE.key(coerced)


@pytest.mark.parametrize(
    "alike",
    [
        ({"first": 1}, {"first": 99}),
        ({"first": 25}, {}),
        ({"id": "Book:1"}, {"id": "Book:2"}),
        ({"id": "Nothing:1"}, {"id": "nonsense"}),
        ({"filter": {"name": "a"}}, {"filter": {"name": "b"}}),
        ({"tags": ["a"]}, {"tags": []}),
        ({"filter": {"ages": [1]}}, {"filter": {"ages": [2, 3]}}),
        ({"key": {"code": "a"}}, {"key": {"code": "b"}}),
    ],
)
def test_values_alone_do_not_change_the_shape(alike: tuple[dict[str, object], dict[str, object]]) -> None:
    first, second = alike
    assert key_of(**first) == key_of(**second)


def test_presence_null_booleans_enums_and_the_type_of_an_id_do() -> None:
    shapes = [
        key_of(),
        key_of(id="Loan:1"),
        key_of(id="Nothing:1"),
        key_of(filter=None),
        key_of(filter={"name": None}),
        key_of(filter={"inner": {"number": 1}}),
        key_of(filter={"order": "NAME"}),
        key_of(filter={"isNew": True}),
        key_of(filter={"isNew": False}),
        key_of(order="NAME"),
        key_of(order="AGE"),
        key_of(**{"is": True}),
        key_of(**{"is": False}),
        key_of(**{"is": None}),
        key_of(tags=["a"]),
        key_of(tags=None),
        key_of(key={"id": "Book:1"}),
        key_of(key={"code": "a"}),
    ]

    assert len(set(shapes)) == len(shapes)


def test_placeholders_stand_where_the_values_are_found_again() -> None:
    coerced = SHAPE.coerced(
        {"id": "Loan:7", "filter": {"name": "a", "ages": [1], "inner": {}, "isNew": True}, "order": "NAME"}
    )
    assert coerced is not None
    coerced_values = SHAPE.placeholders(coerced).coerced

    assert coerced_values["id"] == Placeholder(("id",), prefix="Loan")
    assert coerced_values["first"] == Placeholder(("first",))
    assert coerced_values["order"] == "NAME"
    assert coerced_values["filter"] == {
        "name": Placeholder(("filter", "name")),
        "ages": Placeholder(("filter", "ages"), is_list=True),
        "inner": {"text": Placeholder(("filter", "inner", "text"))},
        "order": "AGE",
        "isNew": True,
    }
    assert Placeholder(("filter", "inner", "text")).value(coerced) == "x"


def test_a_document_without_variables_has_one_shape() -> None:
    operation = parse("{ all }").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    shape = shape_of(SCHEMA, operation.variable_definitions or (), frozenset())

    assert shape.coerced({"left": "over"}) == {}
    assert shape.key({}) == ()


def test_a_default_is_undefined_where_there_is_none() -> None:
    defaults = {variable.name: variable.default for variable in SHAPE.declared}

    assert defaults["first"] == 25
    assert defaults["id"] is Undefined
    assert not any(isinstance(default, GraphQLError) for default in defaults.values())
