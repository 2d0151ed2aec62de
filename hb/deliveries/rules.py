"""What a delivered event is."""

from enum import StrEnum


class DeliveryKind(StrEnum):
    """A missed visit and a late cancellation may be paid for too (law notes 1.4, 3 §)."""

    DELIVERED = "DELIVERED"
    CANCELLED_LATE = "CANCELLED_LATE"
    MISSED = "MISSED"
