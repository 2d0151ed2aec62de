"""Settlements, and spend by service, municipality and producer, as GraphQL types."""

from datetime import datetime

import strawberry

from hb.api.access.types import Worker
from hb.api.catalogue.types import ServiceCategory
from hb.api.clients.types import Municipality
from hb.api.ledger.types import FOR_THE_ORGANISER, PAYING_ROLES, own_or_paying
from hb.api.node import Node
from hb.api.producers.types import Producer
from hb.api.reach import of_role
from hb.api.wording import FAULT_WORDING
from hb.kit.money import Cents
from hb.ledger.rules import SettlementState
from hb.read import column, one, row
from hb.settlement import model
from hb.settlement.rules import CloseState

strawberry.enum(
    SettlementState,
    description="Calculated at closing, checked by one, released by another (tilityksen tila).",
)

strawberry.enum(CloseState, description="How far the close of a month has come (sulkemisen tila).")

MONTH = "The service month (palvelukuukausi), yyyymm."
SUPPRESSED = " None where it would tell of fewer than five persons (alle viisi henkilöä)."
RESERVED = f"Reserved and not yet delivered.{SUPPRESSED}"
DELIVERED = f"Delivered (toteuma).{SUPPRESSED}"
COUNT = f"How many deliveries that is.{SUPPRESSED}"
_IS_PAYING = of_role(*PAYING_ROLES)


@row(
    model.settlement,
    within=own_or_paying,
    description="What a producer is paid for a settlement month (tilitys).",
)
class Settlement(Node):
    """A producer sees its own, who checks and pays sees all of the organiser."""

    id: strawberry.ID = column(description="Opaque id.")
    month: int = column(description="The settlement month (tilityskuukausi), yyyymm.")
    state: SettlementState = column(description="Calculated, checked or released.")
    total_cents: Cents = column(description="What the producer is paid.")
    deliveries_count: int = column(description="For how many deliveries.")
    producer: Producer = one(description="Who is paid.")
    calculated_at: datetime = column(description="When the month was closed.")
    checked_at: datetime | None = column(description="When it was checked.")
    checked_by: Worker | None = one(
        to="checked_by",
        description="Who checked it.",
        directives=FOR_THE_ORGANISER["directives"],
        metadata=FOR_THE_ORGANISER["metadata"],
    )
    released_at: datetime | None = column(description="When it was released for payment.")
    released_by: Worker | None = one(
        to="released_by",
        description="Who released it.",
        directives=FOR_THE_ORGANISER["directives"],
        metadata=FOR_THE_ORGANISER["metadata"],
    )
    iban: str | None = column(
        description="The account it was released to.",
        directives=FOR_THE_ORGANISER["directives"],
        metadata=FOR_THE_ORGANISER["metadata"],
    )


@row(
    model.month_close,
    within=_IS_PAYING,
    description="The close of a settlement month (kuukauden sulkeminen): a job settles it step by step.",
)
class MonthClose(Node):
    """Who ordered it, what was to be settled then, and how far its settlements are made."""

    id: strawberry.ID = column(description="Opaque id.")
    month: int = column(description="The settlement month, yyyymm.")
    state: CloseState = column(description="Whether it runs, is done or has stopped.")
    is_early: bool = column(description="Whether the month could still be reported in time.")
    ordered_at: datetime = column(description="When it was ordered; the month takes no payments since.")
    ordered_by: Worker | None = one(to="ordered_by", description="Who ordered it.")
    producers_count: int = column(description="How many producers were to be settled.")
    deliveries_count: int = column(description="For how many deliveries.")
    total_cents: Cents = column(description="What they were to be paid in all.")
    settled_count: int = column(description="How many producers are settled so far.")
    settled_cents: Cents = column(description="What these are paid in all.")
    fault: str | None = column(description="A word for what stopped it, such as BOOKS_DIFFER.")
    fault_label: str | None = column(
        "fault", wording=FAULT_WORDING, description="What stopped it, in your language."
    )
    differing_producers: int | None = column(
        description="For how many producers ledger and deliveries differed when it stopped."
    )
    difference_cents: Cents | None = column(description="By how much they differed in all.")
    ended_at: datetime | None = column(description="When it was done or stopped.")


@row(
    model.spend,
    within=_IS_PAYING,
    description="Spend of a service month by service, municipality and producer (menot).",
)
class Spend:
    """The finest sums there are; one that is about few persons is left out, and what would give it away."""

    month: int = column(description=MONTH)
    category: ServiceCategory = one(description="The kind of service.")
    municipality: Municipality = one(description="The clients' home municipality.")
    producer: Producer = one(description="Who delivers.")
    reserved_cents: Cents | None = column(description=RESERVED)
    delivered_cents: Cents | None = column(description=DELIVERED)
    deliveries_count: int | None = column(description=COUNT)


@row(
    model.spend_by_category,
    within=_IS_PAYING,
    description="Spend of a service month by kind of service (menot palveluittain).",
)
class SpendByCategory:
    """Over all municipalities and producers."""

    month: int = column(description=MONTH)
    category: ServiceCategory = one(description="The kind of service.")
    reserved_cents: Cents | None = column(description=RESERVED)
    delivered_cents: Cents | None = column(description=DELIVERED)
    deliveries_count: int | None = column(description=COUNT)


@row(
    model.spend_by_municipality,
    within=_IS_PAYING,
    description="Spend of a service month by home municipality (menot kunnittain).",
)
class SpendByMunicipality:
    """Over all services and producers."""

    month: int = column(description=MONTH)
    municipality: Municipality = one(description="The clients' home municipality.")
    reserved_cents: Cents | None = column(description=RESERVED)
    delivered_cents: Cents | None = column(description=DELIVERED)
    deliveries_count: int | None = column(description=COUNT)


@row(
    model.spend_by_producer,
    within=_IS_PAYING,
    description="Spend of a service month by producer (menot tuottajittain).",
)
class SpendByProducer:
    """Over all services and municipalities."""

    month: int = column(description=MONTH)
    producer: Producer = one(description="Who delivers.")
    reserved_cents: Cents | None = column(description=RESERVED)
    delivered_cents: Cents | None = column(description=DELIVERED)
    deliveries_count: int | None = column(description=COUNT)
