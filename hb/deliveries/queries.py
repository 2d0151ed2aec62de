"""SQL of reporting: the locks in their one order, and the statement that judges and posts a whole batch."""

from sqlalchemy.sql import text

from hb.kit.statement import Statement
from hb.ledger.queries import POSTING, turn
from hb.plans.queries import COUNT_DELIVERED

LOCK_PERIODS = Statement(
    text(f"""
WITH following AS MATERIALIZED (
  SELECT DISTINCT (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = ctx_organiser()
    AND later.state = 'OPEN' AND later.month >= said.month) AS month
  FROM unnest(CAST(:months AS int[])) AS said (month)
), turns AS MATERIALIZED (
  SELECT {turn("lock_shared", "following.month")}
  FROM (SELECT month FROM following ORDER BY month) AS following
)
SELECT period.state, period.month IN (SELECT month FROM following) AS is_following
FROM period CROSS JOIN (SELECT count(*) FROM turns) AS taken
WHERE period.organiser_id = ctx_organiser()
  AND (period.month = ANY(CAST(:months AS int[])) OR period.month IN (SELECT month FROM following))
ORDER BY period.month FOR SHARE OF period
""")
)
"""Holds the service months, and the first open month from each on (is_following), against a close.

Of the latter it takes turns with closings (hb/adr/0001), so that steady reports do not keep one waiting.
"""

LOCK_ITEM_MONTHS = Statement(
    text("""
SELECT reserved.budget_id
FROM (
  SELECT asked.order_id, asked.month, (SELECT item_id FROM service_order
    WHERE organiser_id = (SELECT ctx_organiser()) AND id = asked.order_id AND producer_id = :producer_id
    OFFSET 0) AS item_id
  FROM (SELECT DISTINCT * FROM unnest(CAST(:order_ids AS uuid[]), CAST(:months AS int[]))) AS asked
    (order_id, month)
) AS asked
JOIN plan_item_month AS reserved ON reserved.organiser_id = (SELECT ctx_organiser())
  AND reserved.item_id = asked.item_id AND reserved.month = asked.month
  AND reserved.order_id = asked.order_id
ORDER BY reserved.item_id, reserved.month FOR NO KEY UPDATE OF reserved
""")
)
"""Holds the counters that reports draw on, found by their keys (see _KNOWN); tells whose budgets they are."""

_KNOWN = """
service_month AS MATERIALIZED (
  SELECT period.month, period.reporting_deadline, (SELECT ctx_today()) > period.reporting_deadline AS is_late,
    EXISTS (SELECT 1 FROM reporting_exception AS granted WHERE granted.organiser_id = (SELECT ctx_organiser())
      AND granted.producer_id = :producer_id AND granted.month = period.month
      AND granted.valid_until >= (SELECT ctx_today())) AS has_exception,
    (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = (SELECT ctx_organiser())
      AND later.state = 'OPEN' AND later.month >= period.month) AS settlement_month
  FROM period WHERE organiser_id = (SELECT ctx_organiser()) AND month = ANY(CAST(:months AS int[]))
),
place AS MATERIALIZED (
  SELECT asked.*, ordered.state, ordered.item_id, ordered.client_id, reserved.*,
    service_month.reporting_deadline, service_month.is_late, service_month.has_exception,
    service_month.settlement_month
  FROM unnest(CAST(:order_ids AS uuid[]), CAST(:months AS int[]), CAST(:transfer_ids AS uuid[]),
    CAST(:reservation_ids AS uuid[])) WITH ORDINALITY
    AS asked (order_id, month, drawing_id, reserving_id, place_no)
  LEFT JOIN LATERAL (
    SELECT state, item_id, client_id FROM service_order
    WHERE organiser_id = (SELECT ctx_organiser()) AND id = asked.order_id
      AND producer_id = :producer_id OFFSET 0
  ) AS ordered ON true
  LEFT JOIN LATERAL (
    SELECT budget_id, line_no, unit_cents, unit_size, planned_quantity, reserved_cents, delivered_quantity,
      delivered_cents, planned_quantity - delivered_quantity AS room, reservation_id AS held_id,
      resolved_at IS NOT NULL AS is_resolved
    FROM plan_item_month WHERE organiser_id = (SELECT ctx_organiser()) AND item_id = ordered.item_id
      AND month = asked.month AND order_id = asked.order_id OFFSET 0
  ) AS reserved ON true
  LEFT JOIN service_month ON service_month.month = asked.month
),
said AS MATERIALIZED (
  SELECT said.*, earlier.id AS earlier_id, earlier.cents AS earlier_cents,
    earlier.content_hash = said.content_hash AS is_same
  FROM unnest(CAST(:external_ids AS text[]), CAST(:place_nos AS bigint[]), CAST(:kinds AS text[]),
    CAST(:service_dates AS date[]), CAST(:quantities AS bigint[]), CAST(:content_hashes AS bytea[]),
    CAST(:delivery_ids AS uuid[])) WITH ORDINALITY
    AS said (external_id, place_no, kind, service_date, quantity, content_hash, delivery_id, row_no)
  LEFT JOIN LATERAL (
    SELECT id, content_hash, cents FROM delivery WHERE organiser_id = (SELECT ctx_organiser())
      AND producer_id = :producer_id AND external_id = said.external_id OFFSET 0
  ) AS earlier ON true
),
known AS (SELECT * FROM said FULL JOIN place USING (place_no))"""
"""Each row with all that its judgement needs; rows the producer may not see stay empty.

A place is an order's month; each row has one and each place a row. The statement is planned once, for batches
and organisers of every size (an organiser in a sub-select is not taken for the first one's). So what is
stored is looked up by its key, from within (OFFSET 0 keeps it there), never through an index over all of a
producer's history; and rows are joined fully, which is not done by comparing each with each.
"""

_GIVEN_UP = """(SELECT transfer.code FROM transfer WHERE transfer.organiser_id = (SELECT ctx_organiser())
      AND transfer.resolves_id = known.held_id) = 'VOID'"""
"""A month that was voided with its item stays closed; an exception opens only one that has expired."""


def _drawn(quantity: str) -> str:
    """What is drawn of a month in all once a quantity of the batch is delivered (`rules.ItemMonth`)."""
    return f"""least(reserved_cents, greatest(delivered_cents,
      (2 * (delivered_quantity + {quantity}) * unit_cents + unit_size) / (2 * unit_size)))"""


_JUDGED = f"""
judged AS MATERIALIZED (
  SELECT known.*, CASE
    WHEN is_same THEN 'ALREADY_REPORTED'
    WHEN earlier_id IS NOT NULL THEN 'DUPLICATE_WITH_OTHER_CONTENT'
    WHEN state IS NULL THEN 'NOT_FOUND'
    WHEN quantity <= 0 THEN 'INVALID_QUANTITY'
    WHEN service_date > (SELECT ctx_today()) THEN 'DATE_IN_FUTURE'
    WHEN state <> 'ACCEPTED' THEN 'ORDER_NOT_ACCEPTED'
    WHEN unit_cents IS NULL OR reporting_deadline IS NULL THEN 'OUTSIDE_ORDER'
    WHEN is_late AND NOT has_exception THEN 'REPORTING_DEADLINE_PASSED'
    WHEN is_resolved AND (NOT is_late OR {_GIVEN_UP}) THEN 'MONTH_RESOLVED'
  END AS code
  FROM known
),
summed AS MATERIALIZED (
  SELECT judged.*, CAST(sum(quantity) FILTER (WHERE code IS NULL) OVER (PARTITION BY place_no) AS bigint)
      AS asked_quantity,
    CAST(sum(quantity) FILTER (WHERE code IS NULL) OVER (PARTITION BY place_no ORDER BY row_no) AS bigint)
      AS summed_quantity
  FROM judged
),
queue AS (
  SELECT room, array_agg(quantity ORDER BY row_no) AS quantities, array_agg(row_no ORDER BY row_no) AS row_nos
  FROM summed WHERE code IS NULL AND asked_quantity > room GROUP BY place_no, room
),
fitting AS (
  SELECT room, quantities, row_nos, 0 AS nth, CAST(0 AS bigint) AS before, CAST(0 AS bigint) AS taken
  FROM queue
  UNION ALL
  SELECT room, quantities, row_nos, nth + 1, taken,
    CASE WHEN quantities[nth + 1] <= room - taken THEN taken + quantities[nth + 1] ELSE taken END
  FROM fitting WHERE nth < cardinality(quantities)
),
fitted AS (
  SELECT summed.*, coalesce(fitting.before, summed_quantity - quantity) AS before,
    coalesce(fitting.taken, summed_quantity) AS taken
  FROM summed LEFT JOIN fitting ON fitting.nth > 0 AND fitting.row_nos[fitting.nth] = summed.row_no
  WHERE code IS NULL
  UNION ALL
  SELECT summed.*, NULL, NULL FROM summed WHERE code IS NOT NULL
),
priced AS MATERIALIZED (
  SELECT fitted.*, room - before AS quantity_left,
    coalesce(code, CASE WHEN taken = before THEN 'OVER_QUANTITY' END) AS verdict,
    {_drawn("taken")} - CASE WHEN before = 0 THEN delivered_cents ELSE {_drawn("before")} END AS cents
  FROM fitted
)"""
"""The verdict of each row; a row that does not fit takes nothing from the rows after it.

Only where a month is asked for more than it has left are its rows gone through one by one.
"""

_LATE = """
late AS (
  SELECT item_id, month, budget_id, line_no, sum(cents) AS cents,
    sum(quantity) FILTER (WHERE unit_size = 60) AS minutes,
    sum(quantity) FILTER (WHERE unit_size = 1) AS pieces
  FROM priced WHERE verdict IS NULL AND is_resolved GROUP BY item_id, month, budget_id, line_no
),
late_limit AS (
  SELECT late.item_id, late.month, account.measure, account.line_no = 0 AND account.month > 0 AS is_own,
    account.granted - account.reserved - account.used AS available,
    sum(CASE account.measure WHEN 'CENTS' THEN late.cents WHEN 'MINUTES' THEN late.minutes
      ELSE late.pieces END)
    OVER (PARTITION BY account.budget_id, account.line_no, account.month, account.measure) AS needed
  FROM late JOIN account ON account.organiser_id = (SELECT ctx_organiser())
    AND account.budget_id = late.budget_id AND account.line_no IN (0, late.line_no)
    AND account.month IN (0, late.month)
),
late_refused AS (
  SELECT item_id, month, CASE WHEN bool_or(is_own AND measure = 'CENTS')
      THEN min(available) FILTER (WHERE measure = 'CENTS') ELSE 0 END AS available_cents,
    max(needed) FILTER (WHERE measure = 'CENTS') AS needed_cents
  FROM late_limit GROUP BY item_id, month
  HAVING coalesce(bool_or(needed > available), false) OR NOT bool_or(is_own AND measure = 'CENTS')
)"""
"""An expired month is reserved anew from that month's own limit alone.

One that has no limit of its own, or too little for all late rows of the batch together, refuses them, so that
nothing is taken from the client's coming months.
"""

_POSTED = f"""
final AS MATERIALIZED (
  SELECT priced.*, late_refused.available_cents, late_refused.needed_cents,
    coalesce(verdict, CASE WHEN late_refused.item_id IS NOT NULL THEN 'BUDGET_EXCEEDED' END) AS refusal
  FROM priced LEFT JOIN late_refused ON priced.is_resolved
    AND late_refused.item_id = priced.item_id AND late_refused.month = priced.month
),
kept AS (
  SELECT * FROM final
  WHERE refusal IS NULL AND NOT CAST(:halted AS boolean)
    AND NOT (CAST(:whole AS boolean) AND EXISTS (SELECT 1 FROM final AS other
    WHERE other.refusal <> 'ALREADY_REPORTED'))
),
inserted AS (
  INSERT INTO delivery (organiser_id, id, producer_id, external_id, order_id, item_id, client_id, kind,
    service_date, service_month, settlement_month,
    quantity, cents, content_hash, transfer_id, reported_by, reported_at)
  SELECT ctx_organiser(), delivery_id, :producer_id, external_id, order_id, item_id, client_id, kind,
    service_date, month, settlement_month, quantity, cents, content_hash, drawing_id, ctx_actor(), ctx_now()
  FROM kept ORDER BY external_id
  ON CONFLICT (organiser_id, producer_id, external_id) DO NOTHING
  RETURNING id, item_id, service_month, settlement_month, transfer_id, quantity, cents
),
drawn AS (
  SELECT item_id, service_month, settlement_month, transfer_id, CAST(count(*) AS int) AS rows_count,
    CAST(sum(quantity) AS bigint) AS quantity, CAST(sum(cents) AS bigint) AS cents
  FROM inserted GROUP BY item_id, service_month, settlement_month, transfer_id
),
counted AS (
  {COUNT_DELIVERED}
  RETURNING reserved.client_id, reserved.budget_id, reserved.line_no, reserved.month, reserved.item_id,
    reserved.producer_id, reserved.reservation_id, reserved.resolved_at IS NOT NULL AS is_resolved,
    drawn.cents,
    CASE reserved.unit_size WHEN 60 THEN drawn.quantity ELSE 0 END AS minutes,
    CASE reserved.unit_size WHEN 60 THEN 0 ELSE drawn.quantity END AS pieces,
    drawn.rows_count, drawn.settlement_month, drawn.transfer_id
),
counted_anew AS (
  SELECT counted.*, place.reserving_id
  FROM counted JOIN place ON place.drawing_id = counted.transfer_id WHERE counted.is_resolved
),
moved AS (
  SELECT ctx_organiser() AS organiser_id, reserving_id AS id, 'RESERVE' AS code, client_id, budget_id,
    line_no, month, cents, minutes, pieces, rows_count, item_id AS subject_id, producer_id AS payee_id,
    CAST(NULL AS int) AS settlement_month, CAST(NULL AS uuid) AS draws_on, CAST(NULL AS uuid) AS resolves_id,
    ctx_actor() AS actor_id, ctx_now() AS at
  FROM counted_anew
  UNION ALL
  SELECT ctx_organiser(), transfer_id, 'DRAW', client_id, budget_id, line_no, month, cents, minutes, pieces,
    rows_count, item_id, producer_id, settlement_month, reservation_id, NULL, ctx_actor(), ctx_now()
  FROM counted WHERE NOT is_resolved
  UNION ALL
  SELECT ctx_organiser(), transfer_id, 'DRAW', client_id, budget_id, line_no, month, cents, minutes, pieces,
    rows_count, item_id, producer_id, settlement_month, reserving_id, NULL, ctx_actor(), ctx_now()
  FROM counted_anew
)"""
"""Deliveries, counters and one drawing per item and month, summed from the rows that were really inserted."""

_TOLD = """
SELECT final.refusal, final.month, final.quantity_left, final.reporting_deadline, final.state,
  CAST(final.available_cents AS bigint) AS available_cents,
  CAST(final.needed_cents AS bigint) AS needed_cents,
  final.earlier_id, final.earlier_cents, inserted.id AS delivery_id, inserted.cents, final.client_id
FROM final FULL JOIN inserted ON inserted.id = final.delivery_id
ORDER BY final.row_no
"""

REPORT = Statement(text(f"WITH RECURSIVE {_KNOWN}, {_JUDGED}, {_LATE}, {_POSTED}, {POSTING} {_TOLD}"))
"""Judges every row, posts the good ones and tells of each, in input order; the locks must be held already.

`whole` posts nothing when a row is refused. A row without refusal and without delivery lost a race for its
external id to a report that ran at the same time.
"""
