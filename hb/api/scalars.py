"""Scalars of the interface: whole numbers beyond the 32 bits of GraphQL's Int, and UUID described."""

from collections.abc import Callable
from dataclasses import replace
from typing import NewType
from uuid import UUID

import strawberry
from graphql import GraphQLError, ValueNode
from graphql.language import IntValueNode
from strawberry.schema.types.base_scalars import UUIDDefinition
from strawberry.types.scalar import ScalarDefinition

from hb.kit.money import Cents

Quantity = NewType("Quantity", int)
"""How much of what is counted: cents, minutes or pieces, as the field beside it says."""

INT64_MAX = 2**63 - 1


def _whole_number(name: str, description: str) -> ScalarDefinition:
    """A scalar that is a JSON integer of up to 64 bits and nothing else."""

    def integer(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > INT64_MAX:
            message = f"{name} is a whole number of up to 64 bits"
            raise GraphQLError(message)
        return value

    def literal(node: ValueNode, _variables: object = None) -> int:
        return integer(int(node.value) if isinstance(node, IntValueNode) else None)

    parse: Callable[[object], int] = integer
    return strawberry.scalar(
        name=name, description=description, serialize=integer, parse_value=parse, parse_literal=literal
    )


SCALARS: dict[object, ScalarDefinition] = {
    UUID: replace(
        UUIDDefinition, description="A UUID in its usual form, such as 7f1d0a52-6a1e-4b7e-9a43-0c8a5f8f2c11."
    ),
    Cents: _whole_number("Cents", "Euro cents as a JSON integer of up to 64 bits (sentit). 3400 is 34,00 €."),
    Quantity: _whole_number(
        "Quantity", "Cents, minutes or pieces, as said beside it, as a JSON integer of up to 64 bits (määrä)."
    ),
}
