"""Producers apply and are approved, keep their sites, and are paid to accounts that two persons have seen."""

from hb.producers.service.approval import (
    ApprovalDecided,
    ProducerApplied,
    apply,
    confirm_producer,
    decide_application,
    revoke_approval,
)
from hb.producers.service.payment_account import (
    PaymentAccountKept,
    approve_payment_account,
    propose_payment_account,
)
from hb.producers.service.site import ServicePointAdded, ServiceUnitAdded, add_service_point, add_service_unit
from hb.producers.service.standing import applicant, approval_state, own_producer, require_approved

__all__ = [
    "ApprovalDecided",
    "PaymentAccountKept",
    "ProducerApplied",
    "ServicePointAdded",
    "ServiceUnitAdded",
    "add_service_point",
    "add_service_unit",
    "applicant",
    "apply",
    "approval_state",
    "approve_payment_account",
    "confirm_producer",
    "decide_application",
    "own_producer",
    "propose_payment_account",
    "require_approved",
    "revoke_approval",
]
