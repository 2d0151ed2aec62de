"""Commands of money's last steps: closing a month, late reports, checking and releasing settlements."""

from hb.settlement.service.closing import close_month, grant_reporting_exception, resume_close
from hb.settlement.service.paying import (
    DifferenceReported,
    check_settlement,
    release_settlement,
    report_difference,
)
from hb.settlement.service.preview import preview_close
from hb.settlement.service.progress import Closes, closes_under_way

__all__ = [
    "Closes",
    "DifferenceReported",
    "check_settlement",
    "close_month",
    "closes_under_way",
    "grant_reporting_exception",
    "preview_close",
    "release_settlement",
    "report_difference",
    "resume_close",
]
