"""What the mutations on messages answer."""

from hb.api.messages.types import Message, UrgentTask
from hb.api.payload import Payload, by, payload


@payload
class MessageMarkReadPayload(Payload):
    """The message, or why not."""

    message: Message | None = by("message_id", "The message as it is now.")


@payload
class UrgentTaskClosePayload(Payload):
    """The task as it is now, or why not."""

    task: UrgentTask | None = by("task_id", "The task.")
