"""What is decided about messages and urgent tasks: events, texts, what is personal, who must act; pure."""

from hb.messages.rules.events import (
    Channel,
    CloseStop,
    Event,
    MessageState,
    Recipient,
    SendingFault,
)
from hb.messages.rules.explanations import EXPLANATIONS, NotSent, explained
from hb.messages.rules.personal import IS_PERSONAL, PERSONAL_EVENTS
from hb.messages.rules.sentences import TEXTS, body_of, said_to, title_of
from hb.messages.rules.subjects import Subject, SubjectType
from hb.messages.rules.tasks import TaskDone, TaskKind, TaskState, VisitsToCome

__all__ = [
    "EXPLANATIONS",
    "IS_PERSONAL",
    "PERSONAL_EVENTS",
    "TEXTS",
    "Channel",
    "CloseStop",
    "Event",
    "MessageState",
    "NotSent",
    "Recipient",
    "SendingFault",
    "Subject",
    "SubjectType",
    "TaskDone",
    "TaskKind",
    "TaskState",
    "VisitsToCome",
    "body_of",
    "explained",
    "said_to",
    "title_of",
]
