"""Mutations by which producers apply, keep their sites and accounts, and coordinators decide on them."""

from hb.access.rules import Actor, Permission
from hb.api.ids import uuid_of
from hb.api.permission import mutation
from hb.api.producers import inputs
from hb.api.producers.types import (
    OwnPaymentAccount,
    PaymentAccount,
    Producer,
    ProducerApproval,
    ServicePoint,
    ServiceUnit,
)
from hb.api.request import Info, PayloadReader, execute
from hb.kit.transaction import Transaction
from hb.producers import service as producers
from hb.producers.rules import ServiceUnitWish
from hb.producers.service import (
    ApprovalDecided,
    PaymentAccountKept,
    ProducerApplied,
    ServicePointAdded,
    ServiceUnitAdded,
)


@mutation(Permission.PRODUCER_APPLY)
async def producer_apply(info: Info, input: inputs.ProducerApplyInput) -> inputs.ProducerApplyPayload:  # noqa: A002 the argument's name
    """Apply to the organiser as a producer (hae palveluntuottajaksi), also anew after a rejection.

    May refuse with INVALID_INPUT, BUSINESS_ID_TAKEN, WRONG_STATE.
    """

    async def work(tx: Transaction, actor: Actor) -> ProducerApplied:
        return await producers.apply(tx, actor, input.application())

    async def payload(read: PayloadReader, done: ProducerApplied) -> inputs.ProducerApplyPayload:
        read.become(done.producer_id)
        return inputs.ProducerApplyPayload(
            producer=await read.one(Producer, "producer", done.producer_id),
            approval=await read.one(ProducerApproval, "approval", done.approval_id),
            payment_account=await read.one(OwnPaymentAccount, "paymentAccount", done.payment_account_id),
        )

    return await execute(info, input, inputs.ProducerApplyPayload, ProducerApplied, work, payload)


@mutation(Permission.PRODUCER_APPROVE)
async def producer_application_decide(
    info: Info,
    input: inputs.ProducerApplicationDecideInput,  # noqa: A002 the argument's name
) -> inputs.ProducerApplicationDecidePayload:
    """Approve a producer or reject its application (hyväksy tai hylkää hakemus).

    May refuse with NOT_FOUND, DISQUALIFIED, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> ApprovalDecided:
        return await producers.decide_application(
            tx,
            actor,
            uuid_of(input.producer_id, "Producer", "input", "producerId"),
            input.approve,
            input.segment,
            input.reason,
        )

    async def payload(read: PayloadReader, done: ApprovalDecided) -> inputs.ProducerApplicationDecidePayload:
        return inputs.ProducerApplicationDecidePayload(
            approval=await read.one(ProducerApproval, "approval", done.approval_id)
        )

    return await execute(info, input, inputs.ProducerApplicationDecidePayload, ApprovalDecided, work, payload)


@mutation(Permission.PRODUCER_APPROVE)
async def producer_approval_revoke(
    info: Info,
    input: inputs.ProducerApprovalRevokeInput,  # noqa: A002 the argument's name
) -> inputs.ProducerApprovalRevokePayload:
    """Take a producer's approval back (peru hyväksyminen, L 569/2009 4 §).

    May refuse with NOT_FOUND, DISQUALIFIED, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> ApprovalDecided:
        producer_id = uuid_of(input.producer_id, "Producer", "input", "producerId")
        return await producers.revoke_approval(tx, actor, producer_id, input.reason)

    async def payload(read: PayloadReader, done: ApprovalDecided) -> inputs.ProducerApprovalRevokePayload:
        return inputs.ProducerApprovalRevokePayload(
            approval=await read.one(ProducerApproval, "approval", done.approval_id)
        )

    return await execute(info, input, inputs.ProducerApprovalRevokePayload, ApprovalDecided, work, payload)


@mutation(Permission.PRODUCER_APPLY)
async def payment_account_propose(
    info: Info,
    input: inputs.PaymentAccountProposeInput,  # noqa: A002 the argument's name
) -> inputs.PaymentAccountProposePayload:
    """Propose the account the producer is paid to (ehdota maksutiliä). May refuse with INVALID_INPUT."""

    async def work(tx: Transaction, actor: Actor) -> PaymentAccountKept:
        return await producers.propose_payment_account(tx, actor, input.iban, input.valid_from)

    async def payload(read: PayloadReader, done: PaymentAccountKept) -> inputs.PaymentAccountProposePayload:
        return inputs.PaymentAccountProposePayload(
            payment_account=await read.one(OwnPaymentAccount, "paymentAccount", done.payment_account_id)
        )

    return await execute(info, input, inputs.PaymentAccountProposePayload, PaymentAccountKept, work, payload)


@mutation(Permission.PRODUCER_APPROVE)
async def payment_account_approve(
    info: Info,
    input: inputs.PaymentAccountApproveInput,  # noqa: A002 the argument's name
) -> inputs.PaymentAccountApprovePayload:
    """Approve a proposed account (hyväksy maksutili); who does so never releases a payment to it.

    May refuse with NOT_FOUND, DUTIES_NOT_SEPARATED, DISQUALIFIED, WRONG_STATE.
    """

    async def work(tx: Transaction, actor: Actor) -> PaymentAccountKept:
        account_id = uuid_of(input.payment_account_id, "PaymentAccount", "input", "paymentAccountId")
        return await producers.approve_payment_account(tx, actor, account_id)

    async def payload(read: PayloadReader, done: PaymentAccountKept) -> inputs.PaymentAccountApprovePayload:
        return inputs.PaymentAccountApprovePayload(
            payment_account=await read.one(PaymentAccount, "paymentAccount", done.payment_account_id)
        )

    return await execute(info, input, inputs.PaymentAccountApprovePayload, PaymentAccountKept, work, payload)


@mutation(Permission.PRODUCER_APPLY)
async def service_unit_add(info: Info, input: inputs.ServiceUnitAddInput) -> inputs.ServiceUnitAddPayload:  # noqa: A002 the argument's name
    """Add a unit registered in Soteri (lisää palveluyksikkö).

    May refuse with INVALID_INPUT, SOTERI_OID_TAKEN, NOT_FOUND for a producer that has not applied.
    """

    async def work(tx: Transaction, actor: Actor) -> ServiceUnitAdded:
        return await producers.add_service_unit(tx, actor, ServiceUnitWish(input.soteri_oid, input.name))

    async def payload(read: PayloadReader, done: ServiceUnitAdded) -> inputs.ServiceUnitAddPayload:
        return inputs.ServiceUnitAddPayload(
            service_unit=await read.one(ServiceUnit, "serviceUnit", done.service_unit_id)
        )

    return await execute(info, input, inputs.ServiceUnitAddPayload, ServiceUnitAdded, work, payload)


@mutation(Permission.PRODUCER_APPLY)
async def service_point_add(info: Info, input: inputs.ServicePointAddInput) -> inputs.ServicePointAddPayload:  # noqa: A002 the argument's name
    """Add a place to an own unit (lisää palvelupiste). May refuse with NOT_FOUND, INVALID_INPUT."""

    async def work(tx: Transaction, actor: Actor) -> ServicePointAdded:
        return await producers.add_service_point(tx, actor, input.wish())

    async def payload(read: PayloadReader, done: ServicePointAdded) -> inputs.ServicePointAddPayload:
        return inputs.ServicePointAddPayload(
            service_point=await read.one(ServicePoint, "servicePoint", done.service_point_id)
        )

    return await execute(info, input, inputs.ServicePointAddPayload, ServicePointAdded, work, payload)


MUTATIONS = (
    producer_apply,
    producer_application_decide,
    producer_approval_revoke,
    payment_account_propose,
    payment_account_approve,
    service_unit_add,
    service_point_add,
)
