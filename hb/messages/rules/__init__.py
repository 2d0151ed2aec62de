"""What is decided about messages and urgent tasks: events, texts, what is personal, who must act; pure."""

from hb.messages.rules.details import ContactWorker, Details, ServiceFrom, details, without_details
from hb.messages.rules.events import (
    Channel,
    CloseStop,
    Event,
    Halted,
    MessageState,
    NextStep,
    Recipient,
    SendingFault,
    UnsentRecipient,
)
from hb.messages.rules.explanations import EXPLANATIONS, NotSent, explained
from hb.messages.rules.hearing import HEARD, Hearer, Hearing, Telling, telling
from hb.messages.rules.personal import IS_PERSONAL, PERSONAL_EVENTS
from hb.messages.rules.sentences import TEXTS, body_of, said_to, title_of
from hb.messages.rules.subjects import Subject, SubjectType
from hb.messages.rules.tasks import TaskDone, TaskKind, TaskState, VisitsToCome
from hb.messages.rules.texts.faults import FAULT_LABELS
from hb.messages.rules.texts.labels import EVENT_LABELS

__all__ = [
    "EVENT_LABELS",
    "EXPLANATIONS",
    "FAULT_LABELS",
    "HEARD",
    "IS_PERSONAL",
    "PERSONAL_EVENTS",
    "TEXTS",
    "Channel",
    "CloseStop",
    "ContactWorker",
    "Details",
    "Event",
    "Halted",
    "Hearer",
    "Hearing",
    "MessageState",
    "NextStep",
    "NotSent",
    "Recipient",
    "SendingFault",
    "ServiceFrom",
    "Subject",
    "SubjectType",
    "TaskDone",
    "TaskKind",
    "TaskState",
    "Telling",
    "UnsentRecipient",
    "VisitsToCome",
    "body_of",
    "details",
    "explained",
    "said_to",
    "telling",
    "title_of",
    "without_details",
]
