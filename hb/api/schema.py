"""The schema: every module's types, roots and mutations, and the engine that reads them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

import strawberry
from graphql import GraphQLSchema
from sqlalchemy import BigInteger, Text, Uuid
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type
from strawberry.types import get_object_definition
from strawberry.types.field import StrawberryField

from hb.access.rules import Role
from hb.api.command import Mutation
from hb.api.errors import ERROR_TYPES, REFUSALS
from hb.api.node import NodeQuery
from hb.api.permission import permission_of
from hb.api.scalars import SCALARS
from hb.api.vocabulary import describe_values
from hb.kit.transaction import Transaction
from hb.modules import declared, input_rules, metadata
from hb.read import CompiledQuery, Engine

metadata()  # a foreign key is known once the table that it names is

MUTATIONS: Sequence[Mutation] = [
    mutation for mutations in declared("MUTATIONS", tuple) for mutation in mutations
]
"""Every mutation that is declared."""


PREPARATIONS: Mapping[str, Callable[[Transaction, CompiledQuery], Awaitable[None]]] = {
    root: prepare for prepared in declared("PREPARATIONS", dict) for root, prepare in prepared.items()
}
"""By root, what runs in a read's transaction before it is read."""


def _by_name(fields: Iterable[StrawberryField]) -> list[StrawberryField]:
    """Order root fields by name, so that the printed schema does not depend on where they are declared."""
    return sorted(fields, key=lambda field: field.python_name)


Query = create_type(
    "Query",
    _by_name(
        field
        for roots in (*declared("Query", type), NodeQuery)
        for field in get_object_definition(roots, strict=True).fields
    ),
    description="What can be read; one statement answers each field.",
)
MutationType = create_type(
    "Mutation",
    _by_name(mutation.field for mutation in MUTATIONS),
    description="What can be changed; each field is one command and one transaction.",
)

schema = strawberry.Schema(
    query=Query,
    mutation=MutationType,
    types=(*ERROR_TYPES, *(entry for types in declared("IMPLEMENTATIONS", tuple) for entry in types)),
    config=StrawberryConfig(scalar_map=SCALARS),
)


def graphql_schema() -> GraphQLSchema:
    """graphql-core's schema behind Strawberry's."""
    return schema._schema  # noqa: SLF001 Strawberry has no public name for it


describe_values(graphql_schema(), REFUSALS, input_rules())


def make_engine() -> Engine:
    """The read engine of this schema.

    Raises:
        DeclarationFaults: a type is declared over columns that cannot be read truly.
    """
    return Engine(
        graphql_schema(),
        context={
            "actor": Uuid(),
            "party": Uuid(),
            "on_behalf_of": Uuid(),
            "subject": Uuid(),
            "role": Text(),
            "language": Text(),
        },
        closed={"role": frozenset(Role)},
        scalars={"Cents": BigInteger, "Quantity": BigInteger},
        wide_policies={"organiser", "common"},
        asks=permission_of,
    )


def printed_schema() -> str:
    """The SDL of record, as graphql/schema.graphql holds it."""
    return schema.as_str() + "\n"
