"""Messages in people's inboxes, the audit trail of what was decided, and who looked at whose data."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hb.access.rules import PURPOSES, Permission, Role
from hb.audit.model import audit_event, use_log
from hb.audit.rules import Outcome
from hb.demo.budgets import Granted
from hb.demo.details import decision_details, item_details
from hb.demo.items import Item
from hb.demo.making import Making, Organisation, Person, Stage
from hb.demo.plans import Planned
from hb.kit.errors import Fact, Language
from hb.messages.model import message
from hb.messages.rules import (
    Event,
    MessageState,
    Recipient,
    Subject,
    SubjectType,
    body_of,
    title_of,
)
from hb.plans.rules import OrderState
from hb.sending.rules import DEFAULTS, Addressee, channel_rule_for

READ_AFTER = timedelta(days=2)
OFFICE_ADDRESS = "192.0.2.10"
"""Where the acts of the region came from, an address of the block for documentation (RFC 5737)."""
USE_LOG_DAYS = 10
"""How many days back the use log of the region begins."""


def tell(
    making: Making,
    organiser_id: UUID,
    event: Event,
    recipient_id: UUID,
    at: datetime,
    *,
    subject: Subject | None,
    to: Recipient,
    consents: bool = False,
    client_id: UUID | None = None,
    language: Language = "fi",
    outcome: StrEnum | None = None,
    **facts: Fact,
) -> None:
    """Leave a message; it has left by its channel, and what is older than two days was read."""
    addressee = Addressee(to, event, consents)
    rule = channel_rule_for(DEFAULTS, addressee, making.calendar.today)
    read_at = at + READ_AFTER
    if outcome is not None:
        facts["outcome"] = outcome.value
    making.rows.add(
        message,
        organiser_id=organiser_id,
        id=making.chance.id(at),
        recipient_id=recipient_id,
        client_id=client_id,
        event=event,
        channel=None if rule is None else rule.channel,
        state=MessageState.SENT,
        language=language,
        title=title_of(event, language, facts),
        body=body_of(event, language, facts),
        subject_type=None if subject is None else subject.type,
        subject_id=None if subject is None else subject.id,
        facts=json.dumps(facts),
        at=at,
        read_at=read_at if read_at < making.calendar.now - timedelta(days=20) else None,
        sent_at=at,
        failure=None,
        explanation=None,
    )


def tell_of_client(
    making: Making,
    organisation: Organisation,
    person: Person,
    granted: Granted | None,
    planned: Planned | None,
) -> None:
    """Tell whom the client's matter concerns, and record its decisions in the audit trail."""
    organiser_id = organisation.organiser_id
    if granted is not None and granted.decision_id is None:
        tell(
            making,
            organiser_id,
            Event.BUDGET_AWAITS_DECISION,
            person.social_worker,
            making.calendar.past(person.day(15), 10),
            subject=Subject(SubjectType.BUDGET, granted.budget_id),
            to=Recipient.WORKER,
            client_id=person.client_id,
        )
    if granted is None or granted.decision_id is None or planned is None:
        return
    _tell_decided(making, organiser_id, person, granted, granted.decision_id)
    about_plan = Subject(SubjectType.PLAN, planned.plan_id)
    if person.stage is Stage.SUBMITTED:
        for worker_id in {person.own_worker: 0, person.social_worker: 0}:
            tell(
                making,
                organiser_id,
                Event.PLAN_SUBMITTED,
                worker_id,
                making.calendar.past(person.day(6), 12),
                subject=about_plan,
                to=Recipient.WORKER,
                client_id=person.client_id,
            )
    if person.stage is Stage.LIVING:
        approved_at = making.calendar.past(person.day(4), 15)
        _tell_approved(making, organiser_id, person, granted.budget_id, planned, approved_at)
        _tell_of_orders(making, organiser_id, person, planned.items, approved_at)


def _tell_decided(
    making: Making, organiser_id: UUID, person: Person, granted: Granted, decision_id: UUID
) -> None:
    decided_at = making.calendar.past(person.day(10), 14)
    record(
        making,
        organiser_id,
        Role.SOCIAL_WORKER,
        person.social_worker,
        Permission.BUDGET_DECIDE,
        decided_at,
        person.client_id,
        granted.budget_id,
    )
    added = decision_details(making, person, granted)
    for party_id in (person.client_id, *person.representatives):
        tell(
            making,
            organiser_id,
            Event.DECISION_MADE,
            party_id,
            decided_at,
            subject=Subject(SubjectType.DECISION, decision_id),
            to=Recipient.PARTY,
            consents=person.consents,
            client_id=person.client_id,
            language=person.language_of_letters,
            outcome=Recipient.PARTY,
            **added,
        )


def _tell_approved(
    making: Making,
    organiser_id: UUID,
    person: Person,
    budget_id: UUID,
    planned: Planned,
    approved_at: datetime,
) -> None:
    record(
        making,
        organiser_id,
        Role.SOCIAL_WORKER,
        person.social_worker,
        Permission.PLAN_APPROVE,
        approved_at,
        person.client_id,
        budget_id,
    )
    tell(
        making,
        organiser_id,
        Event.PLAN_APPROVED,
        person.client_id,
        approved_at,
        subject=Subject(SubjectType.PLAN, planned.plan_id),
        to=Recipient.PARTY,
        consents=person.consents,
        client_id=person.client_id,
        language=person.language_of_letters,
        **item_details(making, person, planned.items),
    )


def _tell_of_orders(
    making: Making, organiser_id: UUID, person: Person, items: Sequence[Item], approved_at: datetime
) -> None:
    for item in items:
        if item.order_id is None:
            continue
        tell(
            making,
            organiser_id,
            Event.ORDER_WAITING,
            item.offered.producer.producer_id,
            item.sent_at or approved_at,
            subject=Subject(SubjectType.PRODUCER_ORDER, item.order_id),
            to=Recipient.PRODUCER,
            client_id=person.client_id,
        )
        if item.accepted:
            tell(
                making,
                organiser_id,
                Event.ORDER_ANSWERED,
                person.client_id,
                making.calendar.past(person.day(2), 10),
                subject=Subject(SubjectType.ORDER, item.order_id),
                to=Recipient.PARTY,
                consents=person.consents,
                client_id=person.client_id,
                language=person.language_of_letters,
                outcome=OrderState.ACCEPTED,
                **item_details(making, person, [item]),
            )


def record(
    making: Making,
    organiser_id: UUID,
    role: Role,
    actor_id: UUID,
    action: str,
    at: datetime,
    client_id: UUID | None = None,
    subject_id: UUID | None = None,
    **facts: int | str,
) -> None:
    """Add a row to the audit trail; what happened by itself came from no address."""
    making.rows.add(
        audit_event,
        organiser_id=organiser_id,
        id=making.chance.id(at),
        at=at,
        actor_id=actor_id,
        role=role,
        on_behalf_of=None,
        action=action,
        client_id=client_id,
        subject_id=subject_id,
        facts=json.dumps(facts),
        outcome=Outcome.DONE,
        address=None if role is Role.SYSTEM else OFFICE_ADDRESS,
    )


def log_uses(making: Making, organisation: Organisation, people: Sequence[Person]) -> None:
    """Log that own workers looked at some of their clients, and clients at themselves, in the last days."""
    chance, now = making.chance, making.calendar.now
    guides = {worker.worker_id for worker in organisation.workers[Role.SERVICE_GUIDE]}
    for person in people:
        uses = 6 if person.leads else chance.integer(0, 2)
        for number in range(uses):
            own = number % 3 == 2
            worker_role = Role.SERVICE_GUIDE if person.own_worker in guides else Role.SOCIAL_WORKER
            role = Role.CLIENT if own else worker_role
            at = now - timedelta(minutes=chance.integer(30, USE_LOG_DAYS * 24 * 60))
            making.rows.add(
                use_log,
                organiser_id=organisation.organiser_id,
                id=chance.id(at),
                at=at,
                actor_id=person.client_id if own else person.own_worker,
                role=role,
                on_behalf_of=None,
                purpose=PURPOSES[role],
                operation=chance.choice(("ClientBudget", "ClientPlan", "ClientOrders")),
                client_ids=[person.client_id],
                by_name=False,
            )
