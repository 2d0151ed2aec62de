"""Roots that lead to messages that did not leave, and to a producer's contact, endpoints and calls."""

from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.permission import needs
from hb.api.sending.types import (
    ChannelRule,
    ClientUnsentMessage,
    ProducerContact,
    UnsentMessage,
    Webhook,
    WebhookCall,
    WebhookTest,
)
from hb.messages.rules import MessageState, SendingFault
from hb.read import Connection, by_context, by_id, many, where
from hb.sending.rules import CallState


@strawberry.input(description="Which messages that did not leave to list.")
class UnsentMessageFilter:
    """All given conditions hold."""

    state: MessageState | None = where(
        lambda unsent, state: unsent.state == state, description="Only in this state."
    )
    reason: SendingFault | None = where(
        lambda unsent, reason: unsent.reason == reason, description="Only those that failed for this reason."
    )


@strawberry.input(description="Which messages about clients that did not leave to list.")
class ClientUnsentMessageFilter:
    """All given conditions hold."""

    client_id: strawberry.ID | None = where(
        lambda unsent, client_id: unsent.client_id == client_id,
        id_of="Client",
        description="Only about this client.",
    )


@strawberry.input(description="Which calls to list.")
class WebhookCallFilter:
    """All given conditions hold."""

    state: CallState | None = where(
        lambda call, state: call.state == state, description="Only in this state."
    )


class WebhookCallOrder(Enum):
    """By when it happened."""

    NEWEST = "-at"
    OLDEST = "at"


strawberry.enum(WebhookCallOrder, description="In which order calls are listed.")


@strawberry.type
class Query:
    """Roots of sending."""

    unsent_messages: Connection[UnsentMessage] = many(
        order="-tried_at",
        filter=UnsentMessageFilter,
        description="Messages that did not leave at once, the last tried first; those sent since stay.",
        **needs(Permission.MESSAGE_RESEND),
    )
    client_unsent_messages: Connection[ClientUnsentMessage] = many(
        order="-at",
        filter=ClientUnsentMessageFilter,
        description="Messages about clients whom you serve that did not leave at once, newest first.",
        **needs(Permission.UNSENT_MESSAGE_READ),
    )
    channel_rules: Connection[ChannelRule] = many(
        order="valid_from",
        description="The rules by which channel the organiser's messages leave.",
        **needs(Permission.CHANNEL_RULE_READ),
    )
    my_producer_contact: ProducerContact | None = by_context(
        columns={"producer_id": "party"},
        description="Where your producer is notified; none until it is set.",
        **needs(Permission.PRODUCER_CONTACT_CHANGE),
    )
    my_webhooks: Connection[Webhook] = many(
        order="-made_at",
        description="The endpoint of your producer's system, and those before it.",
        **needs(Permission.WEBHOOK_EDIT),
    )
    webhook_call: WebhookCall | None = by_id(
        description="One call to your producer's system.", **needs(Permission.WEBHOOK_READ)
    )
    webhook_calls: Connection[WebhookCall] = many(
        order="-at",
        orders=WebhookCallOrder,
        filter=WebhookCallFilter,
        description="Calls to your producer's system, newest first; to administrators, to all producers'.",
        **needs(Permission.WEBHOOK_READ),
    )
    webhook_test: WebhookTest | None = by_id(
        description="One test call to your producer's system.", **needs(Permission.WEBHOOK_TEST)
    )
    webhook_tests: Connection[WebhookTest] = many(
        order="-asked_at",
        description="Test calls to your producer's system, newest first.",
        **needs(Permission.WEBHOOK_TEST),
    )
