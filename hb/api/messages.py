"""The inbox: what somebody was told, in GraphQL."""

from datetime import datetime
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, FromClause, or_

from hb.access.rules import Actor, Permission
from hb.api.errors import UserError
from hb.api.ids import uuid_of
from hb.api.node import Node
from hb.api.permission import mutation, needs
from hb.api.request import Info, PayloadReader, execute
from hb.kit.transaction import Transaction
from hb.messages import model
from hb.messages import service as messages
from hb.messages.rules import Channel, Event, MessageState
from hb.messages.service import MessageRead
from hb.read import Connection, ContextBinds, column, many, row, where

strawberry.enum(Channel, description="How a message leaves (viestin kanava).")
strawberry.enum(Event, description="What happened that somebody must be told of (tapahtuma).")
strawberry.enum(MessageState, description="How far a message has come on its outer channel (viestin tila).")


def _to_me(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Messages to the party, the person, or the client a representative acts for."""
    return or_(
        rows.c.recipient_id == context.party,
        rows.c.recipient_id == context.actor,
        rows.c.recipient_id == context.on_behalf_of,
    )


@row(model.message, subject="client_id", within=_to_me, description="One message to the reader (viesti).")
class Message(Node):
    """What somebody is told of an event, in Finnish or Swedish."""

    id: strawberry.ID = column(description="Opaque id.")
    event: Event = column(description="What happened.")
    channel: Channel = column(description="Through which channel it also leaves.")
    state: MessageState = column(description="How far it has come there.")
    language: str = column(description="fi or sv.")
    title: str = column(description="The title.")
    body: str = column(description="The text.")
    at: datetime = column(description="When it was written.")
    read_at: datetime | None = column(description="When its recipient marked it read.")


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


@strawberry.input(description="Which message was read.")
class MessageMarkReadInput:
    """One message of one's own."""

    idempotency_key: UUID = strawberry.field(description="Made by the client; the same key has one effect.")
    message_id: strawberry.ID = strawberry.field(description="The message.")


@strawberry.type(description="The message, or why not.")
class MessageMarkReadPayload:
    """What messageMarkRead answers."""

    message: Message | None = strawberry.field(default=None, description="The message as it is now.")
    user_errors: list[UserError] = strawberry.field(
        default_factory=list, description="Why it was refused; empty when it was done."
    )


@mutation(Permission.MESSAGE_READ)
async def message_mark_read(info: Info, input: MessageMarkReadInput) -> MessageMarkReadPayload:  # noqa: A002 the argument's name
    """Mark a message of one's own as read (merkitse luetuksi). May refuse with NOT_FOUND."""

    async def work(tx: Transaction, actor: Actor) -> MessageRead:
        return await messages.mark_read(tx, actor, uuid_of(input.message_id, "Message", "input", "messageId"))

    async def payload(read: PayloadReader, done: MessageRead) -> MessageMarkReadPayload:
        return MessageMarkReadPayload(message=await read.one(Message, "message", done.message_id))

    return await execute(info, input, MessageMarkReadPayload, MessageRead, work, payload)


MUTATIONS = (message_mark_read,)
