"""The findings of the day before are collected by the clock, once, and nothing where nothing is set."""

from datetime import date

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from tests.clock import utc
from tests.oversight.test_findings import found, use
from tests.scene import Scene, make_scene
from tests.work.running import catch_up, run_clock

CLOCK = "LOOKS_COLLECTED"


async def test_the_day_before_is_collected_once_day_by_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, other = scene.actors[Role.SERVICE_GUIDE], await make_scene(all_rows)
    early = await use(all_rows, guide, utc(2026, 5, 12, 2), scene.client_id)
    late = await use(all_rows, guide, utc(2026, 5, 14, 2), scene.client_id)
    await use(all_rows, guide, utc(2026, 5, 15, 2), scene.client_id)
    await use(all_rows, other.actors[Role.SERVICE_GUIDE], utc(2026, 5, 14, 2), other.client_id)

    days = await catch_up(db, all_rows, scene.organiser_id, CLOCK, 3)
    assert {str(day): counts for day, counts in days.items()} == {
        "2026-05-13": {"findings": 1},
        "2026-05-14": {"findings": 0},
        "2026-05-15": {"findings": 1},
    }
    rows = await all_rows.fetch(
        "SELECT found_look.row_id FROM found_look WHERE organiser_id = $1 ORDER BY at", scene.organiser_id
    )
    assert [row["row_id"] for row in rows] == [early, late]
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15)) == {"findings": 0}
    assert await found(all_rows, other) == {}


async def test_an_organiser_that_has_set_nothing_has_no_findings(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await use(all_rows, scene.actors[Role.SERVICE_GUIDE], utc(2026, 5, 14, 2), scene.client_id)
    await all_rows.execute("DELETE FROM office_hours WHERE organiser_id = $1", scene.organiser_id)
    counts = await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15))
    assert counts == {"findings": 0, "not_set": 1}
    assert await found(all_rows, scene) == {}
