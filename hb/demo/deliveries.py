"""Twelve months of deliveries and this month's so far, drawn from the reservations; what expired."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.catalogue.rules import TimeOfWeek
from hb.deliveries.model import delivery
from hb.deliveries.rules import DeliveryKind, ReportedDelivery
from hb.deliveries.rules import ItemMonth as DrawnMonth
from hb.demo.deadlines import reports_late
from hb.demo.freeing import first_batch, free
from hb.demo.items import Item, ItemMonth
from hb.demo.making import Making, Organisation, Person
from hb.demo.rows import Posting
from hb.demo.scale import month_plus
from hb.demo.services import CATEGORIES
from hb.kit.clock import first_day, last_day
from hb.ledger.rules import TransferCode
from hb.plans.model import plan_item_month
from hb.plans.rules.costs import slice_of

KINDS = (DeliveryKind.DELIVERED, DeliveryKind.CANCELLED_LATE, DeliveryKind.MISSED)
KIND_WEIGHTS = (95, 3, 2)
SKIPPED_SHARE = 0.07
"""Visits that were planned and neither made nor charged."""


@dataclass(slots=True)
class Payable:
    """What producers are owed of a settlement month so far."""

    cents: int = 0
    count: int = 0


@dataclass(slots=True)
class Books:
    """What the deliveries of an organiser add up to, by month and producer; its service days."""

    owed: dict[tuple[int, UUID], Payable] = field(default_factory=dict)
    days: dict[tuple[int, TimeOfWeek], list[date]] = field(default_factory=dict)

    def service_days(self, month: int, time_of_week: TimeOfWeek) -> list[date]:
        """The days of a month on which a service of that time of week can happen."""
        key = (month, time_of_week)
        if key not in self.days:
            count = last_day(month).day
            days = [first_day(month) + timedelta(days=number) for number in range(count)]
            self.days[key] = [day for day in days if _suits(day, time_of_week)]
        return self.days[key]


def _suits(day: date, time_of_week: TimeOfWeek) -> bool:
    match time_of_week:
        case TimeOfWeek.SATURDAY:
            return day.weekday() == 5
        case TimeOfWeek.SUNDAY:
            return day.weekday() == 6
        case _:
            return day.weekday() < 5


def deliver(
    making: Making, organisation: Organisation, person: Person, items: Sequence[Item], books: Books
) -> None:
    """Report what was delivered of each item and month, and free the rest of months past their deadline."""
    for item in items:
        for month in item.months:
            drawn = _deliver_month(making, organisation, person, item, month, books)
            expired = making.calendar.is_freed(month.month)
            if expired:
                left = month.quantity - drawn.quantity, month.cents - drawn.cents
                free(making, organisation.organiser_id, person.client_id, item, month, left)
            _month_row(making, organisation, person, item, month, drawn, expired=expired)


@dataclass(slots=True)
class Drawn:
    """What was delivered of a month: minutes or pieces, cents, and how many rows."""

    quantity: int = 0
    cents: int = 0
    count: int = 0


def _unreported(making: Making, organisation: Organisation, item: Item) -> int:
    """The first month of which the item's producer has reported nothing: one to come, for most."""
    current = making.calendar.current_month
    return current if reports_late(organisation, item.offered.producer) else month_plus(current, 1)


def _deliver_month(
    making: Making, organisation: Organisation, person: Person, item: Item, month: ItemMonth, books: Books
) -> Drawn:
    drawn = Drawn()
    if not item.accepted or month.month >= _unreported(making, organisation, item):
        return drawn
    visits = _visits(making, item, month, books)
    if not visits:
        return drawn
    following = first_day(month_plus(month.month, 1))
    reported_at = making.calendar.past(following + timedelta(days=making.chance.integer(1, 7)), 15)
    producer = item.offered.producer
    transfer_id = making.chance.id(reported_at)
    reporter = producer.users[Role.PRODUCER_REPORTER]
    book = DrawnMonth(month.unit_cents, item.unit_size, month.quantity, month.cents, 0, 0, is_resolved=False)
    for number, (day, quantity) in enumerate(visits):
        before = drawn.cents
        drawn.quantity += quantity
        drawn.cents = book.drawn_cents(drawn.quantity)
        drawn.count += 1
        kind = making.chance.weighted(KINDS, KIND_WEIGHTS)
        external_id = f"{item.order_number:05d}-{month.month}-{number + 1:02d}"
        row = ReportedDelivery(external_id, item.order_id or item.item_id, kind, day, quantity)
        making.rows.add(
            delivery,
            organiser_id=organisation.organiser_id,
            id=making.chance.id(reported_at),
            producer_id=producer.producer_id,
            external_id=external_id,
            order_id=item.order_id,
            item_id=item.item_id,
            client_id=person.client_id,
            kind=kind,
            service_date=day,
            service_month=month.month,
            settlement_month=month.month,
            quantity=quantity,
            cents=drawn.cents - before,
            content_hash=row.content_hash,
            transfer_id=transfer_id,
            reported_by=reporter,
            reported_at=reported_at,
        )
    batch = first_batch(making, month.month) + item.line_no
    making.rows.move(
        Posting(batch, reported_at, organisation.organiser_id, person.client_id, item.budget_id, reporter),
        TransferCode.DRAW,
        transfer_id,
        slice_of(item.line_no, month.month, item.measure, drawn.quantity, drawn.cents),
        rows_count=drawn.count,
        subject_id=item.item_id,
        payee_id=producer.producer_id,
        settlement_month=month.month,
        draws_on=month.reservation_id,
    )
    owed = books.owed.setdefault((month.month, producer.producer_id), Payable())
    owed.cents += drawn.cents
    owed.count += drawn.count
    return drawn


def _visits(making: Making, item: Item, month: ItemMonth, books: Books) -> list[tuple[date, int]]:
    """Days and amounts of the month's visits up to yesterday; some planned ones fall away."""
    chance, today = making.chance, making.calendar.today
    days = books.service_days(month.month, item.time_of_week)
    size = CATEGORIES[item.offered.category].visit
    if making.scale.fewest_visits:
        size = max(size, -(-month.quantity // 2))
    count = -(-month.quantity // size)
    chosen = (
        sorted(chance.choice(days) for _ in range(count))
        if count > len(days)
        else sorted(chance.some(days, count))
    )
    visits = []
    left = month.quantity
    for day in chosen:
        amount = min(size, left)
        left -= amount
        if day < today and not chance.happens(SKIPPED_SHARE):
            visits.append((day, amount))
    return visits


def _month_row(
    making: Making,
    organisation: Organisation,
    person: Person,
    item: Item,
    month: ItemMonth,
    drawn: Drawn,
    *,
    expired: bool,
) -> None:
    resolved_at = making.calendar.freed_at(month.month) if expired else None
    making.rows.add(
        plan_item_month,
        organiser_id=organisation.organiser_id,
        item_id=item.item_id,
        month=month.month,
        client_id=person.client_id,
        budget_id=item.budget_id,
        line_no=item.line_no,
        producer_id=item.offered.producer.producer_id,
        category_code=item.offered.category,
        municipality_code=person.place.code,
        order_id=item.order_id,
        reservation_id=month.reservation_id,
        unit_cents=month.unit_cents,
        unit_size=item.unit_size,
        measure=item.measure,
        planned_quantity=month.quantity,
        reserved_cents=month.cents,
        delivered_quantity=drawn.quantity,
        delivered_cents=drawn.cents,
        deliveries_count=drawn.count,
        resolved_at=resolved_at,
    )
