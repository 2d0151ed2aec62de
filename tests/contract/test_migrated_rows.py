"""Migrations of a database with rows: what those of the release before become, up, down and up again."""

from datetime import date, time

import asyncpg
import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from hb.installation.migration import _run, upgrade
from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.kit.ids import new_id

pytestmark = pytest.mark.slow

MONTH_BEFORE_0008 = """
INSERT INTO plan_item_month (organiser_id, item_id, month, client_id, budget_id, line_no, producer_id,
  category_code, municipality_code, reservation_id, unit_cents, unit_size, planned_quantity, reserved_cents,
  delivered_quantity, delivered_cents)
SELECT gen_random_uuid(), gen_random_uuid(), 202605, gen_random_uuid(), gen_random_uuid(), 1,
  gen_random_uuid(), 'HOME_CARE', '543', gen_random_uuid(), 3400, unit_size, 60, 3400, 0, 0
FROM unnest(ARRAY[60, 1, 60]) AS unit_size
"""


async def test_stored_months_say_what_they_count_after_0008(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """Rows are filled in past the policies, which bind the owner too, and go down and up again (C10)."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0007"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    await rows.execute(MONTH_BEFORE_0008)
    counted = "SELECT unit_size, measure, count(*) FROM plan_item_month GROUP BY 1, 2 ORDER BY 1"
    filled = [(1, "PIECES", 1), (60, "MINUTES", 2)]

    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(counted)] == filled
    forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'plan_item_month'"
    assert await rows.fetchval(forced) is True
    with pytest.raises(asyncpg.CheckViolationError, match="measure"):
        await rows.execute("UPDATE plan_item_month SET measure = 'CENTS'")
    with pytest.raises(asyncpg.NotNullViolationError):
        await rows.execute(MONTH_BEFORE_0008)

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0007"))
    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(counted)] == filled

    await rows.execute("UPDATE plan_item_month SET unit_size = 60")
    with pytest.raises(IntegrityError, match="is violated by some row"):
        await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0007"))
    await rows.close()


COPY_BEFORE_0012 = """
INSERT INTO order_recipient (organiser_id, order_id, client_id, producer_id, name, phone, street_address,
  contact_through_organiser, language)
SELECT organiser_id, id, client_id, producer_id, 'Aino Äijälä', '+358401234567', 'Piilotie 7', false, 'FI'
FROM service_order
"""
ORDERS_BEFORE_0012 = """
WITH client_row AS (
  INSERT INTO client (organiser_id, id, first_name, last_name, birth_date, language, municipality_code, phone,
    street_address, non_disclosure, version, registered_at)
  SELECT $1, $2, 'Aino', 'Äijälä', '1944-03-02', 'FI', '543', '+358401234567', 'Piilotie 7', true, 1, now()
), approval AS (
  INSERT INTO producer_approval (organiser_id, id, producer_id, rule_book_version, state, applied_by,
    applied_at)
  SELECT $1, gen_random_uuid(), n.id, '2026-1', n.state, gen_random_uuid(), now()
  FROM unnest(ARRAY[$3, $4]::uuid[], ARRAY['APPROVED', 'REVOKED']) AS n (id, state)
), days AS (
  INSERT INTO parameter (organiser_id, name, valid_from, value)
  SELECT $1, 'REPORTING_DAYS', '2026-01-01', 15
), producers AS (
  INSERT INTO producer (id, business_id, name, kind)
  SELECT n.id, n.id::text, 'Kotiapu Oy', 'PRIVATE' FROM unnest(ARRAY[$3, $4]::uuid[]) AS n (id)
), reach_row AS (
  INSERT INTO reach (organiser_id, party_id, client_id, ground, source_id, scope, valid_from)
  SELECT $1, n.id, $2, 'ORDER', n.id, 'ORDER', '2026-01-02' FROM unnest(ARRAY[$3, $4]::uuid[]) AS n (id)
)
INSERT INTO service_order (organiser_id, id, order_id, client_id, item_id, producer_id, offering_id, unit,
  time_of_week, quantity_per_month, first_month, last_month, state, sent_at, sent_by)
SELECT $1, n.id, n.id, $2, n.id, n.id, n.id, 'HOUR', 'WEEKDAY', 60, 202601, 202602, 'ACCEPTED', now(), n.id
FROM unnest(ARRAY[$3, $4]::uuid[]) AS n (id)
"""


async def test_copies_of_contact_data_are_gone_after_0012(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """S2, L1: what an earlier release copied is dropped, reach of orders ends; down it is of the present."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0011"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    await rows.execute(ORDERS_BEFORE_0012, *(new_id() for _ in range(4)))
    await rows.execute(COPY_BEFORE_0012)

    await upgrade(empty_dsn)
    kinds = await rows.fetch("SELECT relkind::text FROM pg_class WHERE relname = 'order_recipient'")
    assert [row["relkind"] for row in kinds] == ["v"]
    ended = "SELECT valid_until FROM reach ORDER BY valid_until"
    yesterday = await rows.fetchval("SELECT current_date - 1")
    assert [row["valid_until"] for row in await rows.fetch(ended)] == sorted([date(2026, 3, 15), yesterday])

    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0011"))
    copies = await rows.fetch(
        "SELECT name, phone, street_address, contact_through_organiser FROM order_recipient"
    )
    assert [tuple(row) for row in copies] == [("Aino Äijälä", None, None, True)] * 2
    await upgrade(empty_dsn)
    await rows.close()


ORGANISER_BEFORE_0010 = """
INSERT INTO organiser (id, business_id, name_fi, name_sv) VALUES (gen_random_uuid(), '1', 'Alue', 'Område')
"""
OPENED_IN_0010 = """
WITH made AS (INSERT INTO care_relationship (organiser_id, id, client_id, worker_id, team_id, kind,
    valid_from, valid_until)
  SELECT id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'TEMPORARY',
    '2026-05-15', '2026-05-21' FROM organiser)
INSERT INTO message (organiser_id, id, recipient_id, event, channel, state, language, title, body, facts, at)
SELECT id, gen_random_uuid(), gen_random_uuid(), 'CONTACT_FILED', 'EMAIL', 'WAITING', 'fi', '', '', '{}',
  now() FROM organiser
"""


async def test_organisers_get_the_numbers_of_0010_and_what_was_opened_stays_on_the_way_down(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """S1: without numbers nobody could file a contact in a database of the release before."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0009"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    await rows.execute(ORGANISER_BEFORE_0010)
    numbers = "SELECT name, value FROM parameter ORDER BY name"

    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0010"))
    given = [tuple(row) for row in await rows.fetch(numbers)]
    await rows.execute(OPENED_IN_0010)
    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0009"))

    assert given == [("OPENED_CONTACT_DAYS", 7), ("TYPED_CODES_A_DAY", 30)]
    assert await rows.fetch(numbers) == []
    kept = await rows.fetchrow("SELECT kind, valid_until::text FROM care_relationship")
    assert tuple(kept or ()) == ("CARE", "2026-05-21")
    assert await rows.fetchval("SELECT count(*) FROM message") == 0
    with pytest.raises(asyncpg.CheckViolationError, match="kind"):
        await rows.execute("UPDATE care_relationship SET kind = 'TEMPORARY'")
    await upgrade(empty_dsn)
    for table in ("parameter", "message", "care_relationship", "filed_contact"):
        forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = $1"
        assert await rows.fetchval(forced, table) is True
    await rows.close()


ACCOUNTED_BEFORE_0015 = """
WITH accounts AS (
  INSERT INTO payment_account (organiser_id, id, producer_id, iban, valid_from, proposed_by, proposed_at,
    approved_by, approved_at)
  SELECT $1, gen_random_uuid(), gen_random_uuid(), 'FI2112345600000785', '2026-01-01', gen_random_uuid(),
    now(), n.approved_by, CASE WHEN n.approved_by IS NOT NULL THEN now() END
  FROM unnest(ARRAY[$2, NULL]::uuid[]) AS n (approved_by)
), checked AS (
  INSERT INTO audit_event (organiser_id, id, at, actor_id, role, action, subject_id, facts, outcome)
  VALUES ($1, gen_random_uuid(), now(), $2, 'INVOICE_CHECKER', 'settlement:check', $2, '{}', 'DONE')
)
INSERT INTO settlement (organiser_id, id, producer_id, month, total_cents, deliveries_count, state, iban,
  calculated_at, checked_by, checked_at, released_by, released_at)
SELECT $1, n.id, gen_random_uuid(), 202605, 340000, 12, n.state, n.iban, now(), n.checked_by,
  CASE WHEN n.checked_by IS NOT NULL THEN now() END, n.released_by,
  CASE WHEN n.released_by IS NOT NULL THEN now() END
FROM (VALUES (gen_random_uuid(), 'CALCULATED', NULL, NULL::uuid, NULL::uuid), ($2, 'CHECKED', NULL, $2, NULL),
  ($3, 'RELEASED', 'FI2112345600000785', $2, $3)) AS n (id, state, iban, checked_by, released_by)
"""


async def test_moves_that_nothing_recorded_have_an_event_after_0018(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """S4: `verify` would say of each settlement of the release before that nobody checked or released it."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0014"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute("SET session_replication_role = replica")  # no references are checked
    organiser, checker, approver = new_id(), new_id(), new_id()
    await rows.execute(ACCOUNTED_BEFORE_0015, organiser, checker, approver)
    recorded = """SELECT action, actor_id, role FROM audit_event
        WHERE facts ->> 'recorded_by' = 'migration 0018' AND organiser_id = $1 ORDER BY action"""
    expected = [
        ("payment-account:approve", checker, "PRODUCER_COORDINATOR"),
        ("settlement:check", checker, "INVOICE_CHECKER"),
        ("settlement:release", approver, "PAYMENT_APPROVER"),
    ]

    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(recorded, organiser)] == expected
    await _run(empty_dsn, lambda alembic: command.downgrade(alembic, "0017"))
    await upgrade(empty_dsn)
    assert [tuple(row) for row in await rows.fetch(recorded, organiser)] == expected
    await rows.close()


async def test_organisers_get_office_hours_in_0012(
    empty_dsn: str, embedded: EmbeddedPostgres, worker_id: str
) -> None:
    """Without hours the review of reads would be refused in a database of the release before (S6)."""
    await _run(empty_dsn, lambda alembic: command.upgrade(alembic, "0011"))
    rows = await asyncpg.connect(embedded.dsn(SUPERUSER, f"empty_{worker_id}"))
    await rows.execute(ORGANISER_BEFORE_0010)

    await upgrade(empty_dsn)
    hours = await rows.fetch("SELECT weekday, opens, closes FROM office_hours ORDER BY weekday")
    await rows.close()

    assert [tuple(row) for row in hours] == [(day, time(7), time(18)) for day in range(1, 6)]
