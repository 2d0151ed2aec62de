"""What the region says of its closed months is what the acts write (O16): audit rows and messages."""

import asyncpg
import pytest

from hb.kit.db import Database
from hb.settlement.work import JOBS
from tests.deliveries.builders import APRIL
from tests.scene import Scene
from tests.settlement.builders import order_close
from tests.settlement.producers import make_delivering
from tests.work.doing import do_work

AUDITED = """
SELECT DISTINCT action, role, actor_id = organiser_id AS is_system, client_id IS NULL AS is_of_nobody,
  subject_id IN (SELECT month_close.id FROM month_close
    WHERE month_close.month = CAST(facts ->> 'month' AS int)
      AND month_close.organiser_id = audit_event.organiser_id) AS is_of_its_close,
  array(SELECT jsonb_object_keys(facts) ORDER BY 1) AS facts, outcome
FROM audit_event WHERE action LIKE 'month:%' {of} ORDER BY action
"""
NOTIFIED = """
SELECT DISTINCT subject_type, facts ->> 'outcome' AS outcome, language,
  client_id IS NULL AS is_of_nobody,
  array(SELECT jsonb_object_keys(facts) ORDER BY 1) AS facts,
  subject_id IN (SELECT month_close.id FROM month_close
    WHERE month_close.month = CAST(facts ->> 'month' AS int)
      AND month_close.organiser_id = message.organiser_id) AS is_of_its_close,
  subject_id IN (SELECT settlement.id FROM settlement WHERE settlement.producer_id = message.recipient_id
    AND settlement.month = CAST(facts ->> 'month' AS int)
    AND settlement.organiser_id = message.organiser_id) AS is_of_its_settlement
FROM message WHERE event = 'MONTH_CLOSED' {of} ORDER BY subject_type
"""
SUMS = """
SELECT audit_event.action, audit_event.facts FROM audit_event
JOIN month_close ON month_close.organiser_id = audit_event.organiser_id
  AND month_close.id = audit_event.subject_id
WHERE CAST(audit_event.facts ->> 'total_cents' AS bigint) <> month_close.settled_cents
  OR CAST(audit_event.facts ->> 'settlements' AS int) <> month_close.settled_count
"""


@pytest.mark.parametrize(("question", "kinds"), [(AUDITED, 2), (NOTIFIED, 3)])
async def test_o16_a_close_of_the_region_is_audited_and_notified_of_as_a_real_one_is(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    rows: asyncpg.Connection,
    question: str,
    kinds: int,
) -> None:
    await make_delivering(db, scene, all_rows, 2)
    await order_close(db, scene, APRIL)
    await do_work(db, scene.organiser_id, JOBS)
    of_scene = question.format(of=f"AND organiser_id = '{scene.organiser_id}'")

    real = [tuple(row) for row in await all_rows.fetch(of_scene)]
    in_region = [tuple(row) for row in await rows.fetch(question.format(of=""))]

    assert len(real) == kinds
    assert in_region == real
    assert await rows.fetch(SUMS) == []
    assert (
        await rows.fetchval("SELECT count(*) FROM audit_event WHERE role = 'SYSTEM' AND address <> ''") == 0
    )
