"""Plans, their items with a reservation per service month, orders and what a producer may know."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Text, Uuid

from hb.catalogue.rules import TimeOfWeek, Unit
from hb.kit.tables import cents, check, closed_set, instant, organiser_table, reference_id, references
from hb.ledger.model import MONEY_ROLES
from hb.ledger.rules import Measure
from hb.plans.model.recipient import disclosure, disclosure_end, order_recipient
from hb.plans.rules import AssistanceChannel, ChoiceKind, ItemState, OrderState, PlanState

__all__ = [
    "assisted_choice",
    "disclosure",
    "disclosure_end",
    "order_recipient",
    "plan",
    "plan_item",
    "plan_item_month",
    "service_order",
]

plan = organiser_table(
    "plan",
    reference_id("client_id"),
    reference_id("budget_id"),
    closed_set("state", PlanState),
    Column("version", Integer, nullable=False),
    instant("started_at"),
    instant("submitted_at", nullable=True),
    reference_id("submitted_by", nullable=True),
    instant("approved_at", nullable=True),
    reference_id("approved_by", nullable=True),
    Column("return_reason", Text),
    references("budget_id", "budget"),
    references("client_id", "client"),
    policy="client",
)
Index(None, plan.c.organiser_id, plan.c.client_id, plan.c.started_at, plan.c.id)
Index(
    "plan_submitted_at_idx",
    plan.c.organiser_id,
    plan.c.client_id,
    plan.c.submitted_at,
    plan.c.id,
    postgresql_where=plan.c.submitted_at.isnot(None),
)
Index(
    "plan_approved_at_idx",
    plan.c.organiser_id,
    plan.c.client_id,
    plan.c.approved_at,
    plan.c.id,
    postgresql_where=plan.c.approved_at.isnot(None),
)
Index(None, plan.c.organiser_id, plan.c.budget_id)
Index(
    "plan_open_key",
    plan.c.organiser_id,
    plan.c.budget_id,
    unique=True,
    postgresql_where=plan.c.state != PlanState.CLOSED,
)
"""A budget has one open plan."""

assisted_choice = organiser_table(
    "assisted_choice",
    reference_id("client_id"),
    reference_id("plan_id"),
    reference_id("item_id"),
    reference_id("worker_id"),
    closed_set("kind", ChoiceKind),
    closed_set("channel", AssistanceChannel),
    Column("heard", Text, nullable=False),
    Column("shown", Text, nullable=False),
    instant("at"),
    references("plan_id", "plan"),
    policy="client",
)
"""A worker acted for the client on an item: how they met, who was heard, what was shown.

item_id has no foreign key, since the item names the choice by which it was added.
"""
Index(None, assisted_choice.c.organiser_id, assisted_choice.c.plan_id, assisted_choice.c.at)

plan_item = organiser_table(
    "plan_item",
    reference_id("client_id"),
    reference_id("plan_id"),
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    reference_id("offering_id"),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    closed_set("unit", Unit),
    closed_set("time_of_week", TimeOfWeek),
    Column("quantity_per_month", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    closed_set("state", ItemState),
    reference_id("order_id", nullable=True),
    reference_id("assisted_choice_id", nullable=True),
    reference_id("added_by"),
    instant("added_at"),
    references("plan_id", "plan"),
    references("budget_id", "budget"),
    references("offering_id", "offering"),
    references(["budget_id", "line_no"], "budget_line", ["budget_id", "line_no"]),
    references("assisted_choice_id", "assisted_choice"),
    check("quantity_per_month > 0", "positive"),
    check("last_month >= first_month", "months"),
    policy="order",
)
"""quantity is minutes for a service sold by the hour and pieces for all others.

The producer sees the item once it is ordered, since its answer may end it.
"""
Index(None, plan_item.c.organiser_id, plan_item.c.plan_id, plan_item.c.added_at, plan_item.c.id)

service_order = organiser_table(
    "service_order",
    Column("order_id", Uuid, nullable=False),
    reference_id("client_id"),
    reference_id("item_id"),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    reference_id("offering_id"),
    closed_set("unit", Unit),
    closed_set("time_of_week", TimeOfWeek),
    Column("quantity_per_month", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    closed_set("state", OrderState),
    instant("sent_at"),
    reference_id("sent_by"),
    instant("answered_at", nullable=True),
    reference_id("answered_by", nullable=True),
    Column("reason", Text),
    instant("given_back_at", nullable=True),
    references("item_id", "plan_item"),
    references("offering_id", "offering"),
    check("order_id = id", "same_id"),
    check(f"(state = '{OrderState.GIVEN_BACK}') = (given_back_at IS NOT NULL)", "given_back"),
    policy="order",
    roles=MONEY_ROLES,
)
"""order_id repeats id, so that the policy of orders reads the same column in every table."""
Index(
    None,
    service_order.c.organiser_id,
    service_order.c.producer_id,
    service_order.c.sent_at,
    service_order.c.id,
)
Index(
    None, service_order.c.organiser_id, service_order.c.client_id, service_order.c.sent_at, service_order.c.id
)
Index(
    "service_order_answered_at_idx",
    service_order.c.organiser_id,
    service_order.c.client_id,
    service_order.c.answered_at,
    service_order.c.id,
    postgresql_where=service_order.c.answered_at.isnot(None),
)
Index(
    "service_order_given_back_at_idx",
    service_order.c.organiser_id,
    service_order.c.client_id,
    service_order.c.given_back_at,
    service_order.c.id,
    postgresql_where=service_order.c.given_back_at.isnot(None),
)
Index(
    "service_order_waiting_idx",
    service_order.c.organiser_id,
    service_order.c.sent_at,
    service_order.c.id,
    postgresql_where=service_order.c.state == OrderState.SENT,
)
Index("service_order_item_key", service_order.c.organiser_id, service_order.c.item_id, unique=True)

plan_item_month = organiser_table(
    "plan_item_month",
    reference_id("item_id"),
    Column("month", Integer, nullable=False),
    reference_id("client_id"),
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("category_code", Text, nullable=False),
    Column("municipality_code", Text, nullable=False),
    reference_id("order_id", nullable=True),
    reference_id("reservation_id"),
    cents("unit_cents"),
    closed_set("measure", Measure, checked=False),
    Column("unit_size", Integer, nullable=False),
    Column("planned_quantity", BigInteger, nullable=False),
    cents("reserved_cents"),
    Column("delivered_quantity", BigInteger, nullable=False),
    cents("delivered_cents"),
    Column("deliveries_count", Integer, nullable=False, server_default="0"),
    instant("resolved_at", nullable=True),
    references("item_id", "plan_item"),
    check(f"measure IN ('{Measure.MINUTES}', '{Measure.PIECES}')", "measure"),
    check("unit_size > 0", "unit_size"),
    check("delivered_quantity BETWEEN 0 AND planned_quantity", "quantity"),
    check("delivered_cents BETWEEN 0 AND reserved_cents", "cents"),
    key=("item_id", "month"),
    policy="order",
    roles=MONEY_ROLES,
    proved=True,
)
"""One reservation: unit_cents buys unit_size minutes or pieces, as `measure` says; what was delivered of it.

The item's category and the client's municipality are repeated, since controllers see spend and not clients.
"""
plan_item_month.dialect_options["postgresql"]["with"] = {"fillfactor": 70}
Index(None, plan_item_month.c.organiser_id, plan_item_month.c.budget_id, plan_item_month.c.month)
Index(None, plan_item_month.c.organiser_id, plan_item_month.c.order_id, plan_item_month.c.month)
Index(None, plan_item_month.c.organiser_id, plan_item_month.c.month, plan_item_month.c.producer_id)
Index(
    "plan_item_month_open_idx",
    plan_item_month.c.organiser_id,
    plan_item_month.c.month,
    plan_item_month.c.item_id,
    postgresql_where=plan_item_month.c.resolved_at.is_(None),
)
