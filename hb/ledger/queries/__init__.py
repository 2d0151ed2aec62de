"""The ledger's statements that do not post (see `hb.ledger.posting`): accounts, months and the proof."""

from hb.ledger.queries.accounts import OPEN_ACCOUNTS, RESERVATIONS
from hb.ledger.queries.periods import (
    BEGIN_CLOSING,
    END_CLOSING,
    ENSURE_PERIODS,
    FIND_OVER,
    FIND_PERIOD,
    GRANT_EXCEPTION,
    LOCK_MONTH,
    LOCK_PERIOD,
    LOCK_PERIODS,
)

__all__ = [
    "BEGIN_CLOSING",
    "END_CLOSING",
    "ENSURE_PERIODS",
    "FIND_OVER",
    "FIND_PERIOD",
    "GRANT_EXCEPTION",
    "LOCK_MONTH",
    "LOCK_PERIOD",
    "LOCK_PERIODS",
    "OPEN_ACCOUNTS",
    "RESERVATIONS",
]
