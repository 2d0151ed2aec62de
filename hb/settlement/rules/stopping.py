"""Why a close has stopped, as people are notified of it; pure."""

from hb.messages.rules import CloseStop
from hb.settlement.rules.closing import BooksDiffer


def close_stop(fault: str, *, has_numbers: bool) -> CloseStop:
    """What people are notified of for the fault of a close; books that differ are said with their numbers."""
    match fault:
        case BooksDiffer.code if has_numbers:
            return CloseStop.BOOKS_DIFFER
        case CloseStop.SETTLEMENTS_DIFFER:
            return CloseStop.SETTLEMENTS_DIFFER
        case CloseStop.TIMED_OUT:
            return CloseStop.TIMED_OUT
        case _:
            return CloseStop.FAULT
