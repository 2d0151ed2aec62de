"""What the mutations on messages that did not leave, and on contacts and endpoints of producers, answer."""

import strawberry

from hb.api.arguments import CommandInput
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.sending.types import ProducerContact, UnsentMessage, Webhook, WebhookDelivery
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
    secret: str | None = strawberry.field(
        default=None,
        description="What calls are signed with, `whsec_` and base64. It is shown here and nowhere else: the "
        "same idempotency key shows it again.",
    )


@payload
class WebhookEndPayload(Payload):
    """The endpoint that was ended, or why not."""

    webhook: Webhook | None = by("webhook_id", "The endpoint.")


@payload
class WebhookReplayPayload(Payload):
    """The call as it is now, or why not."""

    delivery: WebhookDelivery | None = by("delivery_id", "The call, which waits to be made.")


async def set_webhook(read: PayloadReader, kept: WebhookKept, _: CommandInput) -> WebhookSetPayload:
    """The endpoint with its secret, which is stored encrypted and is no column that the read engine knows."""
    request = read.request
    secret = await sending.read_secret(read.tx, request.actor, request.secrecy, kept.webhook_id)
    return WebhookSetPayload(webhook=await read.one(Webhook, "webhook", kept.webhook_id), secret=secret)
