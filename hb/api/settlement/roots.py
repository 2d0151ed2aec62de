"""Roots that lead to settlements and spend, with their filters and orders."""

from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.filters import not_before
from hb.api.permission import needs
from hb.api.settlement.types import (
    MonthClose,
    Settlement,
    Spend,
    SpendByCategory,
    SpendByMunicipality,
    SpendByProducer,
)
from hb.kit.transaction import Transaction
from hb.ledger.rules import SettlementState
from hb.read import CompiledQuery, Connection, by_id, many, where
from hb.settlement.rules import CloseState
from hb.settlement.service.spend import show_spend


@strawberry.input(description="Which settlements to list.")
class SettlementFilter:
    """All given conditions hold."""

    month: int | None = where(
        lambda settlement, month: settlement.month == month,
        description="Only of this settlement month, yyyymm.",
    )
    state: SettlementState | None = where(
        lambda settlement, state: settlement.state == state, description="Only in this state."
    )
    producer_id: strawberry.ID | None = where(
        lambda settlement, producer: settlement.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )


class SettlementOrder(Enum):
    """By month or by sum."""

    NEWEST = "-month"
    OLDEST = "month"
    LARGEST = "-total_cents"


strawberry.enum(SettlementOrder, description="In which order settlements are listed.")


@strawberry.input(description="Which closes to list.")
class MonthCloseFilter:
    """All given conditions hold."""

    month: int | None = where(
        lambda close, month: close.month == month, description="Only of this settlement month, yyyymm."
    )
    state: CloseState | None = where(
        lambda close, state: close.state == state, description="Only in this state."
    )


@strawberry.input(description="The service months of which to sum spend.")
class SpendMonths:
    """Both ends are included."""

    from_month: int | None = where(
        lambda spend, month: spend.month >= month, description="From this service month on, yyyymm."
    )
    until_month: int | None = where(
        lambda spend, month: spend.month <= month,
        rule=not_before("fromMonth"),
        description="Up to this service month, yyyymm.",
    )


@strawberry.input(description="Which spend by service to list.")
class SpendByCategoryFilter(SpendMonths):
    """All given conditions hold."""

    category_code: str | None = where(
        lambda spend, code: spend.category_code == code, description="Only this kind of service."
    )


@strawberry.input(description="Which spend by municipality to list.")
class SpendByMunicipalityFilter(SpendMonths):
    """All given conditions hold."""

    municipality_code: str | None = where(
        lambda spend, code: spend.municipality_code == code, description="Only this home municipality."
    )


@strawberry.input(description="Which spend by producer to list.")
class SpendByProducerFilter(SpendMonths):
    """All given conditions hold."""

    producer_id: strawberry.ID | None = where(
        lambda spend, producer: spend.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )


@strawberry.input(description="Which spend to list.")
class SpendFilter(SpendByCategoryFilter, SpendByMunicipalityFilter, SpendByProducerFilter):
    """All given conditions hold."""


class SpendOrder(Enum):
    """By month or by sum."""

    NEWEST = "-month"
    OLDEST = "month"
    MOST_DELIVERED = "-delivered_order"
    MOST_RESERVED = "-reserved_order"


strawberry.enum(SpendOrder, description="In which order spend is listed.")


@strawberry.type
class Query:
    """Roots that lead to settlements and spend."""

    settlement: Settlement | None = by_id(description="One settlement.", **needs(Permission.SETTLEMENT_READ))
    settlements: Connection[Settlement] = many(
        order="-month",
        orders=SettlementOrder,
        filter=SettlementFilter,
        description="Settlements, newest month first; a producer sees its own.",
        **needs(Permission.SETTLEMENT_READ),
    )
    month_close: MonthClose | None = by_id(
        description="One close of a month, to watch its progress.", **needs(Permission.SPEND_READ)
    )
    month_closes: Connection[MonthClose] = many(
        order="-month",
        filter=MonthCloseFilter,
        description="Closes of months, the newest month first.",
        **needs(Permission.SPEND_READ),
    )
    spend: Connection[Spend] = many(
        order="-month",
        orders=SpendOrder,
        filter=SpendFilter,
        description="Spend by service, municipality and producer at once, newest month first.",
        **needs(Permission.SPEND_READ),
    )
    spend_by_category: Connection[SpendByCategory] = many(
        order="-month",
        orders=SpendOrder,
        filter=SpendByCategoryFilter,
        description="Spend by kind of service, newest month first.",
        **needs(Permission.SPEND_READ),
    )
    spend_by_municipality: Connection[SpendByMunicipality] = many(
        order="-month",
        orders=SpendOrder,
        filter=SpendByMunicipalityFilter,
        description="Spend by home municipality, newest month first.",
        **needs(Permission.SPEND_READ),
    )
    spend_by_producer: Connection[SpendByProducer] = many(
        order="-month",
        orders=SpendOrder,
        filter=SpendByProducerFilter,
        description="Spend by producer, newest month first.",
        **needs(Permission.SPEND_READ),
    )


SPEND = ("spend", "spendByCategory", "spendByMunicipality", "spendByProducer")
ENDLESS = (0, 999_999)
"""The service months, yyyymm, of a root that is narrowed to none."""


async def prepare_spend(tx: Transaction, query: CompiledQuery) -> None:
    """Decide which sums are shown in the service months that the roots are narrowed to."""
    first, last = ENDLESS
    spans = (
        (narrowed.get("fromMonth", first), narrowed.get("untilMonth", last))
        for narrowed in query.filters(SPEND)
    )
    await show_spend(tx, [(int(str(since)), int(str(until))) for since, until in spans])


PREPARATIONS = dict.fromkeys(SPEND, prepare_spend)
"""What has to run in a read's transaction before these roots are read."""
