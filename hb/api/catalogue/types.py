"""Categories, products, offerings and prices as GraphQL types: the producer's view and the clients'."""

from datetime import date, datetime
from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_

from hb.access.rules import PRODUCER_ROLES
from hb.api.access.types import Worker
from hb.api.clients.types import Municipality
from hb.api.node import Node
from hb.api.producers.types import STEERING_ROLES, Producer, ServicePoint, own_or_steering
from hb.catalogue import model
from hb.catalogue.rules import OfferingState, PriceState, Unit
from hb.kit.money import Cents
from hb.producers.rules import ProducerKind, ServiceLanguage
from hb.read import Connection, ContextBinds, all_of, column, many, one, row, where

strawberry.enum(OfferingState, description="Whether clients can choose an offering (palvelun tila).")
strawberry.enum(PriceState, description="Whether a price applies (hinnan tila).")
strawberry.enum(Unit, description="What a price is for: an hour or a piece (yksikkö).")


@row(model.service_category, key="code", description="A kind of service (palveluluokka).")
class ServiceCategory:
    """Code, names and the unit it is sold in; the same for all organisers."""

    code: str = column(description="The code.")
    name_fi: str = column(description="The name in Finnish.")
    name_sv: str = column(description="The name in Swedish.")
    name_en: str = column(description="The name in English.")
    unit: Unit = column(description="What a price is for.")


@row(model.price_cap, description="The most a unit may cost from a day on (hintakatto).")
class PriceCap:
    """The latest cap not after a day holds on that day."""

    valid_from: date = column(description="From which day.")
    cap_cents: Cents = column(description="The most an hour or piece may cost.")


@row(model.service_product, description="A product of the organiser (palvelutuote).")
class ServiceProduct(Node):
    """What producers may offer, as the organiser has defined it."""

    id: strawberry.ID = column(description="Opaque id.")
    code: str = column(description="The organiser's code.")
    name_fi: str = column(description="The name in Finnish.")
    name_sv: str = column(description="The name in Swedish.")
    unit: Unit = column(description="What a price is for.")
    category: ServiceCategory = one(description="Its category.")
    price_caps: list[PriceCap] = all_of(order="-valid_from", description="Its price caps, the latest first.")


def _of_visible_offering(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    offering = model.offering
    return or_(
        context.role.in_(STEERING_ROLES),
        and_(
            context.role.in_(sorted(PRODUCER_ROLES)),
            exists().where(
                offering.c.organiser_id == context.organiser,
                offering.c.id == rows.c.offering_id,
                offering.c.producer_id == context.party,
            ),
        ),
    )


@row(model.price, within=_of_visible_offering, description="A dated price of an offering (hinta).")
class Price(Node):
    """Cents of an hour or piece on a weekday, and percents of it at other times."""

    id: strawberry.ID = column(description="Opaque id.")
    state: PriceState = column(description="Proposed, approved or rejected.")
    unit_cents: Cents = column(description="The price of an hour or piece on a weekday.")
    evening_percent: int = column(description="Percent of it in the evening; 100 is the same.")
    saturday_percent: int = column(description="Percent of it on a Saturday.")
    sunday_percent: int = column(description="Percent of it on a Sunday or holiday.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day; none is until the next price.")
    proposed_at: datetime = column(description="When it was proposed.")
    decided_at: datetime | None = column(description="When it was decided.")
    decided_by: Worker | None = one(to="decided_by", description="Who decided.")
    reason: str | None = column(description="Why it was rejected.")
    offering: "Offering | None" = one(description="What is sold; its producer's and the steering's to see.")


@strawberry.input(description="Which prices to list.")
class PriceFilter:
    """All given conditions hold."""

    state: PriceState | None = where(
        lambda price, state: price.state == state, description="Only in this state."
    )
    offering_id: strawberry.ID | None = where(
        lambda price, offering: price.offering_id == offering,
        id_of="Offering",
        description="Only of this offering.",
    )
    holds_on: date | None = where(
        lambda price, day: and_(
            price.valid_from <= day, or_(price.valid_until.is_(None), price.valid_until >= day)
        ),
        description="Only what is valid on this day.",
    )


class PriceOrder(Enum):
    """By the first day, or by when proposed."""

    EARLIEST = "valid_from"
    LATEST = "-valid_from"
    OLDEST_PROPOSAL = "proposed_at"
    NEWEST_PROPOSAL = "-proposed_at"


strawberry.enum(PriceOrder, description="In which order prices are listed.")


@row(
    model.offering,
    where=own_or_steering,
    description="What a producer offers, as it and the coordinator see it (tarjottu palvelu).",
)
class Offering(Node):
    """In whatever state, with all its prices; clients meet it as CatalogueOffering."""

    id: strawberry.ID = column(description="Opaque id; also names what is chosen for a plan.")
    code: str = column(description="The producer's own name of it, by which price lists find it.")
    name: str = column(description="The name clients see.")
    description: str = column(description="What is done.")
    languages: list[ServiceLanguage] = column(description="In which languages it is given.")
    unit: Unit = column(description="What a price is for.")
    state: OfferingState = column(description="Whether clients can choose it.")
    proposed_at: datetime = column(description="When it was proposed or last changed.")
    decided_at: datetime | None = column(description="When it was decided; none while it waits.")
    decided_by: Worker | None = one(to="decided_by", description="Who decided.")
    reason: str | None = column(description="Why it was rejected.")
    category: ServiceCategory = one(description="Its category.")
    product: ServiceProduct = one(description="The organiser's product it is.")
    producer: Producer = one(description="Who offers it.")
    service_point: ServicePoint = one(description="Where it is given or from where it comes.")
    prices: Connection[Price] = many(
        order="-valid_from",
        orders=PriceOrder,
        filter=PriceFilter,
        description="Its prices, also proposed and rejected ones, the latest first.",
    )


@row(
    model.offering, description="What somebody chose, also when it has left the catalogue (valittu palvelu)."
)
class ChosenOffering:
    """The part of an offering that is visible with a plan or an order; the id is the Offering's."""

    id: strawberry.ID = column(id_of="Offering", description="Opaque id of the Offering.")
    name: str = column(description="The name.")
    description: str = column(description="What is done.")
    languages: list[ServiceLanguage] = column(description="In which languages it is given.")
    unit: Unit = column(description="What a price is for.")
    category: ServiceCategory = one(description="Its category.")
    producer: Producer = one(description="Who offers it.")
    service_point: ServicePoint = one(description="Where it is given or from where it comes.")


def _approved(rows: FromClause, _context: ContextBinds) -> ColumnElement[bool]:
    return and_(
        rows.c.state == PriceState.APPROVED,
        or_(rows.c.valid_until.is_(None), rows.c.valid_until >= func.ctx_today()),
    )


@row(model.price, where=_approved, description="An approved price, of today or coming (hyväksytty hinta).")
class CataloguePrice:
    """What clients may count with from a day on."""

    id: strawberry.ID = column(id_of="Price", description="Opaque id of the Price.")
    unit_cents: Cents = column(description="The price of an hour or piece on a weekday.")
    evening_percent: int = column(description="Percent of it in the evening; 100 is the same.")
    saturday_percent: int = column(description="Percent of it on a Saturday.")
    sunday_percent: int = column(description="Percent of it on a Sunday or holiday.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day; none is until the next price.")


@row(
    model.offering_price,
    key="id",
    description="What clients compare and choose from, at its price of today (palveluhakemiston rivi).",
)
class CatalogueOffering(Node):
    """An approved offering of an approved producer (the public list of L 569/2009 4 §)."""

    id: strawberry.ID = column(description="Opaque id of the row.")
    offering_id: strawberry.ID = column(
        "id", id_of="Offering", description="The offering's id, to be sent when it is chosen."
    )
    name: str = column(description="The name.")
    description: str = column(description="What is done.")
    languages: list[ServiceLanguage] = column(description="In which languages it is given.")
    unit: Unit = column(description="What the price is for.")
    unit_cents: Cents = column(description="The price of an hour or piece on a weekday.")
    evening_cents: Cents = column(description="The same in the evening.")
    saturday_cents: Cents = column(description="The same on a Saturday.")
    sunday_cents: Cents = column(description="The same on a Sunday or holiday.")
    valid_from: date = column(description="Since when it has this price.")
    valid_until: date | None = column(description="The last day of this price; none is until the next.")
    prices: list[CataloguePrice] = all_of(
        by="offering_id", order="valid_from", description="This price and those that are to follow it."
    )
    producer_name: str = column(description="The producer's name.")
    producer_kind: ProducerKind = column(description="Who stands behind the producer.")
    producer: Producer = one(to="producer_id", always=True, description="Who offers it.")
    category: ServiceCategory = one(to="category_code", always=True, description="Its category.")
    product: ServiceProduct = one(to="product_id", always=True, description="The organiser's product it is.")
    service_point_name: str = column(description="The name of the place.")
    service_point: ServicePoint = one(
        to="service_point_id", always=True, description="Where it is given or from where it comes."
    )
    municipality: Municipality = one(
        to="municipality_code", always=True, description="Where the place stands."
    )
