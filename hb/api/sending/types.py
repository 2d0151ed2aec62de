"""Messages that did not leave, contacts and endpoints of producers, and calls to them, as GraphQL types."""

from datetime import date, datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, or_

from hb.access.rules import PRODUCER_ROLES, Role
from hb.api.access.types import Worker
from hb.api.clients.types import Client, Representative
from hb.api.node import Node
from hb.api.producers.types import Producer
from hb.api.reach import of_role, within_reach
from hb.api.wording import EVENT_WORDING, FAULT_WORDING
from hb.messages.model import unsent_message, unsent_party
from hb.messages.rules import Channel, Event, MessageState, Recipient, SendingFault, UnsentRecipient
from hb.read import ContextBinds, column, one, row
from hb.sending import model
from hb.sending.rules import CallState

strawberry.enum(Recipient, name="MessageRecipient", description="Whom a message is to (viestin saaja).")
strawberry.enum(
    UnsentRecipient, description="Whom a message that did not leave was for (lähtemättömän viestin saaja)."
)
strawberry.enum(CallState, description="How far a call to a producer's system has come (kutsun tila).")


def _own(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Rows of the caller's own producer."""
    return and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES)))


def _own_or_administered(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return or_(_own(rows, context), context.role == Role.ADMINISTRATOR)


@row(
    unsent_message,
    key="message_id",
    within=of_role(Role.ADMINISTRATOR),
    description="A message that did not leave at once (lähtemätön viesti).",
)
class UnsentMessage:
    """For what kind of recipient it was, and the name where that is a producer or a worker.

    Its title and text are shown to nobody here, nor which client it is to or about: that is seen by those who
    serve the client (`clientUnsentMessages`).
    """

    message_id: strawberry.ID = column(id_of="Message", description="Opaque id of the Message.")
    event: Event = column(description="What happened.")
    event_label: str = column("event", wording=EVENT_WORDING, description="What happened, in your language.")
    recipient: UnsentRecipient = column(description="What kind of recipient it was for.")
    producer: Producer | None = one(
        to="producer_id", description="The producer whom it was for, as far as you may see the producer."
    )
    worker: Worker | None = one(to="worker_id", description="The worker whom it was for.")
    channel: Channel | None = column(
        description="The channel it was to leave by; none where no rule says it."
    )
    state: MessageState = column(description="How far it has come by now.")
    reason: SendingFault | None = column(
        description="Why it does not leave; none once it is sent again, has left, or is kept back."
    )
    reason_label: str | None = column(
        "reason", wording=FAULT_WORDING, description="The reason in your language."
    )
    former_reason: SendingFault | None = column(
        description="Why it did not leave before it was sent again, or left at last."
    )
    former_reason_label: str | None = column(
        "former_reason", wording=FAULT_WORDING, description="The former reason in your language."
    )
    attempts: int = column(description="How often it has been tried since it was last to be sent.")
    at: datetime = column(description="When it was written.")
    tried_at: datetime = column(description="When it was last tried, or left at last.")
    resent_at: datetime | None = column(description="When it was last to be sent again, by an administrator.")


@row(
    unsent_party,
    key="message_id",
    subject="client_id",
    within=within_reach(unsent_party),
    description="A message about a client that did not leave at once (asiakkaan lähtemätön viesti).",
)
class ClientUnsentMessage:
    """For those who serve the client; administrators, who have no client data, do not see it."""

    message_id: strawberry.ID = column(id_of="Message", description="Opaque id of the Message.")
    at: datetime = column(description="When it was written.")
    client: Client = one(to="client_id", always=True, description="The client whom the message is about.")
    representative: Representative | None = one(
        to="representative_id", description="The representative whom it was for; none if it was for another."
    )
    message: UnsentMessage | None = one(
        to="message_id", description="Whom it was for, and why it did not leave."
    )


@row(
    model.channel_rule,
    within=of_role(Role.ADMINISTRATOR),
    description="A rule by which channel messages leave (lähetyskanavan sääntö).",
)
class ChannelRule(Node):
    """Of those that fit a message the most specific decides: event before age, age before consent.

    Of equal ones the latest decides. What is null fits all.
    """

    id: strawberry.ID = column(description="Opaque id.")
    recipient: Recipient = column(description="Whom it is for.")
    event: Event | None = column(description="The event that it is for alone.")
    consents: bool | None = column(description="Whether the client consents to electronic service.")
    from_age: int | None = column(description="The client's age in full years, this or more.")
    below_age: int | None = column(description="The client's age in full years, less than this.")
    channel: Channel | None = column(
        description="The channel; null where the message goes to those who represent the client."
    )
    valid_from: date = column(description="The first day on which it counts.")


@row(
    model.producer_contact,
    key="producer_id",
    within=_own,
    description="Where a producer is notified that something waits for it (tuottajan yhteystiedot).",
)
class ProducerContact:
    """One's own producer's, with the organiser; never client data is sent there."""

    email: str | None = column(description="E-mail address.")
    phone: str | None = column(description="Number for text messages.")
    changed_at: datetime = column(description="When it was last changed.")


@row(
    model.webhook,
    within=_own,
    description="An endpoint of a producer's system for the organiser's events (webhook).",
)
class Webhook(Node):
    """Calls are signed as Standard Webhooks says; the secret was shown when the endpoint was set."""

    id: strawberry.ID = column(description="Opaque id.")
    url: str = column(description="The address that is called.")
    made_at: datetime = column(description="When it was set.")
    ended_at: datetime | None = column(description="When it was ended or replaced; none while it is called.")


@row(
    model.webhook_call,
    within=_own_or_administered,
    description="A call to a producer's system about one message (webhook-kutsu).",
)
class WebhookCall(Node):
    """It is known to the endpoint by the id of its message (the header webhook-id)."""

    id: strawberry.ID = column(description="Opaque id.")
    event: Event = column(description="What happened.")
    event_label: str = column("event", wording=EVENT_WORDING, description="What happened, in your language.")
    subject_id: strawberry.ID | None = column(
        id_by="subject_type",
        description="The node that it is about, as the producer reads it here.",
    )
    state: CallState = column(description="How far it has come.")
    attempts: int = column(description="How often it was tried since it was last asked for.")
    status_code: int | None = column(description="The last answer's status code since then.")
    reason: SendingFault | None = column(description="Why the last attempt since then failed.")
    reason_label: str | None = column(
        "reason", wording=FAULT_WORDING, description="The reason in your language."
    )
    former_status_code: int | None = column(description="The last answer before it was made again.")
    former_reason: SendingFault | None = column(description="Why it failed before it was made again.")
    former_reason_label: str | None = column(
        "former_reason", wording=FAULT_WORDING, description="The former reason in your language."
    )
    replayed_at: datetime | None = column(description="When it was last to be made again.")
    at: datetime = column(description="When it happened.")
    tried_at: datetime | None = column(description="When it was last tried.")
    received_at: datetime | None = column(description="When the endpoint first took it.")
    producer: Producer | None = one(description="Whose system is called, as far as you may see the producer.")


@row(
    model.webhook_test,
    within=_own,
    description="A call by which a producer tries its endpoint (koekutsu).",
)
class WebhookTest(Node):
    """It is made once, signed as any other, with the type WEBHOOK_TEST; it is about nothing."""

    id: strawberry.ID = column(description="Opaque id, whose second part is in the header webhook-id.")
    state: CallState = column(description="How far it has come; one that failed is not made again.")
    status_code: int | None = column(description="The answer's status code; none where there was no answer.")
    reason: SendingFault | None = column(description="Why it failed.")
    reason_label: str | None = column(
        "reason", wording=FAULT_WORDING, description="The reason in your language."
    )
    duration_ms: int | None = column(
        description="How long the answer took, in milliseconds; none until the endpoint was called."
    )
    signature_headers: list[str] | None = column(
        description="The names of the headers by which the endpoint checks the signature."
    )
    asked_at: datetime = column(description="When it was asked for.")
    ended_at: datetime | None = column(description="When it was received or failed.")
    webhook: Webhook = one(description="The endpoint that is tried.")
