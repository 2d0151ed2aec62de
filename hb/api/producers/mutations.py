"""Mutations on producers, their sites and accounts."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.producers import inputs, payloads
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.producers import service as producers
from hb.producers.rules import (
    BusinessIdTaken,
    Disqualified,
    DutiesNotSeparated,
    ProducerNotConfirmed,
    SoteriOidTaken,
)

producer_apply = command(
    "Apply to the organiser as a producer (hae palveluntuottajaksi), also anew after a rejection.",
    Permission.PRODUCER_APPLY,
    inputs.ProducerApplyInput,
    producers.apply,
    shows=payloads.applied,
    refuses=(InvalidInput, BusinessIdTaken, WrongState),
)

producer_confirm = command(
    "Confirm from a register that an applicant has its Y-tunnus (vahvista hakija rekisteristä).",
    Permission.PRODUCER_APPROVE,
    inputs.ProducerConfirmInput,
    producers.confirm_producer,
    shows=payloads.ProducerConfirmPayload,
    refuses=(NotFound, Disqualified, WrongState, BusinessIdTaken),
)

producer_application_decide = command(
    "Approve a producer or reject its application (hyväksy tai hylkää hakemus).",
    Permission.PRODUCER_APPROVE,
    inputs.ProducerApplicationDecideInput,
    producers.decide_application,
    shows=payloads.ProducerApplicationDecidePayload,
    refuses=(NotFound, Disqualified, WrongState, InvalidInput, ProducerNotConfirmed),
)

producer_approval_revoke = command(
    "Take a producer's approval back (peru hyväksyminen, L 569/2009 4 §).",
    Permission.PRODUCER_APPROVE,
    inputs.ProducerApprovalRevokeInput,
    producers.revoke_approval,
    shows=payloads.ProducerApprovalRevokePayload,
    refuses=(NotFound, Disqualified, WrongState, InvalidInput),
)

payment_account_propose = command(
    "Propose the account the producer is paid to (ehdota maksutiliä).",
    Permission.PRODUCER_APPLY,
    inputs.PaymentAccountProposeInput,
    producers.propose_payment_account,
    shows=payloads.PaymentAccountProposePayload,
    refuses=(InvalidInput, NotFound),
)

payment_account_approve = command(
    "Approve a proposed account (hyväksy maksutili); who does so never releases a payment to it.",
    Permission.PRODUCER_APPROVE,
    inputs.PaymentAccountApproveInput,
    producers.approve_payment_account,
    shows=payloads.PaymentAccountApprovePayload,
    refuses=(NotFound, DutiesNotSeparated, Disqualified, WrongState),
)

service_unit_add = command(
    "Add a unit registered in Soteri (lisää palveluyksikkö).",
    Permission.PRODUCER_APPLY,
    inputs.ServiceUnitAddInput,
    producers.add_service_unit,
    shows=payloads.ServiceUnitAddPayload,
    refuses=(InvalidInput, SoteriOidTaken, NotFound),
)

service_point_add = command(
    "Add a place to an own unit (lisää palvelupiste).",
    Permission.PRODUCER_APPLY,
    inputs.ServicePointAddInput,
    producers.add_service_point,
    shows=payloads.ServicePointAddPayload,
    refuses=(NotFound, InvalidInput),
)

MUTATIONS = (
    producer_apply,
    producer_confirm,
    producer_application_decide,
    producer_approval_revoke,
    payment_account_propose,
    payment_account_approve,
    service_unit_add,
    service_point_add,
)
