"""What the mutations on messages answer."""

from hb.api.messages.types import Message
from hb.api.payload import Payload, by, payload


@payload
class MessageMarkReadPayload(Payload):
    """The message, or why not."""

    message: Message | None = by("message_id", "The message as it is now.")
