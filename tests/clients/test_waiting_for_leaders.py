"""Leaders are reminded once of what waits for them; old counts of typed codes are cleared."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.clients.model import emergency_access
from hb.clients.model.typed_code import typed_code
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.messages.model import urgent_task
from tests.clock import utc
from tests.scene import Scene, make_scene, put
from tests.work.running import catch_up, events_of, run_clock

DAY = date(2026, 5, 15)


async def opening(all_rows: asyncpg.Connection, scene: Scene) -> UUID:
    """An opening of 11 May, in Helsinki, that nobody has reviewed."""
    access_id = new_id()
    await put(
        all_rows,
        emergency_access,
        organiser_id=scene.organiser_id,
        id=access_id,
        client_id=scene.client_id,
        worker_id=scene.actors[Role.CONTROLLER].user_id,
        reason="Hätä",
        opened_at=utc(2026, 5, 10, 21, 30),
        valid_until=date(2026, 5, 12),
    )
    return access_id


@pytest.mark.parametrize(("day", "count"), [("2026-05-13", 0), ("2026-05-14", 1), ("2026-06-30", 1)])
async def test_the_leader_is_reminded_once_of_an_opening_that_waits_for_its_review(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: str, count: int
) -> None:
    await opening(all_rows, scene)
    counts = await run_clock(db, scene.organiser_id, "REVIEWS_WAITING", date.fromisoformat(day))
    assert counts == {"reminded": count}
    messages = await events_of(all_rows, scene.organiser_id, "REVIEW_WAITING")
    assert [recipient for recipient, _ in messages] == [scene.team_id][:count]
    if count:
        later = await run_clock(db, scene.organiser_id, "REVIEWS_WAITING", date(2026, 7, 1))
        assert later == {"reminded": 0}


async def test_an_opening_that_was_reviewed_waits_for_nobody(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    access_id = await opening(all_rows, scene)
    await all_rows.execute(
        "UPDATE emergency_access SET reviewed_at = opened_at, reviewed_by = $2 WHERE id = $1",
        access_id,
        scene.actors[Role.TEAM_LEADER].user_id,
    )
    assert await run_clock(db, scene.organiser_id, "REVIEWS_WAITING", DAY) == {"reminded": 0}


@pytest.mark.parametrize(("given_at", "count"), [("2026-05-15 05:00:01", 0), ("2026-05-15 05:00:00", 1)])
async def test_an_urgent_task_is_brought_before_the_leader_after_its_hours_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, given_at: str, count: int
) -> None:
    await put(
        all_rows,
        urgent_task,
        organiser_id=scene.organiser_id,
        id=new_id(),
        recipient_id=scene.actors[Role.SERVICE_GUIDE].user_id,
        client_id=scene.client_id,
        kind="VISIT_WITHOUT_ADDRESS",
        state="OPEN",
        given_at=utc(2026, 5, 15, 5),
        given_by=scene.actors[Role.SOCIAL_WORKER].user_id,
    )
    await all_rows.execute(
        "UPDATE urgent_task SET given_at = $2::text::timestamp AT TIME ZONE 'UTC' WHERE organiser_id = $1",
        scene.organiser_id,
        given_at,
    )
    assert await run_clock(db, scene.organiser_id, "URGENT_TASKS_LATE", DAY) == {"reminded": count}
    messages = await events_of(all_rows, scene.organiser_id, "URGENT_TASK_LATE")
    assert [recipient for recipient, _ in messages] == [scene.team_id][:count]
    assert await run_clock(db, scene.organiser_id, "URGENT_TASKS_LATE", DAY) == {"reminded": 0}


async def typed(all_rows: asyncpg.Connection, scene: Scene, day: date) -> None:
    await put(
        all_rows,
        typed_code,
        organiser_id=scene.organiser_id,
        worker_id=scene.actors[Role.SERVICE_GUIDE].user_id,
        typed_on=day,
        attempt_id=new_id(),
        typed_at=utc(day.year, day.month, day.day, 9),
        is_hit=False,
    )


async def test_counts_of_typed_codes_are_cleared_after_the_days_they_are_kept(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = await make_scene(all_rows)
    for day in (date(2026, 4, 12), date(2026, 4, 14), date(2026, 4, 15), date(2026, 5, 15)):
        await typed(all_rows, scene, day)
        await typed(all_rows, other, day)
    days = await catch_up(db, all_rows, scene.organiser_id, "TYPED_CODES_CLEARED", 2)
    assert [counts["cleared"] for counts in days.values()] == [1, 1]
    rows = "SELECT typed_on FROM typed_code WHERE organiser_id = $1 ORDER BY typed_on"
    left = [row["typed_on"] for row in await all_rows.fetch(rows, scene.organiser_id)]
    assert left == [date(2026, 4, 15), date(2026, 5, 15)]
    assert len(await all_rows.fetch(rows, other.organiser_id)) == 4
