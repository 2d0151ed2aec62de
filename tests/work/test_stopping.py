"""What is done with the stop of a job, also where that fails, and which faults use up its attempts."""

from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.errors import NotFound
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.work.service import Done, Ending, Job, JobKind, Stopped, Workplace, leave
from hb.work.service.jobs import JobRunner
from hb.work.service.site import Site
from tests.scene import Scene
from tests.work.left import LABEL, end_leases, left, loop_of, make_due, rows_of


async def test_a_stop_whose_own_act_fails_is_written_all_the_same(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await left(db, scene.organiser_id, "STOPPING")

    async def inside(_tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        return Stopped("REFUSED")

    async def on_stop(_tx: Transaction, _actor: Actor, _job: Job, _fault: str) -> None:
        raise NotFound("input")

    await loop_of(
        db, JobKind("STOPPING", inside=inside, most_attempts=1, on_stop=on_stop, label=LABEL)
    ).turn_of(scene.organiser_id)
    (row,) = await rows_of(all_rows, scene.organiser_id, "STOPPING")
    assert (row["state"], row["fault"]) == ("STOPPED", "REFUSED")


async def test_o16_of_what_is_done_with_a_stop_the_first_that_succeeds_is_done_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The others are undone; where none succeeds the job waits for its lease to end, and does not stop."""
    await left(db, scene.organiser_id, "STOPPING")
    done_with: list[str] = []

    async def inside(tx: Transaction, actor: Actor, _job: Job) -> Ending:
        leave(tx, actor, "UNDONE")
        await write_gathered(tx)
        return Stopped("REFUSED")

    async def in_vain(tx: Transaction, actor: Actor, _job: Job, fault: str) -> None:
        leave(tx, actor, "UNDONE")
        await write_gathered(tx)
        done_with.append(fault)
        raise NotFound("input")

    async def at_last(_tx: Transaction, _actor: Actor, _job: Job, fault: str) -> None:
        done_with.append(fault.lower())

    failing = JobKind("STOPPING", inside=inside, on_stop=in_vain, if_stop_fails=(in_vain,), label=LABEL)
    with pytest.raises(NotFound):
        await JobRunner(Site(Workplace(db), scene.organiser_id), failing).run_once()
    (waiting,) = await rows_of(all_rows, scene.organiser_id, "STOPPING")
    await end_leases(all_rows, scene.organiser_id)
    mended = replace(failing, if_stop_fails=(in_vain, at_last, in_vain))
    await loop_of(db, mended).turn_of(scene.organiser_id)

    assert (waiting["state"], waiting["fault"]) == ("WAITING", None)
    assert done_with == ["REFUSED"] * 4 + ["refused"]
    assert await rows_of(all_rows, scene.organiser_id, "UNDONE") == []
    (row,) = await rows_of(all_rows, scene.organiser_id, "STOPPING")
    assert (row["state"], row["fault"]) == ("STOPPED", "REFUSED")


async def test_o16_a_statement_that_takes_too_long_uses_up_attempts_and_a_busy_lock_does_not(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Else what always takes longer than a statement may would be tried for ever, and nobody would know."""
    await left(db, scene.organiser_id, "SLOW")
    slow = Statement(text("SELECT pg_sleep(20)"))

    async def too_slow(tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        await tx.execute(Statement(text("SET LOCAL statement_timeout = '50ms'")))
        await tx.execute(slow)
        return Done()

    async def locked(tx: Transaction, _actor: Actor, _job: Job) -> Ending:
        await tx.execute(Statement(text("SET LOCAL lock_timeout = '50ms'")))
        await tx.execute(Statement(text("SELECT pg_advisory_xact_lock(1616)")))
        return Done()

    await all_rows.execute("SELECT pg_advisory_lock(1616)")
    seen = []
    for inside in (locked, too_slow, locked, too_slow):
        await loop_of(db, JobKind("SLOW", inside=inside, most_attempts=2, label=LABEL)).turn_of(
            scene.organiser_id
        )
        (row,) = await rows_of(all_rows, scene.organiser_id, "SLOW")
        seen.append((row["state"], row["attempts"], row["fault"]))
        await make_due(all_rows, scene.organiser_id)
    await all_rows.execute("SELECT pg_advisory_unlock(1616)")

    assert seen == [
        ("WAITING", 0, "BUSY"),
        ("WAITING", 1, "TIMED_OUT"),
        ("WAITING", 1, "BUSY"),
        ("STOPPED", 2, "TIMED_OUT"),
    ]
