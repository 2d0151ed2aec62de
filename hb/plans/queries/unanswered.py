"""Statements of orders that no producer has answered: by the day they were sent, reminded, given back."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.access.queries.days import number_of_the_day
from hb.kit.statement import Statement
from hb.messages.rules import Event
from hb.plans.rules import OrderState
from hb.work.queries import reminding

_WAITING = f"service_order.organiser_id = ctx_organiser() AND service_order.state = '{OrderState.SENT}'"
_START = "CAST({day} AS date)::timestamp AT TIME ZONE 'Europe/Helsinki'"
"""The first instant of a day in Finland."""


SENT_DAYS = Statement(
    text(f"""
WITH waiting AS (
  SELECT DISTINCT CAST(service_order.sent_at AT TIME ZONE 'Europe/Helsinki' AS date) AS sent_on
  FROM service_order WHERE {_WAITING} AND service_order.sent_at < {_START.format(day=":day")}
)
SELECT waiting.sent_on,
  {number_of_the_day(Parameter.ORDER_REMINDER_DAYS, "waiting.sent_on")} AS reminder_days,
  {number_of_the_day(Parameter.ORDER_ANSWER_DAYS, "waiting.sent_on")} AS answer_days
FROM waiting ORDER BY waiting.sent_on
""")
)
"""The days before a day on which orders were sent that still wait, with the time to answer them."""

_OF_THE_DAYS = f"""service_order JOIN unnest(CAST(:sent_days AS date[]), CAST(:last_days AS date[]))
  AS sent (sent_on, last_day) ON {_WAITING} AND service_order.sent_at >= {_START.format(day="sent.sent_on")}
  AND service_order.sent_at < {_START.format(day="(sent.sent_on + 1)")}"""

REMIND = reminding(
    Event.ORDER_REMINDED,
    f"""SELECT service_order.id AS subject_id, 0 AS mark, service_order.producer_id,
    service_order.client_id, sent.last_day FROM {_OF_THE_DAYS}""",
)
"""The waiting orders of some days whose producers were not reminded."""

NEXT_OVER = Statement(
    text(f"""
SELECT service_order.id, service_order.item_id, service_order.sent_by, sent.last_day FROM {_OF_THE_DAYS}
ORDER BY service_order.sent_at, service_order.id LIMIT 1
""")
)
"""The order of some days that has waited for longest."""
