"""Clients under turvakielto: urgent tasks so that their visits happen, and the places that were disclosed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.demo.items import Item
from hb.demo.making import Making, Organisation, Person
from hb.demo.scale import at
from hb.demo.telling import tell
from hb.messages.model import urgent_task, urgent_task_order
from hb.messages.rules import Event, Recipient, Subject, SubjectType
from hb.messages.rules.tasks import TaskKind, TaskState
from hb.plans.model import disclosure, disclosure_end

REASON = "Kotikäynti: osoite tarvitaan ovelle pääsemiseksi."


def see_to_visits(making: Making, organisation: Organisation, person: Person, items: Sequence[Item]) -> None:
    """Give the tasks of a hidden client's orders, one done and one of last night, and disclose the place."""
    current = making.calendar.current_month
    ordered = [item for item in items if item.order_id is not None and item.last_month >= current]
    if not (person.non_disclosure and ordered):
        return
    sent_at = making.calendar.past(person.day(4), 15)
    _give(making, organisation, person, ordered, person.own_worker, sent_at)
    last_night = at(making.calendar.today - timedelta(days=1), 21, 30)
    _give(making, organisation, person, ordered[:1], None, last_night)
    _disclose(making, organisation, person, ordered[0], sent_at + timedelta(minutes=20), is_ended=True)
    _disclose(making, organisation, person, ordered[0], last_night + timedelta(minutes=20), is_ended=False)


def _give(
    making: Making,
    organisation: Organisation,
    person: Person,
    items: Sequence[Item],
    recipient_id: UUID | None,
    given_at: datetime,
) -> None:
    task_id, organiser_id = making.chance.id(given_at), organisation.organiser_id
    making.rows.add(
        urgent_task,
        organiser_id=organiser_id,
        id=task_id,
        recipient_id=recipient_id,
        client_id=person.client_id,
        kind=TaskKind.VISIT_WITHOUT_ADDRESS,
        state=TaskState.DONE if recipient_id else TaskState.OPEN,
        given_at=given_at,
        given_by=person.social_worker,
        done_at=given_at + timedelta(minutes=25) if recipient_id else None,
        done_by=recipient_id,
    )
    for item in items:
        making.rows.add(
            urgent_task_order,
            organiser_id=organiser_id,
            task_id=task_id,
            order_id=item.order_id,
            client_id=person.client_id,
            recipient_id=recipient_id,
            producer_id=item.offered.producer.producer_id,
            first_month=item.first_month,
            last_month=item.last_month,
        )
    on_call = organisation.first(Role.ON_CALL_WORKER)
    for worker_id in [recipient_id] if recipient_id else [on_call, person.own_worker]:
        tell(
            making,
            organiser_id,
            Event.URGENT_TASK_GIVEN,
            worker_id,
            given_at,
            to=Recipient.WORKER,
            client_id=person.client_id,
            subject=Subject(SubjectType.URGENT_TASK, task_id),
        )


def _disclose(
    making: Making,
    organisation: Organisation,
    person: Person,
    item: Item,
    disclosed_at: datetime,
    *,
    is_ended: bool,
) -> None:
    organiser_id, producer = organisation.organiser_id, item.offered.producer
    disclosure_id, user_id = making.chance.id(disclosed_at), producer.users[Role.PRODUCER_REPORTER]
    first = disclosed_at.date()
    last = first + timedelta(days=3)
    making.rows.add(
        disclosure,
        organiser_id=organiser_id,
        id=disclosure_id,
        client_id=person.client_id,
        order_id=item.order_id,
        producer_id=producer.producer_id,
        producer_user_id=user_id,
        first_day=first,
        last_day=last,
        reason=REASON,
        at=disclosed_at,
        disclosed_by=person.own_worker,
        role=_role_of(organisation, person.own_worker),
    )
    if is_ended:
        making.rows.add(
            disclosure_end,
            organiser_id=organiser_id,
            disclosure_id=disclosure_id,
            client_id=person.client_id,
            producer_user_id=user_id,
            ended_at=disclosed_at + timedelta(days=1),
            ended_by=person.own_worker,
        )
    tell(
        making,
        organiser_id,
        Event.PLACE_DISCLOSED,
        user_id,
        disclosed_at,
        to=Recipient.PRODUCER,
        client_id=person.client_id,
        subject=None if item.order_id is None else Subject(SubjectType.PRODUCER_ORDER, item.order_id),
        first_day=first.isoformat(),
        last_day=last.isoformat(),
    )


def _role_of(organisation: Organisation, worker_id: UUID) -> Role:
    workers = (worker for of_role in organisation.workers.values() for worker in of_role)
    return next(worker.role for worker in workers if worker.worker_id == worker_id)
