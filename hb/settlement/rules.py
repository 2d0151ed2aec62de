"""How far the payment of a producer's month has come."""

from enum import StrEnum


class SettlementState(StrEnum):
    """CALCULATED at closing, CHECKED by one person, RELEASED by another."""

    CALCULATED = "CALCULATED"
    CHECKED = "CHECKED"
    RELEASED = "RELEASED"
