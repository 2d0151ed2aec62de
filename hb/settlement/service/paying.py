"""Checking a settlement by one person, releasing it by another; each compares it with the books again."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import DomainError, NotFound, WrongState
from hb.kit.transaction import Row, Transaction
from hb.ledger.rules import PeriodState, SettlementState
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.producers.rules import Disqualified
from hb.settlement import queries
from hb.settlement.rules import (
    NOT_CHECKED,
    PaymentAccountDiffers,
    PaymentAccountMissing,
    SettlementDiffers,
    SettlementMoved,
    require_as_drawn,
    require_other_person,
)


@dataclass(frozen=True, slots=True)
class DifferenceReported:
    """The settlement whose difference the controllers were notified of."""

    settlement_id: UUID


_EVENTS: Mapping[type[DomainError], Event] = {
    SettlementDiffers: Event.SETTLEMENT_DIFFERS,
    PaymentAccountDiffers: Event.PAYMENT_ACCOUNT_DIFFERS,
}


async def check_settlement(tx: Transaction, actor: Actor, settlement_id: UUID) -> SettlementMoved:
    """Confirm a calculated settlement, so that another person may release it.

    Raises:
        Forbidden: the actor's role may not.
        NotFound: no such settlement.
        Disqualified: the actor belongs to the producer (hallintolaki 434/2003 28 §).
        WrongState: it was checked before, or its month is still being closed.
        SettlementDiffers: its sum is not what the ledger drew for the producer and month.
        PaymentAccountDiffers: the producer's account is not as it was approved.
    """
    access.require(actor, Permission.SETTLEMENT_CHECK)
    settlement = await _lock(tx, settlement_id, SettlementState.CALCULATED)
    _require_as_approved(await _payment(tx, settlement))
    await tx.execute(queries.CHECK, of_id=settlement_id)
    audit.record(
        tx,
        actor,
        Permission.SETTLEMENT_CHECK,
        subject_id=settlement_id,
        month=settlement["month"],
        cents=settlement["total_cents"],
    )
    return SettlementMoved(settlement_id)


async def release_settlement(tx: Transaction, actor: Actor, settlement_id: UUID) -> SettlementMoved:
    """Release a checked settlement for payment to the producer's approved account.

    Raises:
        Forbidden: the actor's role may not.
        NotFound: no such settlement.
        Disqualified: the actor belongs to the producer (hallintolaki 434/2003 28 §).
        WrongState: it is not checked, or released before.
        SeparatedDuties: the actor checked it, or decided on the producer, its account, offering or price.
        PaymentAccountMissing: the producer has no approved account valid today.
        SettlementDiffers: its sum is not what the ledger drew for the producer and month.
        PaymentAccountDiffers: the producer's account is not as it was approved.
    """
    access.require(actor, Permission.SETTLEMENT_RELEASE)
    settlement = await _lock(tx, settlement_id, SettlementState.CHECKED)
    payment = await _payment(tx, settlement)
    require_other_person(
        actor.user_id,
        {
            "SETTLEMENT": [settlement["checked_by"]],
            "PRODUCER": payment["producer_deciders"],
            "PAYMENT_ACCOUNT": payment["account_approvers"],
            "OFFERING": payment["offering_deciders"],
            "PRICE": payment["price_deciders"],
        },
    )
    _require_as_approved(payment)
    if payment["iban"] is None:
        raise PaymentAccountMissing("input", "settlementId")
    await tx.execute(queries.RELEASE, of_id=settlement_id, to_iban=payment["iban"])
    facts = {"month": settlement["month"], "cents": settlement["total_cents"]}
    audit.record(tx, actor, Permission.SETTLEMENT_RELEASE, subject_id=settlement_id, **facts)
    messages.tell(
        tx,
        actor,
        Event.SETTLEMENT_RELEASED,
        settlement["producer_id"],
        subject=Subject(SubjectType.SETTLEMENT, settlement_id),
        **facts,
    )
    return SettlementMoved(settlement_id)


async def _lock(tx: Transaction, settlement_id: UUID, state: SettlementState) -> Row:
    """Lock a settlement that must be in a state, and whose producer the actor does not belong to.

    While its month is being closed it waits: the whole month is not yet proved.
    """
    settlement = await tx.row(queries.LOCK_SETTLEMENT, id=settlement_id)
    if settlement is None:
        raise NotFound("input", "settlementId")
    if settlement["is_member"]:
        raise Disqualified("input", "settlementId")
    if settlement["month_state"] == PeriodState.CLOSING:
        raise WrongState("input", "settlementId", state=settlement["month_state"])
    if settlement["state"] != state:
        refusal = WrongState("input", "settlementId", state=settlement["state"])
        is_unchecked = settlement["state"] == SettlementState.CALCULATED
        raise refusal.saying(NOT_CHECKED) if is_unchecked else refusal
    return settlement


async def _payment(tx: Transaction, settlement: Row) -> Row:
    """Who decided on the producer of a locked settlement, and its account; its sum must be what was drawn.

    Raises:
        SettlementDiffers: it has drawn another.
    """
    drawn = await tx.row(queries.DRAWN, producer_id=settlement["producer_id"], month=settlement["month"])
    payment = await tx.row(queries.PAYMENT, producer_id=settlement["producer_id"])
    if drawn is None or payment is None:
        raise NotFound("input", "settlementId")
    require_as_drawn(
        settlement["total_cents"], settlement["deliveries_count"], drawn["cents"], drawn["rows_count"]
    )
    return payment


def _require_as_approved(payment: Row) -> None:
    """The account, if there is one, has the IBAN that was approved.

    Raises:
        PaymentAccountDiffers: it has another.
    """
    if payment["is_as_approved"] is False:
        raise PaymentAccountDiffers("input", "settlementId")


async def report_difference(
    tx: Transaction, actor: Actor, refusal: DomainError, settlement_id: UUID
) -> DifferenceReported:
    """Record that a settlement was refused because books differ, and notify the controllers.

    The refused command was rolled back, so this is a command of its own.

    Raises:
        NotFound: no such settlement.
    """
    settlement = await tx.row(queries.SETTLEMENT, id=settlement_id)
    if settlement is None:
        raise NotFound("input", "settlementId")
    await audit.record_denied(tx, actor, "settlement:differs", refusal.code, subject_id=settlement_id)
    for row in await tx.rows(queries.CONTROLLERS):
        messages.tell(
            tx,
            actor,
            _EVENTS[type(refusal)],
            row["party_id"],
            subject=Subject(SubjectType.SETTLEMENT, settlement_id),
            **{"month": settlement["month"], **refusal.facts},
        )
    return DifferenceReported(settlement_id)
