"""Adding a service to the plan, and asking what it would cost."""

from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.transaction import Transaction
from hb.ledger.rules import BudgetBalances, Movement, Slice, TransferCode, judge
from hb.plans import queries
from hb.plans.rules import ChoiceKind, ItemSaved, ItemWish, MonthCost, PlanState, WhatIf
from hb.plans.rules.costs import (
    MEASURES,
    UNIT_SIZES,
    Setting,
    choose_line,
    limits_after,
    month_cost,
    require_available,
    require_reservable,
    running_out,
    slice_of,
)
from hb.plans.rules.wishes import require_assistance, require_months, require_quantity
from hb.plans.service.assisting import choice_values
from hb.plans.service.reading import Chosen, read_wish
from hb.plans.service.warning import notify_running_out


async def add_item(tx: Transaction, actor: Actor, wish: ItemWish) -> ItemSaved:
    """Add a service to the plan and reserve its cost, month by month, on the client's budget.

    A plan that was submitted or approved goes back to DRAFT: what spends more is approved again. Orders
    already sent stay.

    Raises:
        Forbidden: the role may not plan.
        InvalidInput: a month or the quantity is malformed; assistance where the client chooses.
        AssistanceRequired: a worker chooses and does not say how the client took part.
        NotFound: there is no such plan, offering or line.
        VersionConflict, WrongState: the plan was changed or is closed; the budget is not active.
        OfferingNotAvailable, ProducerNotApproved, PriceNotFound: the service cannot be chosen.
        MonthOutsideBudget, MonthOver, LineMismatch: the budget does not pay for it.
        BudgetExceeded: it has too little available; carries each exceeded limit.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, wish.assistance)
    require_form(wish)
    chosen = await read_wish(
        tx,
        plan_id=wish.plan_id,
        offering_id=wish.offering_id,
        time_of_week=wish.time_of_week,
        first_month=wish.first_month,
        last_month=wish.last_month,
        expected_version=wish.expected_version,
    )
    line_no, costs = _price(chosen.setting, wish)
    item_id = tx.new_id()
    version = await _reserve_and_write(tx, chosen, wish, item_id, line_no, costs)
    cents = sum(cost.cents for cost in costs)
    audit.record(
        tx,
        actor,
        "plan-item:add",
        client_id=chosen.client_id,
        subject_id=item_id,
        line_no=line_no,
        cents=cents,
    )
    left = running_out(chosen.left, cents)
    await notify_running_out(tx, actor, chosen.client_id, chosen.budget_id, left)
    return ItemSaved(wish.plan_id, item_id, version)


async def _reserve_and_write(
    tx: Transaction, chosen: Chosen, wish: ItemWish, item_id: UUID, line_no: int, costs: Sequence[MonthCost]
) -> int:
    """Judge the accounts, which are locked, then write item, months and reservations in one statement.

    Gives the plan's version.
    """
    offered = require_available(chosen.setting)
    movements = [
        Movement(tx.new_id(), TransferCode.RESERVE, chosen.budget_id, chosen.client_id, part)
        for part in _slices(line_no, costs)
    ]
    narrowed = narrowed_to(chosen.balances, line_no)
    judge(narrowed, [(movement.code, movement.slice) for movement in movements])
    saved = await tx.row(
        queries.ADD_ITEM,
        item_id=item_id,
        plan_id=wish.plan_id,
        client_id=chosen.client_id,
        budget_id=chosen.budget_id,
        municipality_code=chosen.municipality_code,
        line_no=line_no,
        offering_id=wish.offering_id,
        producer_id=offered.producer_id,
        category_code=offered.category_code,
        unit=offered.unit,
        unit_size=UNIT_SIZES[offered.unit],
        measure=MEASURES[offered.unit],
        time_of_week=wish.time_of_week,
        quantity=wish.quantity_per_month,
        first_month=wish.first_month,
        last_month=wish.last_month,
        plan_state=PlanState.DRAFT,
        reservation_ids=[movement.transfer_id for movement in movements],
        months=[cost.month for cost in costs],
        unit_cents=[cost.unit_cents for cost in costs],
        cents=[cost.cents for cost in costs],
        **choice_values(tx, ChoiceKind.ADD, wish.assistance),
    )
    return saved["version"] if saved else 0


async def what_if(tx: Transaction, actor: Actor, wish: ItemWish) -> WhatIf:
    """What a wish would cost each month and what each limit would have left; nothing is written or locked.

    A wish beyond a limit is not refused: the answer says what is missing.

    Raises:
        what `add_item` raises, except BudgetExceeded and AssistanceRequired.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_form(wish)
    chosen = await read_wish(
        tx,
        plan_id=wish.plan_id,
        offering_id=wish.offering_id,
        time_of_week=wish.time_of_week,
        first_month=wish.first_month,
        last_month=wish.last_month,
        expected_version=wish.expected_version,
        lock=False,
    )
    line_no, costs = _price(chosen.setting, wish)
    limits = limits_after(narrowed_to(chosen.balances, line_no).balances, _slices(line_no, costs))
    return WhatIf(
        chosen.client_id,
        line_no,
        tuple(costs),
        sum(cost.cents for cost in costs),
        limits,
        all(limit.after >= 0 for limit in limits),
    )


def require_form(wish: ItemWish) -> None:
    """Require well-formed months and quantity.

    Raises:
        InvalidInput: one is malformed.
    """
    require_months(wish.first_month, wish.last_month)
    require_quantity(wish.quantity_per_month)


def _price(setting: Setting, wish: ItemWish) -> tuple[int, list[MonthCost]]:
    """The line that pays and the cost of each month."""
    offered = require_available(setting)
    require_reservable(setting, wish.first_month, wish.last_month)
    line_no = choose_line(setting.lines, offered, wish.line_no)
    return line_no, [month_cost(month, offered.unit, wish.quantity_per_month) for month in setting.months]


def _slices(line_no: int, costs: Sequence[MonthCost]) -> list[Slice]:
    return [slice_of(line_no, cost.month, cost.measure, cost.quantity, cost.cents) for cost in costs]


def narrowed_to(budget: BudgetBalances, line_no: int) -> BudgetBalances:
    """The balances that a wish on one line can touch."""
    balances = {limit: balance for limit, balance in budget.balances.items() if limit.line_no in {0, line_no}}
    return BudgetBalances(balances, budget.has_lines, budget.has_months)
