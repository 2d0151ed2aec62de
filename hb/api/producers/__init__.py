"""Producers in GraphQL: who produces services, where, approved how, and paid to which account."""

from hb.api.producers.mutations import PRODUCER_MUTATIONS
from hb.api.producers.roots import ProducerQuery
from hb.api.producers.types import (
    OwnPaymentAccount,
    PaymentAccount,
    Producer,
    ProducerApproval,
    ServiceArea,
    ServicePoint,
    ServiceUnit,
    own_or_steering,
)

__all__ = [
    "PRODUCER_MUTATIONS",
    "OwnPaymentAccount",
    "PaymentAccount",
    "Producer",
    "ProducerApproval",
    "ProducerQuery",
    "ServiceArea",
    "ServicePoint",
    "ServiceUnit",
    "own_or_steering",
]
