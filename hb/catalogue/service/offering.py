"""What producers offer: proposed, changed and withdrawn by them, decided by a coordinator."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.catalogue import queries, rules
from hb.catalogue.rules import OfferingChange, OfferingState, OfferingWish
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.producers import service as producers
from hb.producers.rules import Disqualified, reason_of


@dataclass(frozen=True, slots=True)
class OfferingKept:
    """The offering that was proposed, changed, withdrawn or decided."""

    offering_id: UUID


async def propose_offering(tx: Transaction, actor: Actor, wish: OfferingWish) -> OfferingKept:
    """Offer a product of the organiser at a service point; clients see it once approved and priced.

    Raises:
        ProducerNotApproved: the organiser has not approved the producer.
        NotFound: the product is not the organiser's, or the service point not the producer's.
        InvalidInput: a text or the languages break their form.
        OfferingCodeTaken: the producer has another offering of this code.
    """
    access.require(actor, Permission.OFFERING_EDIT)
    producer_id = producers.own_producer(actor)
    wished = rules.checked_offering(wish)
    await producers.require_approved(tx, producer_id)
    product = await tx.row(queries.PRODUCT, product_id=wished.product_id)
    if product is None:
        raise NotFound("input", "productId")
    await _check_point(tx, producer_id, wished.service_point_id)
    added = await tx.row(
        queries.INSERT_OFFERING,
        id=tx.new_id(),
        producer_id=producer_id,
        service_point_id=wished.service_point_id,
        product_id=wished.product_id,
        category_code=product["category_code"],
        code=wished.code,
        name=wished.name,
        description=wished.description,
        languages=wished.languages,
        unit=product["unit"],
    )
    if added is None:
        raise rules.OfferingCodeTaken("input", "code")
    audit.record(tx, actor, "offering:propose", subject_id=added["id"])
    return OfferingKept(added["id"])


async def change_offering(tx: Transaction, actor: Actor, change: OfferingChange) -> OfferingKept:
    """Change an own offering; it waits for the coordinator again and leaves the comparison until then.

    Raises:
        NotFound: not an offering of this producer, or not its service point.
        ProducerNotApproved: the organiser has not approved the producer.
        WrongState: it was withdrawn.
        InvalidInput: a text or the languages break their form.
    """
    access.require(actor, Permission.OFFERING_EDIT)
    producer_id = producers.own_producer(actor)
    changed = rules.checked_change(change)
    offering = await _lock_own(tx, producer_id, changed.offering_id)
    await producers.require_approved(tx, producer_id)
    state = rules.state_after_change(OfferingState(offering["state"]))
    await _check_point(tx, producer_id, changed.service_point_id)
    await tx.execute(
        queries.CHANGE_OFFERING,
        offering_id=changed.offering_id,
        point_id=changed.service_point_id,
        new_name=changed.name,
        new_description=changed.description,
        new_languages=changed.languages,
        new_state=state,
    )
    audit.record(tx, actor, "offering:change", subject_id=changed.offering_id)
    return OfferingKept(changed.offering_id)


async def withdraw_offering(tx: Transaction, actor: Actor, offering_id: UUID) -> OfferingKept:
    """Take an own offering out of the comparison for good; what was ordered of it stays ordered.

    Raises:
        NotFound: not an offering of this producer.
        WrongState: it was withdrawn already.
    """
    access.require(actor, Permission.OFFERING_EDIT)
    offering = await _lock_own(tx, producers.own_producer(actor), offering_id)
    if offering["state"] == OfferingState.WITHDRAWN:
        raise WrongState("input", "offeringId", state=OfferingState.WITHDRAWN)
    await tx.execute(queries.WITHDRAW_OFFERING, offering_id=offering_id)
    audit.record(tx, actor, "offering:withdraw", subject_id=offering_id)
    return OfferingKept(offering_id)


async def decide_offering(
    tx: Transaction, actor: Actor, offering_id: UUID, approve: bool, reason: str | None = None
) -> OfferingKept:
    """Let clients choose a proposed offering, or reject it with a reason.

    Raises:
        NotFound: no such offering with this organiser.
        Disqualified: the official belongs to the producer.
        WrongState: it is not waiting for a decision.
        InvalidInput: rejected without a reason.
    """
    access.require(actor, Permission.OFFERING_APPROVE)
    offering = await tx.row(queries.LOCK_OFFERING, offering_id=offering_id)
    if offering is None:
        raise NotFound("input", "offeringId")
    if offering["is_member"]:
        raise Disqualified("input", "offeringId")
    if offering["state"] != OfferingState.PROPOSED:
        raise WrongState("input", "offeringId", state=offering["state"])
    why = reason_of(reason, "input", "reason", required=not approve)
    state = OfferingState.APPROVED if approve else OfferingState.REJECTED
    await tx.execute(queries.DECIDE_OFFERING, offering_id=offering_id, new_state=state, why=why)
    audit.record(
        tx, actor, Permission.OFFERING_APPROVE if approve else "offering:reject", subject_id=offering_id
    )
    messages.tell(
        tx,
        actor,
        Event.OFFERING_DECIDED,
        offering["producer_id"],
        subject=Subject(SubjectType.OFFERING, offering_id),
        outcome=state,
    )
    return OfferingKept(offering_id)


async def _lock_own(tx: Transaction, producer_id: UUID, offering_id: UUID) -> Row:
    offering = await tx.row(queries.LOCK_OFFERING, offering_id=offering_id)
    if offering is None or offering["producer_id"] != producer_id:
        raise NotFound("input", "offeringId")
    return offering


async def _check_point(tx: Transaction, producer_id: UUID, point_id: UUID) -> None:
    if await tx.row(queries.OWN_POINT, point_id=point_id, producer_id=producer_id) is None:
        raise NotFound("input", "servicePointId")
