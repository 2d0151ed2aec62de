"""Documents made from the schema for each root field, and how many rows their answers show."""

from collections.abc import Mapping

from graphql import GraphQLField, GraphQLObjectType, Undefined, get_named_type, is_leaf_type

from hb.access.rules import Permission
from hb.api.permission import permission_of
from hb.api.schema import graphql_schema

QUERY = graphql_schema().query_type
assert QUERY is not None


def leaves(entity: object, permissions: frozenset[Permission]) -> str:
    """Every leaf of a type that the role may read."""
    assert isinstance(entity, GraphQLObjectType)
    return " ".join(
        name
        for name, field in entity.fields.items()
        if is_leaf_type(get_named_type(field.type))
        and not field.args
        and (permission_of(field) or Permission.MESSAGE_READ) in permissions | {Permission.MESSAGE_READ}
    )


def document_of(name: str, field: GraphQLField, permissions: frozenset[Permission]) -> str | None:
    """A document that lists a root field's rows with all their leaves; None where an argument is needed."""
    shown = get_named_type(field.type)
    assert isinstance(shown, GraphQLObjectType)
    if any(
        str(argument.type).endswith("!") and argument.default_value is Undefined
        for argument in field.args.values()
    ):
        return None
    if "first" in field.args:
        node = get_named_type(shown.fields["nodes"].type)
        return f"{{ {name}(first: 100) {{ totalCount nodes {{ {leaves(node, permissions)} }} }} }}"
    return f"{{ {name} {{ {leaves(shown, permissions)} }} }}"


LISTED = sorted(
    name
    for name, field in QUERY.fields.items()
    if isinstance(get_named_type(field.type), GraphQLObjectType)
    and document_of(name, field, frozenset(Permission)) is not None
)
"""Roots that can be read without arguments."""
BY_ID = sorted(
    name
    for name, field in QUERY.fields.items()
    if list(field.args) == ["id"] and isinstance(get_named_type(field.type), GraphQLObjectType)
)
"""Roots that show one row by its id."""


def count_of(answer: object) -> int:
    """How many rows a root's answer shows: of a page, a list, or one row or none."""
    if isinstance(answer, dict) and "nodes" in answer:
        answer = answer["nodes"]
    return len(answer) if isinstance(answer, list) else int(answer is not None)


def untested(counts: Mapping[str, int]) -> list[str]:
    """A sentence for each root of which no role saw a row; counts of rows shown to all roles by root."""
    return [
        f"No role of the demo sees a row of {name}: the walls are not tested for it; give hb/demo a row."
        for name, count in sorted(counts.items())
        if count == 0
    ]
