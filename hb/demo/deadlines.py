"""What the clocks find in the weeks after the region's day: orders that wait, what ends, what is late."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.clients.model.typed_code import typed_code
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Person, Producer
from hb.demo.places import REGION
from hb.demo.scale import at
from hb.plans.model import service_order
from hb.producers.model import producer, producer_approval
from hb.producers.rules import ApprovalState, ProducerKind, RegisterSource

WAITING_DAYS = (1, 4, 6, 8, 11, 13)
"""How many days ago the orders that wait were sent, in turn: some were to be reminded of, none is overdue."""
REPRESENTED_DAYS = 20
CONFIRMED_DAYS, APPLICATION_DAYS = 70, 90
TYPED_DAYS = (29, 27, 24, 3)
"""How many days ago codes were typed whose counts are still kept."""
LATE_REPORTERS = 6
"""One of so many producers reports a month only after its end."""


def waits_since(making: Making, person: Person) -> datetime:
    """When an order that waits was sent: after the plan was approved."""
    days = WAITING_DAYS[making.rows.count(service_order) % len(WAITING_DAYS)]
    approved_at = making.calendar.past(person.day(4), 15)
    return max(approved_at, at(making.calendar.today - timedelta(days=days), 10))


def representation_ends(making: Making, guardians: Sequence[UUID], representative_id: UUID) -> date | None:
    """The last day of the first guardian's first power; the others last."""
    is_first = list(guardians) == [representative_id]
    return making.calendar.today + timedelta(days=REPRESENTED_DAYS) if is_first else None


def reports_late(organisation: Organisation, maker: Producer) -> bool:
    """Whether a producer of the large organiser has reported nothing yet of the month that goes on."""
    if organisation.area is not REGION:
        return False
    return maker.producer_id.int % LATE_REPORTERS == 3 and maker.producer_id != cast_id("producer 0")


def before_deadlines(making: Making, organisation: Organisation) -> None:
    """Add an applicant that has been silent for long, and counts of typed codes."""
    own = replace(making, chance=making.chance.stream(f"deadlines {organisation.organiser_id}"))
    _silent_applicant(own, organisation)
    guide = organisation.first(Role.SERVICE_GUIDE)
    for days in TYPED_DAYS:
        day = making.calendar.today - timedelta(days=days)
        making.rows.add(
            typed_code,
            organiser_id=organisation.organiser_id,
            worker_id=guide,
            typed_on=day,
            attempt_id=own.chance.id(at(day, 10)),
            typed_at=at(day, 10),
            is_hit=False,
        )


def _silent_applicant(making: Making, organisation: Organisation) -> None:
    confirmed_on = making.calendar.today - timedelta(days=CONFIRMED_DAYS)
    producer_id = making.chance.id(at(confirmed_on))
    making.rows.add(
        producer,
        id=producer_id,
        business_id=making.codes.business_id(),
        name="Hoiva Hiljainen Oy",
        kind=ProducerKind.PRIVATE,
        confirmed_at=at(confirmed_on, 11),
        approved_at=None,
        confirmed_until=confirmed_on + timedelta(days=APPLICATION_DAYS),
        confirming_organisers=[organisation.organiser_id],
    )
    making.rows.add(
        producer_approval,
        organiser_id=organisation.organiser_id,
        id=making.chance.id(at(confirmed_on)),
        producer_id=producer_id,
        rule_book_version="2025-1",
        state=ApprovalState.APPLIED,
        segment=None,
        applied_by=making.chance.id(at(confirmed_on)),
        applied_at=at(confirmed_on, 9),
        decided_by=None,
        decided_at=None,
        reason=None,
        register_source=RegisterSource.YTJ,
        confirmed_by=organisation.first(Role.PRODUCER_COORDINATOR),
        confirmed_at=at(confirmed_on, 11),
    )
