"""What the mutations on producers, their sites and accounts answer."""

from hb.api.arguments import CommandInput
from hb.api.payload import Payload, PayloadReader, by, payload, shown_by
from hb.api.producers.types import (
    OwnPaymentAccount,
    PaymentAccount,
    Producer,
    ProducerApproval,
    ServicePoint,
    ServiceUnit,
)
from hb.producers.service import ProducerApplied


@payload
class ProducerApplyPayload(Payload):
    """The producer and its application, or why not."""

    producer: Producer | None = by("producer_id", "The producer.")
    approval: ProducerApproval | None = by("approval_id", "The application.")
    payment_account: OwnPaymentAccount | None = by(
        "payment_account_id", "The proposed account; of a producer nobody knew it is shown later."
    )


@payload
class ProducerConfirmPayload(Payload):
    """The application as it is now, or why not."""

    approval: ProducerApproval | None = by("approval_id", "The confirmed application.")


@payload
class ProducerApplicationDecidePayload(Payload):
    """The approval as it is now, or why not."""

    approval: ProducerApproval | None = by("approval_id", "The decided application.")


@payload
class ProducerApprovalRevokePayload(Payload):
    """The approval as it is now, or why not."""

    approval: ProducerApproval | None = by("approval_id", "The revoked approval.")


@payload
class PaymentAccountProposePayload(Payload):
    """The proposed account, or why not."""

    payment_account: OwnPaymentAccount | None = by("payment_account_id", "The proposed account.")


@payload
class PaymentAccountApprovePayload(Payload):
    """The approved account, or why not."""

    payment_account: PaymentAccount | None = by("payment_account_id", "The approved account.")


@payload
class ServiceUnitAddPayload(Payload):
    """The unit that was added, or why not."""

    service_unit: ServiceUnit | None = by("service_unit_id", "The unit.")


@payload
class ServicePointAddPayload(Payload):
    """The place that was added, or why not."""

    service_point: ServicePoint | None = by("service_point_id", "The place.")


async def applied(read: PayloadReader, result: ProducerApplied, _: CommandInput) -> ProducerApplyPayload:
    """Read as a user of the producer, which the command may have made the actor."""
    read.become(result.producer_id)
    return await APPLIED(read, result, _)


APPLIED = shown_by(ProducerApplyPayload, ProducerApplied)
