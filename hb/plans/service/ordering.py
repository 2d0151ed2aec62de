"""The producer's answer to an order, and taking an order back."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import service as clients
from hb.clients.rules import ClientLanguage
from hb.clients.rules.validity import language_of
from hb.kit.clock import month_of
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Recipient, channel_to
from hb.plans import queries
from hb.plans.rules import (
    DeliveryStands,
    ItemState,
    OrderAnswer,
    OrderCancellation,
    OrderMoved,
    OrderState,
    PlanState,
)
from hb.plans.rules.holdings import dropping, require_unbegun
from hb.plans.rules.wishes import require_assistance, require_text
from hb.plans.service.holding import HeldPlan, give_up, held_item, hold_item, lock_months, tell_producers
from hb.producers.rules import ApprovalState, ProducerNotApproved


async def answer_order(tx: Transaction, actor: Actor, answer: OrderAnswer) -> OrderMoved:
    """Accept an order, or decline it with a reason; declining voids its reservations and ends the item.

    The client and the worker who sent the order are told.

    Raises:
        Forbidden: the role does not answer orders.
        NotFound: no such order to this producer.
        WrongState: it was answered or cancelled.
        InvalidInput: declined without a reason.
        ProducerNotApproved: accepted by a producer whose approval does not stand (569/2009 4-5 §).
    """
    access.require(actor, Permission.ORDER_ANSWER)
    if not answer.accept:
        require_text(answer.reason, "reason")
    order = await tx.row(queries.LOCK_ORDER, order_id=answer.order_id)
    if order is None:
        raise NotFound("input", "orderId")
    if order["state"] != OrderState.SENT:
        raise WrongState("input", "orderId", state=order["state"])
    if answer.accept:
        if order["approval_state"] != ApprovalState.APPROVED:
            raise ProducerNotApproved("input", "orderId", state=order["approval_state"] or "NONE")
        await tx.execute(queries.ANSWER_ORDER, order_id=answer.order_id)
    else:
        await _decline(tx, actor, order, answer)
    state = OrderState.ACCEPTED if answer.accept else OrderState.DECLINED
    audit.record(
        tx, actor, "order:answer", client_id=order["client_id"], subject_id=answer.order_id, state=state
    )
    _tell_answered(tx, actor, order, answer.order_id, state)
    return OrderMoved(answer.order_id, order["item_id"])


def _tell_answered(tx: Transaction, actor: Actor, order: Row, order_id: UUID, state: OrderState) -> None:
    """Tell the client and the worker; a producer sees no consent, so the client is told by letter."""
    client = (order["client_id"], Recipient.PARTY, language_of(ClientLanguage(order["language"])))
    worker = (order["sent_by"], Recipient.WORKER, language_of(ClientLanguage.FI))
    for recipient_id, recipient, language in (client, worker):
        messages.tell(
            tx,
            actor,
            Event.ORDER_ANSWERED,
            recipient_id,
            client_id=order["client_id"],
            subject_id=order_id,
            language=language,
            channel=channel_to(recipient, consents=False),
            state=state,
        )


async def _decline(tx: Transaction, actor: Actor, order: Row, answer: OrderAnswer) -> None:
    """The order is locked; the plan, which the producer does not see, is left alone."""
    rows = {
        row["id"]: row
        for row in await tx.rows(queries.HELD_ITEMS, plan_id=order["plan_id"], item_id=order["item_id"])
    }
    months = await lock_months(tx, [order["item_id"]])
    item = held_item(rows[order["item_id"]], months[order["item_id"]])
    held = HeldPlan(
        order["plan_id"], order["client_id"], order["budget_id"], PlanState.APPROVED, (item,), rows
    )
    declined = dropping(item, ItemState.ENDED, OrderState.DECLINED)
    await give_up(tx, actor, held, [declined], reason=(answer.reason or "").strip())


async def cancel_order(tx: Transaction, actor: Actor, cancellation: OrderCancellation) -> OrderMoved:
    """Take back an order of which nothing was delivered: its reservations are voided, its item ends.

    Raises:
        Forbidden, NotFound: as ever.
        WrongState: the order was declined or cancelled, or the plan is closed.
        DeliveryStands: something was delivered; the item is ended instead.
        MonthBegun: a client would take back a month that an accepted order has begun.
        AssistanceRequired, InvalidInput: see `rules.wishes.require_assistance`.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, cancellation.assistance)
    held = await hold_item(tx, await _item_of(tx, cancellation.order_id), field="orderId")
    (item,) = held.items
    if not item.is_ordered:
        raise WrongState("input", "orderId", state=item.order_state or "")
    if item.was_delivered:
        raise DeliveryStands("input", "orderId")
    require_unbegun(item, item.open_months, actor.role, month_of(tx.today), "orderId")
    reason = (cancellation.reason or "").strip() or None
    cancelled = dropping(item, ItemState.ENDED, OrderState.CANCELLED)
    await give_up(tx, actor, held, [cancelled], assistance=cancellation.assistance, reason=reason)
    audit.record(tx, actor, "order:cancel", client_id=held.client_id, subject_id=cancellation.order_id)
    tell_producers(tx, actor, held, [cancelled])
    await clients.tell_parties(
        tx, actor, Event.ORDER_CANCELLED, held.client_id, cancellation.order_id, but=actor.party_id
    )
    return OrderMoved(cancellation.order_id, item.item_id)


async def _item_of(tx: Transaction, order_id: UUID) -> UUID:
    row = await tx.row(queries.ITEM_OF_ORDER, order_id=order_id)
    if row is None:
        raise NotFound("input", "orderId")
    item_id: UUID = row["item_id"]
    return item_id
