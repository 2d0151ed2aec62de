"""The statement of reach that an order gave and that goes on though the order needs it no more."""

from sqlalchemy import text

from hb.access.queries.days import DAY
from hb.access.rules import Ground
from hb.kit.statement import Statement
from hb.plans.model.recipient import PERIOD_DAYS
from hb.plans.rules.reserved import BINDING
from hb.work.queries import STEP_ROWS

_BINDING = ", ".join(f"'{state}'" for state in sorted(BINDING))

OUTLASTING = Statement(
    text(f"""
SELECT over.id AS source_id, over.client_id, over.last_day FROM (
  SELECT service_order.id, service_order.client_id,
    CASE WHEN service_order.state IN ({_BINDING}) THEN CAST(
      make_date(service_order.last_month / 100, service_order.last_month % 100, 1) + interval '1 month'
      - interval '1 day' AS date) + CAST(coalesce({PERIOD_DAYS.format(row="service_order")}, 0) AS integer)
    ELSE {DAY} - 1 END AS last_day
  FROM reach JOIN service_order ON service_order.organiser_id = reach.organiser_id
    AND service_order.id = reach.source_id AND service_order.client_id = reach.client_id
    AND (service_order.state NOT IN ({_BINDING})
      OR service_order.last_month < CAST(to_char({DAY}, 'YYYYMM') AS integer))
  WHERE reach.organiser_id = ctx_organiser() AND reach.ground = '{Ground.ORDER}'
    AND (reach.valid_until IS NULL OR reach.valid_until >= {DAY} AND reach.valid_until >= reach.valid_from)
) AS over WHERE over.last_day < {DAY} ORDER BY over.last_day, over.id LIMIT {STEP_ROWS}
""")
)
"""Reach of orders whose last month and the days of reporting after it have passed before the day.

`rules.recipient.last_contact_day` says which day is the last; an order that binds nobody needs none.
"""
