"""The ledger's words: measures, codes of transfers, states of months, and the refusals of limits."""

from enum import StrEnum


class Measure(StrEnum):
    """What an account counts, always in integers."""

    CENTS = "CENTS"
    MINUTES = "MINUTES"
    PIECES = "PIECES"


class TransferCode(StrEnum):
    """Why money or hours moved."""

    GRANT = "GRANT"
    CUT = "CUT"
    RESERVE = "RESERVE"
    DRAW = "DRAW"
    VOID = "VOID"
    EXPIRE = "EXPIRE"
    CARRY_OVER = "CARRY_OVER"


class PeriodState(StrEnum):
    """Whether a settlement month still takes payments."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
