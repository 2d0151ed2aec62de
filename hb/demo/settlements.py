"""The months as periods, and what producers are owed for the closed ones: calculated, checked, released."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hb.access.rules import Permission, Role
from hb.demo.chance import Chance
from hb.demo.deliveries import Books, Payable
from hb.demo.making import Making, Organisation, Producer
from hb.demo.scale import at, deadline_of, month_plus
from hb.demo.telling import record, tell
from hb.kit.clock import months_between
from hb.ledger.model import period, reporting_exception
from hb.ledger.rules import PeriodState, SettlementState
from hb.messages.rules import Event, NextStep, Recipient, Subject, SubjectType
from hb.settlement.model import month_close, settlement
from hb.settlement.rules import CloseState
from hb.settlement.service.settling import SETTLED


def settle(making: Making, organisation: Organisation, producers: list[Producer], books: Books) -> None:
    """Make the months, the settlements of the closed ones, and a late producer's exception."""
    calendar = making.calendar
    for month in months_between(calendar.first_month, calendar.last_month):
        closed = calendar.is_closed(month)
        making.rows.add(
            period,
            organiser_id=organisation.organiser_id,
            month=month,
            state=PeriodState.CLOSED if closed else PeriodState.OPEN,
            reporting_deadline=deadline_of(month),
            closed_at=calendar.closed_at(month) if closed else None,
            closed_by=organisation.first(Role.CONTROLLER) if closed else None,
        )
        if closed:
            _close(making, organisation, month, books)
    by_id = {one.producer_id: one for one in producers}
    for (month, producer_id), owed in sorted(books.owed.items()):
        if calendar.is_closed(month):
            _settlement(making, organisation, by_id[producer_id], month, owed)
    making.rows.add(
        reporting_exception,
        organiser_id=organisation.organiser_id,
        id=making.chance.id(calendar.now),
        month=month_plus(calendar.current_month, -2),
        producer_id=producers[0].producer_id,
        granted_by=organisation.first(Role.CONTROLLER),
        reason="Tuottajan järjestelmävaihdos viivästytti ilmoituksia.",
        valid_until=calendar.today + timedelta(days=7),
        at=calendar.now,
    )


def _close(making: Making, organisation: Organisation, month: int, books: Books) -> None:
    """Make the close of a month: its job settled every producer that had delivered."""
    closed_at = making.calendar.closed_at(month)
    owed = _owed(books, month)
    cents = sum(paid.cents for paid in owed.values())
    making.rows.add(
        month_close,
        organiser_id=organisation.organiser_id,
        id=_chance_of(making, organisation, month).id(closed_at),
        month=month,
        state=CloseState.DONE,
        is_early=False,
        ordered_by=organisation.first(Role.CONTROLLER),
        ordered_at=closed_at,
        producers_count=len(owed),
        deliveries_count=sum(paid.count for paid in owed.values()),
        total_cents=cents,
        settled_count=len(owed),
        settled_cents=cents,
        settled_until=max(owed, default=None),
        fault=None,
        differing_producers=None,
        difference_cents=None,
        ended_at=closed_at,
    )


def _owed(books: Books, month: int) -> dict[UUID, Payable]:
    """What each producer is owed for a month."""
    return {producer_id: paid for (of, producer_id), paid in books.owed.items() if of == month}


def _chance_of(making: Making, organisation: Organisation, month: int) -> Chance:
    """The chance of a month's close, whose first id is the close's."""
    return making.chance.stream(f"close {organisation.organiser_id} {month}")


def record_closings(making: Making, organisation: Organisation, books: Books) -> None:
    """Record who closed which month and that it was settled, and notify the controllers."""
    calendar, organiser_id = making.calendar, organisation.organiser_id
    controller = organisation.first(Role.CONTROLLER)
    for month in months_between(calendar.first_month, calendar.current_month):
        if not calendar.is_closed(month):
            continue
        at, owed = calendar.closed_at(month), _owed(books, month)
        apart = replace(making, chance=_chance_of(making, organisation, month))
        close_id = apart.chance.id(at)
        cents = sum(paid.cents for paid in owed.values())
        record(
            making,
            organiser_id,
            Role.CONTROLLER,
            controller,
            Permission.MONTH_CLOSE,
            at,
            subject_id=close_id,
            month=month,
            settlements=len(owed),
            total_cents=cents,
            is_early=0,
        )
        record(
            apart,
            organiser_id,
            Role.SYSTEM,
            organiser_id,
            SETTLED,
            at,
            subject_id=close_id,
            month=month,
            settlements=len(owed),
            total_cents=cents,
            ordered_by=str(controller),
        )
        heard = [(worker, Recipient.WORKER) for worker in organisation.workers[Role.CONTROLLER]]
        turn = [(worker, NextStep.CHECK) for worker in organisation.workers[Role.INVOICE_CHECKER]]
        for worker, outcome in [*heard, *(turn if owed else ())]:
            tell(
                making,
                organiser_id,
                Event.MONTH_CLOSED,
                worker.worker_id,
                at,
                subject=Subject(SubjectType.MONTH_CLOSE, close_id),
                to=Recipient.WORKER,
                outcome=outcome,
                month=month,
                count=len(owed),
                cents=cents,
            )


def _state(making: Making, month: int) -> SettlementState:
    """The newest closed month is under way, the one before it nearly done, all others are paid."""
    age = 2
    while month_plus(month, age) < making.calendar.current_month:
        age += 1
    if age == 2:
        return making.chance.weighted(tuple(SettlementState), (5, 3, 2))
    if age == 3:
        return making.chance.weighted((SettlementState.CHECKED, SettlementState.RELEASED), (1, 9))
    return SettlementState.RELEASED


def _settlement(
    making: Making, organisation: Organisation, producer: Producer, month: int, owed: Payable
) -> None:
    calendar, organiser_id = making.calendar, organisation.organiser_id
    state = _state(making, month)
    closed_at = calendar.closed_at(month)
    checked = state is not SettlementState.CALCULATED
    released = state is SettlementState.RELEASED
    settlement_id = making.chance.id(closed_at)
    checker, approver = organisation.first(Role.INVOICE_CHECKER), organisation.first(Role.PAYMENT_APPROVER)
    checked_at = calendar.past(calendar.closing_day(month) + timedelta(days=2), 10)
    released_at = calendar.past(calendar.closing_day(month) + timedelta(days=4), 11)
    making.rows.add(
        settlement,
        organiser_id=organiser_id,
        id=settlement_id,
        producer_id=producer.producer_id,
        month=month,
        total_cents=owed.cents,
        deliveries_count=owed.count,
        state=state,
        iban=producer.iban if released else None,
        calculated_at=closed_at,
        checked_by=checker if checked else None,
        checked_at=checked_at if checked else None,
        released_by=approver if released else None,
        released_at=released_at if released else None,
    )
    moves: list[tuple[Permission, Role, UUID, datetime]] = []
    if checked:
        moves.append((Permission.SETTLEMENT_CHECK, Role.INVOICE_CHECKER, checker, checked_at))
    if released:
        moves.append((Permission.SETTLEMENT_RELEASE, Role.PAYMENT_APPROVER, approver, released_at))
    apart = replace(making, chance=making.chance.stream(f"settlement {settlement_id}"))
    for action, role, actor_id, moved_at in moves:
        record(
            apart,
            organiser_id,
            role,
            actor_id,
            action,
            moved_at,
            subject_id=settlement_id,
            month=month,
            cents=owed.cents,
        )
    _tell(making, organisation, producer.producer_id, settlement_id, month, owed, released=released)


def _tell(
    making: Making,
    organisation: Organisation,
    producer_id: UUID,
    settlement_id: UUID,
    month: int,
    owed: Payable,
    *,
    released: bool,
) -> None:
    closing = making.calendar.closing_day(month)
    sender = (making, organisation.organiser_id)
    about = Subject(SubjectType.SETTLEMENT, settlement_id)
    tell(
        *sender,
        Event.MONTH_CLOSED,
        producer_id,
        at(closing, 14),
        subject=about,
        to=Recipient.PRODUCER,
        outcome=Recipient.PRODUCER,
        month=month,
        cents=owed.cents,
    )
    if released:
        tell(
            *sender,
            Event.SETTLEMENT_RELEASED,
            producer_id,
            making.calendar.past(closing + timedelta(days=4), 11),
            to=Recipient.PRODUCER,
            subject=about,
            month=month,
            cents=owed.cents,
        )
