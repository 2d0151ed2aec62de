"""SQL of how far the closes of months are."""

from sqlalchemy import text

from hb.kit.statement import Statement
from hb.settlement.rules import CloseState

UNDER_WAY = Statement(
    text(f"""
SELECT month_close.state, count(*) AS count, sum(month_close.producers_count) AS wanted,
  sum(month_close.settled_count) AS made
FROM month_close
WHERE month_close.organiser_id = ctx_organiser() AND month_close.state <> '{CloseState.DONE}'
GROUP BY month_close.state
""")
)
"""The closes that run or have stopped, and how many settlements they were ordered to make and have made."""
