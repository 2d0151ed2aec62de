"""What is decided about messages and urgent tasks: events, channels and texts, who must act; all pure."""

from hb.messages.rules.notices import (
    STATES,
    TEMPLATES,
    Channel,
    Event,
    MessageState,
    Recipient,
    body_of,
    channel_to,
    official_channel,
    title_of,
)
from hb.messages.rules.tasks import OfficeHours, TaskDone, TaskKind, TaskState, VisitsToCome

__all__ = [
    "STATES",
    "TEMPLATES",
    "Channel",
    "Event",
    "MessageState",
    "OfficeHours",
    "Recipient",
    "TaskDone",
    "TaskKind",
    "TaskState",
    "VisitsToCome",
    "body_of",
    "channel_to",
    "official_channel",
    "title_of",
]
