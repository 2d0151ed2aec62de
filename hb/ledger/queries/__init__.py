"""The ledger's statements: locking and posting, months, and the proof that the books are right."""

from hb.ledger.queries.periods import (
    CLOSE_PERIOD,
    ENSURE_PERIODS,
    GRANT_EXCEPTION,
    LOCK_PERIOD,
    LOCK_SETTLEMENT_MONTHS,
    REPORTING,
    TAKE_TURN,
    TAKEN_PERIODS,
    turn,
)
from hb.ledger.queries.posting import (
    LOCK_ACCOUNTS,
    LOCK_GATES,
    LOCK_TOUCHED,
    OPEN_ACCOUNTS,
    POST,
    POSTING,
    RESERVATIONS,
    STANDING_COLUMNS,
    lock_gate,
    standing,
)

__all__ = [
    "CLOSE_PERIOD",
    "ENSURE_PERIODS",
    "GRANT_EXCEPTION",
    "LOCK_ACCOUNTS",
    "LOCK_GATES",
    "LOCK_PERIOD",
    "LOCK_SETTLEMENT_MONTHS",
    "LOCK_TOUCHED",
    "OPEN_ACCOUNTS",
    "POST",
    "POSTING",
    "REPORTING",
    "RESERVATIONS",
    "STANDING_COLUMNS",
    "TAKEN_PERIODS",
    "TAKE_TURN",
    "lock_gate",
    "standing",
    "turn",
]
