"""The inbox: the messages that somebody has received, in GraphQL."""

from datetime import datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, or_

from hb.api.node import Node
from hb.api.reach import within_power
from hb.messages import model
from hb.messages.rules import PERSONAL_EVENTS, Channel, Event, MessageState
from hb.read import ContextBinds, column, row

strawberry.enum(Channel, description="How a message leaves (viestin kanava).")
strawberry.enum(Event, description="What happened that somebody must be told of (tapahtuma).")
strawberry.enum(MessageState, description="How far a message has come on its outer channel (viestin tila).")


def _to_me(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Messages to the party, the person, or the client acted for, as far as the power goes."""
    to_me = or_(
        rows.c.recipient_id == context.party,
        rows.c.recipient_id == context.actor,
        rows.c.recipient_id == context.on_behalf_of,
    )
    return and_(to_me, within_power(rows, context, rows.c.event.in_(sorted(PERSONAL_EVENTS))))


@row(model.message, subject="client_id", within=_to_me, description="One message to the reader (viesti).")
class Message(Node):
    """A notice of an event, in Finnish or Swedish."""

    id: strawberry.ID = column(description="Opaque id.")
    event: Event = column(description="What happened.")
    channel: Channel = column(description="Through which channel it also leaves.")
    state: MessageState = column(description="How far it has come there.")
    language: str = column(description="fi or sv.")
    title: str = column(description="The title.")
    body: str = column(description="The text.")
    at: datetime = column(description="When it was written.")
    read_at: datetime | None = column(description="When its recipient marked it read.")
