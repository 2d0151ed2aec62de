"""Proving that every delivery has its drawing in the ledger, and every drawing its deliveries."""

from sqlalchemy import text

from hb.deliveries.rules import DeliveryDifference
from hb.kit.proof import difference, proof
from hb.kit.statement import Statement
from hb.ledger.rules import Measure, TransferCode

DELIVERIES_AT_ONCE = 20_000
"""How many deliveries a page of the search for stray ones has."""

_ROWS = f"""
months AS MATERIALIZED (
  SELECT plan_item_month.item_id, plan_item_month.month, plan_item_month.order_id, plan_item_month.measure
  FROM plan_item_month WHERE plan_item_month.organiser_id = ctx_organiser()
    AND plan_item_month.budget_id = ANY (CAST(:pieces AS uuid[]))
), drawings AS MATERIALIZED (
  SELECT transfer.id, transfer.budget_id, transfer.subject_id, transfer.payee_id, transfer.month,
    transfer.settlement_month, transfer.cents, transfer.minutes, transfer.pieces,
    transfer.rows_count
  FROM transfer WHERE transfer.organiser_id = ctx_organiser()
    AND transfer.budget_id = ANY (CAST(:pieces AS uuid[])) AND transfer.code = '{TransferCode.DRAW}'
), deliveries AS MATERIALIZED (
  SELECT delivery.id, delivery.order_id, delivery.item_id, delivery.producer_id, delivery.service_month,
    delivery.settlement_month, delivery.quantity, delivery.cents, delivery.transfer_id,
    delivery.content_hash <> sha256(convert_to(concat(delivery.order_id, '|', delivery.kind, '|',
      to_char(delivery.service_date, 'YYYY-MM-DD'), '|', delivery.quantity), 'UTF8')) AS is_other_content
  FROM delivery WHERE delivery.organiser_id = ctx_organiser() AND delivery.order_id = ANY (ARRAY(
    SELECT DISTINCT months.order_id FROM months WHERE months.order_id IS NOT NULL))
), sums AS MATERIALIZED (
  SELECT deliveries.transfer_id, count(*) AS rows_count, CAST(sum(deliveries.cents) AS bigint) AS cents,
    CAST(sum(deliveries.quantity) AS bigint) AS quantity
  FROM deliveries GROUP BY deliveries.transfer_id
)"""
"""The item months, drawings and deliveries of the budgets, and the deliveries' sums by drawing."""

_OTHERWISE = """deliveries JOIN drawings ON drawings.id = deliveries.transfer_id
WHERE (deliveries.service_month, deliveries.settlement_month, deliveries.producer_id, deliveries.item_id)
    IS DISTINCT FROM (drawings.month, drawings.settlement_month, drawings.payee_id, drawings.subject_id)
  OR NOT EXISTS (SELECT FROM months WHERE months.item_id = deliveries.item_id
    AND months.month = deliveries.service_month AND months.order_id = deliveries.order_id)"""

_SUMMED = f"""drawings JOIN sums ON sums.transfer_id = drawings.id
  LEFT JOIN months ON months.item_id = drawings.subject_id AND months.month = drawings.month
  CROSS JOIN LATERAL (VALUES
    ('{Measure.CENTS}', drawings.cents, sums.cents),
    ('{Measure.MINUTES}', drawings.minutes,
      CASE months.measure WHEN '{Measure.PIECES}' THEN 0 ELSE sums.quantity END),
    ('{Measure.PIECES}', drawings.pieces,
      CASE months.measure WHEN '{Measure.PIECES}' THEN sums.quantity ELSE 0 END),
    (NULL, drawings.rows_count, sums.rows_count)) AS parts (measure, drawn, delivered)
WHERE parts.drawn <> parts.delivered"""
"""What a drawing says and what its deliveries add up to; without a measure it is their number."""

DRAWINGS = proof(
    _ROWS,
    difference(
        DeliveryDifference.DELIVERY_WITHOUT_DRAWING,
        """deliveries LEFT JOIN drawings ON drawings.id = deliveries.transfer_id
WHERE drawings.id IS NULL""",
        delivery="deliveries.id",
        order="deliveries.order_id",
        month="deliveries.service_month",
        transfer="deliveries.transfer_id",
    ),
    difference(
        DeliveryDifference.DELIVERY_UNLIKE_DRAWING,
        _OTHERWISE,
        delivery="deliveries.id",
        order="deliveries.order_id",
        month="deliveries.service_month",
        transfer="deliveries.transfer_id",
    ),
    difference(
        DeliveryDifference.DELIVERY_CONTENT,
        "deliveries WHERE deliveries.is_other_content",
        delivery="deliveries.id",
        order="deliveries.order_id",
        month="deliveries.service_month",
    ),
    difference(
        DeliveryDifference.DRAWING_WITHOUT_DELIVERY,
        "drawings LEFT JOIN sums ON sums.transfer_id = drawings.id WHERE sums.transfer_id IS NULL",
        budget="drawings.budget_id",
        month="drawings.month",
        transfer="drawings.id",
        expected="drawings.rows_count",
        stored="0",
    ),
    difference(
        DeliveryDifference.DELIVERED,
        _SUMMED,
        budget="drawings.budget_id",
        month="drawings.month",
        measure="parts.measure",
        transfer="drawings.id",
        expected="parts.drawn",
        stored="parts.delivered",
    ),
    checked="deliveries",
)
"""Each drawing is the sum of its deliveries, and each delivery agrees with its drawing; by budget."""

PAGES = Statement(
    text(f"""
SELECT numbered.id AS piece FROM (
  SELECT delivery.id, row_number() OVER (ORDER BY delivery.id) AS number
  FROM delivery WHERE delivery.organiser_id = ctx_organiser()
) AS numbered WHERE numbered.number % {DELIVERIES_AT_ONCE} = 1 ORDER BY 1
""")
)
"""The first delivery of each page of them, in the order of their ids."""

PAGES_SINCE = Statement(
    text(f"""
SELECT numbered.id AS piece FROM (
  SELECT delivery.id, row_number() OVER (ORDER BY delivery.id) AS number
  FROM delivery WHERE delivery.organiser_id = ctx_organiser()
    AND delivery.reported_at >= CAST(:since AS timestamptz)
) AS numbered WHERE numbered.number % {DELIVERIES_AT_ONCE} = 1 ORDER BY 1
""")
)
"""The same of those reported since an instant; ids are in the order of time."""

STRAYS = proof(
    f"""
page AS MATERIALIZED (
  SELECT listed.* FROM unnest(CAST(:pieces AS uuid[])) AS piece (first_id) CROSS JOIN LATERAL (
    SELECT delivery.id, delivery.order_id, delivery.item_id, delivery.service_month
    FROM delivery WHERE delivery.organiser_id = ctx_organiser() AND delivery.id >= piece.first_id
    ORDER BY delivery.id LIMIT {DELIVERIES_AT_ONCE}) AS listed
), months AS MATERIALIZED (
  SELECT plan_item_month.item_id, plan_item_month.month, plan_item_month.order_id
  FROM plan_item_month WHERE plan_item_month.organiser_id = ctx_organiser()
    AND plan_item_month.item_id = ANY (ARRAY(SELECT DISTINCT page.item_id FROM page))
)""",
    difference(
        DeliveryDifference.DELIVERY_WITHOUT_ORDER,
        """page LEFT JOIN months ON months.item_id = page.item_id AND months.month = page.service_month
  AND months.order_id = page.order_id
WHERE months.item_id IS NULL""",
        delivery="page.id",
        order="page.order_id",
        month="page.service_month",
    ),
    checked="page",
)
"""Each delivery is of an ordered item's month, so that `DRAWINGS` comes to it by its budget; by page."""
