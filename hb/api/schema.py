"""The schema: every module's types, roots and mutations, and the engine that reads them."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType, new_class

import strawberry
from graphql import GraphQLSchema
from sqlalchemy import BigInteger, Text, Uuid
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type

import hb.schema_tables  # noqa: F401 foreign keys name tables of every module
from hb.access.rules import Role
from hb.api.command import Mutation
from hb.api.errors import ERROR_TYPES, REFUSALS
from hb.api.node import NodeQuery
from hb.api.permission import permission_of
from hb.api.scalars import SCALARS
from hb.api.vocabulary import describe_values
from hb.read import Engine

MODULES = (
    "access",
    "clients",
    "assessments",
    "budgets",
    "plans",
    "deliveries",
    "settlement",
    "ledger",
    "producers",
    "catalogue",
    "messages",
    "audit",
    "timeline",
)
"""The folders of `hb.api` that speak of one module each, in the order in which the schema prints them."""


def _parts(part: str) -> Iterator[ModuleType]:
    """The file of one name (`types`, `roots`, `mutations`) of every module that has it."""
    for module in MODULES:
        name = f"hb.api.{module}.{part}"
        if find_spec(name) is not None:
            yield import_module(name)


TYPES: Sequence[ModuleType] = list(_parts("types"))
"""Loaded first: a closed set has its description from the file of types that declares it as an enum."""
MUTATIONS: Sequence[Mutation] = [mutation for part in _parts("mutations") for mutation in part.MUTATIONS]
ROOTS: Sequence[type] = [part.Query for part in _parts("roots")]

Query = strawberry.type(
    new_class("Query", (*ROOTS, NodeQuery)),
    description="What can be read; one statement answers each field.",
)
MutationType = create_type(
    "Mutation",
    [mutation.field for mutation in MUTATIONS],
    description="What can be changed; each field is one command and one transaction.",
)

schema = strawberry.Schema(
    query=Query,
    mutation=MutationType,
    types=(*ERROR_TYPES, *(kind for part in TYPES for kind in getattr(part, "CONCRETE", ()))),
    config=StrawberryConfig(scalar_map=SCALARS),
)


def graphql_schema() -> GraphQLSchema:
    """graphql-core's schema behind Strawberry's."""
    return schema._schema  # noqa: SLF001 Strawberry has no public name for it


describe_values(graphql_schema(), REFUSALS)


def make_engine() -> Engine:
    """The read engine of this schema.

    Raises:
        DeclarationFaults: a type is declared over columns that cannot be read truly.
    """
    return Engine(
        graphql_schema(),
        context={"actor": Uuid(), "party": Uuid(), "on_behalf_of": Uuid(), "subject": Uuid(), "role": Text()},
        closed={"role": frozenset(Role)},
        scalars={"Cents": BigInteger, "Quantity": BigInteger},
        wide_policies={"organiser", "common"},
        asks=permission_of,
    )


def printed_schema() -> str:
    """The SDL of record, as graphql/schema.graphql holds it."""
    return schema.as_str() + "\n"
