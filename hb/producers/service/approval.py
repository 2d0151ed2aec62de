"""Producers apply to an organiser and are approved, rejected or revoked."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Role
from hb.audit import service as audit
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.producers import queries, rules
from hb.producers.queries import numbers
from hb.producers.rules import (
    ApprovalState,
    BusinessIdTaken,
    Disqualified,
    ProducerApplication,
    ProducerNotConfirmed,
    RegisterSource,
    Segment,
)
from hb.producers.service.payment_account import propose
from hb.producers.service.standing import approval_state, own_producer


@dataclass(frozen=True, slots=True)
class ProducerApplied:
    """The producer, its approval with the organiser, and the payment account proposed with it."""

    producer_id: UUID
    approval_id: UUID
    payment_account_id: UUID


@dataclass(frozen=True, slots=True)
class ApprovalDecided:
    """The approval that was confirmed, decided or revoked."""

    producer_id: UUID
    approval_id: UUID


async def apply(tx: Transaction, actor: Actor, application: ProducerApplication) -> ProducerApplied:
    """Apply to the organiser, accepting its rule book of that version (palvelusetelilaki 569/2009 5 §).

    The producer is the actor's own, made here for an applicant who has none; one that another organiser knows
    keeps its registered name and kind. Several applicants may name one Y-tunnus until one is confirmed.

    Raises:
        InvalidInput: Y-tunnus, IBAN, version or a name breaks its form.
        BusinessIdTaken: the Y-tunnus was confirmed to be another producer's, or this one has another.
        WrongState: the producer has applied already, or is approved.
    """
    access.require(actor, Permission.PRODUCER_APPLY)
    is_unknown = actor.is_applicant and actor.party_id == actor.user_id
    producer_id = tx.new_id() if is_unknown else own_producer(actor)
    wish = rules.checked_application(application, tx.today)
    await tx.execute(
        queries.INSERT_PRODUCER,
        id=producer_id,
        business_id=wish.business_id,
        name=wish.name,
        kind=wish.kind,
    )
    registered = await tx.row(queries.BUSINESS_ID, producer_id=producer_id)
    if registered is None or registered["business_id"] != wish.business_id:
        raise rules.BusinessIdTaken("input", "businessId")
    if await tx.row(numbers.TAKEN_BY_ANOTHER, producer_id=producer_id, business_id=wish.business_id):
        raise rules.BusinessIdTaken("input", "businessId")
    await tx.execute(
        queries.INSERT_USER,
        id=actor.user_id,
        producer_id=producer_id,
        name=wish.administrator_name,
        role=actor.role,
        valid_from=tx.today,
    )
    applied = await tx.row(
        queries.APPLY, id=tx.new_id(), producer_id=producer_id, rule_book_version=wish.rule_book_version
    )
    if applied is None:
        raise WrongState("input", state=await approval_state(tx, producer_id))
    account = await propose(tx, producer_id, wish.iban, tx.today)
    audit.record(tx, actor, "producer:apply", subject_id=producer_id, rule_book=wish.rule_book_version)
    return ProducerApplied(producer_id, applied["id"], account["id"])


async def confirm_producer(
    tx: Transaction, actor: Actor, producer_id: UUID, source: RegisterSource
) -> ApprovalDecided:
    """Confirm from a register that an applicant has its Y-tunnus, which then is taken.

    Unless an organiser approves the producer, the number is free again when every organiser that confirmed
    it has rejected the application, or when the longest APPLICATION_DAYS of theirs have passed.

    Raises:
        NotFound: the producer has not applied to this organiser.
        Disqualified: the official belongs to the producer.
        WrongState: the application is decided already.
        BusinessIdTaken: another producer was confirmed to have the number.
    """
    access.require(actor, Permission.PRODUCER_APPROVE)
    approval = await _lock_approval(tx, producer_id, ApprovalState.APPLIED)
    row = await tx.row(numbers.LOCK_NUMBER, producer_id=producer_id)
    if row is None:
        raise NotFound("input", "producerId")
    business_id = row["business_id"]
    if await tx.row(numbers.TAKEN_BY_ANOTHER, producer_id=producer_id, business_id=business_id):
        raise BusinessIdTaken("input", "producerId")
    await tx.execute(numbers.FREE_SILENT, business_id=business_id)
    await tx.execute(numbers.TAKE_NUMBER, producer_id=producer_id)
    await tx.execute(queries.CONFIRM_APPROVAL, approval_id=approval["id"], source=source)
    audit.record(tx, actor, "producer:confirm", subject_id=producer_id, source=source)
    return ApprovalDecided(producer_id, approval["id"])


async def decide_application(
    tx: Transaction,
    actor: Actor,
    producer_id: UUID,
    approve: bool,
    segment: Segment | None,
    reason: str | None,
) -> ApprovalDecided:
    """Approve a producer into a segment, or reject it with a reason.

    Approving gives the producer's users their roles with the organiser.

    Raises:
        NotFound: the producer has not applied to this organiser.
        Disqualified: the official belongs to the producer.
        WrongState: the application is decided already.
        InvalidInput: approved without a segment, or rejected without a reason.
        ProducerNotConfirmed: approved before it was confirmed that the applicant has its Y-tunnus.
    """
    access.require(actor, Permission.PRODUCER_APPROVE)
    approval = await _lock_approval(tx, producer_id, ApprovalState.APPLIED)
    if approve and segment is None:
        raise InvalidInput("input", "segment", rule=FormRule.REQUIRED)
    why = rules.reason_of(reason, "input", "reason", required=not approve)
    state = ApprovalState.APPROVED if approve else ApprovalState.REJECTED
    if not approve:
        await tx.execute(numbers.FREE_NUMBER, producer_id=producer_id)
    elif not approval["is_confirmed"] or not await _keep_number(tx, producer_id):
        raise ProducerNotConfirmed("input", "producerId")
    await tx.execute(
        queries.DECIDE_APPROVAL,
        approval_id=approval["id"],
        new_state=state,
        new_segment=segment if approve else None,
        why=why,
    )
    if approve:
        await _give_standing(tx, producer_id)
    audit.record(
        tx, actor, Permission.PRODUCER_APPROVE if approve else "producer:reject", subject_id=producer_id
    )
    _tell_decided(tx, actor, producer_id, state)
    return ApprovalDecided(producer_id, approval["id"])


async def revoke_approval(tx: Transaction, actor: Actor, producer_id: UUID, reason: str) -> ApprovalDecided:
    """Take the approval back and with it the producer's offerings from the catalogue (569/2009 4 §).

    Its users keep their roles, since what was delivered until now must still be reported and paid. The reach
    that orders gave it ends at once: it keeps its own rows, with clients under pseudonyms.
    A new approval does not bring that reach back.

    Raises:
        NotFound: the organiser does not know the producer.
        Disqualified: the official belongs to the producer.
        WrongState: the producer is not approved.
        InvalidInput: no reason.
    """
    access.require(actor, Permission.PRODUCER_APPROVE)
    approval = await _lock_approval(tx, producer_id, ApprovalState.APPROVED)
    why = rules.reason_of(reason, "input", "reason", required=True)
    state = ApprovalState.REVOKED
    await access.end_order_reach(tx, producer_id, tx.today - timedelta(days=1))
    await tx.execute(
        queries.DECIDE_APPROVAL, approval_id=approval["id"], new_state=state, new_segment=None, why=why
    )
    audit.record(tx, actor, "producer:revoke", subject_id=producer_id)
    _tell_decided(tx, actor, producer_id, state)
    return ApprovalDecided(producer_id, approval["id"])


async def _keep_number(tx: Transaction, producer_id: UUID) -> bool:
    """Let a confirmed producer keep its Y-tunnus for good; whether it still had it."""
    await tx.row(numbers.LOCK_NUMBER, producer_id=producer_id)
    return await tx.execute(numbers.TAKE_FOR_GOOD, producer_id=producer_id) > 0


def _tell_decided(tx: Transaction, actor: Actor, producer_id: UUID, state: ApprovalState) -> None:
    messages.tell(
        tx,
        actor,
        Event.PRODUCER_DECIDED,
        producer_id,
        subject=Subject(SubjectType.PRODUCER, producer_id),
        outcome=state,
    )


async def _lock_approval(tx: Transaction, producer_id: UUID, expected: ApprovalState) -> Row:
    approval = await tx.row(queries.LOCK_APPROVAL, producer_id=producer_id)
    if approval is None:
        raise NotFound("input", "producerId")
    if approval["is_member"]:
        raise Disqualified("input", "producerId")
    if approval["state"] != expected:
        raise WrongState("input", "producerId", state=approval["state"])
    return approval


async def _give_standing(tx: Transaction, producer_id: UUID) -> None:
    """Give each of the producer's users their role with this organiser, unless they have it."""
    for user in await tx.rows(queries.USERS_WITHOUT_STANDING, producer_id=producer_id):
        await access.assign_role(
            tx,
            assignment_id=tx.new_id(),
            user_id=user["id"],
            role=Role(user["role"]),
            party_id=producer_id,
            valid_from=user["valid_from"],
            valid_until=user["valid_until"],
        )
