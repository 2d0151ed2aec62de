"""What the ledger does for the modules above: limits, reservations, months."""

from hb.ledger.service.limits import grant, open_accounts, take_no_more
from hb.ledger.service.periods import (
    begin_closing,
    end_closing,
    ensure_periods,
    grant_exception,
    lock_periods,
    over_months,
)
from hb.ledger.service.reservations import reserve, void
from hb.ledger.service.transfers import post
from hb.ledger.service.verify import organiser_ids, verify, verify_all

__all__ = [
    "begin_closing",
    "end_closing",
    "ensure_periods",
    "grant",
    "grant_exception",
    "lock_periods",
    "open_accounts",
    "organiser_ids",
    "over_months",
    "post",
    "reserve",
    "take_no_more",
    "verify",
    "verify_all",
    "void",
]
