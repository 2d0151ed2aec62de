"""The statement that judges and posts a whole batch of reported deliveries, put together from its parts."""

from sqlalchemy.sql import text

from hb.deliveries.queries.facts import ORDER_MONTHS, ROWS, SERVICE_MONTHS
from hb.deliveries.queries.judged import FITTING, LATE, PRICES, REFUSALS, VERDICTS
from hb.deliveries.rules import OutcomeState
from hb.kit.statement import Statement
from hb.ledger.posting import counted, posting, transfers
from hb.ledger.rules import TransferCode
from hb.plans.queries import COUNT_DELIVERED

_DELIVERIES = f"""
kept AS (
  SELECT * FROM final
  WHERE refusal IS NULL AND NOT CAST(:halted AS boolean)
    AND NOT (CAST(:whole AS boolean) AND EXISTS (SELECT 1 FROM final AS other
    WHERE other.refusal <> '{OutcomeState.ALREADY_REPORTED}'))
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
)"""
"""The good rows become deliveries; none if :halted, nor if :whole and another row is refused."""

_COUNTERS = f"""
drawn AS (
  SELECT item_id, service_month, settlement_month, transfer_id, CAST(count(*) AS int) AS rows_count,
    CAST(sum(quantity) AS bigint) AS quantity, CAST(sum(cents) AS bigint) AS cents
  FROM inserted GROUP BY item_id, service_month, settlement_month, transfer_id
),
counted AS (
  {COUNT_DELIVERED}
  RETURNING counter.client_id, counter.budget_id, counter.line_no, counter.month, counter.item_id,
    counter.producer_id, counter.reservation_id, counter.resolved_at IS NOT NULL AS is_resolved,
    counter.measure, drawn.quantity, drawn.cents, drawn.rows_count, drawn.settlement_month,
    drawn.transfer_id
),
counted_late AS (
  SELECT counted.*, order_month.late_reservation_id
  FROM counted JOIN order_month ON order_month.drawing_id = counted.transfer_id WHERE counted.is_resolved
)"""
"""One sum per order month of the rows that were inserted, added to the counters of the item's month."""

_AMOUNTS = {
    **counted("measure", "quantity"),
    "subject_id": "item_id",
    "payee_id": "producer_id",
    "resolves_id": "NULL",
}
_POSTING = posting(
    transfers(
        "counted_late",
        TransferCode.RESERVE,
        id="late_reservation_id",
        settlement_month="NULL",
        draws_on="NULL",
        **_AMOUNTS,
    ),
    transfers(
        "counted WHERE NOT is_resolved",
        TransferCode.DRAW,
        id="transfer_id",
        draws_on="reservation_id",
        **_AMOUNTS,
    ),
    transfers(
        "counted_late", TransferCode.DRAW, id="transfer_id", draws_on="late_reservation_id", **_AMOUNTS
    ),
)
"""One DRAW per order month on its reservation; an expired month is reserved again first."""

_ANSWER = """
SELECT final.refusal, final.month, final.quantity_left, final.measure, final.reporting_deadline,
  final.order_state, CAST(final.available_cents AS bigint) AS available_cents,
  CAST(final.needed_cents AS bigint) AS needed_cents,
  final.earlier_id, final.earlier_cents, inserted.id AS delivery_id, inserted.cents, final.client_id
FROM final FULL JOIN inserted ON inserted.id = final.delivery_id
ORDER BY final.row_no
"""
"""One row per reported row, in input order."""

_PARTS = (
    SERVICE_MONTHS,
    ORDER_MONTHS,
    ROWS,
    VERDICTS,
    FITTING,
    PRICES,
    LATE,
    REFUSALS,
    _DELIVERIES,
    _COUNTERS,
    _POSTING,
)

REPORT = Statement(text(f"WITH RECURSIVE {', '.join(_PARTS)} {_ANSWER}"))
"""Judges every row, posts the good ones and answers for each, in input order; the locks are taken before.

`refusal` is the code of a refusal, or ALREADY_REPORTED; `whole` posts nothing if a row is refused, `halted`
posts nothing at all. A row without refusal and without delivery lost a race for its external id to a report
that ran at the same time.
"""
