"""The inbox, the messages that somebody has received, and urgent tasks, in GraphQL."""

from datetime import datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, or_

from hb.access.rules import CARE_ROLES, Role
from hb.api.access.types import Worker
from hb.api.clients.types import Client
from hb.api.node import Node
from hb.api.plans.types import Order
from hb.api.producers.types import Producer
from hb.api.reach import reached, within_power
from hb.messages import model
from hb.messages.rules import PERSONAL_EVENTS, Channel, Event, MessageState, SendingFault, SubjectType
from hb.messages.rules.tasks import TaskKind, TaskState
from hb.read import ContextBinds, all_of, column, one, row

strawberry.enum(Channel, description="How a message leaves (viestin kanava).")
strawberry.enum(Event, description="What happened that somebody must be told of (tapahtuma).")
strawberry.enum(
    SubjectType,
    name="MessageSubject",
    description="The type of the node that a message is about (viestin kohde).",
)
strawberry.enum(MessageState, description="How far a message has come on its outer channel (viestin tila).")


strawberry.enum(SendingFault, description="Why something has not left the house (lähettämisen este).")
strawberry.enum(TaskKind, description="What must be done at once (kiireellisen tehtävän laji).")
strawberry.enum(TaskState, description="Whether an urgent task is still to be done (tehtävän tila).")


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
    """A notice of an event, in Finnish, Swedish or English."""

    id: strawberry.ID = column(description="Opaque id.")
    event: Event = column(description="What happened.")
    channel: Channel | None = column(
        description="Through which channel it also leaves; none until the organiser's rules have decided it."
    )
    state: MessageState = column(description="How far it has come there.")
    language: str = column(description="fi, sv or en.")
    title: str = column(description="The title.")
    body: str = column(description="The text.")
    sent_at: datetime | None = column(description="When it left by its channel.")
    failure: SendingFault | None = column(description="Why it has not left, or not yet.")
    explanation: str | None = column(
        description="Why it has not left, or needs no sending, in a sentence of its language."
    )
    at: datetime = column(description="When it was written.")
    read_at: datetime | None = column(description="When its recipient marked it read.")
    subject_id: strawberry.ID | None = column(
        id_by="subject_type",
        description=(
            "What the message is about: `node` answers this id, as far as the reader still sees it. Null "
            "where it is about nothing that has an id, such as a whole month."
        ),
    )
    subject_type: SubjectType | None = column(description="The type of what the message is about.")


def _for_me(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Tasks of the party, the person or the absent worker, of all workers on call, and by reach."""
    return or_(
        and_(context.role.in_(sorted(CARE_ROLES)), reached(rows.c.client_id, context, personal=False)),
        rows.c.recipient_id == context.party,
        rows.c.recipient_id == context.actor,
        rows.c.recipient_id == context.on_behalf_of,
        and_(rows.c.recipient_id.is_(None), context.role == Role.ON_CALL_WORKER),
    )


@row(
    model.urgent_task_order,
    subject="client_id",
    within=_for_me,
    description="An order that an urgent task is about.",
)
class VisitsToCome:
    """As it was when the task was given."""

    order_id: strawberry.ID = column(id_of="Order", description="The order.")
    producer: Producer = one(to="producer_id", always=True, description="Whose visits they are.")
    first_month: int = column(description="The order's first service month, yyyymm.")
    last_month: int = column(description="The order's last service month, yyyymm.")
    order: Order | None = one(to="order_id", description="The order itself, where you reach the client.")


@row(
    model.urgent_task,
    subject="client_id",
    within=_for_me,
    description="What a worker must do at once (kiireellinen tehtävä).",
)
class UrgentTask(Node):
    """It is the own worker's in office hours, and that of the workers on call at other times.

    Who reaches the client sees it all the same, and may close it.
    """

    id: strawberry.ID = column(description="Opaque id.")
    kind: TaskKind = column(description="What must be done.")
    state: TaskState = column(description="Open or done.")
    given_at: datetime = column(description="When it was given.")
    given_by: Worker | None = one(to="given_by", description="The worker whose act made it necessary.")
    done_at: datetime | None = column(description="When it was marked done.")
    done_by: Worker | None = one(to="done_by", description="Who marked it done.")
    client_id: strawberry.ID = column(id_of="Client", description="Whom it is about.")
    client: Client | None = one(to="client_id", description="The client, where you reach them.")
    orders: list[VisitsToCome] = all_of(
        by="task_id", order="order_id", description="The orders with visits to come."
    )
