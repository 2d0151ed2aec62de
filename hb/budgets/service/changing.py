"""Changing and ending an active budget: each is a new decision that names the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.budgets import queries
from hb.budgets.rules import (
    BudgetChange,
    BudgetDecided,
    BudgetState,
    DecisionKind,
    RaiseLapses,
    ReservationsHeld,
    check_grounds,
    check_lines,
)
from hb.budgets.rules.declaration import (
    amounts_of,
    cut_at_end,
    lapsing,
    limits_of,
    merged,
    moved_by,
    slices_of,
    worth_cents,
)
from hb.budgets.rules.input_rules import BudgetRule
from hb.budgets.service.held import (
    HeldBudget,
    Ruling,
    category_units,
    line_values,
    lines_of,
    lock_budget,
    set_versions,
    write_decision,
)
from hb.kit.clock import first_day, month_of
from hb.kit.errors import InvalidInput
from hb.kit.transaction import Row, Transaction
from hb.ledger import service as ledger
from hb.ledger.posting import LOCK_ACCOUNTS
from hb.ledger.rules import Limit, Measure, Movement, Slice, TransferCode


@dataclass(frozen=True, slots=True)
class Books:
    """The balances of a budget with its accounts locked: available by limit, granted, and reserved."""

    available: dict[Limit, int]
    granted: list[Slice]
    rows: list[Row]

    def reserved_after(self, month: int) -> int:
        """Cents that months after a month hold reserved."""
        return sum(row["reserved_cents"] for row in self.rows if row["month"] > month)


async def change(
    tx: Transaction, actor: Actor, budget_id: UUID, expected_version: int, wanted: BudgetChange
) -> BudgetDecided:
    """Decide that some lines are worth something else from a service month on.

    The difference to what is granted is granted or cut, month by month; earlier months, other lines and
    carried-over money stay.

    Raises:
        Forbidden: the actor prepares but does not decide.
        NotFound: no such budget or service category.
        WrongState: the budget is not active.
        VersionConflict: it was changed since the official read it.
        InvalidInput: the month is outside the validity, a line breaks its form, or a line would change what
            its plan items lean on; reasons or provisions are blank.
        RaiseLapses: months that are over would be raised, and the official did not confirm it.
        BudgetExceeded: a cut goes below what is reserved and used.
        ParameterNotSet: the organiser has no days of appeal today.
    """
    access.require(actor, Permission.BUDGET_DECIDE)
    check_grounds(wanted.reasons, wanted.provisions)
    budget = await lock_budget(tx, budget_id, BudgetState.ACTIVE, expected_version)
    frame = budget.frame
    if wanted.effective_from not in set(frame.months()):
        raise InvalidInput("input", "effectiveFrom", rule=BudgetRule.OUTSIDE_VALIDITY)
    check_lines(wanted.lines, await category_units(tx), least_cents=0)
    lines = merged(await lines_of(tx, budget_id), wanted.lines)
    await ledger.open_accounts(tx, budget_id, budget.client_id, limits_of(frame, lines), frame.ends)
    books = await _books(tx, budget_id)
    moved = moved_by(books.granted, slices_of(frame, wanted.lines, wanted.effective_from))
    if not wanted.grants_lapsed:
        await _require_usable(tx, budget, moved.raised)
    await _post(tx, actor, budget, moved.raised, moved.cut)
    await tx.execute(
        queries.REPLACE_LINES, budget_id=budget_id, client_id=budget.client_id, **line_values(lines)
    )
    await set_versions(tx, budget, wanted.lines, wanted.effective_from)
    ruling = Ruling(
        DecisionKind.CHANGE,
        first_day(wanted.effective_from),
        lines,
        worth_cents(books.granted) + worth_cents(moved.raised) - worth_cents(moved.cut),
        wanted.reasons,
        wanted.provisions,
    )
    decision_id = await write_decision(tx, actor, budget, ruling)
    await tx.execute(
        queries.SET_STATE, budget_id=budget_id, new_state=BudgetState.ACTIVE, until=budget.valid_until
    )
    return BudgetDecided(budget_id, decision_id, expected_version + 1)


async def end(
    tx: Transaction,
    actor: Actor,
    budget_id: UUID,
    expected_version: int,
    last_day: date,
    reasons: str,
    provisions: str,
) -> BudgetDecided:
    """Decide that a budget ends early; what is left of the service months after the last day's is cut.

    The month of the last day keeps its money, so that what was delivered in it can still be reported.

    Raises:
        Forbidden: the actor prepares but does not decide.
        NotFound: no such budget.
        WrongState: the budget is not active.
        VersionConflict: it was changed since the official read it.
        InvalidInput: the last day is outside the validity; reasons or provisions are blank.
        ReservationsHeld: later months hold reservations: the plan's items are ended first.
        ParameterNotSet: the organiser has no days of appeal today.
    """
    access.require(actor, Permission.BUDGET_DECIDE)
    check_grounds(reasons, provisions)
    budget = await lock_budget(tx, budget_id, BudgetState.ACTIVE, expected_version)
    if not budget.valid_from <= last_day <= budget.valid_until:
        raise InvalidInput("input", "lastDay", rule=BudgetRule.OUTSIDE_VALIDITY)
    books = await _books(tx, budget_id)
    reserved_cents = books.reserved_after(month_of(last_day))
    if reserved_cents:
        raise ReservationsHeld("input", "lastDay", cents=reserved_cents)
    cut = cut_at_end(books.granted, books.available, month_of(last_day))
    await _post(tx, actor, budget, (), cut)
    await ledger.take_no_more(tx, budget_id)
    ruling = Ruling(
        DecisionKind.END,
        last_day + timedelta(days=1),
        await lines_of(tx, budget_id),
        worth_cents(books.granted) - worth_cents(cut),
        reasons,
        provisions,
    )
    decision_id = await write_decision(tx, actor, budget, ruling)
    await tx.execute(queries.SET_STATE, budget_id=budget_id, new_state=BudgetState.ENDED, until=last_day)
    return BudgetDecided(budget_id, decision_id, expected_version + 1)


async def _require_usable(tx: Transaction, budget: HeldBudget, raised: Sequence[Slice]) -> None:
    """Require that all of a raise can be used: that none of it is granted to months that are over."""
    frame = budget.frame
    over = await ledger.over_months(tx)
    lapsed, usable = lapsing(frame, raised, over)
    if lapsed:
        raise RaiseLapses(
            "input",
            "effectiveFrom",
            lapsed=amounts_of(lapsed),
            usable=amounts_of(usable),
            first_month=next((month for month in frame.months() if month not in over), None),
        )


async def _books(tx: Transaction, budget_id: UUID) -> Books:
    """Lock all accounts of a budget, then read what moved: nobody can reserve in between."""
    accounts = await tx.rows(LOCK_ACCOUNTS, budget_ids=[budget_id])
    rows = await tx.rows(queries.MOVED, budget_id=budget_id)
    return Books(
        available={
            Limit(row["line_no"], row["month"], Measure(row["measure"])): row["granted"]
            - row["reserved"]
            - row["used"]
            for row in accounts
        },
        granted=[
            Slice(
                row["line_no"],
                row["month"],
                row["granted_cents"],
                row["granted_minutes"],
                row["granted_pieces"],
            )
            for row in rows
        ],
        rows=rows,
    )


async def _post(
    tx: Transaction, actor: Actor, budget: HeldBudget, raised: Sequence[Slice], cut: Sequence[Slice]
) -> None:
    """Grant and cut in one posting, judged by its end: money may move between lines of a full month."""
    await ledger.post(
        tx,
        actor,
        [
            Movement(tx.new_id(), code, budget.budget_id, budget.client_id, part)
            for code, parts in ((TransferCode.GRANT, raised), (TransferCode.CUT, cut))
            for part in parts
        ],
        ("input", "lines"),
    )
