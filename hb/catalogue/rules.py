"""Units of sale, times of week, states of offerings and prices."""

from enum import StrEnum


class Unit(StrEnum):
    """What a price is for: an hour (counted in minutes) or one piece (visit, day, meal, trip)."""

    HOUR = "HOUR"
    PIECE = "PIECE"


class TimeOfWeek(StrEnum):
    """Times that carry their own multiplier."""

    WEEKDAY = "WEEKDAY"
    EVENING = "EVENING"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class OfferingState(StrEnum):
    """Whether clients can choose an offering."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class PriceState(StrEnum):
    """Whether a price applies."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
