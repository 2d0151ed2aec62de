"""The Y-tunnus of an applicant that was silent for too long is free by itself."""

from datetime import date

import asyncpg
import pytest

from hb.access.model import parameter
from hb.kit.db import Database
from tests.producers.builders import business_id, confirm, decide
from tests.producers.test_confirming import COORDINATOR, applicants, holders
from tests.scene import START, Scene, make_scene, put
from tests.work.running import run_clock

CLOCK = "APPLICATIONS_SILENT"


async def days_set(all_rows: asyncpg.Connection, scene: Scene) -> None:
    await put(
        all_rows,
        parameter,
        organiser_id=scene.organiser_id,
        name="APPLICATION_DAYS",
        valid_from=START,
        value=90,
    )


@pytest.mark.parametrize(("day", "freed"), [(date(2026, 8, 13), 0), (date(2026, 8, 14), 1)])
async def test_a_number_is_free_after_the_days_that_are_set(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: date, freed: int
) -> None:
    await days_set(all_rows, scene)
    number, other = business_id(), await make_scene(all_rows)
    (silent,) = await applicants(db, scene, 1, number)
    await confirm(db, scene.actors[COORDINATOR], silent)

    assert await run_clock(db, other.organiser_id, CLOCK, day) == {"freed": 0}
    assert await run_clock(db, scene.organiser_id, CLOCK, day) == {"freed": freed}
    assert await holders(all_rows, number) == ([] if freed else [silent.party_id])
    acts = await all_rows.fetch(
        "SELECT subject_id FROM audit_event WHERE organiser_id = $1 AND action = 'producer:free-number'",
        scene.organiser_id,
    )
    assert [row["subject_id"] for row in acts] == [silent.party_id] * freed
    assert await run_clock(db, scene.organiser_id, CLOCK, day) == {"freed": 0}


async def test_an_approved_producer_keeps_its_number(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await days_set(all_rows, scene)
    number = business_id()
    (approved,) = await applicants(db, scene, 1, number)
    await decide(db, scene.actors[COORDINATOR], approved, approve=True)
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2027, 8, 14)) == {"freed": 0}
    assert await holders(all_rows, number) == [approved.party_id]
