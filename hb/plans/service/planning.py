"""The steps of a plan: started, submitted, returned, approved with its orders."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission, Scope
from hb.access.service import Given
from hb.audit import service as audit
from hb.budgets.rules import BudgetState
from hb.catalogue.rules import OfferingState
from hb.clients import service as clients
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.messages.rules.tasks import VisitsToCome
from hb.plans import queries
from hb.plans.rules import (
    OfferingNotAvailable,
    PlanAlreadyOpen,
    PlanEmpty,
    PlanMoved,
    PlanReturn,
    PlanStarted,
    PlanState,
    PlanStep,
)
from hb.plans.rules.recipient import last_contact_day
from hb.plans.rules.wishes import require_text
from hb.plans.service.details import plan_details
from hb.plans.service.reading import require_open
from hb.plans.service.urgent import give_task
from hb.producers.rules import ApprovalState, ProducerNotApproved


async def start_plan(tx: Transaction, actor: Actor, budget_id: UUID) -> PlanStarted:
    """Open a plan on an active budget; a budget has one open plan.

    Raises:
        Forbidden: the role may not plan.
        NotFound: there is no such budget.
        WrongState: it is not active.
        RecordMerged: the client's record is closed.
        PlanAlreadyOpen: it has a plan that is not closed.
    """
    access.require(actor, Permission.PLAN_EDIT)
    budget = await tx.row(queries.LOCK_BUDGET, budget_id=budget_id)
    if budget is None:
        raise NotFound("input", "budgetId")
    if budget["state"] != BudgetState.ACTIVE:
        raise WrongState("input", "budgetId", state=budget["state"])
    await clients.require_going_on(tx, budget["client_id"], "input", "budgetId")
    plan_id = tx.new_id()
    inserted = await tx.execute(
        queries.INSERT_PLAN, plan_id=plan_id, client_id=budget["client_id"], budget_id=budget_id
    )
    if not inserted:
        raise PlanAlreadyOpen("input", "budgetId")
    audit.record(tx, actor, "plan:start", client_id=budget["client_id"], subject_id=plan_id)
    return PlanStarted(plan_id)


async def submit_plan(tx: Transaction, actor: Actor, step: PlanStep) -> PlanMoved:
    """Hand the plan to the workers for approval.

    Raises:
        Forbidden, NotFound, VersionConflict: the role may not; there is no such plan; it was changed.
        WrongState: the plan is not a draft.
        PlanEmpty: it has no service.
    """
    access.require(actor, Permission.PLAN_EDIT)
    plan = await _lock(tx, step.plan_id, step.expected_version, PlanState.DRAFT)
    if not plan["has_items"]:
        raise PlanEmpty("input", "planId")
    version = await _move(tx, step.plan_id, PlanState.SUBMITTED)
    audit.record(tx, actor, "plan:submit", client_id=plan["client_id"], subject_id=step.plan_id)
    for worker in await tx.rows(queries.CARE_WORKERS, client_ids=[plan["client_id"]]):
        if worker["worker_id"] != actor.user_id:
            messages.tell(
                tx,
                actor,
                Event.PLAN_SUBMITTED,
                worker["worker_id"],
                client_id=plan["client_id"],
                subject=Subject(SubjectType.PLAN, step.plan_id),
            )
    return PlanMoved(step.plan_id, version)


async def return_plan(tx: Transaction, actor: Actor, returned: PlanReturn) -> PlanMoved:
    """Give a submitted plan back as a draft; the reason is kept on the plan, where its makers see it.

    Raises:
        Forbidden, NotFound, VersionConflict: the role may not; there is no such plan; it was changed.
        WrongState: the plan is not submitted.
        InvalidInput: there is no reason.
    """
    access.require(actor, Permission.PLAN_APPROVE)
    require_text(returned.reason, "reason")
    plan = await _lock(tx, returned.plan_id, returned.expected_version, PlanState.SUBMITTED)
    version = await _move(tx, returned.plan_id, PlanState.DRAFT, returned.reason.strip())
    audit.record(tx, actor, "plan:return", client_id=plan["client_id"], subject_id=returned.plan_id)
    await clients.tell_parties(
        tx,
        actor,
        Event.PLAN_RETURNED,
        plan["client_id"],
        Subject(SubjectType.PLAN, returned.plan_id),
        but=actor.party_id,
        **await plan_details(tx, returned.plan_id),
    )
    return PlanMoved(returned.plan_id, version)


async def approve_plan(tx: Transaction, actor: Actor, step: PlanStep) -> PlanMoved:
    """Approve a submitted plan and send an order for each item that has none; earlier orders stay.

    Each producer reaches the client by its order until the time to report after its last month, and knows of
    the client what the service needs: with turvakielto no address or phone (L 661/2009 36 §).

    Raises:
        Forbidden, NotFound, VersionConflict: the role may not; there is no such plan; it was changed.
        WrongState: the plan is not submitted, or its budget not active.
        OfferingNotAvailable, ProducerNotApproved: a service cannot be ordered any more.
    """
    access.require(actor, Permission.PLAN_APPROVE)
    plan = await _lock(tx, step.plan_id, step.expected_version, PlanState.SUBMITTED)
    if not plan["has_active_budget"]:
        raise WrongState("input", "planId", state=BudgetState.ENDED)
    order_ids = await _send_orders(tx, actor, plan)
    version = await _move(tx, step.plan_id, PlanState.APPROVED)
    audit.record(
        tx,
        actor,
        "plan:approve",
        client_id=plan["client_id"],
        subject_id=step.plan_id,
        orders=len(order_ids),
    )
    await clients.tell_parties(
        tx,
        actor,
        Event.PLAN_APPROVED,
        plan["client_id"],
        Subject(SubjectType.PLAN, step.plan_id),
        but=actor.party_id,
        **await plan_details(tx, step.plan_id),
    )
    return PlanMoved(step.plan_id, version, order_ids)


async def _send_orders(tx: Transaction, actor: Actor, plan: Row) -> tuple[UUID, ...]:
    """Send what was not sent before, in a few statements whatever the number of orders.

    Under turvakielto somebody must see to it that the visits happen, so it is an urgent task from the start.
    """
    items = await tx.rows(queries.ITEMS_TO_ORDER, plan_id=plan["id"])
    for item in items:
        if item["offering_state"] != OfferingState.APPROVED:
            raise OfferingNotAvailable("input", "planId", state=item["offering_state"])
        if item["approval_state"] != ApprovalState.APPROVED:
            raise ProducerNotApproved("input", "planId", state=item["approval_state"] or "NONE")
    if not items:
        return ()
    order_ids = tuple(tx.new_id() for _ in items)
    client = await tx.row(queries.SHARE_CLIENT, client_id=plan["client_id"])
    if client is None:
        raise NotFound("input", "planId")
    item_ids = [item["id"] for item in items]
    await tx.rows(queries.LOCK_MONTHS, item_ids=item_ids)
    await tx.execute(queries.SEND_ORDERS, item_ids=item_ids, order_ids=list(order_ids))
    await access.give_reaches(
        tx,
        [
            Given(
                item["producer_id"],
                plan["client_id"],
                Ground.ORDER,
                order_id,
                tx.today,
                max(tx.today, last_contact_day(item["last_month"], item["period_days"] or 0)),
                Scope.ORDER,
            )
            for item, order_id in zip(items, order_ids, strict=True)
        ],
    )
    for item, order_id in zip(items, order_ids, strict=True):
        messages.tell(
            tx,
            actor,
            Event.ORDER_WAITING,
            item["producer_id"],
            client_id=plan["client_id"],
            subject=Subject(SubjectType.PRODUCER_ORDER, order_id),
        )
    if client["non_disclosure"]:
        await give_task(
            tx,
            actor,
            plan["client_id"],
            [
                VisitsToCome(order_id, item["producer_id"], item["first_month"], item["last_month"])
                for item, order_id in zip(items, order_ids, strict=True)
            ],
        )
    return order_ids


async def _lock(tx: Transaction, plan_id: UUID, expected_version: int | None, state: PlanState) -> Row:
    plan = await tx.row(queries.LOCK_PLAN, plan_id=plan_id)
    if plan is None:
        raise NotFound("input", "planId")
    require_open(PlanState(plan["state"]), plan["version"], expected_version)
    if plan["state"] != state:
        raise WrongState("input", "planId", state=plan["state"])
    # Read again under the lock: what the locking statement saw beside the row may be older than the row.
    fresh = await tx.row(queries.LOCK_PLAN, plan_id=plan_id)
    if fresh is None:
        raise NotFound("input", "planId")
    return fresh


async def _move(tx: Transaction, plan_id: UUID, state: PlanState, return_reason: str | None = None) -> int:
    moved = await tx.row(queries.MOVE_PLAN, plan_id=plan_id, state=state, return_reason=return_reason)
    if moved is None:
        raise NotFound("input", "planId")
    version: int = moved["version"]
    return version
