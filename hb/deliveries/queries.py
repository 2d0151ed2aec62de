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
SELECT budget_id FROM plan_item_month
WHERE organiser_id = ctx_organiser() AND producer_id = :producer_id
  AND (order_id, month) IN (SELECT * FROM unnest(CAST(:order_ids AS uuid[]), CAST(:months AS int[])))
ORDER BY item_id, month FOR NO KEY UPDATE
""")
)

_KNOWN = """
said AS MATERIALIZED (
  SELECT said.*,
    CAST(extract(year FROM service_date) * 100 + extract(month FROM service_date) AS int) AS month,
    row_number() OVER (PARTITION BY external_id ORDER BY place) > 1 AS is_repeated
  FROM unnest(CAST(:external_ids AS text[]), CAST(:order_ids AS uuid[]), CAST(:kinds AS text[]),
    CAST(:service_dates AS date[]), CAST(:quantities AS bigint[]), CAST(:content_hashes AS bytea[]),
    CAST(:delivery_ids AS uuid[]), CAST(:transfer_ids AS uuid[]), CAST(:reservation_ids AS uuid[]))
    WITH ORDINALITY AS said (external_id, order_id, kind, service_date, quantity, content_hash,
      delivery_id, transfer_id, reservation_id, place)
),
earlier AS MATERIALIZED (
  SELECT external_id, content_hash, id, cents FROM delivery
  WHERE organiser_id = ctx_organiser() AND producer_id = :producer_id
    AND external_id = ANY(CAST(:external_ids AS text[]))
),
service_month AS MATERIALIZED (
  SELECT period.month, period.reporting_deadline, (SELECT ctx_today()) > period.reporting_deadline AS is_late,
    EXISTS (SELECT 1 FROM reporting_exception AS granted WHERE granted.organiser_id = ctx_organiser()
      AND granted.producer_id = :producer_id AND granted.month = period.month
      AND granted.valid_until >= (SELECT ctx_today())) AS has_exception,
    (SELECT min(later.month) FROM period AS later WHERE later.organiser_id = ctx_organiser()
      AND later.state = 'OPEN' AND later.month >= period.month) AS settlement_month
  FROM period WHERE organiser_id = ctx_organiser() AND month IN (SELECT month FROM said)
),
known AS (
  SELECT said.*, earlier.id AS earlier_id, earlier.cents AS earlier_cents,
    earlier.content_hash = said.content_hash AS is_same,
    service_order.state, service_order.item_id, service_order.client_id,
    reserved.budget_id, reserved.line_no, reserved.unit_cents, reserved.unit_size, reserved.planned_quantity,
    reserved.reserved_cents, reserved.delivered_quantity, reserved.delivered_cents,
    reserved.reservation_id AS held_id, reserved.resolved_at IS NOT NULL AS is_resolved,
    service_month.reporting_deadline, service_month.is_late, service_month.has_exception,
    service_month.settlement_month
  FROM said
  LEFT JOIN earlier ON earlier.external_id = said.external_id
  LEFT JOIN service_order ON service_order.organiser_id = ctx_organiser() AND service_order.id = said.order_id
    AND service_order.producer_id = :producer_id
  LEFT JOIN plan_item_month AS reserved ON reserved.organiser_id = ctx_organiser()
    AND reserved.item_id = service_order.item_id AND reserved.month = said.month
    AND reserved.order_id = service_order.id
  LEFT JOIN service_month ON service_month.month = said.month
)"""
"""Each row with all that its judgement needs; rows the producer may not see stay empty."""

_GIVEN_UP = """(SELECT transfer.code FROM transfer WHERE transfer.organiser_id = ctx_organiser()
      AND transfer.resolves_id = known.held_id) = 'VOID'"""
"""A month that was voided with its item stays closed; an exception opens only one that has expired."""

_JUDGED = f"""
judged AS MATERIALIZED (
  SELECT known.*, CASE
    WHEN is_repeated THEN 'DUPLICATE_IN_BATCH'
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
queue AS (
  SELECT item_id, month, planned_quantity - delivered_quantity AS room,
    array_agg(quantity ORDER BY place) AS quantities, array_agg(place ORDER BY place) AS places
  FROM judged WHERE code IS NULL GROUP BY item_id, month, planned_quantity, delivered_quantity
),
fitting AS (
  SELECT room, quantities, places, 0 AS nth, CAST(0 AS bigint) AS before, CAST(0 AS bigint) AS taken
  FROM queue
  UNION ALL
  SELECT room, quantities, places, nth + 1, taken,
    CASE WHEN quantities[nth + 1] <= room - taken THEN taken + quantities[nth + 1] ELSE taken END
  FROM fitting WHERE nth < cardinality(quantities)
),
priced AS MATERIALIZED (
  SELECT judged.*, fitting.room - fitting.before AS quantity_left,
    coalesce(code, CASE WHEN fitting.taken = fitting.before THEN 'OVER_QUANTITY' END) AS verdict,
    least(reserved_cents, greatest(delivered_cents,
      (2 * (delivered_quantity + fitting.taken) * unit_cents + unit_size) / (2 * unit_size)))
    - CASE WHEN fitting.before = 0 THEN delivered_cents ELSE least(reserved_cents, greatest(delivered_cents,
      (2 * (delivered_quantity + fitting.before) * unit_cents + unit_size) / (2 * unit_size))) END AS cents
  FROM judged LEFT JOIN fitting ON fitting.nth > 0 AND fitting.places[fitting.nth] = judged.place
)"""
"""The verdict of each row; a row that does not fit takes nothing from the rows after it."""

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
  FROM late JOIN account ON account.organiser_id = ctx_organiser() AND account.budget_id = late.budget_id
    AND account.line_no IN (0, late.line_no) AND account.month IN (0, late.month)
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
  SELECT final.*, first_value(transfer_id) OVER each_month AS drawing_id,
    first_value(reservation_id) OVER each_month AS reserving_id
  FROM final
  WHERE refusal IS NULL AND NOT CAST(:halted AS boolean)
    AND NOT (CAST(:whole AS boolean) AND EXISTS (SELECT 1 FROM final AS other
    WHERE other.refusal <> 'ALREADY_REPORTED'))
  WINDOW each_month AS (PARTITION BY item_id, month ORDER BY place)
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
  SELECT counted.*, (SELECT kept.reserving_id FROM kept WHERE kept.drawing_id = counted.transfer_id LIMIT 1)
    AS reserving_id
  FROM counted WHERE is_resolved
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
FROM final LEFT JOIN inserted ON inserted.id = final.delivery_id
ORDER BY final.place
"""

REPORT = Statement(text(f"WITH RECURSIVE {_KNOWN}, {_JUDGED}, {_LATE}, {_POSTED}, {POSTING} {_TOLD}"))
"""Judges every row, posts the good ones and tells of each, in input order; the locks must be held already.

`whole` posts nothing when a row is refused. A row without refusal and without delivery lost a race for its
external id to a report that ran at the same time.
"""
