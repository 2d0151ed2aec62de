"""Roots that lead to the catalogue, offerings and prices, with their filters and orders."""

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, FromClause, any_, func

from hb.access.rules import Permission
from hb.api.catalogue.types import (
    CatalogueOffering,
    Offering,
    Price,
    PriceFilter,
    PriceOrder,
    ServiceCategory,
    ServiceProduct,
)
from hb.api.names import name_starts
from hb.api.permission import needs
from hb.catalogue.model import serves
from hb.catalogue.rules import OfferingState, PriceState, Unit
from hb.kit.money import Cents
from hb.producers.rules import ProducerKind, ServiceLanguage
from hb.read import Connection, ContextBinds, all_of, by_id, many, where


@strawberry.input(description="Which products to list.")
class ServiceProductFilter:
    """All given conditions hold."""

    category: str | None = where(
        lambda product, code: product.category_code == code, description="Only of this category, by code."
    )


@strawberry.input(description="What of the catalogue to list.")
class CatalogueFilter:
    """All given conditions hold."""

    category: str | None = where(
        lambda offering, code: offering.category_code == code, description="Only of this category, by code."
    )
    product_id: strawberry.ID | None = where(
        lambda offering, product: offering.product_id == product,
        id_of="ServiceProduct",
        description="Only this product.",
    )
    municipality_code: str | None = where(serves, description="Only what serves this municipality.")
    language: ServiceLanguage | None = where(
        lambda offering, language: language == any_(offering.languages),
        description="Only what is given in this language.",
    )
    unit: Unit | None = where(
        lambda offering, unit: offering.unit == unit, description="Only what is sold by this unit."
    )
    most_cents: Cents | None = where(
        lambda offering, most: offering.unit_cents <= most,
        description="Only what costs at most this per hour or piece on a weekday.",
    )
    producer_id: strawberry.ID | None = where(
        lambda offering, producer: offering.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )
    producer_kind: ProducerKind | None = where(
        lambda offering, kind: offering.producer_kind == kind, description="Only of this kind of producer."
    )
    name_starts: str | None = where(
        lambda offering, text: name_starts(offering.name_sort, text),
        description="The name starts with this, in any case.",
    )
    name_contains: str | None = where(
        lambda offering, text: func.strpos(offering.name_sort, func.fi_sort(text)) > 0,
        description="The name contains this, in any case.",
    )
    producer_name_contains: str | None = where(
        lambda offering, text: func.strpos(offering.producer_name_sort, func.fi_sort(text)) > 0,
        description="The producer's name contains this, in any case.",
    )


class CatalogueOrder(Enum):
    """By price, by name, or by the producer's name."""

    PRICE_ASC = "unit_cents"
    PRICE_DESC = "-unit_cents"
    NAME = "name_sort"
    PRODUCER = "producer_name_sort"


strawberry.enum(CatalogueOrder, description="In which order the catalogue is listed.")


@strawberry.input(description="Which offerings to list.")
class OfferingFilter:
    """All given conditions hold."""

    state: OfferingState | None = where(
        lambda offering, state: offering.state == state, description="Only in this state."
    )
    category: str | None = where(
        lambda offering, code: offering.category_code == code, description="Only of this category, by code."
    )
    producer_id: strawberry.ID | None = where(
        lambda offering, producer: offering.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )
    code: str | None = where(
        lambda offering, code: offering.code == code, description="Only of this code of the producer's own."
    )
    name_contains: str | None = where(
        lambda offering, text: func.strpos(offering.name_sort, func.fi_sort(text)) > 0,
        description="The name contains this, in any case.",
    )


class OfferingOrder(Enum):
    """By name, or by when proposed."""

    NAME = "name_sort"
    OLDEST_PROPOSAL = "proposed_at"
    NEWEST_PROPOSAL = "-proposed_at"


strawberry.enum(OfferingOrder, description="In which order offerings are listed.")


def _offering_awaits(rows: FromClause, _context: ContextBinds) -> ColumnElement[bool]:
    return rows.c.state == OfferingState.PROPOSED


def _price_awaits(rows: FromClause, _context: ContextBinds) -> ColumnElement[bool]:
    return rows.c.state == PriceState.PROPOSED


@strawberry.type
class Query:
    """Roots that lead to services, offerings and prices."""

    service_categories: list[ServiceCategory] = all_of(
        order="code",
        at_most=100,
        description="All categories of services.",
        **needs(Permission.CATALOGUE_READ),
    )
    service_products: Connection[ServiceProduct] = many(
        order="code",
        filter=ServiceProductFilter,
        description="The organiser's products with their price caps, by code.",
        **needs(Permission.CATALOGUE_READ),
    )
    catalogue: Connection[CatalogueOffering] = many(
        order="name_sort",
        orders=CatalogueOrder,
        filter=CatalogueFilter,
        description="What clients can choose today, by name.",
        **needs(Permission.CATALOGUE_READ),
    )
    catalogue_offering: CatalogueOffering | None = by_id(
        description="One row of the catalogue.", **needs(Permission.CATALOGUE_READ)
    )
    offering: Offering | None = by_id(
        description="One offering, to its producer and to those who steer producers.",
        **needs(Permission.PRODUCER_READ),
    )
    offerings: Connection[Offering] = many(
        order="name_sort",
        orders=OfferingOrder,
        filter=OfferingFilter,
        description="Your producer's offerings; all producers' to those who steer producers. By name.",
        **needs(Permission.PRODUCER_READ),
    )
    offerings_awaiting: Connection[Offering] = many(
        order="proposed_at",
        filter=OfferingFilter,
        where=_offering_awaits,
        description="Offerings that wait for a decision, oldest first.",
        **needs(Permission.OFFERING_APPROVE),
    )
    price: Price | None = by_id(
        description="One price, to its producer and to those who steer producers.",
        **needs(Permission.PRODUCER_READ),
    )
    prices: Connection[Price] = many(
        order="-proposed_at",
        orders=PriceOrder,
        filter=PriceFilter,
        description="Your producer's prices; all producers' to those who steer producers. Newest first.",
        **needs(Permission.PRODUCER_READ),
    )
    prices_awaiting: Connection[Price] = many(
        order="proposed_at",
        filter=PriceFilter,
        where=_price_awaits,
        description="Prices that wait for a decision, oldest first.",
        **needs(Permission.PRICE_APPROVE),
    )
