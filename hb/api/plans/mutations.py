"""Mutations on plans and orders."""

from hb.access.rules import Permission
from hb.api.command import command, queue_by
from hb.api.plans import inputs, payloads
from hb.catalogue.rules.price import PriceNotFound
from hb.clients.rules import ClientHasDied, RecordMerged
from hb.kit.errors import InvalidInput, NotFound, VersionConflict, WrongState
from hb.ledger.rules import BudgetExceeded
from hb.plans import service as plans
from hb.plans.rules import (
    AssistanceRequired,
    DeliveryStands,
    DisclosedAlready,
    LineMismatch,
    MonthBegun,
    MonthOutsideBudget,
    MonthOver,
    NothingToDisclose,
    OfferingNotAvailable,
    OrderStands,
    PlanAlreadyOpen,
    PlanEmpty,
)
from hb.producers.rules import ProducerNotApproved

PRICED = (
    NotFound,
    InvalidInput,
    VersionConflict,
    WrongState,
    OfferingNotAvailable,
    ProducerNotApproved,
    PriceNotFound,
    MonthOutsideBudget,
    MonthOver,
)
"""The refusals of everything that prices a wish."""
PLAN = queue_by("plan_id")
PLAN_OF_ITEM = queue_by("item_id", plans.plan_of_item)
PLAN_OF_ORDER = queue_by("order_id", plans.plan_of_order)
PLAN_OF_BUDGET = queue_by("budget_id", plans.open_plan_of_budget)
"""All that changes one plan waits in one queue, since it locks the same rows: plan, items and months.

Adding an item, the command that many send at once, names the plan. Those that name an item, an order or a
budget read its plan first. planStart has no plan to wait for yet; what moves money on a budget without
changing its plan (deliveries, decisions) waits on the budget's gate alone.
"""

plan_start = command(
    "Open a plan on an active budget (aloita käyttösuunnitelma).",
    Permission.PLAN_EDIT,
    inputs.PlanStartInput,
    plans.start_plan,
    shows=payloads.PlanStartPayload,
    refuses=(NotFound, WrongState, RecordMerged, PlanAlreadyOpen),
)

plan_item_add = command(
    """Add a service to a plan and reserve its cost month by month (lisää palvelu suunnitelmaan).

    A plan that was submitted or approved goes back to DRAFT: what spends more is approved again. A
    refusal BUDGET_EXCEEDED names every limit that it breaks.
    """,
    Permission.PLAN_EDIT,
    inputs.PlanItemAddInput,
    plans.add_item,
    shows=payloads.PlanItemAddPayload,
    refuses=(*PRICED, LineMismatch, BudgetExceeded, AssistanceRequired),
    queue=PLAN,
)

plan_item_estimate = command(
    """Ask what planItemAdd would cost each month and leave on each limit (hinta-arvio, mitä jos).

    It takes the very input of planItemAdd, reserves nothing and writes nothing but the use log. It is a
    mutation because a query here is one statement over stored rows, while this is the pricing of the command
    itself, run up to the point where money would move: so estimate and refusal can never disagree. The key is
    not claimed: the same input may then be sent to planItemAdd, and sent here again it is computed again. A
    wish beyond a limit is answered (fits: false, after below zero), not refused.
    """,
    Permission.PLAN_EDIT,
    inputs.PlanItemAddInput,
    plans.what_if,
    is_read=True,
    shows=payloads.estimated,
    refuses=(*PRICED, LineMismatch),
)

plan_item_change = command(
    """Change an item's quantity or months (muuta riviä).

    What is given up returns to the budget, what is new is reserved. Months keep the price they were reserved
    at. An ordered item can only shrink.
    """,
    Permission.PLAN_EDIT,
    inputs.PlanItemChangeInput,
    plans.change_item,
    shows=payloads.PlanItemChangePayload,
    refuses=(*PRICED, OrderStands, MonthBegun, BudgetExceeded, AssistanceRequired),
    queue=PLAN_OF_ITEM,
)

plan_item_remove = command(
    "Take an item that was not ordered out of the plan (poista rivi); all it held returns to the budget.",
    Permission.PLAN_EDIT,
    inputs.PlanItemRemoveInput,
    plans.remove_item,
    shows=payloads.PlanItemRemovePayload,
    refuses=(NotFound, VersionConflict, WrongState, OrderStands, AssistanceRequired, InvalidInput),
    queue=PLAN_OF_ITEM,
)

plan_submit = command(
    "Hand a plan in for approval (lähetä hyväksyttäväksi).",
    Permission.PLAN_EDIT,
    inputs.PlanSubmitInput,
    plans.submit_plan,
    shows=payloads.PlanSubmitPayload,
    refuses=(NotFound, VersionConflict, WrongState, PlanEmpty),
    queue=PLAN,
)

plan_return = command(
    "Give a submitted plan back as a draft, with the reason (palauta suunnitelma).",
    Permission.PLAN_APPROVE,
    inputs.PlanReturnInput,
    plans.return_plan,
    shows=payloads.PlanReturnPayload,
    refuses=(NotFound, VersionConflict, WrongState, InvalidInput),
    queue=PLAN,
)

plan_approve = command(
    """Approve a submitted plan and send an order for each item that has none (hyväksy suunnitelma).

    Each producer is told of the client what its service needs.
    """,
    Permission.PLAN_APPROVE,
    inputs.PlanApproveInput,
    plans.approve_plan,
    shows=payloads.PlanApprovePayload,
    refuses=(NotFound, VersionConflict, WrongState, OfferingNotAvailable, ProducerNotApproved),
    queue=PLAN,
)

order_answer = command(
    """Accept an order, or decline it with a reason (hyväksy tai hylkää tilaus).

    Declining gives the money back to the client's budget.
    """,
    Permission.ORDER_ANSWER,
    inputs.OrderAnswerInput,
    plans.answer_order,
    shows=payloads.OrderAnswerPayload,
    refuses=(NotFound, WrongState, InvalidInput, ProducerNotApproved),
    queue=PLAN_OF_ORDER,
)

order_cancel = command(
    "Take back an order of which nothing was delivered (peru tilaus); its item ends.",
    Permission.PLAN_EDIT,
    inputs.OrderCancelInput,
    plans.cancel_order,
    shows=payloads.OrderCancelPayload,
    refuses=(NotFound, WrongState, DeliveryStands, MonthBegun, AssistanceRequired, InvalidInput),
    queue=PLAN_OF_ORDER,
)

plan_item_end = command(
    """End a service after a month (lopeta palvelu); what later months held returns to the budget.

    The plan's approval stands.
    """,
    Permission.PLAN_EDIT,
    inputs.PlanItemEndInput,
    plans.end_item,
    shows=payloads.PlanItemEndPayload,
    refuses=(NotFound, VersionConflict, WrongState, InvalidInput, MonthBegun, AssistanceRequired),
    queue=PLAN_OF_ITEM,
)

budget_items_end = command(
    """End all services on a budget after a month, as before the budget ends (lopeta budjetin palvelut).

    A plan that holds nothing any more is closed.
    """,
    Permission.PLAN_APPROVE,
    inputs.BudgetItemsEndInput,
    plans.end_plan_items_after,
    shows=payloads.BudgetItemsEndPayload,
    refuses=(NotFound, InvalidInput),
    queue=PLAN_OF_BUDGET,
)

contact_disclose = command(
    """Disclose the place of a client under turvakielto to one user of an order's producer (luovuta osoite).

    The client's own worker does it, or a worker on call who reaches the client. It is kept in the log.
    """,
    Permission.CONTACT_DISCLOSE,
    inputs.ContactDiscloseInput,
    plans.disclose_contact,
    shows=payloads.ContactDisclosePayload,
    refuses=(NotFound, InvalidInput, ClientHasDied, NothingToDisclose, DisclosedAlready),
)

disclosure_end = command(
    "End a disclosure before its last day (lopeta luovutus); the place is hidden again at once.",
    Permission.CONTACT_DISCLOSE,
    inputs.DisclosureEndInput,
    plans.end_disclosure,
    shows=payloads.DisclosureEndPayload,
    refuses=(NotFound, WrongState),
)

MUTATIONS = (
    plan_start,
    plan_item_add,
    plan_item_estimate,
    plan_item_change,
    plan_item_remove,
    plan_submit,
    plan_return,
    plan_approve,
    order_answer,
    order_cancel,
    plan_item_end,
    budget_items_end,
    contact_disclose,
    disclosure_end,
)
