"""Budgets with their lines, limits and decisions as GraphQL reads them."""

from datetime import date, datetime
from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.access.types import Worker
from hb.api.assessments.types import BudgetProposal
from hb.api.catalogue.types import ServiceCategory
from hb.api.clients.types import Client
from hb.api.filters import not_before
from hb.api.node import Node
from hb.api.permission import needs
from hb.api.reach import within_reach
from hb.api.scalars import Quantity
from hb.budgets import model
from hb.budgets.rules import BudgetState, DecisionKind, LineKind, Slicing, WayOfOrganising
from hb.kit.money import Cents
from hb.ledger.rules import Measure
from hb.read import Connection, all_of, column, many, one, row, where

COUNTS_LAPSED = "It counts what is left of months that are over. Read {usable} and {lapsed}."
ASSESSING = needs(Permission.ASSESSMENT_READ)

strawberry.enum(BudgetState, description="Whether money is granted: prepared, active, ended (budjetin tila).")
strawberry.enum(DecisionKind, description="What a decision does to a budget (päätöksen laji).")
strawberry.enum(LineKind, description="Whether a line pays for its own category only (rivin laji).")
strawberry.enum(Slicing, description="Whether each service month has a limit of its own (jaksotus).")
strawberry.enum(WayOfOrganising, description="How the service is organised (järjestämistapa).")


@row(
    model.budget_balance,
    subject="client_id",
    within=within_reach(model.budget_balance),
    description="The layers of a whole budget, in cents (budjetin tilanne).",
)
class BudgetBalance:
    """Granted less reserved less used is usable or lapsed."""

    granted_cents: Cents = column(description="Granted by decisions (myönnetty).")
    reserved_cents: Cents = column(description="Promised to plan items, not delivered yet (varattu).")
    used_cents: Cents = column(description="Delivered (käytetty).")
    available_cents: Cents = column(
        description="Granted less reserved less used, also of months that are over.",
        deprecation_reason=COUNTS_LAPSED.format(usable="usableCents", lapsed="lapsedCents"),
    )
    usable_cents: Cents = column(
        description="What can still be reserved: of the months that still take reservations (käytettävissä)."
    )
    lapsed_cents: Cents = column(
        description="What is left and can be reserved no more, as its months are over (käyttämättä jäänyt)."
    )


@row(
    model.limit_balance,
    subject="client_id",
    within=within_reach(model.limit_balance),
    description="The layers of one limit, in its measure (rajan tilanne).",
)
class LimitBalance:
    """One limit of a budget; line and month 0 mean all."""

    line_no: int = column(description="The budget line; 0 is the whole budget.")
    month: int = column(description="The service month, yyyymm; 0 is the whole validity.")
    measure: Measure = column(description="What the limit counts.")
    granted: Quantity = column(description="Granted by decisions, in the measure (myönnetty).")
    reserved: Quantity = column(description="Promised to plan items, in the measure (varattu).")
    used: Quantity = column(description="Delivered, in the measure (käytetty).")
    available: Quantity = column(
        description="Granted less reserved less used, in the measure, also of months that are over.",
        deprecation_reason=COUNTS_LAPSED.format(usable="usable", lapsed="lapsed"),
    )
    usable: Quantity = column(
        description="What the limit still lets be reserved, in the measure: of the months that still take "
        "reservations (käytettävissä)."
    )
    lapsed: Quantity = column(
        description="What is left and can be reserved no more, in the measure (käyttämättä jäänyt)."
    )


@strawberry.input(description="Which limits of a budget to list.")
class LimitFilter:
    """All given conditions hold; 0 is the whole budget and the whole validity."""

    line_no: int | None = where(
        lambda limit, line_no: limit.line_no == line_no, description="Only of this line."
    )
    month: int | None = where(lambda limit, month: limit.month == month, description="Only of this month.")
    month_from: int | None = where(
        lambda limit, month: limit.month >= month, description="Only months from this one on, yyyymm."
    )
    month_until: int | None = where(
        lambda limit, month: limit.month <= month,
        rule=not_before("monthFrom"),
        description="Only months up to this one, yyyymm.",
    )
    measure: Measure | None = where(
        lambda limit, measure: limit.measure == measure, description="Only in this measure."
    )


class LimitOrder(Enum):
    """Line by line, or month by month."""

    LINE = "line_no,month,measure"
    MONTH = "month,line_no,measure"


strawberry.enum(LimitOrder, description="In which order limits are listed.")


@row(
    model.budget_line_today,
    subject="client_id",
    within=within_reach(model.budget_line_today),
    description="A share of a budget for a service category (budjettirivi).",
)
class BudgetLine:
    """What holds today by the decisions made, or the preparation while there is none."""

    line_no: int = column(description="Number of the line, 1 to 99.")
    category_code: str = column(description="Code of the service category.")
    category: ServiceCategory = one(description="The service category.")
    kind: LineKind = column(description="Earmarked to its category, or flexible.")
    way_of_organising: WayOfOrganising = column(description="How the service is organised.")
    cents_per_month: Cents = column(description="Cents a month now, or first if the budget begins later.")
    minutes_per_month: int | None = column(
        description="Minutes a month in the same months, where the right is to hours."
    )
    pieces_per_month: int | None = column(
        description="Pieces a month in the same months, where the right is to pieces."
    )
    next_month: int | None = column(
        description="The service month from which something else holds, yyyymm, if that is decided."
    )
    next_cents_per_month: Cents | None = column(description="Cents a month from then on.")
    next_minutes_per_month: int | None = column(description="Minutes a month from then on.")
    next_pieces_per_month: int | None = column(description="Pieces a month from then on.")
    limits: list[LimitBalance] = all_of(
        by=("budget_id", "line_no"),
        order="month,measure",
        at_most=37,
        description="The line's own limits: cents over the validity, hours or pieces by month.",
    )


@row(
    model.decision_line,
    subject="client_id",
    within=within_reach(model.decision_line),
    description="What one decision says of a line (päätöksen rivi).",
)
class DecisionLine:
    """A line as it is by the decision; it never changes."""

    line_no: int = column(description="Number of the line, 1 to 99.")
    category_code: str = column(description="Code of the service category.")
    category: ServiceCategory = one(description="The service category.")
    kind: LineKind = column(description="Earmarked to its category, or flexible.")
    way_of_organising: WayOfOrganising = column(description="How the service is organised.")
    cents_per_month: Cents = column(description="Cents a month.")
    minutes_per_month: int | None = column(description="Minutes a month where the right is to hours.")
    pieces_per_month: int | None = column(description="Pieces a month where the right is to pieces.")


@row(
    model.decision,
    subject="client_id",
    within=within_reach(model.decision),
    description="An administrative decision on a budget; it never changes (päätös).",
)
class Decision(Node):
    """Who decided what, why, on which provisions (hallintolaki 434/2003 44-45 §)."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: DecisionKind = column(description="Grants, changes or ends the budget.")
    reasons: str = column(description="The reasons (perustelut).")
    provisions: str = column(description="The provisions applied (sovelletut säännökset).")
    decided_at: datetime = column(description="When it was decided.")
    decided_by: Worker | None = one(to="decided_by", description="The deciding official (viranhaltija).")
    effective_from: date = column(description="The day from which it holds.")
    granted_cents: Cents = column(description="All that the budget grants by it, in cents.")
    appeal_days: int = column(
        description="Days to demand a review, counted from service (oikaisuvaatimusaika)."
    )
    lines: list[DecisionLine] = all_of(
        order="line_no", at_most=99, description="The lines as they are by it, by number."
    )
    previous: "Decision | None" = one(
        "previous_id", description="The decision on the same budget before it, if any."
    )
    budget: "Budget" = one(always=True, description="The budget decided on.")


@row(
    model.budget,
    subject="client_id",
    within=within_reach(model.budget),
    description="A personal budget (henkilökohtainen budjetti, HB).",
)
class Budget(Node):
    """Euros granted for a validity, with lines; a prepared one has no money yet."""

    id: strawberry.ID = column(description="Opaque id.")
    state: BudgetState = column(description="Whether money is granted.")
    slicing: Slicing = column(description="Whether each service month has a limit of its own.")
    valid_from: date = column(description="The first day.")
    valid_until: date = column(description="The last day; moves back when the budget ends early.")
    version: int = column(description="Grows with each change; send it back as expectedVersion.")
    prepared_at: datetime = column(description="When it was prepared.")
    prepared_by: Worker | None = one(to="prepared_by", description="Who prepared it.")
    client: Client = one(description="Whose budget it is.")
    proposal: BudgetProposal | None = one(
        description="The proposal it was prepared from, if any.",
        directives=ASSESSING["directives"],
        metadata=ASSESSING["metadata"],
    )
    lines: list[BudgetLine] = all_of(
        by="budget_id", order="line_no", at_most=99, description="Its lines, by number."
    )
    balance: BudgetBalance | None = one(
        to="id", description="Granted, reserved, used and available; null before the decision."
    )
    limits: Connection[LimitBalance] = many(
        by="budget_id",
        order="line_no,month,measure",
        orders=LimitOrder,
        filter=LimitFilter,
        description="The three layers of each limit, per line, month and measure; empty before the decision.",
    )
    decisions: Connection[Decision] = many(
        order="-decided_at", description="The decisions made on it, newest first."
    )
