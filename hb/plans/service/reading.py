"""Reads all that a wish is judged by in one statement, after its rows are locked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.budgets.rules import BudgetState, LineKind
from hb.catalogue.rules import OfferingState, TimeOfWeek, Unit
from hb.kit.clock import first_day, last_day
from hb.kit.errors import NotFound, VersionConflict, WrongState
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.posting import BALANCE_COLUMNS
from hb.ledger.rules import Balance, BudgetBalances, Limit, Measure
from hb.plans import queries
from hb.plans.rules import PlanState
from hb.plans.rules.costs import Left, Line, Offered, PricedMonth, Setting
from hb.producers.rules import ApprovalState


@dataclass(frozen=True, slots=True)
class Chosen:
    """The plan that a wish is for, and the setting it is judged in."""

    plan_id: UUID
    client_id: UUID
    budget_id: UUID
    state: PlanState
    municipality_code: str
    left: Left
    setting: Setting
    balances: BudgetBalances


async def read_wish(
    tx: Transaction,
    *,
    plan_id: UUID,
    offering_id: UUID,
    time_of_week: TimeOfWeek,
    first_month: int,
    last_month: int,
    expected_version: int | None = None,
    lock: bool = True,
) -> Chosen:
    """Read plan, budget, balances, lines, offering, prices and deadlines in one statement; locks in another.

    The balances are those of all lines, in the wished months and in all months.

    Raises:
        NotFound: there is no such plan.
        VersionConflict: it was changed since the caller read it.
        WrongState: it is closed.
    """
    values = {
        "plan_id": plan_id,
        "offering_id": offering_id,
        "time_of_week": time_of_week,
        "first_day": first_day(first_month),
        "last_day": last_day(last_month),
        "first_month": first_month,
        "last_month": last_month,
    }
    if lock:
        await tx.execute(queries.LOCK_CHOICE, plan_id=plan_id)
    row = await tx.row(queries.READ_WISH, **values)
    if row is not None and lock and None in row["deadlines"]:
        undated = [month for month, day in zip(row["months"], row["deadlines"], strict=True) if day is None]
        await ledger.ensure_periods(tx, undated)
        row = await tx.row(queries.READ_WISH, **values)
    if row is None:
        raise NotFound("input", "planId")
    require_open(PlanState(row["state"]), row["version"], expected_version)
    return Chosen(
        plan_id,
        row["client_id"],
        row["budget_id"],
        PlanState(row["state"]),
        row["municipality_code"],
        Left(row["usable_cents"], row["open_cents"], row["running_out_percent"]),
        _setting(row),
        _balances(row),
    )


def require_open(state: PlanState, version: int, expected_version: int | None) -> None:
    """Require that a plan is open, and as the caller read it.

    Raises:
        VersionConflict: it was changed since the caller read it.
        WrongState: it is closed.
    """
    if expected_version is not None and version != expected_version:
        raise VersionConflict("input", "expectedVersion", current=version)
    if state is PlanState.CLOSED:
        raise WrongState("input", state=state)


def _setting(row: Row) -> Setting:
    offered = None
    if row["producer_id"] is not None:
        approval = row["approval_state"]
        offered = Offered(
            row["producer_id"],
            row["category_code"],
            {"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]},
            Unit(row["unit"]),
            OfferingState(row["offering_state"]),
            None if approval is None else ApprovalState(approval),
        )
    lines = zip(row["line_nos"], row["line_categories"], row["line_kinds"], row["line_counts"], strict=True)
    months = zip(
        row["months"],
        row["days"],
        row["unit_cents"],
        row["percents"],
        row["deadlines"],
        row["over"],
        strict=True,
    )
    return Setting(
        BudgetState(row["budget_state"]),
        row["valid_from"],
        row["valid_until"],
        tuple(
            Line(line_no, category, LineKind(kind), None if counts is None else Measure(counts))
            for line_no, category, kind, counts in lines
        ),
        offered,
        tuple(
            PricedMonth(month, day, unit_cents, percent, deadline or date.max, is_over)
            for month, day, unit_cents, percent, deadline, is_over in months
        ),
    )


def _balances(row: Row) -> BudgetBalances:
    balances = {
        Limit(line_no, month, Measure(measure)): Balance(granted, reserved, used)
        for line_no, month, measure, granted, reserved, used in zip(
            *(row[f"account_{column}"] for column in BALANCE_COLUMNS), strict=True
        )
    }
    return BudgetBalances(balances, row["has_line_no"], row["has_month"])
