"""Notifying people: an outbox row in the event's own transaction, urgent tasks, and what was read or done."""

from hb.messages.service.ending import Sent, end_sending, let_go, wait_again, withhold
from hb.messages.service.reading import MessageRead, mark_read
from hb.messages.service.tasks import finish_task, give_task
from hb.messages.service.telling import SENDING, Wording, pass_on, tell

__all__ = [
    "SENDING",
    "MessageRead",
    "Sent",
    "Wording",
    "end_sending",
    "finish_task",
    "give_task",
    "let_go",
    "mark_read",
    "pass_on",
    "tell",
    "wait_again",
    "withhold",
]
