"""What is decided about messages and urgent tasks: events, texts, what is personal, who must act; pure."""

from hb.messages.rules.events import (
    STATES,
    TEMPLATES,
    Channel,
    Event,
    MessageState,
    Recipient,
    SendingFault,
    body_of,
    channel_to,
    official_channel,
    title_of,
)
from hb.messages.rules.personal import IS_PERSONAL, PERSONAL_EVENTS
from hb.messages.rules.tasks import TaskDone, TaskKind, TaskState, VisitsToCome

__all__ = [
    "IS_PERSONAL",
    "PERSONAL_EVENTS",
    "STATES",
    "TEMPLATES",
    "Channel",
    "Event",
    "MessageState",
    "Recipient",
    "SendingFault",
    "TaskDone",
    "TaskKind",
    "TaskState",
    "VisitsToCome",
    "body_of",
    "channel_to",
    "official_channel",
    "title_of",
]
