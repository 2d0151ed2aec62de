"""Inputs of the mutations on messages that did not leave, and on contacts and endpoints of producers."""

import strawberry

import hb.api.sending.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which message is sent again.")
class MessageResendInput(CommandInput):
    """One that failed."""

    message_id: strawberry.ID = id_of("Message", "The message, by the messageId of an UnsentMessage.")


@strawberry.input(description="Where the producer is notified.")
class ProducerContactChangeInput(CommandInput):
    """What is left out is cleared."""

    email: str | None = strawberry.field(default=None, description="E-mail address.")
    phone: str | None = strawberry.field(default=None, description="Number for text messages.")


@strawberry.input(description="Where the organiser's events are posted to.")
class WebhookSetInput(CommandInput):
    """The endpoint takes the place of the one before."""

    url: str = strawberry.field(description="The address, https:// and at most 500 characters.")


@strawberry.input(description="That nothing more is posted.")
class WebhookEndInput(CommandInput):
    """The producer's present endpoint is ended."""


@strawberry.input(description="Which call is made again.")
class WebhookReplayInput(CommandInput):
    """One that was received or failed."""

    call_id: strawberry.ID = id_of("WebhookCall", "The call.")


@strawberry.input(description="That the endpoint is tried.")
class WebhookTestInput(CommandInput):
    """The producer's present endpoint gets one call."""
