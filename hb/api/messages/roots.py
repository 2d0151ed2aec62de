"""Roots that lead to messages."""

import strawberry

from hb.access.rules import Permission
from hb.api.messages.types import Message
from hb.api.permission import needs
from hb.messages.rules import Event
from hb.read import Connection, many, where


@strawberry.input(description="Which messages to list.")
class MessageFilter:
    """All given conditions hold."""

    unread: bool | None = where(
        lambda message, unread: message.read_at.is_(None) == unread, description="Only unread, or only read."
    )
    event: Event | None = where(lambda message, event: message.event == event, description="Only this event.")


@strawberry.type
class Query:
    """Roots that lead to messages."""

    messages: Connection[Message] = many(
        order="-at",
        filter=MessageFilter,
        description="Your inbox, newest first.",
        **needs(Permission.MESSAGE_READ),
    )
