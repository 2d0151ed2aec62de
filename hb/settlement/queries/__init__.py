"""SQL of closing a month, of the settlements it makes, and of checking and releasing them."""

from sqlalchemy import exists, func, select, text, update
from sqlalchemy.sql import bindparam

from hb.access.model import Parameter
from hb.access.rules import Permission, Role
from hb.audit.rules import Outcome
from hb.budgets.rules import BudgetState
from hb.kit.statement import Statement
from hb.ledger.posting import counted
from hb.ledger.rules import Measure, PeriodState, TransferCode
from hb.producers.model import producer_user
from hb.producers.queries.proof import is_as_approved
from hb.settlement.model import settlement
from hb.settlement.rules import SettlementState

EARLIEST_OPEN = Statement(
    text(f"""
SELECT min(month) AS month FROM period
WHERE organiser_id = ctx_organiser() AND state = '{PeriodState.OPEN}'
""")
)

OWED = Statement(
    text(f"""
WITH drawn AS (
  SELECT payee_id AS producer_id, CAST(sum(cents) AS bigint) AS cents,
    CAST(sum(rows_count) AS bigint) AS rows_count
  FROM transfer
  WHERE organiser_id = ctx_organiser() AND settlement_month = :month AND code = '{TransferCode.DRAW}'
  GROUP BY payee_id
), delivered AS (
  SELECT producer_id, CAST(sum(cents) AS bigint) AS cents, count(*) AS rows_count
  FROM delivery WHERE organiser_id = ctx_organiser() AND settlement_month = :month
  GROUP BY producer_id
)
SELECT coalesce(drawn.producer_id, delivered.producer_id) AS producer_id,
  coalesce(drawn.cents, 0) AS drawn_cents, coalesce(drawn.rows_count, 0) AS drawn_count,
  coalesce(delivered.cents, 0) AS delivered_cents, coalesce(delivered.rows_count, 0) AS delivered_count
FROM drawn FULL JOIN delivered ON delivered.producer_id = drawn.producer_id
ORDER BY producer_id
""")
)
"""What each producer is owed for a settlement month, by the ledger and by the deliveries."""

INSERT_SETTLEMENTS = Statement(
    text(f"""
INSERT INTO settlement
  (organiser_id, id, producer_id, month, total_cents, deliveries_count, state, calculated_at)
SELECT ctx_organiser(), owed.id, owed.producer_id, :month, owed.cents, owed.rows_count,
  '{SettlementState.CALCULATED}', ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:producer_ids AS uuid[]), CAST(:cents AS bigint[]),
  CAST(:counts AS int[])) AS owed (id, producer_id, cents, rows_count)
""")
)

_UNDELIVERED = counted("measure", "planned_quantity - delivered_quantity")

LOCK_EXPIRED = Statement(
    text(f"""
SELECT item_id, month, client_id, budget_id, line_no, producer_id, reservation_id,
  reserved_cents - delivered_cents AS rest_cents,
  {_UNDELIVERED["minutes"]} AS rest_minutes, {_UNDELIVERED["pieces"]} AS rest_pieces
FROM plan_item_month
WHERE organiser_id = ctx_organiser() AND resolved_at IS NULL
  AND month IN (SELECT period.month FROM period WHERE period.organiser_id = ctx_organiser()
    AND period.reporting_deadline < (SELECT ctx_today()))
  AND NOT EXISTS (SELECT FROM reporting_exception AS granted WHERE granted.organiser_id = ctx_organiser()
    AND granted.producer_id = plan_item_month.producer_id AND granted.month = plan_item_month.month
    AND granted.valid_until >= (SELECT ctx_today()))
ORDER BY item_id, month FOR NO KEY UPDATE OF plan_item_month
""")
)
"""Locks what is reserved for months that can no longer be reported; an exception keeps its months alive."""

CARRIED_MONTHS = Statement(
    text(f"""
SELECT due.month, due.is_new, (SELECT parameter.value FROM parameter
  WHERE parameter.organiser_id = ctx_organiser()
    AND parameter.name = '{Parameter.CARRY_OVER_PERCENT}'
    AND parameter.valid_from <= make_date(due.month / 100, due.month % 100, 1)
  ORDER BY parameter.valid_from DESC LIMIT 1) AS percent
FROM (
  SELECT period.month, period.reporting_deadline >= coalesce((
      SELECT CAST(max(before.closed_at) AT TIME ZONE 'Europe/Helsinki' AS date)
      FROM period AS before WHERE before.organiser_id = ctx_organiser() AND before.month < :month),
      CAST('-infinity' AS date)) AS is_new
  FROM period
  WHERE period.organiser_id = ctx_organiser() AND period.reporting_deadline < (SELECT ctx_today())
) AS due
WHERE due.is_new OR due.month >= :expired_from
ORDER BY due.month
""")
)
"""The service months whose deadline passed since the close before, with the percent of their first day.

Those from the first month on of which something expires in this close come too, though they are not new.
"""

LIMITED = Statement(
    text("""
SELECT DISTINCT account.budget_id FROM account
WHERE account.organiser_id = ctx_organiser() AND account.month = ANY (CAST(:months AS int[]))
""")
)
"""The budgets that have limits of their own in service months."""

UNUSED = Statement(
    text(f"""
SELECT account.budget_id, account.client_id, account.line_no, account.measure,
  account.granted - account.reserved - account.used AS unused, coalesce(before.carried, 0) AS carried
FROM account LEFT JOIN LATERAL (
  SELECT CAST(-sum(CASE account.measure WHEN '{Measure.CENTS}' THEN transfer.cents
    WHEN '{Measure.MINUTES}' THEN transfer.minutes ELSE transfer.pieces END) AS bigint) AS carried
  FROM transfer WHERE transfer.organiser_id = ctx_organiser()
    AND transfer.budget_id = account.budget_id AND transfer.line_no = account.line_no
    AND transfer.month = :month AND transfer.code = '{TransferCode.CARRY_OVER}'
    AND (transfer.cents < 0 OR transfer.minutes < 0 OR transfer.pieces < 0)) AS before ON true
WHERE account.organiser_id = ctx_organiser() AND account.month = :month
  AND account.granted > account.reserved + account.used
  AND EXISTS (SELECT FROM budget WHERE budget.organiser_id = ctx_organiser()
    AND budget.id = account.budget_id AND budget.state = '{BudgetState.ACTIVE}')
  AND EXISTS (SELECT FROM account AS following WHERE following.organiser_id = ctx_organiser()
    AND following.budget_id = account.budget_id AND following.line_no = account.line_no
    AND following.month = :next_month AND following.measure = account.measure)
  AND (account.budget_id = ANY (CAST(:again_ids AS uuid[])) OR CAST(:is_new AS boolean)
    AND NOT EXISTS (SELECT FROM transfer WHERE transfer.organiser_id = ctx_organiser()
      AND transfer.budget_id = account.budget_id AND transfer.month = :month
      AND transfer.code = '{TransferCode.CARRY_OVER}'
      AND (transfer.cents < 0 OR transfer.minutes < 0 OR transfer.pieces < 0)))
ORDER BY account.budget_id, account.line_no, account.measure
""")
)
"""What is left of a service month's own limits in budgets that go on, with what was carried over before.

A budget from whose month something was carried before comes only when it is named as carried again.

The accounts of an ended budget stay, so that a following account alone does not say that the budget goes on.
"""

CONTROLLERS = Statement(
    text(f"""
SELECT DISTINCT party_id FROM role_assignment
WHERE organiser_id = ctx_organiser() AND role = '{Role.CONTROLLER}' AND valid_from <= (SELECT ctx_today())
  AND (valid_until IS NULL OR valid_until >= (SELECT ctx_today()))
ORDER BY party_id
""")
)

LOCK_SETTLEMENT = Statement(
    select(
        settlement.c.state,
        settlement.c.producer_id,
        settlement.c.month,
        settlement.c.total_cents,
        settlement.c.deliveries_count,
        settlement.c.checked_by,
        exists()
        .where(
            producer_user.c.id == func.ctx_actor(), producer_user.c.producer_id == settlement.c.producer_id
        )
        .label("is_member"),
    )
    .where(settlement.c.organiser_id == func.ctx_organiser(), settlement.c.id == bindparam("id"))
    .with_for_update(of=settlement)
)

SETTLEMENT = Statement(
    select(settlement.c.month).where(
        settlement.c.organiser_id == func.ctx_organiser(), settlement.c.id == bindparam("id")
    )
)

DRAWN = Statement(
    text(f"""
SELECT CAST(coalesce(sum(cents), 0) AS bigint) AS cents,
  CAST(coalesce(sum(rows_count), 0) AS bigint) AS rows_count
FROM transfer
WHERE organiser_id = ctx_organiser() AND settlement_month = :month AND payee_id = :producer_id
  AND code = '{TransferCode.DRAW}'
""")
)
"""What the ledger drew for a producer in a settlement month: cents and the number of deliveries."""

CHECK = Statement(
    update(settlement)
    .where(settlement.c.organiser_id == func.ctx_organiser(), settlement.c.id == bindparam("of_id"))
    .values(state=SettlementState.CHECKED.value, checked_by=func.ctx_actor(), checked_at=func.ctx_now())
)

RELEASE = Statement(
    update(settlement)
    .where(settlement.c.organiser_id == func.ctx_organiser(), settlement.c.id == bindparam("of_id"))
    .values(
        state=SettlementState.RELEASED.value,
        iban=bindparam("to_iban"),
        released_by=func.ctx_actor(),
        released_at=func.ctx_now(),
    )
)

PAYMENT = Statement(
    text(f"""
WITH account AS (
  SELECT organiser_id, id, iban, approved_by, approved_at FROM payment_account
  WHERE organiser_id = ctx_organiser() AND producer_id = :producer_id
    AND approved_by IS NOT NULL AND valid_from <= (SELECT ctx_today())
  ORDER BY valid_from DESC, approved_at DESC, id DESC LIMIT 1
), decided AS (
  SELECT actor_id, action, subject_id FROM audit_event
  WHERE organiser_id = ctx_organiser() AND client_id IS NULL AND actor_id = ctx_actor()
    AND action IN ('{Permission.PRODUCER_APPROVE}', '{Permission.OFFERING_APPROVE}')
    AND outcome = '{Outcome.DONE}'
)
SELECT
  (SELECT iban FROM account) AS iban,
  (SELECT {is_as_approved("account")} FROM account) AS is_as_approved,
  ARRAY(SELECT decided_by FROM producer_approval WHERE organiser_id = ctx_organiser()
    AND producer_id = :producer_id AND decided_by IS NOT NULL
    UNION SELECT actor_id FROM decided
      WHERE action = '{Permission.PRODUCER_APPROVE}' AND subject_id = :producer_id) AS producer_deciders,
  ARRAY(SELECT DISTINCT approved_by FROM payment_account WHERE organiser_id = ctx_organiser()
    AND producer_id = :producer_id AND approved_by IS NOT NULL) AS account_approvers,
  ARRAY(SELECT decided_by FROM offering WHERE organiser_id = ctx_organiser()
    AND producer_id = :producer_id AND decided_by IS NOT NULL
    UNION SELECT actor_id FROM decided WHERE action = '{Permission.OFFERING_APPROVE}'
      AND subject_id IN (SELECT id FROM offering WHERE organiser_id = ctx_organiser()
        AND producer_id = :producer_id)) AS offering_deciders,
  ARRAY(SELECT DISTINCT price.decided_by FROM price
    JOIN offering ON offering.organiser_id = price.organiser_id AND offering.id = price.offering_id
    WHERE price.organiser_id = ctx_organiser() AND offering.producer_id = :producer_id
      AND price.decided_by IS NOT NULL) AS price_deciders
""")
)
"""The account a producer is paid to today, and whether it is as it was approved; who decided on what.

Decided is on the producer, its accounts, offerings and prices.

A later decision or change replaces who decided on a producer or an offering, so the actor's own decisions on
them are also sought in the audit trail, which keeps all.
"""

PERSONS_BEHIND = Statement(
    text("""
SELECT month, category_code, municipality_code, producer_id::text AS producer_id,
  count(DISTINCT client_id) AS everyone,
  count(DISTINCT client_id) FILTER (WHERE resolved_at IS NULL AND reserved_cents > delivered_cents)
    AS reserved,
  count(DISTINCT client_id) FILTER (WHERE deliveries_count > 0) AS delivered
FROM plan_item_month WHERE organiser_id = ctx_organiser() AND EXISTS (
  SELECT FROM unnest(CAST(:since AS int[]), CAST(:until AS int[])) AS span (since, until)
  WHERE plan_item_month.month BETWEEN span.since AND span.until)
GROUP BY month, GROUPING SETS (
  (category_code, municipality_code, producer_id), (category_code), (municipality_code), (producer_id), ())
""")
)
"""How many persons are behind each sum of spend in some months, in each published table."""

SHOW_SPEND = Statement(text("SELECT set_config('hb.shown_spend', CAST(:cells AS text), true)"))
"""Names the sums of spend that this transaction may show; the views leave all others out."""
