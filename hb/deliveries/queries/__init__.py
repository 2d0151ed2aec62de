"""The SQL of reporting: the lock on the months that are drawn on, and the statement for a whole batch."""

from hb.deliveries.queries.locks import LOCK_ITEM_MONTHS
from hb.deliveries.queries.report import REPORT

__all__ = ["LOCK_ITEM_MONTHS", "REPORT"]
