"""What the ledger does for the modules above: limits, reservations, months."""

from hb.ledger.service.limits import carry_over, cut, grant, open_accounts
from hb.ledger.service.periods import (
    close_period,
    ensure_periods,
    grant_exception,
    settlement_month,
    settlement_months,
)
from hb.ledger.service.posting import post
from hb.ledger.service.reservations import draw, reserve, void
from hb.ledger.service.verify import verify, verify_all

__all__ = [
    "carry_over",
    "close_period",
    "cut",
    "draw",
    "ensure_periods",
    "grant",
    "grant_exception",
    "open_accounts",
    "post",
    "reserve",
    "settlement_month",
    "settlement_months",
    "verify",
    "verify_all",
    "void",
]
