"""Budgets that end soon, or of which little is left: those concerned hear of it once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from hb.ledger.rules import Slice
from tests.budgets.builders import FREE, granted_budget, reserved
from tests.scene import Scene, make_scene
from tests.work.running import catch_up, events_of, run_clock

CLOCK = "BUDGETS_ENDING"
NOTHING = {"ending": 0, "running_out": 0}


async def ending_budget(db: Database, scene: Scene, all_rows: asyncpg.Connection, last_day: date) -> UUID:
    """A budget that ends on a day, of which plenty is left."""
    budget_id = await granted_budget(db, scene)
    await all_rows.execute("UPDATE budget SET valid_until = $2 WHERE id = $1", budget_id, last_day)
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    return budget_id


def concerned(scene: Scene) -> set[UUID]:
    """The client, the representative and the workers who serve the client."""
    workers = {scene.actors[role].user_id for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER)}
    return {scene.client_id, scene.representative_id, *workers}


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        ("2026-05-15", 0),
        ("2026-05-16", 1),  # 45 days before the last one
        ("2026-06-30", 1),
        ("2026-07-01", 0),
    ],
)
async def test_a_budget_is_ending_from_the_first_day_of_the_notice_through_its_last(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: str, ending: int
) -> None:
    await ending_budget(db, scene, all_rows, date(2026, 6, 30))
    counts = await run_clock(db, scene.organiser_id, CLOCK, date.fromisoformat(day))
    assert counts == {"ending": ending, "running_out": 0}
    messages = await events_of(all_rows, scene.organiser_id, "BUDGET_ENDING")
    assert {recipient for recipient, _ in messages} == (concerned(scene) if ending else set())
    assert all("30.6.2026" in body for _, body in messages)
    if ending:
        assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 6, 30)) == NOTHING


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE client SET died_on = '2026-05-01' WHERE id = $1",
        "UPDATE budget SET state = 'ENDED' WHERE client_id = $1",
        "DELETE FROM parameter WHERE name = 'BUDGET_ENDING_DAYS' AND organiser_id ="
        " (SELECT organiser_id FROM client WHERE id = $1)",
        "INSERT INTO budget (organiser_id, id, client_id, state, slicing, valid_from, valid_until,"
        " prepared_by, prepared_at, version) SELECT organiser_id, gen_random_uuid(), client_id, state,"
        " slicing, '2026-07-01', '2026-12-31', prepared_by, prepared_at, 1 FROM budget WHERE client_id = $1",
    ],
    ids=["the client has died", "ended by decision", "nothing set", "another budget goes on"],
)
async def test_nobody_hears_of_a_budget_that(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, change: str
) -> None:
    await ending_budget(db, scene, all_rows, date(2026, 6, 30))
    await all_rows.execute(change, scene.client_id)
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 6, 1)) == NOTHING
    assert await events_of(all_rows, scene.organiser_id, "BUDGET_ENDING") == []


async def test_a_budget_that_ran_low_without_a_choice_is_found_once_for_each_mark(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await ending_budget(db, scene, all_rows, date(2026, 12, 31))
    whole = "budget_id = $1 AND line_no = 0 AND measure = 'CENTS'"

    async def with_left(percent: int) -> dict[str, int]:
        await all_rows.execute(
            f"UPDATE account SET used = granted - (granted * $2 + 99) / 100 WHERE {whole}", budget_id, percent
        )
        return await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15))

    assert await with_left(20) == NOTHING
    assert await with_left(19) == {"ending": 0, "running_out": 1}
    assert await with_left(5) == NOTHING
    messages = await events_of(all_rows, scene.organiser_id, "BUDGET_RUNNING_OUT")
    assert {recipient for recipient, _ in messages} == concerned(scene)
    assert all(
        " 19 prosenttia. Nykyisillä varauksilla raha riittää 31.12.2026 asti." in body for _, body in messages
    )

    await all_rows.execute(
        "INSERT INTO parameter (organiser_id, name, valid_from, value)"
        " VALUES ($1, 'RUNNING_OUT_PERCENT', '2026-05-16', 10)",
        scene.organiser_id,
    )
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15)) == NOTHING
    later = await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 16))
    assert later == {"ending": 0, "running_out": 1}


async def test_a_budget_of_which_a_choice_notified_is_not_found_again(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await ending_budget(db, scene, all_rows, date(2026, 12, 31))
    await all_rows.execute(
        "UPDATE account SET used = granted WHERE budget_id = $1 AND line_no = 0 AND measure = 'CENTS'",
        budget_id,
    )
    await all_rows.execute(
        "INSERT INTO message (organiser_id, id, recipient_id, client_id, event, channel, state, language,"
        " title, body, subject_id, facts, at)"
        " VALUES ($1, gen_random_uuid(), $2, $2, 'BUDGET_RUNNING_OUT', 'LETTER',"
        " 'WAITING', 'fi', 'x', 'x', $3, '{}', '2026-05-01')",
        scene.organiser_id,
        scene.client_id,
        budget_id,
    )
    assert await run_clock(db, scene.organiser_id, CLOCK, date(2026, 5, 15)) == NOTHING


async def test_a_late_clock_notifies_on_the_first_day_and_touches_no_other_organiser(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await ending_budget(db, scene, all_rows, date(2026, 6, 25))
    other = await make_scene(all_rows)
    await ending_budget(db, other, all_rows, date(2026, 6, 25))
    days = await catch_up(db, all_rows, scene.organiser_id, CLOCK, 8)
    assert {str(day): counts["ending"] for day, counts in days.items()} == {
        "2026-05-08": 0,
        "2026-05-09": 0,
        "2026-05-10": 0,
        "2026-05-11": 1,
        "2026-05-12": 0,
        "2026-05-13": 0,
        "2026-05-14": 0,
        "2026-05-15": 0,
    }
    assert await events_of(all_rows, other.organiser_id, "BUDGET_ENDING") == []


@pytest.mark.parametrize(
    ("day", "running_out"),
    [
        ("2026-12-31", 0),  # December is reserved whole, November is open until the fifteenth
        ("2027-01-15", 0),  # the last day on which December is reported
        ("2027-01-16", 1),  # 16,02 of the last month's 200,00 euros, 8 percent
    ],
)
async def test_a_monthly_budget_runs_out_by_the_months_that_are_still_open_m5(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, day: str, running_out: int
) -> None:
    """Of the whole year 92 percent are left, of which nobody can use anything any more."""
    line = replace(FREE, cents_per_month=20_000)
    budget_id = await granted_budget(
        db, scene, lines=[line], valid_from=date(2026, 2, 1), valid_until=date(2027, 1, 31)
    )
    await reserved(db, scene, budget_id, Slice(3, 202701, 18_398))
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)
    await all_rows.execute(
        "DELETE FROM parameter WHERE name = 'BUDGET_ENDING_DAYS' AND organiser_id = $1", scene.organiser_id
    )
    counts = await run_clock(db, scene.organiser_id, CLOCK, date.fromisoformat(day))
    assert counts == {"ending": 0, "running_out": running_out}
    facts = await all_rows.fetch(
        "SELECT DISTINCT facts ->> 'percent', facts ->> 'cents' FROM message WHERE organiser_id = $1",
        scene.organiser_id,
    )
    assert [tuple(row) for row in facts] == [("8", "1602")] * running_out
