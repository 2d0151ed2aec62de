"""Budgets with their lines, decisions that never change, and balances as views over the ledger."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.sql import text

from hb.access.rules import Role
from hb.budgets.rules import BudgetState, DecisionKind, LineKind, Slicing, WayOfOrganising
from hb.kit.tables import (
    cents,
    check,
    closed_set,
    instant,
    metadata,
    organiser_table,
    reference_id,
    references,
    row_digest,
)
from hb.ledger.model import MONEY_ROLES, OVER_MONTHS
from hb.ledger.rules import Measure

STEERING = (Role.CONTROLLER,)

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
    ExcludeConstraint(
        ("organiser_id", "="),
        ("client_id", "="),
        (text("daterange(valid_from, valid_until, '[]')"), "&&"),
        name="budget_no_overlap",
        where=text(f"state <> '{BudgetState.ENDED}'"),
    ),
    policy="client",
    roles=STEERING,
    proved=True,
)
"""valid_until moves back to the last day when the budget is ended early."""
Index(None, budget.c.organiser_id, budget.c.client_id, budget.c.valid_from, budget.c.id)
Index(
    "budget_prepared_idx",
    budget.c.organiser_id,
    budget.c.prepared_at,
    budget.c.id,
    postgresql_where=text(f"state = '{BudgetState.PREPARED}'"),
)

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
    proved=True,
)
"""A line limits euros, and hours or pieces beside them where the right is to hours (VPL 675/2023 9 §).

It holds what the latest decision says; what each decision said is in decision_line.
"""

budget_line_version = organiser_table(
    "budget_line_version",
    reference_id("budget_id"),
    Column("line_no", Integer, nullable=False),
    Column("from_month", Integer, nullable=False),
    reference_id("client_id"),
    cents("cents_per_month"),
    Column("minutes_per_month", Integer),
    Column("pieces_per_month", Integer),
    references("budget_id", "budget"),
    key=("budget_id", "line_no", "from_month"),
    policy="client",
    roles=STEERING,
)
"""What a line of a decided budget is worth from a service month (yyyymm) on, until its next version."""

budget_line_today = Table(
    "budget_line_today",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("budget_id", Uuid, primary_key=True),
    Column("line_no", Integer, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    closed_set("kind", LineKind),
    closed_set("way_of_organising", WayOfOrganising),
    cents("cents_per_month"),
    Column("minutes_per_month", Integer),
    Column("pieces_per_month", Integer),
    Column("next_month", Integer),
    Column("next_cents_per_month", BigInteger),
    Column("next_minutes_per_month", Integer),
    Column("next_pieces_per_month", Integer),
    info={
        "policy": "client",
        "subject": "client_id",
        "roles": STEERING,
        "view": """
SELECT budget_line.organiser_id, budget_line.budget_id, budget_line.line_no, budget_line.client_id,
  budget_line.category_code, budget_line.kind, budget_line.way_of_organising,
  coalesce(present.cents_per_month, budget_line.cents_per_month) AS cents_per_month,
  CASE WHEN present.from_month IS NULL THEN budget_line.minutes_per_month ELSE present.minutes_per_month END
    AS minutes_per_month,
  CASE WHEN present.from_month IS NULL THEN budget_line.pieces_per_month ELSE present.pieces_per_month END
    AS pieces_per_month,
  present.next_month, present.next_cents AS next_cents_per_month,
  present.next_minutes AS next_minutes_per_month, present.next_pieces AS next_pieces_per_month
FROM budget_line LEFT JOIN LATERAL (
  SELECT versions.* FROM (
    SELECT version.from_month, version.cents_per_month, version.minutes_per_month, version.pieces_per_month,
      lead(version.from_month) OVER later AS next_month,
      lead(version.cents_per_month) OVER later AS next_cents,
      lead(version.minutes_per_month) OVER later AS next_minutes,
      lead(version.pieces_per_month) OVER later AS next_pieces
    FROM budget_line_version AS version WHERE version.organiser_id = budget_line.organiser_id
      AND version.budget_id = budget_line.budget_id AND version.line_no = budget_line.line_no
    WINDOW later AS (ORDER BY version.from_month)
  ) AS versions CROSS JOIN (SELECT CAST(to_char((SELECT ctx_today()), 'YYYYMM') AS int) AS month) AS this
  ORDER BY versions.from_month <= this.month DESC, abs(versions.from_month - this.month) LIMIT 1
) AS present ON true
""",
    },
)
"""What a line holds today, or first if its budget begins later, and from when its next version holds (M23).

The line of a prepared budget holds what is prepared.
"""

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
    row_digest(),
    references("budget_id", "budget"),
    references("client_id", "client"),
    references("previous_id", "decision"),
    policy="client",
    proved=True,
)
"""Immutable (hallintolaki 434/2003 44-45 §, 50 §): a change is a new decision that names the one before."""
Index(None, decision.c.organiser_id, decision.c.client_id, decision.c.decided_at, decision.c.id)
Index(None, decision.c.organiser_id, decision.c.budget_id, decision.c.decided_at, decision.c.id)

decision_line = organiser_table(
    "decision_line",
    reference_id("decision_id"),
    Column("line_no", Integer, nullable=False),
    reference_id("client_id"),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    closed_set("kind", LineKind),
    closed_set("way_of_organising", WayOfOrganising),
    cents("cents_per_month"),
    Column("minutes_per_month", Integer),
    Column("pieces_per_month", Integer),
    row_digest(),
    references("decision_id", "decision"),
    key=("decision_id", "line_no"),
    policy="client",
    proved=True,
)
"""What a party is entitled to by one decision, specified (hallintolaki 434/2003 44 § 1 mom. 3 k)."""

_AVAILABLE = "account.granted - account.reserved - account.used"

_OPEN_MONTHS = f"""LEFT JOIN LATERAL (
  SELECT count(*) AS months, coalesce(CAST(sum(monthly.granted - monthly.reserved - monthly.used)
    FILTER (WHERE monthly.month <> ALL ({OVER_MONTHS})) AS bigint), 0) AS cents
  FROM account AS monthly WHERE account.month = 0 AND account.last_month > 0
    AND monthly.organiser_id = account.organiser_id AND monthly.budget_id = account.budget_id
    AND monthly.line_no = 0 AND monthly.month > 0 AND monthly.measure = '{Measure.CENTS}'
) AS open ON true"""
"""SQL: how many months of an account's budget have limits, and what those that are not over have left.

One range of the primary key, beside which `account` lies; it is read only if somebody asks for what it says.
"""

_HAS_OPEN_MONTH = f"""(SELECT count(*) FROM unnest({OVER_MONTHS}) AS over (month)
      WHERE over.month BETWEEN account.first_month AND account.last_month)
    < (account.last_month / 100 - account.first_month / 100) * 12
      + account.last_month % 100 - account.first_month % 100 + 1"""

_USABLE = f"""CASE WHEN account.last_month = 0 THEN 0
    WHEN account.month > 0 THEN CASE WHEN account.month <> ALL ({OVER_MONTHS}) THEN {_AVAILABLE} ELSE 0 END
    WHEN open.months > 0 THEN least({_AVAILABLE}, open.cents)
    WHEN {_HAS_OPEN_MONTH} THEN {_AVAILABLE}
    ELSE 0 END"""
"""SQL: what can still be reserved of an account, as far as it limits: what its months that are not over have.

A service takes up room in every limit that it touches. Over all months a line of a budget that is sliced by
month has no more than these months have left together. An ended budget takes no reservations.
"""

budget_balance = Table(
    "budget_balance",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("budget_id", Uuid, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    cents("granted_cents"),
    cents("reserved_cents"),
    cents("used_cents"),
    cents("available_cents"),
    cents("usable_cents"),
    cents("lapsed_cents"),
    info={
        "policy": "ledger",
        "subject": "client_id",
        "roles": MONEY_ROLES,
        "view": f"""
SELECT account.organiser_id, account.budget_id, account.client_id, account.granted AS granted_cents,
  account.reserved AS reserved_cents, account.used AS used_cents, {_AVAILABLE} AS available_cents,
  {_USABLE} AS usable_cents, {_AVAILABLE} - ({_USABLE}) AS lapsed_cents
FROM account {_OPEN_MONTHS}
WHERE account.line_no = 0 AND account.month = 0 AND account.measure = '{Measure.CENTS}'
""",
    },
)
"""The layers of a whole budget; a prepared budget has no row yet."""

limit_balance = Table(
    "limit_balance",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("budget_id", Uuid, primary_key=True),
    Column("line_no", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("measure", closed_set("measure", Measure).type, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    Column("granted", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("available", BigInteger, nullable=False),
    Column("usable", BigInteger, nullable=False),
    Column("lapsed", BigInteger, nullable=False),
    info={
        "policy": "ledger",
        "subject": "client_id",
        "roles": MONEY_ROLES,
        "view": f"""
SELECT account.organiser_id, account.budget_id, account.line_no, account.month, account.measure,
  account.client_id, account.granted, account.reserved, account.used, {_AVAILABLE} AS available,
  {_USABLE} AS usable, {_AVAILABLE} - ({_USABLE}) AS lapsed
FROM account {_OPEN_MONTHS}
""",
    },
)
"""The layers of every limit, in its measure; line_no and month (yyyymm) 0 mean all."""

APPEND_ONLY = (decision, decision_line)
