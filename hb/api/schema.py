"""The schema: every module's types, roots and mutations, and the engine that reads them."""

from collections.abc import Sequence

import strawberry
from graphql import GraphQLSchema
from sqlalchemy import BigInteger, Text, Uuid
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

import hb.schema_tables  # noqa: F401 foreign keys name tables of every module
from hb.access.rules import Role
from hb.api.access import AccessQuery
from hb.api.assessments.mutations import ASSESSMENT_MUTATIONS
from hb.api.assessments.types import AssessmentQuery
from hb.api.audit import AUDIT_MUTATIONS, AuditQuery
from hb.api.budgets.mutations import BUDGET_MUTATIONS
from hb.api.budgets.roots import BudgetQuery
from hb.api.catalogue.mutations import CATALOGUE_MUTATIONS
from hb.api.catalogue.roots import CatalogueQuery
from hb.api.clients.care import CARE_MUTATIONS
from hb.api.clients.emergency import EMERGENCY_MUTATIONS, EmergencyQuery
from hb.api.clients.mutations import CLIENT_MUTATIONS
from hb.api.clients.representation import REPRESENTATION_MUTATIONS
from hb.api.clients.roots import ClientQuery
from hb.api.deliveries.mutations import DELIVERY_MUTATIONS
from hb.api.deliveries.roots import DeliveryQuery
from hb.api.errors import ERROR_TYPES, REFUSALS
from hb.api.ledger import LedgerQuery
from hb.api.messages import MESSAGE_MUTATIONS, MessageQuery
from hb.api.node import NodeQuery
from hb.api.permission import permission_of
from hb.api.plans.mutations import PLAN_MUTATIONS
from hb.api.plans.order_mutations import ORDER_MUTATIONS
from hb.api.plans.roots import PlanQuery
from hb.api.producers.mutations import PRODUCER_MUTATIONS
from hb.api.producers.roots import ProducerQuery
from hb.api.scalars import SCALARS
from hb.api.settlement.mutations import SETTLEMENT_MUTATIONS
from hb.api.settlement.roots import SettlementQuery
from hb.api.timeline import TIMELINE_TYPES
from hb.api.vocabulary import describe_values
from hb.read import Engine

MUTATIONS: Sequence[StrawberryField] = (
    *CLIENT_MUTATIONS,
    *CARE_MUTATIONS,
    *EMERGENCY_MUTATIONS,
    *REPRESENTATION_MUTATIONS,
    *ASSESSMENT_MUTATIONS,
    *BUDGET_MUTATIONS,
    *PLAN_MUTATIONS,
    *ORDER_MUTATIONS,
    *DELIVERY_MUTATIONS,
    *SETTLEMENT_MUTATIONS,
    *PRODUCER_MUTATIONS,
    *CATALOGUE_MUTATIONS,
    *MESSAGE_MUTATIONS,
    *AUDIT_MUTATIONS,
)


@strawberry.type(description="What can be read; one statement answers each field.")
class Query(
    AccessQuery,
    ClientQuery,
    EmergencyQuery,
    AssessmentQuery,
    BudgetQuery,
    PlanQuery,
    DeliveryQuery,
    SettlementQuery,
    LedgerQuery,
    ProducerQuery,
    CatalogueQuery,
    MessageQuery,
    AuditQuery,
    NodeQuery,
):
    """Every module's roots."""


Mutation = create_type(
    "Mutation",
    list(MUTATIONS),
    description="What can be changed; each field is one command and one transaction.",
)

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=(*ERROR_TYPES, *TIMELINE_TYPES),
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
