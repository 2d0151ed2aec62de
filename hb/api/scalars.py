"""Scalars of the interface: cents beyond 32 bits."""

import strawberry
from graphql import GraphQLError, ValueNode
from graphql.language import IntValueNode
from strawberry.types.scalar import ScalarDefinition

from hb.kit.money import Cents

INT64_MAX = 2**63 - 1


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        message = "Cents is a whole number"
        raise GraphQLError(message)
    if abs(value) > INT64_MAX:
        message = "Cents is at most 64 bits"
        raise GraphQLError(message)
    return value


def _integer_literal(node: ValueNode, _variables: object = None) -> int:
    if not isinstance(node, IntValueNode):
        message = "Cents is a whole number"
        raise GraphQLError(message, node)
    return _integer(int(node.value))


CENTS: ScalarDefinition = strawberry.scalar(
    name="Cents",
    description="Euro cents as a JSON integer of up to 64 bits (sentit). 3400 is 34,00 €.",
    serialize=_integer,
    parse_value=_integer,
    parse_literal=_integer_literal,
)
SCALARS: dict[object, ScalarDefinition] = {Cents: CENTS}
