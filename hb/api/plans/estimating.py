"""The live cost of a wish: computed by the plans module, never stored, logged as the reading it is."""

from hb.api.errors import TOP_LEVEL, user_error
from hb.api.plans.inputs import PlanItemAddInput
from hb.api.plans.payloads import (
    EstimatedLimit,
    EstimatedMonth,
    PlanItemEstimate,
    PlanItemEstimatePayload,
)
from hb.api.request import Info, record_denial, top_level
from hb.api.scalars import Quantity
from hb.api.storing import refuse_unstorable
from hb.audit.service import log_use
from hb.kit.errors import DomainError, Forbidden
from hb.kit.money import Cents
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import ItemWish, WhatIf
from hb.plans.service.judging import read_wish


async def estimate(info: Info, given: PlanItemAddInput) -> PlanItemEstimatePayload:
    """Answer what a wish would cost, through the read door and without claiming its key.

    Raises:
        GraphQLError: FORBIDDEN, BUSY or UNKNOWN_OUTCOME, with the code in its extensions.
    """
    request = info.context
    actor = request.actor

    async def ask(tx: Transaction) -> WhatIf:
        wish = given.command()
        answer = await plans.what_if(tx, actor, wish)
        await _log(tx, wish, info.field_name)
        return answer

    try:
        refuse_unstorable(given)
        answer = await request.database.run(actor.context("read"), ask)
    except TOP_LEVEL as refusal:
        if isinstance(refusal, Forbidden):
            await record_denial(request, info.field_name, refusal)
        raise top_level(refusal, request.language) from refusal
    except DomainError as refusal:
        return PlanItemEstimatePayload(user_errors=[user_error(refusal, request.language)])
    return PlanItemEstimatePayload(estimate=_shown(answer))


async def _log(tx: Transaction, wish: ItemWish, operation: str) -> None:
    """Whose limits were shown goes into the use log, whatever the caller selects."""
    chosen = await read_wish(
        tx,
        plan_id=wish.plan_id,
        offering_id=wish.offering_id,
        time_of_week=wish.time_of_week,
        first_month=wish.first_month,
        last_month=wish.last_month,
        lock=False,
    )
    await log_use(tx, operation, [chosen.client_id])


def _shown(answer: WhatIf) -> PlanItemEstimate:
    return PlanItemEstimate(
        fits=answer.fits,
        line_no=answer.line_no,
        total_cents=Cents(answer.total_cents),
        months=[
            EstimatedMonth(
                month=each.month,
                unit_cents=Cents(each.unit_cents),
                unit_size=each.unit_size,
                quantity=each.quantity,
                cents=Cents(each.cents),
            )
            for each in answer.months
        ],
        limits=[
            EstimatedLimit(
                line_no=each.line_no,
                month=each.month,
                measure=each.measure,
                available=Quantity(each.available),
                after=Quantity(each.after),
            )
            for each in answer.limits
        ],
    )
