"""The log of disclosures of a hidden place, as GraphQL types."""

from datetime import date, datetime

import strawberry

from hb.access.rules import Role
from hb.api.access.types import Worker
from hb.api.node import Node
from hb.api.plans.types import Order
from hb.api.producers.types import Producer, ProducerUser
from hb.api.reach import within_reach
from hb.plans import model
from hb.read import column, one, row


@row(
    model.disclosure_end,
    subject="client_id",
    within=within_reach(model.disclosure_end),
    description="That a disclosure was ended before its last day.",
)
class DisclosureEnd:
    """From that instant on it shows nothing."""

    ended_at: datetime = column(description="When it was ended.")
    worker: Worker | None = one(to="ended_by", description="Who ended it.")


@row(
    model.disclosure,
    subject="client_id",
    within=within_reach(model.disclosure),
    description="That a hidden place was disclosed (luovutuslokin merkintä, L 703/2023 10 §).",
)
class Disclosure(Node):
    """Who disclosed to whom, for which order, on which days and why."""

    id: strawberry.ID = column(description="Opaque id.")
    at: datetime = column(description="When it was recorded.")
    client_id: strawberry.ID = column(id_of="Client", description="Whose place it is.")
    producer: Producer = one(description="To which producer.")
    producer_user: ProducerUser = one(description="To which of its users, who alone sees the place.")
    first_day: date = column(description="The first day on which the user sees it.")
    last_day: date = column(description="The last day on which the user sees it, unless ended before.")
    reason: str = column(description="Why, in the worker's words.")
    role: Role = column(description="In which role it was disclosed.")
    worker: Worker | None = one(to="disclosed_by", description="The worker who disclosed it.")
    order: Order | None = one(to="order_id", description="The order whose visits need it, where you see it.")
    ended: DisclosureEnd | None = one(by="disclosure_id", description="That it was ended early, if it was.")
