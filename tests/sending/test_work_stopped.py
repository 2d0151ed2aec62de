"""Administrators are notified of work that stands still: once a day and kind, however much of it there is."""

import asyncio
from datetime import date, time, timedelta

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import Busy, NotFound
from hb.kit.ids import new_id
from hb.kit.language import Label
from hb.kit.transaction import Transaction
from hb.sending.service import notify_of_halt
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Ending, Halt, Job, JobKind, Step, Stopped, WorkLoop, Workplace
from hb.work.service.clocks import TRIED_IN_VAIN
from tests.days import Days
from tests.scene import NOW, Scene
from tests.work.left import end_leases, left, make_due, rows_of

LABEL = Label("Koetyö", "Provarbete", "Trial work")


async def refuse(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
    """Fail for good."""
    return Stopped("REFUSED")


KINDS = tuple(JobKind(kind, inside=refuse, batch=50, label=LABEL) for kind in ("POISON", "OTHER"))


def loop_of(db: Database, *, clocks: tuple[Clock, ...] = (), kinds: tuple[JobKind, ...] = KINDS) -> WorkLoop:
    """A loop as the product puts it together, over kinds and clocks of a test."""
    return WorkLoop(Workplace(db), kinds, clocks, chance=lambda: 1, notify=notify_of_halt)


async def administrators(all_rows: asyncpg.Connection, scene: Scene, count: int) -> list[str]:
    """The organiser's administrators of today, some of whom it adds, beside one whose role has ended."""
    for last_day in [*[None] * count, date(2026, 5, 14)]:
        await all_rows.execute(
            "INSERT INTO role_assignment (organiser_id, id, user_id, role, party_id, valid_from, valid_until)"
            " VALUES ($1, $2, $2, 'ADMINISTRATOR', $2, '2026-01-01', $3)",
            scene.organiser_id,
            new_id(),
            last_day,
        )
    rows = await all_rows.fetch(
        "SELECT DISTINCT user_id FROM role_assignment WHERE organiser_id = $1 AND role = 'ADMINISTRATOR'"
        " AND valid_until IS NULL ORDER BY user_id",
        scene.organiser_id,
    )
    return [str(row["user_id"]) for row in rows]


async def notices(all_rows: asyncpg.Connection, scene: Scene) -> list[asyncpg.Record]:
    """The notices of stopped work in an organiser."""
    return await all_rows.fetch(
        "SELECT recipient_id::text, title, body, facts, client_id, subject_type, subject_id, channel"
        " FROM message WHERE organiser_id = $1 AND event = 'WORK_STOPPED' ORDER BY body, recipient_id",
        scene.organiser_id,
    )


async def test_a_bad_night_of_two_loops_is_one_notice_a_kind_and_administrator(
    db: Database, scene: Scene, second_scene: Scene, all_rows: asyncpg.Connection
) -> None:
    people = await administrators(all_rows, scene, 2)
    await left(db, scene.organiser_id, "POISON", 150)
    await left(db, scene.organiser_id, "OTHER", 3)
    await left(db, second_scene.organiser_id, "POISON", 2)
    loops = [loop_of(db), loop_of(db)]
    for _ in range(4):
        await asyncio.gather(*(loop.turn_of(scene.organiser_id) for loop in loops))
    await loops[0].turn_of(second_scene.organiser_id)

    stopped = await rows_of(all_rows, scene.organiser_id, "POISON")
    assert {row["state"] for row in stopped} == {"STOPPED"}
    told = await notices(all_rows, scene)
    assert sorted(row["recipient_id"] for row in told) == sorted(people * 2)
    assert len(people) >= 2
    assert {row["subject_id"] for row in told} <= {
        row["id"] for kind in KINDS for row in await rows_of(all_rows, scene.organiser_id, kind.name)
    }
    for row in told:
        assert row["title"] == "Taustatyö on pysähtynyt"
        assert row["body"] == "Taustatyö on pysähtynyt: Koetyö. Katso syy taustatöiden luettelosta."
        assert row["facts"] == {"outcome": "JOB", "work": "Koetyö"}
        assert (row["client_id"], row["subject_type"], row["channel"]) == (None, "Job", None)
    other = await notices(all_rows, second_scene)
    expected = await all_rows.fetchval(
        "SELECT count(DISTINCT user_id) FROM role_assignment"
        " WHERE organiser_id = $1 AND role = 'ADMINISTRATOR' AND valid_until IS NULL",
        second_scene.organiser_id,
    )
    assert len(other) == expected


async def test_another_day_is_another_notice(
    days: Days, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    people = await administrators(all_rows, scene, 1)
    for database in (db, await days.at(NOW + timedelta(days=1))):
        for _ in range(2):
            await left(db, scene.organiser_id, "POISON")
            await loop_of(database).turn_of(scene.organiser_id)
    assert len(await notices(all_rows, scene)) == 2 * len(people)


async def test_a_clock_that_fails_again_and_again_is_notified_of_once_a_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    people = await administrators(all_rows, scene, 1)

    async def fail(_tx: Transaction, _actor: Actor, _day: object) -> Step:
        raise NotFound("input")

    clock = Clock("FAILING", Due(Rhythm.DAILY, time(1)), inside=fail, label=LABEL)
    loop = loop_of(db, clocks=(clock,))
    await loop.turn_of(scene.organiser_id)
    await all_rows.execute("UPDATE clock SET due_at = $2 WHERE organiser_id = $1", scene.organiser_id, NOW)
    counts = []
    for _ in range(TRIED_IN_VAIN + 3):
        await loop.turn_of(scene.organiser_id)
        counts.append(len(await notices(all_rows, scene)))
        await end_leases(all_rows, scene.organiser_id)
    assert counts == [0] * TRIED_IN_VAIN + [len(people)] * 3
    row = (await notices(all_rows, scene))[0]
    assert row["body"] == (
        "Ajastettu työ on epäonnistunut toistuvasti: Koetyö. Sitä yritetään yhä. Katso syy ajastusten"
        " luettelosta."
    )
    assert (row["subject_type"], row["facts"]) == (None, {"outcome": "CLOCK", "work": "Koetyö"})


@pytest.mark.parametrize("is_notice_broken", [False, True])
async def test_a_stop_whose_act_or_notice_fails_is_a_stop_all_the_same(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, is_notice_broken: bool
) -> None:
    people = await administrators(all_rows, scene, 1)
    await left(db, scene.organiser_id, "STOPPING")

    async def on_stop(_tx: Transaction, _actor: Actor, _job: Job, _fault: str) -> None:
        raise NotFound("input")

    async def notify(tx: Transaction, actor: Actor, halt: Halt) -> None:
        if is_notice_broken:
            raise NotFound("input")
        await notify_of_halt(tx, actor, halt)

    kind = JobKind("STOPPING", inside=refuse, most_attempts=2, on_stop=on_stop, label=LABEL)
    loop = WorkLoop(Workplace(db), [kind], (), notify=notify)
    await loop.turn_of(scene.organiser_id)
    (row,) = await rows_of(all_rows, scene.organiser_id, "STOPPING")
    assert (row["state"], row["fault"], row["attempts"]) == ("STOPPED", "REFUSED", 1)
    assert len(await notices(all_rows, scene)) == (0 if is_notice_broken else len(people))


async def test_a_job_that_the_database_never_has_time_for_stops_after_a_day(
    days: Days, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "SLOW")

    async def busy(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        raise Busy

    kind = JobKind("SLOW", inside=busy, most_attempts=3, label=LABEL)
    seen = []
    for database, turns in ((db, 6), (await days.at(NOW + timedelta(days=1, minutes=1)), 4)):
        for _ in range(turns):
            await loop_of(database, kinds=(kind,)).turn_of(scene.organiser_id)
            (row,) = await rows_of(all_rows, scene.organiser_id, "SLOW")
            seen.append((row["state"], row["fault"], row["attempts"]))
            await make_due(all_rows, scene.organiser_id)
    assert seen[:6] == [("WAITING", "BUSY", 0)] * 6
    assert seen[6:] == [("WAITING", "BUSY", 1), ("WAITING", "BUSY", 2)] + [("STOPPED", "BUSY", 3)] * 2
    assert len(await notices(all_rows, scene)) >= 1
