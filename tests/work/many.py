"""Many rows of what clocks take in steps: SQL for an organiser ($1), its client ($2), a count ($3)."""

from uuid import UUID

import asyncpg

CARE_ENDED = """
WITH many AS (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)), own AS (
  SELECT worker_id, team_id FROM care_relationship WHERE organiser_id = $1 AND client_id = $2 LIMIT 1
), ended AS (
  INSERT INTO care_relationship (organiser_id, id, client_id, worker_id, team_id, kind, valid_from,
    valid_until)
  SELECT $1, many.id, $2, own.worker_id, own.team_id, 'CARE', '2026-01-01', '2026-04-30' FROM many, own
)
INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from)
SELECT $1, own.worker_id, $2, 'CARE_RELATIONSHIP', many.id, 'FULL', '2026-01-01' FROM many, own
"""
_POWERS = """
WITH many AS (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)), person AS (
  INSERT INTO representative (organiser_id, id, first_name, last_name, language)
  SELECT $1, many.id, 'Edu', 'Nsvalvoja', 'FI' FROM many
), power AS (
  INSERT INTO representation (organiser_id, id, client_id, representative_id, kind, scope, ground, valid_from,
    valid_until)
  SELECT $1, many.id, $2, many.id, 'GUARDIAN', 'FULL', 'DVV', '2026-01-01', '{last_day}' FROM many
)
INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from)
SELECT $1, many.id, many.id, 'REPRESENTATIVE', many.id, '2026-01-01' FROM many
"""
POWERS_ENDING = _POWERS.format(last_day="2026-05-20")
POWERS_ENDED = _POWERS.format(last_day="2026-04-30")
ROLES_ENDING = """
INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from, valid_until)
SELECT $1, many.id, many.id, 'CONTROLLER', many.id, '2026-01-01', '2026-05-20'
FROM (SELECT $2::uuid, gen_random_uuid() AS id FROM generate_series(1, $3::int)) AS many
"""
_BUDGETS = """
WITH many AS (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)), person AS (
  INSERT INTO client (organiser_id, id, first_name, last_name, birth_date, language, municipality_code,
    non_disclosure, version, registered_at)
  SELECT $1, many.id, 'Aino', 'Monta', '1944-03-02', 'FI', '543', false, 1, '2026-01-02' FROM many
), running AS (
  INSERT INTO budget (organiser_id, id, client_id, state, slicing, valid_from, valid_until, prepared_by,
    prepared_at, version)
  SELECT $1, many.id, many.id, 'ACTIVE', 'WHOLE', '2026-01-01', '{last_day}', $2, '2026-01-01', 1 FROM many
)
INSERT INTO account (organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
  seq, head, first_month, last_month)
SELECT $1, many.id, 0, 0, 'CENTS', many.id, 100, 0, {used}, 0, '', 202601, {last_month} FROM many
"""
BUDGETS_ENDING = _BUDGETS.format(last_day="2026-06-01", last_month=202606, used=0)
BUDGETS_RUNNING_OUT = _BUDGETS.format(last_day="2026-12-31", last_month=202612, used=90)
NUMBERS_SILENT = """
INSERT INTO producer (id, business_id, name, kind, confirmed_at, confirmed_until, confirming_organisers)
SELECT many.id, many.id::text, 'Hiljainen Oy', 'PRIVATE', '2026-01-01', '2026-05-01', ARRAY[$1::uuid]
FROM (SELECT $2::uuid, gen_random_uuid() AS id FROM generate_series(1, $3::int)) AS many
"""
LOOKS = """
WITH many AS (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)), person AS (
  INSERT INTO worker (organiser_id, id, name, team_id) SELECT $1, many.id, 'Moni', many.id FROM many
)
INSERT INTO use_log (organiser_id, id, at, actor_id, role, purpose, operation, client_ids, digest)
SELECT $1, many.id, '2026-05-14 02:00Z', many.id, 'SERVICE_GUIDE', 'CARE', 'ClientPage', ARRAY[$2::uuid], ''
FROM many
"""
URGENT_TASKS = """
INSERT INTO urgent_task (organiser_id, id, recipient_id, client_id, kind, state, given_at, given_by)
SELECT $1, many.id, many.id, $2, 'VISIT_WITHOUT_ADDRESS', 'OPEN', '2026-05-15 01:00Z', many.id
FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)) AS many
"""
OPENINGS = """
INSERT INTO emergency_access (organiser_id, id, client_id, worker_id, reason, opened_at, valid_until)
SELECT $1, gen_random_uuid(), $2, own.worker_id, 'Hätä', '2026-05-02', '2026-05-03'
FROM generate_series(1, $3::int),
  (SELECT worker_id FROM care_relationship WHERE organiser_id = $1 AND client_id = $2 LIMIT 1) AS own
"""
TYPED_CODES = """
INSERT INTO typed_code (organiser_id, worker_id, typed_on, attempt_id, typed_at, is_hit)
SELECT $1, $2, '2026-04-01', gen_random_uuid(), '2026-04-01', false FROM generate_series(1, $3::int)
"""
_ORDERS = """
INSERT INTO service_order (organiser_id, id, order_id, client_id, item_id, producer_id, offering_id, unit,
  time_of_week, quantity_per_month, first_month, last_month, state, sent_at, sent_by)
SELECT $1, many.id, many.id, $2, many.id, $1, $1, 'HOUR', 'WEEKDAY', 600, 202601, {last_month}, '{state}',
  '2026-05-04', $1
FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $3::int)) AS many
"""
ORDERS_UNANSWERED = _ORDERS.format(last_month=202612, state="SENT")
ORDERS_OVER = f"""
WITH over AS ({_ORDERS.format(last_month=202602, state="ACCEPTED")} RETURNING id)
INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from)
SELECT $1, $1, $2, 'ORDER', over.id, 'ORDER', '2026-01-01' FROM over
"""


async def put_many(
    all_rows: asyncpg.Connection, sql: str, organiser_id: UUID, client_id: UUID, count: int
) -> None:
    """Put so many rows past policies, references and triggers."""
    async with all_rows.transaction():
        await all_rows.execute("SET LOCAL session_replication_role = replica")
        await all_rows.execute(sql, organiser_id, client_id, count)
