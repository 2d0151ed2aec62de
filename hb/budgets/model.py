"""Budgets with their lines, decisions that never change, and balances as views over the ledger."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Text

from hb.budgets.rules import BudgetState, DecisionKind, LineKind, Slicing, WayOfOrganising
from hb.kit.tables import cents, check, closed_set, instant, organiser_table, reference_id, references

STEERING = ("CONTROLLER",)

budget = organiser_table(
    "budget",
    reference_id("client_id"),
    reference_id("proposal_id", nullable=True),
    closed_set("state", BudgetState),
    closed_set("slicing", Slicing),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    reference_id("prepared_by"),
    instant("prepared_at"),
    Column("version", Integer, nullable=False),
    references("client_id", "client"),
    references("proposal_id", "budget_proposal"),
    check("valid_until >= valid_from", "validity"),
    policy="client",
    roles=STEERING,
)
Index(None, budget.c.organiser_id, budget.c.client_id, budget.c.valid_from, budget.c.id)

budget_line = organiser_table(
    "budget_line",
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    reference_id("client_id"),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    closed_set("kind", LineKind),
    closed_set("way_of_organising", WayOfOrganising),
    cents("cents_per_month"),
    Column("minutes_per_month", Integer),
    Column("pieces_per_month", Integer),
    references("budget_id", "budget"),
    check("line_no BETWEEN 1 AND 99", "line_no"),
    check("cents_per_month >= 0 AND minutes_per_month >= 0 AND pieces_per_month >= 0", "not_negative"),
    check("minutes_per_month IS NULL OR pieces_per_month IS NULL", "one_quantity"),
    key=("budget_id", "line_no"),
    policy="client",
    roles=STEERING,
)
"""A line limits euros, and hours or pieces beside them where the right is to hours (VPL 675/2023 9 §)."""

decision = organiser_table(
    "decision",
    reference_id("client_id"),
    reference_id("budget_id"),
    closed_set("kind", DecisionKind),
    Column("reasons", Text, nullable=False),
    Column("provisions", Text, nullable=False),
    reference_id("decided_by"),
    instant("decided_at"),
    Column("effective_from", Date, nullable=False),
    cents("granted_cents"),
    Column("appeal_days", Integer, nullable=False),
    reference_id("previous_id", nullable=True),
    references("budget_id", "budget"),
    references("client_id", "client"),
    references("previous_id", "decision"),
    policy="client",
)
"""Immutable (hallintolaki 434/2003 44-45 §, 50 §): a change is a new decision that names the one before."""
Index(None, decision.c.organiser_id, decision.c.client_id, decision.c.decided_at, decision.c.id)
Index(None, decision.c.organiser_id, decision.c.budget_id, decision.c.decided_at, decision.c.id)

APPEND_ONLY = (decision,)
