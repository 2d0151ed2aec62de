"""What the mutations on messages that did not leave, and on contacts and endpoints of producers, answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.sending.types import ProducerContact, UnsentMessage, Webhook, WebhookCall, WebhookTest
from hb.sending import service as sending
from hb.sending.service import WebhookKept


@payload
class MessageResendPayload(Payload):
    """The message as it is now, or why not."""

    unsent_message: UnsentMessage | None = by("message_id", "The message, which waits to be sent.")


@payload
class ProducerContactChangePayload(Payload):
    """The contact as it is now, or why not."""

    contact: ProducerContact | None = by("producer_id", "Where the producer is notified.")


@payload
class WebhookSetPayload(Payload):
    """The endpoint and its secret, or why not."""

    webhook: Webhook | None = strawberry.field(default=None, description="The endpoint.")
    former_webhook: Webhook | None = strawberry.field(
        default=None, description="The endpoint that it replaces, which has ended; none if there was none."
    )
    waiting_calls: int | None = strawberry.field(
        default=None, description="How many calls waited for the former one: they are made to this one now."
    )
    secret: str | None = strawberry.field(
        default=None,
        description="What calls are signed with, `whsec_` and base64. It is new, also for the same address, "
        "and shown here and nowhere else: the same idempotency key shows it again.",
    )


@payload
class WebhookEndPayload(Payload):
    """The endpoint that was ended, or why not."""

    webhook: Webhook | None = strawberry.field(default=None, description="The endpoint.")
    waiting_calls: int | None = strawberry.field(
        default=None, description="How many calls waited for it: they fail now."
    )


@payload
class WebhookReplayPayload(Payload):
    """The call as it is now, or why not."""

    call: WebhookCall | None = by("call_id", "The call, which waits to be made.")


@payload
class WebhookTestPayload(Payload):
    """The test call as it is now, or why not."""

    test: WebhookTest | None = by("test_id", "The call, which waits to be made: read it again by its id.")


async def set_webhook(read: PayloadReader, kept: WebhookKept, _: CommandInput) -> WebhookSetPayload:
    """The endpoint with its secret, which is stored encrypted and is no column that the read engine knows."""
    request = read.request
    secret = await sending.read_secret(read.tx, request.actor, request.secrecy, kept.webhook_id)
    former_id = kept.former_webhook_id
    return WebhookSetPayload(
        webhook=await read.one(Webhook, "webhook", kept.webhook_id),
        former_webhook=None if former_id is None else await read.one(Webhook, "formerWebhook", former_id),
        waiting_calls=kept.waiting_calls,
        secret=secret,
    )


async def end_webhook(read: PayloadReader, kept: WebhookKept, _: CommandInput) -> WebhookEndPayload:
    """The endpoint that was ended, and how many calls waited for it."""
    webhook = await read.one(Webhook, "webhook", kept.webhook_id)
    return WebhookEndPayload(webhook=webhook, waiting_calls=kept.waiting_calls)
