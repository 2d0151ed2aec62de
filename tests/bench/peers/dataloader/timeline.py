"""The kinds of event in a client's case, each with what it is about."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.scalars import Quantity
from hb.kit.money import Cents
from tests.bench.peers.dataloader.entries import TimelineEntry
from tests.bench.peers.dataloader.market import PRODUCERS, Producer
from tests.bench.peers.dataloader.plans import PLANS, Plan
from tests.bench.peers.dataloader.reading import Info, One
from tests.bench.peers.dataloader.words import (
    AssessmentState,
    DecisionKind,
    DeliveryKind,
    MatterState,
    OrderState,
    ServiceTask,
)


def _by_id(table: str, type_name: str, columns: str) -> str:
    return f"""SELECT id AS key, '{type_name}:' || id AS id, {columns}
    FROM {table} WHERE organiser_id = ctx_organiser() AND id = ANY($1::uuid[])"""


@strawberry.type
class Matter:
    """A client's matter (asia)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    service_task: ServiceTask
    state: MatterState


MATTERS = One(_by_id("matter", "Matter", "service_task, state"), Matter)


@strawberry.type
class MatterOpened(TimelineEntry):
    """The start of a case."""

    @strawberry.field
    async def matter(self, info: Info) -> Matter:
        """The matter."""
        return await info.context.get(MATTERS, self.key)


@strawberry.type
class Assessment:
    """An assessment of the need for services (palvelutarpeen arviointi)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    state: AssessmentState


ASSESSMENTS = One(_by_id("assessment", "Assessment", "state"), Assessment)


@strawberry.type
class AssessmentCompleted(TimelineEntry):
    """An assessment was completed."""

    @strawberry.field
    async def assessment(self, info: Info) -> Assessment:
        """The assessment."""
        return await info.context.get(ASSESSMENTS, self.key)


@strawberry.type
class Decision:
    """An administrative decision on a budget (päätös)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    kind: DecisionKind
    granted_cents: Cents


DECISIONS = One(_by_id("decision", "Decision", "kind, granted_cents"), Decision)


@strawberry.type
class DecisionMade(TimelineEntry):
    """On granting, changing or ending a budget."""

    @strawberry.field
    async def decision(self, info: Info) -> Decision:
        """The decision."""
        return await info.context.get(DECISIONS, self.key)


@strawberry.type
class PlanSubmitted(TimelineEntry):
    """A plan was sent to be approved."""

    @strawberry.field
    async def plan(self, info: Info) -> Plan:
        """The plan."""
        return await info.context.get(PLANS, self.key)


@strawberry.type
class PlanApproved(TimelineEntry):
    """A plan was approved."""

    @strawberry.field
    async def plan(self, info: Info) -> Plan:
        """The plan."""
        return await info.context.get(PLANS, self.key)


@strawberry.type
class Order:
    """A plan item sent to its producer (tilaus)."""

    key: strawberry.Private[UUID]
    producer_id: strawberry.Private[UUID]
    id: strawberry.ID
    state: OrderState

    @strawberry.field
    async def producer(self, info: Info) -> Producer:
        """Of whom it was ordered."""
        return await info.context.get(PRODUCERS, self.producer_id)


ORDERS = One(_by_id("service_order", "Order", "producer_id, state"), Order)


@strawberry.type
class OrderSent(TimelineEntry):
    """To the producer that was chosen."""

    @strawberry.field
    async def order(self, info: Info) -> Order:
        """The order."""
        return await info.context.get(ORDERS, self.key)


@strawberry.type
class OrderAnswered(TimelineEntry):
    """Accepted or declined."""

    @strawberry.field
    async def order(self, info: Info) -> Order:
        """The order."""
        return await info.context.get(ORDERS, self.key)


@strawberry.type
class Delivery:
    """One delivered, cancelled or missed event of an order (toteuma)."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    kind: DeliveryKind
    service_date: date
    quantity: Quantity
    cents: Cents


DELIVERIES = One(_by_id("delivery", "Delivery", "kind, service_date, quantity, cents"), Delivery)


@strawberry.type
class DeliveryReported(TimelineEntry):
    """A delivery was reported."""

    @strawberry.field
    async def delivery(self, info: Info) -> Delivery:
        """The delivery."""
        return await info.context.get(DELIVERIES, self.key)


KINDS = (
    MatterOpened,
    AssessmentCompleted,
    DecisionMade,
    PlanSubmitted,
    PlanApproved,
    OrderSent,
    OrderAnswered,
    DeliveryReported,
)
