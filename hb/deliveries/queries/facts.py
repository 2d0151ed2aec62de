"""The first part of REPORT: each reported row with all that its judgement needs, as common table expressions.

The statement is planned once, for batches and organisers of every size: an organiser in a sub-select is not
taken for the first one's. So stored rows are looked up by their keys from within (OFFSET 0 keeps the lookup
there), never through an index over all of a producer's history; and sets are joined by a full join, which
does not compare each row with each.
"""

from hb.ledger.rules import PeriodState

SERVICE_MONTHS = f"""
service_month AS MATERIALIZED (
  SELECT period.month, period.reporting_deadline, (SELECT ctx_today()) > period.reporting_deadline AS is_late,
    EXISTS (SELECT 1 FROM reporting_exception AS exception
      WHERE exception.organiser_id = (SELECT ctx_organiser())
      AND exception.producer_id = :producer_id AND exception.month = period.month
      AND exception.valid_until >= (SELECT ctx_today())) AS has_exception,
    (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = (SELECT ctx_organiser())
      AND later.state = '{PeriodState.OPEN}' AND later.month >= period.month) AS settlement_month
  FROM period WHERE period.organiser_id = (SELECT ctx_organiser())
    AND period.month = ANY(CAST(:months AS int[]))
)"""
"""Each service month: its deadline, the producer's exception to it, and the month in which it is paid."""

ORDER_MONTHS = """
order_month AS MATERIALIZED (
  SELECT asked.*, ordered.order_state, ordered.item_id, ordered.client_id, counter.*,
    service_month.reporting_deadline, service_month.is_late, service_month.has_exception,
    service_month.settlement_month
  FROM unnest(CAST(:order_ids AS uuid[]), CAST(:months AS int[]), CAST(:transfer_ids AS uuid[]),
    CAST(:reservation_ids AS uuid[])) WITH ORDINALITY
    AS asked (order_id, month, drawing_id, late_reservation_id, order_month_no)
  LEFT JOIN LATERAL (
    SELECT service_order.state AS order_state, service_order.item_id, service_order.client_id
    FROM service_order WHERE service_order.organiser_id = (SELECT ctx_organiser())
      AND service_order.id = asked.order_id AND service_order.producer_id = :producer_id OFFSET 0
  ) AS ordered ON true
  LEFT JOIN LATERAL (
    SELECT stored.budget_id, stored.line_no, stored.unit_cents, stored.unit_size, stored.measure,
      stored.reserved_cents, stored.delivered_quantity, stored.delivered_cents,
      stored.planned_quantity - stored.delivered_quantity AS undelivered,
      stored.reservation_id, stored.resolved_at IS NOT NULL AS is_resolved
    FROM plan_item_month AS stored WHERE stored.organiser_id = (SELECT ctx_organiser())
      AND stored.item_id = ordered.item_id AND stored.month = asked.month AND stored.order_id = asked.order_id
      OFFSET 0
  ) AS counter ON true
  LEFT JOIN service_month ON service_month.month = asked.month
)"""
"""Each month of an order that the batch names: order, reservation, and what was delivered of it.

drawing_id is the id of its DRAW, late_reservation_id that of its RESERVE, if it has to be reserved again.
What the producer may not see is NULL.
"""

ROWS = """
reported AS MATERIALIZED (
  SELECT reported.*, earlier.id AS earlier_id, earlier.cents AS earlier_cents,
    earlier.content_hash = reported.content_hash AS is_same
  FROM unnest(CAST(:external_ids AS text[]), CAST(:order_month_nos AS bigint[]), CAST(:kinds AS text[]),
    CAST(:service_dates AS date[]), CAST(:quantities AS bigint[]), CAST(:content_hashes AS bytea[]),
    CAST(:delivery_ids AS uuid[])) WITH ORDINALITY
    AS reported (external_id, order_month_no, kind, service_date, quantity, content_hash, delivery_id, row_no)
  LEFT JOIN LATERAL (
    SELECT delivery.id, delivery.content_hash, delivery.cents FROM delivery
    WHERE delivery.organiser_id = (SELECT ctx_organiser()) AND delivery.producer_id = :producer_id
      AND delivery.external_id = reported.external_id OFFSET 0
  ) AS earlier ON true
),
facts AS (SELECT * FROM reported FULL JOIN order_month USING (order_month_no))"""
"""Each reported row, with the delivery already stored under its external id, and its order's month.

Every row has one order month, and every order month has a row.
"""
