"""How messages leave the region: rules of channels, producers' contacts, an endpoint, what did not leave."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.demo.cast import PRODUCER
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Producer
from hb.demo.trying import fail_letter, try_endpoint
from hb.kit.clock import months_between
from hb.kit.errors import Fact
from hb.messages.model import message, unsent_message
from hb.messages.rules import (
    EXPLANATIONS,
    Channel,
    Event,
    MessageState,
    Recipient,
    SendingFault,
    SubjectType,
    UnsentRecipient,
    body_of,
    title_of,
)
from hb.messages.rules.sentences import OUTCOME
from hb.sending.model import channel_rule, producer_contact, webhook, webhook_call
from hb.sending.rules import DEFAULTS, CallState
from hb.settlement.model import month_close

CALLS = 4
"""How many calls to the endpoint there are; the newest of them failed."""
ENDED_AFTER = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """What calls to an endpoint are signed with, not yet encrypted."""

    organiser_id: UUID
    webhook_id: UUID
    secret: str


def make_sending(
    making: Making, organisation: Organisation, producers: list[Producer]
) -> list[SigningSecret]:
    """Make the rules and the contacts; at the cast's organiser an endpoint and failures.

    Nothing here is by chance, so that the rest of the region is as it would be without.
    """
    begun, organiser_id = making.calendar.beginning, organisation.organiser_id
    for number, rule in enumerate(DEFAULTS):
        making.rows.add(
            channel_rule,
            organiser_id=organiser_id,
            id=cast_id(f"{organisation.area.key} channel rule {number}"),
            recipient=rule.recipient,
            event=rule.event,
            consents=rule.consents,
            from_age=rule.from_age,
            below_age=rule.below_age,
            channel=rule.channel,
            valid_from=begun,
        )
    for number, producer in enumerate(producers):
        making.rows.add(
            producer_contact,
            organiser_id=organiser_id,
            producer_id=producer.producer_id,
            email=f"palvelut@tuottaja-{number + 1}.example",
            phone=f"+35840555{number:04}",
            changed_by=producer.users[Role.PRODUCER_ADMINISTRATOR],
            changed_at=making.calendar.past(begun, 10),
        )
    _fail(making, organisation)
    fail_letter(making, organisation)
    return [_listen(making, organisation, producers[PRODUCER])]


def _fail(making: Making, organisation: Organisation) -> None:
    """A message of the newest close that the mail server of its recipient refused."""
    calendar, organiser_id = making.calendar, organisation.organiser_id
    message_id = cast_id(f"{organisation.area.key} message that failed")
    at = calendar.now - timedelta(days=1)
    months = months_between(calendar.first_month, calendar.current_month)
    month = max(month for month in months if calendar.is_closed(month))
    close = next(
        row
        for row in making.rows.rows_of(month_close)
        if (row["organiser_id"], row["month"]) == (organiser_id, month)
    )
    facts: dict[str, Fact] = {
        "month": month,
        "count": int(str(close["settled_count"])),
        "cents": int(str(close["settled_cents"])),
        OUTCOME: Recipient.WORKER.value,
    }
    making.rows.add(
        message,
        organiser_id=organiser_id,
        id=message_id,
        recipient_id=organisation.second(Role.CONTROLLER),
        client_id=None,
        event=Event.MONTH_CLOSED,
        channel=Channel.EMAIL,
        state=MessageState.FAILED,
        language="fi",
        title=title_of(Event.MONTH_CLOSED, "fi", facts),
        body=body_of(Event.MONTH_CLOSED, "fi", facts),
        subject_type=SubjectType.MONTH_CLOSE,
        subject_id=close["id"],
        facts=json.dumps(facts),
        at=at,
        read_at=None,
        sent_at=None,
        failure=SendingFault.REFUSED_BY_RECEIVER,
        explanation=EXPLANATIONS[SendingFault.REFUSED_BY_RECEIVER]["fi"],
    )
    making.rows.add(
        unsent_message,
        organiser_id=organiser_id,
        message_id=message_id,
        event=Event.MONTH_CLOSED,
        channel=Channel.EMAIL,
        state=MessageState.FAILED,
        reason=SendingFault.REFUSED_BY_RECEIVER,
        attempts=1,
        at=at,
        tried_at=at + ENDED_AFTER,
        former_reason=None,
        resent_at=None,
        recipient=UnsentRecipient.WORKER,
        worker_id=organisation.second(Role.CONTROLLER),
        producer_id=None,
    )


def _listen(making: Making, organisation: Organisation, producer: Producer) -> SigningSecret:
    """The endpoint of a producer, and calls about the newest messages to it."""
    organiser_id = organisation.organiser_id
    webhook_id = cast_id(f"{organisation.area.key} webhook")
    making.rows.add(
        webhook,
        organiser_id=organiser_id,
        id=webhook_id,
        producer_id=producer.producer_id,
        url="https://hb.tuottaja-1.example/tapahtumat",
        made_by=producer.users[Role.PRODUCER_ADMINISTRATOR],
        made_at=making.calendar.past(making.calendar.beginning, 11),
        ended_at=None,
        ended_by=None,
    )
    of_producer = [
        row
        for row in making.rows.rows_of(message)
        if (row["organiser_id"], row["recipient_id"]) == (organiser_id, producer.producer_id)
    ]
    newest = sorted(of_producer, key=lambda row: (str(row["at"]), str(row["id"])))[-CALLS:]
    for row in newest:
        failed = row is newest[-1]
        at = row["at"] + ENDED_AFTER  # type: ignore[operator] # a row's columns are of any type
        making.rows.add(
            webhook_call,
            organiser_id=organiser_id,
            id=row["id"],
            producer_id=producer.producer_id,
            event=row["event"],
            subject_type=row["subject_type"],
            subject_id=row["subject_id"],
            state=CallState.FAILED if failed else CallState.RECEIVED,
            attempts=1,
            status_code=410 if failed else 204,
            reason=SendingFault.REFUSED_BY_RECEIVER if failed else None,
            at=row["at"],
            tried_at=at,
            received_at=None if failed else at,
            former_status_code=None,
            former_reason=None,
            replayed_at=None,
        )
    try_endpoint(making, organisation, producer, webhook_id)
    return SigningSecret(organiser_id, webhook_id, "whsec_" + "ZGVtbyByZWdpb24gb25seSwgbm90IGEgc2VjcmV0")
