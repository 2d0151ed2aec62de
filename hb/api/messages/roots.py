"""Roots that lead to messages and urgent tasks."""

from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.messages.types import Message, UrgentTask
from hb.api.permission import needs
from hb.messages.rules import Event
from hb.messages.rules.tasks import TaskState
from hb.read import Connection, by_id, many, where


@strawberry.input(description="Which messages to list.")
class MessageFilter:
    """All given conditions hold."""

    unread: bool | None = where(
        lambda message, unread: message.read_at.is_(None) == unread, description="Only unread, or only read."
    )
    event: Event | None = where(lambda message, event: message.event == event, description="Only this event.")
    subject_id: strawberry.ID | None = where(
        lambda message, subject: message.subject_id == subject,
        id_of="Node",
        description="Only about this: the thread of one order, one plan, one settlement.",
    )


@strawberry.input(description="Which urgent tasks to list.")
class UrgentTaskFilter:
    """All given conditions hold."""

    state: TaskState | None = where(
        lambda task, state: task.state == state, description="Only in this state."
    )


class UrgentTaskOrder(Enum):
    """By when it was given."""

    NEWEST = "-given_at"
    OLDEST = "given_at"


strawberry.enum(UrgentTaskOrder, description="In which order urgent tasks are listed.")


@strawberry.type
class Query:
    """Roots that lead to messages and urgent tasks."""

    messages: Connection[Message] = many(
        order="-at",
        filter=MessageFilter,
        description="Your inbox, newest first.",
        **needs(Permission.MESSAGE_READ),
    )
    urgent_task: UrgentTask | None = by_id(
        description="One urgent task of yours, or about a client you reach.",
        **needs(Permission.TASK_READ),
    )
    urgent_tasks: Connection[UrgentTask] = many(
        order="-given_at",
        orders=UrgentTaskOrder,
        filter=UrgentTaskFilter,
        description="Your urgent tasks and those about clients you reach, newest first; on call, those of "
        "all workers on call.",
        **needs(Permission.TASK_READ),
    )
