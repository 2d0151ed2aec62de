"""SQL of checking and releasing settlements; that of closing a month and of the proof is beside it."""

from sqlalchemy import exists, func, select, text, update
from sqlalchemy.sql import bindparam

from hb.access.rules import Permission, Role
from hb.audit.rules import Outcome
from hb.kit.statement import Statement
from hb.ledger.model import period
from hb.ledger.rules import SettlementState, TransferCode
from hb.producers.model import producer_user
from hb.producers.queries.proof import is_as_approved
from hb.settlement.model import settlement

_HOLDERS = """
SELECT DISTINCT party_id FROM role_assignment
WHERE organiser_id = ctx_organiser() AND role = '{role}' AND valid_from <= (SELECT ctx_today())
  AND (valid_until IS NULL OR valid_until >= (SELECT ctx_today()))
ORDER BY party_id
"""

CONTROLLERS = Statement(text(_HOLDERS.format(role=Role.CONTROLLER)))

CHECKERS = Statement(text(_HOLDERS.format(role=Role.INVOICE_CHECKER)))
"""Those whose turn it is when settlements have been calculated."""

LOCK_SETTLEMENT = Statement(
    select(
        settlement.c.state,
        settlement.c.producer_id,
        settlement.c.month,
        settlement.c.total_cents,
        settlement.c.deliveries_count,
        settlement.c.checked_by,
        select(period.c.state)
        .where(period.c.organiser_id == settlement.c.organiser_id, period.c.month == settlement.c.month)
        .scalar_subquery()
        .label("month_state"),
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
