"""Deliveries: one row per event, found again by the producer's own number of it; a client's case in time."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, Table, Text, Uuid

import hb.assessments.model
import hb.budgets.model
import hb.clients.model
import hb.plans.model  # noqa: F401 the timeline is over their tables
from hb.deliveries.rules import DeliveryKind
from hb.kit.tables import (
    cents,
    check,
    closed_set,
    instant,
    metadata,
    organiser_table,
    reference_id,
)
from hb.ledger.model import MONEY_ROLES

delivery = organiser_table(
    "delivery",
    Column("producer_id", Uuid, nullable=False),
    Column("external_id", Text, nullable=False),
    reference_id("order_id"),
    reference_id("item_id"),
    reference_id("client_id"),
    closed_set("kind", DeliveryKind),
    Column("service_date", Date, nullable=False),
    Column("service_month", Integer, nullable=False),
    Column("settlement_month", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    cents("cents"),
    Column("content_hash", LargeBinary, nullable=False),
    reference_id("transfer_id"),
    reference_id("reported_by"),
    instant("reported_at"),
    check("quantity > 0 AND cents >= 0", "amounts"),
    policy="order",
    roles=MONEY_ROLES,
)
"""quantity is minutes or pieces, as the order counts; cents was drawn from the reservation of its month.

order_id has no foreign key, which would be checked row by row: the statement that inserts a delivery takes it
from the order, and nobody may delete orders.
"""
Index(
    "delivery_external_id_key",
    delivery.c.organiser_id,
    delivery.c.producer_id,
    delivery.c.external_id,
    unique=True,
)
Index(None, delivery.c.organiser_id, delivery.c.client_id, delivery.c.service_date, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.client_id, delivery.c.reported_at, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.order_id, delivery.c.service_date, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.producer_id, delivery.c.service_date, delivery.c.id)

MILESTONES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "AssessmentCompleted": ("assessment_completed", "assessment", "completed_at"),
        "DecisionMade": ("decision_made", "decision", "decided_at"),
        "DeliveryReported": ("delivery_reported", "delivery", "reported_at"),
        "MatterOpened": ("matter_opened", "matter", "opened_at"),
        "OrderAnswered": ("order_answered", "service_order", "answered_at"),
        "OrderSent": ("order_sent", "service_order", "sent_at"),
        "PlanApproved": ("plan_approved", "plan", "approved_at"),
        "PlanSubmitted": ("plan_submitted", "plan", "submitted_at"),
    }
)
"""What happens in a client's case: its type, its view, and the table's column that says when, if it has."""


def _milestone(kind: str) -> Table:
    """A view of one kind of milestone, which lies under the policy of its table."""
    name, table, at = MILESTONES[kind]
    of_table = metadata.tables[table].info
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, primary_key=True),
        Column("id", Uuid, primary_key=True),
        Column("client_id", Uuid, nullable=False),
        instant("at"),
        info={
            **of_table,
            "view": f"SELECT organiser_id, id, client_id, {at} AS at FROM {table} WHERE {at} IS NOT NULL",
        },
    )


assessment_completed = _milestone("AssessmentCompleted")
decision_made = _milestone("DecisionMade")
delivery_reported = _milestone("DeliveryReported")
matter_opened = _milestone("MatterOpened")
order_answered = _milestone("OrderAnswered")
order_sent = _milestone("OrderSent")
plan_approved = _milestone("PlanApproved")
plan_submitted = _milestone("PlanSubmitted")

client_timeline = Table(
    "client_timeline",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    instant("at"),
    info={
        "policy": "client",
        "subject": "client_id",
        "roles": (),
        "view": "\nUNION ALL\n".join(
            f"SELECT organiser_id, id, text '{kind}' AS type, client_id, {at} AS at"
            f" FROM {table} WHERE {at} IS NOT NULL"
            for kind, (_, table, at) in MILESTONES.items()
        ),
    },
)
"""A client's case in time: each part is read through an index of its table's by client and instant."""

APPEND_ONLY = (delivery,)
