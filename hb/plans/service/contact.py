"""What a change of a client's contact data means for producers, and disclosing a hidden place."""

from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Role
from hb.audit import service as audit
from hb.clients import service as clients
from hb.clients.queries import LOCK_FILED_CONTACT
from hb.clients.rules import ClientHasDied, ContactChange, ContactChanged
from hb.clients.rules.contact import required
from hb.clients.rules.emergency import REASON_LENGTH
from hb.clients.rules.filing import ContactServed
from hb.kit.clock import month_of
from hb.kit.errors import Forbidden, NotFound, WrongState
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.messages.rules.tasks import VisitsToCome
from hb.plans import queries
from hb.plans.rules import OrderState
from hb.plans.rules.recipient import (
    Circumstances,
    Disclosed,
    DisclosureEnded,
    DisclosureWish,
    Knowledge,
    check_days,
    knowledge,
    last_contact_day,
)
from hb.plans.rules.refusals import DisclosedAlready, NothingToDisclose
from hb.plans.service.urgent import give_task
from hb.producers.rules import ApprovalState


async def change_contact(tx: Transaction, actor: Actor, change: ContactChange) -> ContactChanged:
    """Replace a client's contact data, and notify the producers with running orders of what it means to them.

    With turvakielto phone and address are hidden from every order at once (L 661/2009 36 §), earlier
    disclosures end, and the visits to come are an urgent task of the own worker or the workers on call.

    Raises:
        what `clients.replace_contact` raises.
    """
    replaced = await clients.replace_contact(tx, actor, change)
    changed = ContactChanged(change.client_id, replaced.version)
    is_set = replaced.is_hidden and not replaced.was_hidden
    is_lifted = replaced.was_hidden and not replaced.is_hidden
    if not (is_set or is_lifted or replaced.is_moved):
        return changed
    orders = await tx.rows(queries.RUNNING_ORDERS, client_id=change.client_id)
    if is_set:
        await _hide_from_producers(tx, actor, change.client_id, orders)
        return changed
    shown = [order for order in orders if order["is_disclosed"] or not replaced.is_hidden]
    _notify_producers(tx, actor, change.client_id, shown, Event.CLIENT_CONTACT_CHANGED)
    return changed


async def hide_contact(tx: Transaction, actor: Actor, client_id: UUID) -> None:
    """Give a client turvakielto by an act that is about more than contact data, with all that follows.

    Nothing happens where the client has it already. The act has authorised the actor, who reaches the client.
    """
    if await clients.hide_contact(tx, actor, client_id):
        orders = await tx.rows(queries.RUNNING_ORDERS, client_id=client_id)
        await _hide_from_producers(tx, actor, client_id, orders)


async def accept_filed_contact(
    tx: Transaction, actor: Actor, secrecy: Secrecy, filed_contact_id: UUID
) -> ContactServed:
    """Accept a filed contact; turvakielto that was stated in it is a known client's from now on.

    Raises:
        what `clients.accept_filed_contact` raises.
    """
    served = await clients.accept_filed_contact(tx, actor, secrecy, filed_contact_id)
    await _hide_as_filed(tx, actor, served)
    return served


async def open_filed_contact(
    tx: Transaction, actor: Actor, secrecy: Secrecy, filed_contact_id: UUID, reason: str
) -> ContactServed:
    """Begin to serve the person of a filed contact; turvakielto in it is a served client's at once.

    A client who is opened to be read alone gets it when the contact is accepted.

    Raises:
        what `clients.open_filed_contact` raises.
    """
    served = await clients.open_filed_contact(tx, actor, secrecy, filed_contact_id, reason)
    await _hide_as_filed(tx, actor, served)
    return served


async def _hide_as_filed(tx: Transaction, actor: Actor, served: ContactServed) -> None:
    filed = await tx.row(LOCK_FILED_CONTACT, filed_contact_id=served.filed_contact_id)
    if filed is not None and filed["non_disclosure"]:
        await hide_contact(tx, actor, served.client_id)


async def _hide_from_producers(tx: Transaction, actor: Actor, client_id: UUID, orders: Sequence[Row]) -> None:
    """End disclosures, notify the producers, and give the visits to come to who is responsible."""
    await tx.execute(queries.END_DISCLOSURES, client_id=client_id, disclosure_id=None)
    _notify_producers(tx, actor, client_id, orders, Event.CLIENT_CONTACT_HIDDEN)
    visits = [_visits(order) for order in orders if order["last_month"] >= month_of(tx.today)]
    if visits:
        await give_task(tx, actor, client_id, visits)


def _visits(order: Row) -> VisitsToCome:
    return VisitsToCome(order["order_id"], order["producer_id"], order["first_month"], order["last_month"])


def _notify_producers(
    tx: Transaction, actor: Actor, client_id: UUID, orders: Sequence[Row], event: Event
) -> None:
    """One message to each producer, about its newest order; no text says what the data are."""
    for producer_id, order_id in {order["producer_id"]: order["order_id"] for order in orders}.items():
        messages.tell(
            tx,
            actor,
            event,
            producer_id,
            client_id=client_id,
            subject=Subject(SubjectType.PRODUCER_ORDER, order_id),
        )


async def disclose_contact(tx: Transaction, actor: Actor, wish: DisclosureWish) -> Disclosed:
    """Disclose the place where a client under turvakielto is served, to one user of the order's producer.

    That user, who is a person and no program, alone sees it, on the named days alone; the log of disclosures
    keeps who, to whom, why and when (asiakastietolaki 703/2023 10 §). The own worker discloses, or a worker
    on call who reaches the client.

    Raises:
        Forbidden: the role discloses nothing, or the actor is neither own worker nor on call.
        NotFound: there is no such order, or no such person among its producer's users today.
        ClientHasDied: a day of death is recorded.
        NothingToDisclose: the producer sees the place already, or knows the client no more.
        InvalidInput: no reason; days in the past, the wrong way round or after the order is over.
        DisclosedAlready: it is disclosed to this user on some of the days.
    """
    access.require(actor, Permission.CONTACT_DISCLOSE)
    reason = required(wish.reason, REASON_LENGTH, "input", "reason", lines=True)
    order = await tx.row(queries.DISCLOSABLE, order_id=wish.order_id, producer_user_id=wish.producer_user_id)
    if order is None:
        raise NotFound("input", "orderId")
    await _require_responsible(tx, actor, order["client_id"])
    if not order["is_user"]:
        raise NotFound("input", "producerUserId")
    if order["died_on"] is not None:
        raise ClientHasDied("input", "orderId")
    if knowledge(_circumstances(order), tx.today) is not Knowledge.NAME:
        raise NothingToDisclose("input", "orderId")
    check_days(wish, tx.today, last_contact_day(order["last_month"], order["period_days"]))
    await _require_no_other(tx, wish)
    disclosure_id = tx.new_id()
    await tx.execute(
        queries.INSERT_DISCLOSURE,
        id=disclosure_id,
        client_id=order["client_id"],
        order_id=wish.order_id,
        producer_id=order["producer_id"],
        producer_user_id=wish.producer_user_id,
        first_day=wish.first_day,
        last_day=wish.last_day,
        reason=reason,
    )
    audit.record(
        tx,
        actor,
        Permission.CONTACT_DISCLOSE,
        client_id=order["client_id"],
        subject_id=disclosure_id,
        producer_user_id=str(wish.producer_user_id),
        first_day=wish.first_day.isoformat(),
        last_day=wish.last_day.isoformat(),
        reason_length=len(reason),
    )
    _notify_user(tx, actor, order["client_id"], wish)
    return Disclosed(disclosure_id)


def _notify_user(tx: Transaction, actor: Actor, client_id: UUID, wish: DisclosureWish) -> None:
    messages.tell(
        tx,
        actor,
        Event.PLACE_DISCLOSED,
        wish.producer_user_id,
        client_id=client_id,
        subject=Subject(SubjectType.PRODUCER_ORDER, wish.order_id),
        first_day=wish.first_day.isoformat(),
        last_day=wish.last_day.isoformat(),
    )


async def _require_no_other(tx: Transaction, wish: DisclosureWish) -> None:
    """Ending one of two for the same days would leave the place open by the other."""
    other = await tx.row(
        queries.OVERLAPPING_DISCLOSURE,
        order_id=wish.order_id,
        producer_user_id=wish.producer_user_id,
        first_day=wish.first_day,
        last_day=wish.last_day,
    )
    if other is not None:
        days = {name: other[name].isoformat() for name in ("first_day", "last_day")}
        raise DisclosedAlready("input", "firstDay", **days)


def _circumstances(order: Row) -> Circumstances:
    """What the producer knows for all its users: to whom the place was disclosed before is left out."""
    return Circumstances(
        OrderState(order["state"]),
        order["last_month"],
        order["period_days"],
        order["has_reach"],
        ApprovalState(order["approval_state"]) if order["approval_state"] else None,
        order["died_on"],
        order["non_disclosure"],
    )


async def _require_responsible(tx: Transaction, actor: Actor, client_id: UUID) -> None:
    """The own worker, the own worker's substitute, or a worker on call.

    Raises:
        Forbidden: it is somebody else.
    """
    if actor.role is Role.ON_CALL_WORKER:
        return
    row = await tx.row(queries.RESPONSIBLE, client_id=client_id)
    own_worker_id = row["own_worker_id"] if row else None
    if own_worker_id is None or own_worker_id not in (actor.user_id, actor.on_behalf_of):
        raise Forbidden


async def end_disclosure(tx: Transaction, actor: Actor, disclosure_id: UUID) -> DisclosureEnded:
    """End a disclosure before its last day: from now on the place is hidden from its recipient again.

    Raises:
        Forbidden: the role discloses nothing, so it ends nothing.
        NotFound: there is no such disclosure of a client whom the worker reaches.
        WrongState: its days are over, or it was ended before.
    """
    access.require(actor, Permission.CONTACT_DISCLOSE)
    disclosure = await tx.row(queries.FIND_DISCLOSURE, disclosure_id=disclosure_id)
    if disclosure is None:
        raise NotFound("input", "disclosureId")
    if disclosure["is_ended"] or disclosure["last_day"] < tx.today:
        raise WrongState("input", "disclosureId", state="ENDED")
    await tx.execute(queries.END_DISCLOSURES, client_id=disclosure["client_id"], disclosure_id=disclosure_id)
    audit.record(tx, actor, "disclosure:end", client_id=disclosure["client_id"], subject_id=disclosure_id)
    return DisclosureEnded(disclosure_id)
