"""The job of the demo region that has stopped is one that succeeds once somebody has it tried again."""

from functools import partial

import asyncpg

from hb.access.rules import system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.modules import jobs
from hb.work.service import Done, Ending, Job, JobKind
from tests.clock import utc
from tests.demo.region import TODAY, Loaded


async def do(kind: JobKind, job: Job, row: asyncpg.Record, tx: Transaction) -> Ending:
    assert kind.inside is not None
    tx.clock_read(utc(TODAY.year, TODAY.month, TODAY.day, 9))
    ending = await kind.inside(tx, system_actor(row["organiser_id"]), job)
    await write_gathered(tx)
    return ending


async def test_b5_the_stopped_job_succeeds_when_it_is_tried_again(
    loaded: Loaded, rows: asyncpg.Connection
) -> None:
    stopped = await rows.fetch("SELECT * FROM job WHERE state = 'STOPPED'")
    assert stopped
    kinds = {kind.name: kind for kind in jobs()}
    database = await Database.connect(loaded.app_dsn, size=1)
    try:
        for row in stopped:
            kind = kinds[row["kind"]]
            assert kind.instead is None
            job = Job(row["id"], row["kind"], row["subject_id"], {}, row["attempts"], row["at"])
            context = system_actor(row["organiser_id"]).context("command")
            ending = await database.run(context, partial(do, kind, job, row), rollback=True)
            assert ending == Done()
            about = "SELECT count(*) FROM producer WHERE id = $1"
            assert await rows.fetchval(about, row["subject_id"]) == 1
    finally:
        await database.close()
