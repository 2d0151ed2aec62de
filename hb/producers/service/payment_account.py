"""The accounts producers are paid to: proposed by one, approved by another, paid to by a third."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound, WrongState, too_early
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.producers import queries, rules
from hb.producers.rules import ApprovalState, Disqualified, DutiesNotSeparated
from hb.producers.service.standing import approval_state, own_producer


@dataclass(frozen=True, slots=True)
class PaymentAccountKept:
    """The payment account that was proposed or approved."""

    payment_account_id: UUID


async def propose_payment_account(
    tx: Transaction, actor: Actor, iban: str, valid_from: date
) -> PaymentAccountKept:
    """Propose the account the producer is paid to from a day on; it is used once a coordinator approves it.

    Raises:
        InvalidInput: the IBAN is not valid, or the day has passed.
        NotFound: the producer has never applied to this organiser.
    """
    access.require(actor, Permission.PRODUCER_APPLY)
    producer_id = own_producer(actor)
    account_iban = rules.iban_of(iban, tx.today, "input", "iban")
    if valid_from < tx.today:
        raise too_early("input", "validFrom", earliest=tx.today)
    await approval_state(tx, producer_id)
    account = await propose(tx, producer_id, account_iban, valid_from)
    if account["is_new"]:
        audit.record(tx, actor, "payment-account:propose", subject_id=account["id"])
    return PaymentAccountKept(account["id"])


async def approve_payment_account(
    tx: Transaction, actor: Actor, payment_account_id: UUID
) -> PaymentAccountKept:
    """Approve a proposed account and tell the producer; who does so may never release a payment to it.

    Raises:
        NotFound: no such account with this organiser.
        DutiesNotSeparated: the actor proposed it.
        Disqualified: the actor belongs to the producer.
        WrongState: it is approved already.
    """
    access.require(actor, Permission.PRODUCER_APPROVE)
    account = await tx.row(queries.LOCK_ACCOUNT, account_id=payment_account_id)
    if account is None:
        raise NotFound("input", "paymentAccountId")
    if account["proposed_by"] == actor.user_id:
        raise DutiesNotSeparated("input", "paymentAccountId")
    if account["is_member"]:
        raise Disqualified("input", "paymentAccountId")
    if account["approved_by"] is not None:
        raise WrongState("input", "paymentAccountId", state=ApprovalState.APPROVED)
    await tx.execute(queries.APPROVE_ACCOUNT, account_id=payment_account_id)
    audit.record(
        tx,
        actor,
        rules.ACCOUNT_APPROVED,
        subject_id=payment_account_id,
        account=rules.account_digest(payment_account_id, account["iban"]),
    )
    messages.tell(
        tx,
        actor,
        Event.PAYMENT_ACCOUNT_APPROVED,
        account["producer_id"],
        subject=Subject(SubjectType.PRODUCER, account["producer_id"]),
        valid_from=account["valid_from"].isoformat(),
    )
    return PaymentAccountKept(payment_account_id)


async def propose(tx: Transaction, producer_id: UUID, iban: str, valid_from: date) -> Row:
    """Keep a proposed account (`id`, `is_new`); the same IBAN from the same day is one proposal."""
    account = await tx.row(
        queries.PROPOSE_ACCOUNT, id=tx.new_id(), producer_id=producer_id, iban=iban, valid_from=valid_from
    )
    if account is None:
        message = "the account was neither known nor made"
        raise RuntimeError(message)
    return account
