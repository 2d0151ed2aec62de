"""Producers that have reported nothing are reminded; controllers get their number on the deadline."""

from datetime import date

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from tests.deliveries.builders import APRIL, Wanted, make_order, send, visit
from tests.scene import Scene, make_producer, make_scene
from tests.work.running import catch_up, events_of, run_clock

CLOCK = "REPORTS_DUE"
NOTHING = {"producers": 0, "controllers": 0}
WANTED = Wanted(months=(APRIL,))
"""An order for April, whose deadline is 15 May."""


@pytest.mark.parametrize(
    ("day", "producers", "controllers"),
    [("2026-05-11", 0, 0), ("2026-05-12", 1, 0), ("2026-05-15", 1, 1), ("2026-05-16", 0, 0)],
)
async def test_who_reported_nothing_is_reminded_once_before_the_deadline(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: str, producers: int, controllers: int
) -> None:
    await make_order(db, scene, all_rows, WANTED)
    counts = await run_clock(db, scene.organiser_id, CLOCK, date.fromisoformat(day))
    assert counts == {"producers": producers, "controllers": controllers}
    reminded = await events_of(all_rows, scene.organiser_id, "REPORTING_DUE")
    assert [recipient for recipient, _ in reminded] == [scene.producer_id][:producers]
    assert all("4/2026" in body and "15.5.2026" in body for _, body in reminded)
    told = await events_of(all_rows, scene.organiser_id, "REPORTS_MISSING")
    assert [recipient for recipient, _ in told] == [scene.actors[Role.CONTROLLER].user_id][:controllers]
    assert all(body.endswith("Yksi tuottaja ei ole ilmoittanut mitään.") for _, body in told)
    assert await run_clock(db, scene.organiser_id, CLOCK, date.fromisoformat(day)) == NOTHING


@pytest.mark.parametrize("state", ["SENT", "DECLINED"])
async def test_who_accepted_nothing_has_nothing_to_report(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, state: str
) -> None:
    await make_order(db, scene, all_rows, Wanted(months=(APRIL,), state=state))
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15)) == NOTHING


async def test_one_report_of_the_month_is_enough(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows, WANTED)
    await make_order(db, scene, all_rows, WANTED)
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    (outcome,) = await send(db, reporter, [visit(ordered, "A", day=date(2026, 4, 7))])
    assert outcome.delivery_id is not None
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15)) == NOTHING


async def test_a_late_clock_counts_each_producer_once_and_no_other_organisers(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR].user_id
    second_id, _ = await make_producer(all_rows, scene.organiser_id, coordinator, {})
    for producer_id in (scene.producer_id, second_id):
        await make_order(db, scene, all_rows, Wanted(months=(APRIL,), producer_id=producer_id))
    other = await make_scene(all_rows)
    await make_order(db, other, all_rows, WANTED)

    days = await catch_up(db, all_rows, scene.organiser_id, CLOCK, 5)
    assert [(counts["producers"], counts["controllers"]) for counts in days.values()] == [
        (0, 0),
        (2, 0),
        (0, 0),
        (0, 0),
        (0, 1),
    ]
    ((_, body),) = await events_of(all_rows, scene.organiser_id, "REPORTS_MISSING")
    assert body.endswith("2 tuottajaa ei ole ilmoittanut mitään.")
    assert await events_of(all_rows, other.organiser_id, "REPORTING_DUE") == []
