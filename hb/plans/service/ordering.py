"""The producer's answer to an order, and taking an order back."""

from collections.abc import Mapping
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
from hb.messages.rules import Details, Event, Hearer, Hearing, Subject, SubjectType
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
from hb.plans.rules.reserved import dropping, require_unbegun
from hb.plans.rules.wishes import require_assistance, require_text
from hb.plans.service.details import order_details
from hb.plans.service.locking import LockedPlan, give_up, item_of, lock_item, lock_months, notify_producers
from hb.producers.rules import ApprovalState, ProducerNotApproved


async def answer_order(tx: Transaction, actor: Actor, answer: OrderAnswer) -> OrderMoved:
    """Accept an order, or decline it with a reason; declining voids its reservations and ends the item.

    The client and the worker who sent the order are notified.

    Raises:
        Forbidden: the role does not answer orders.
        NotFound: this producer has no such order.
        WrongState: it was answered or cancelled.
        InvalidInput: declined without a reason.
        ProducerNotApproved: accepted by a producer that is not approved (569/2009 4-5 §).
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
    await _notify_answered(tx, actor, order, answer.order_id, state)
    return OrderMoved(answer.order_id, order["item_id"])


async def _notify_answered(
    tx: Transaction, actor: Actor, order: Row, order_id: UUID, state: OrderState
) -> None:
    """Notify the worker and, while alive, the client."""
    client = (order["client_id"], language_of(ClientLanguage(order["language"] or ClientLanguage.FI)))
    worker = (order["sent_by"], language_of(ClientLanguage.FI))
    details: Mapping[UUID, Details] = {order["client_id"]: await order_details(tx, order_id)}
    for recipient_id, language in (client, worker) if order["client_died_on"] is None else (worker,):
        messages.tell(
            tx,
            actor,
            Event.ORDER_ANSWERED,
            recipient_id,
            client_id=order["client_id"],
            subject=Subject(SubjectType.ORDER, order_id),
            language=language,
            outcome=state,
            to=Hearing(Hearer.CLIENT) if recipient_id == order["client_id"] else None,
            **details.get(recipient_id, Details()),
        )


async def _decline(tx: Transaction, actor: Actor, order: Row, answer: OrderAnswer) -> None:
    """The order is locked; the plan, which the producer does not see, is left alone."""
    rows = {
        row["id"]: row
        for row in await tx.rows(queries.READ_ITEMS, plan_id=order["plan_id"], item_id=order["item_id"])
    }
    months = await lock_months(tx, [order["item_id"]])
    item = item_of(rows[order["item_id"]], months[order["item_id"]])
    locked = LockedPlan(
        order["plan_id"], order["client_id"], order["budget_id"], PlanState.APPROVED, (item,), rows
    )
    declined = dropping(item, ItemState.ENDED, OrderState.DECLINED)
    await give_up(tx, actor, locked, [declined], reason=(answer.reason or "").strip())


async def cancel_order(tx: Transaction, actor: Actor, cancellation: OrderCancellation) -> OrderMoved:
    """Take back an order of which nothing was delivered: its reservations are voided, its item ends.

    Raises:
        Forbidden, NotFound: the role may not plan; there is no such order.
        WrongState: the order was declined or cancelled, or the plan is closed.
        DeliveryStands: something was delivered; the item is ended instead.
        MonthBegun: a client would take back a month that an accepted order has begun.
        AssistanceRequired, InvalidInput: see `rules.wishes.require_assistance`.
    """
    access.require(actor, Permission.PLAN_EDIT)
    require_assistance(actor.role, cancellation.assistance)
    locked = await lock_item(tx, await _item_of(tx, cancellation.order_id), field="orderId")
    (item,) = locked.items
    if not item.is_ordered:
        raise WrongState("input", "orderId", state=item.order_state or "")
    if item.was_delivered:
        raise DeliveryStands("input", "orderId")
    require_unbegun(item, item.open_months, actor.role, month_of(tx.today), "orderId")
    reason = (cancellation.reason or "").strip() or None
    cancelled = dropping(item, ItemState.ENDED, OrderState.CANCELLED)
    await give_up(tx, actor, locked, [cancelled], assistance=cancellation.assistance, reason=reason)
    audit.record(tx, actor, "order:cancel", client_id=locked.client_id, subject_id=cancellation.order_id)
    notify_producers(tx, actor, locked, [cancelled])
    await clients.tell_parties(
        tx,
        actor,
        Event.ORDER_CANCELLED,
        locked.client_id,
        Subject(SubjectType.ORDER, cancellation.order_id),
        but=actor.party_id,
        **await order_details(tx, cancellation.order_id),
    )
    return OrderMoved(cancellation.order_id, item.item_id)


async def _item_of(tx: Transaction, order_id: UUID) -> UUID:
    row = await tx.row(queries.ITEM_OF_ORDER, order_id=order_id)
    if row is None:
        raise NotFound("input", "orderId")
    item_id: UUID = row["item_id"]
    return item_id
