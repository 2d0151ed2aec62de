"""SQL: what a budget can still use, beside what the months that still take reservations were granted."""

from hb.ledger.model import over_months
from hb.ledger.rules import Measure


def remaining(organiser: str, budget: str, day: str) -> str:
    """A lateral table with one row of a budget on a day: usable_cents, and granted_cents of the same months.

    A budget without limits of months has one sum for all its months; that one of them takes reservations is
    the caller's to know.
    """
    is_open = f"monthly.month > 0 AND monthly.month <> ALL ({over_months(day)})"
    left = "monthly.granted - monthly.reserved - monthly.used"
    return f"""LATERAL (
  SELECT CAST(CASE WHEN bool_or(monthly.month > 0) THEN coalesce(sum({left}) FILTER (WHERE {is_open}), 0)
      ELSE sum({left}) END AS bigint) AS usable_cents,
    CAST(CASE WHEN bool_or(monthly.month > 0) THEN coalesce(sum(monthly.granted) FILTER (WHERE {is_open}), 0)
      ELSE sum(monthly.granted) END AS bigint) AS granted_cents
  FROM account AS monthly WHERE monthly.organiser_id = {organiser} AND monthly.budget_id = {budget}
    AND monthly.line_no = 0 AND monthly.measure = '{Measure.CENTS}'
)"""
