"""A job that waited long for its first try is not given up for that, nor one whose turn has not come."""

from datetime import timedelta

import asyncpg

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.errors import Busy, NotFound
from hb.kit.transaction import Transaction
from hb.work.service import Again, Done, Ending, Job, JobKind, Later
from tests.days import Days
from tests.scene import NOW, Scene
from tests.work.left import LABEL, left, loop_of, rows_of

ENDINGS: tuple[tuple[int, Ending | Exception, tuple[object, ...]], ...] = (
    (3, Busy(), ("WAITING", 0, "BUSY", 3)),
    (4, Later(60), ("WAITING", 0, "BUSY", 3)),
    (5, NotFound("input"), ("WAITING", 1, "NOT_FOUND", 3)),
    (6, Later(60), ("WAITING", 1, "NOT_FOUND", 3)),
    (7, Again(), ("WAITING", 0, None, None)),
    (8, Busy(), ("WAITING", 0, "BUSY", 8)),
    (9, Busy(), ("WAITING", 1, "BUSY", 8)),
    (30, Later(60), ("WAITING", 1, "BUSY", 8)),
    (31, Done(), ("DONE", 2, None, 8)),
)


async def test_o16_a_job_is_given_up_for_what_fails_and_not_for_how_long_it_waited(
    days: Days, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """A backlog older than a day was given up behind one slow receiver without a call."""
    await left(db, scene.organiser_id, "PUT_OFF")
    for day, ending, expected in ENDINGS:

        async def inside(
            _tx: Transaction, _actor: Actor, _job: Job, ending: Ending | Exception = ending
        ) -> Ending:
            if isinstance(ending, Exception):
                raise ending
            return ending

        kind = JobKind("PUT_OFF", inside=inside, most_attempts=3, label=LABEL)
        database = await days.at(NOW + timedelta(days=day))
        await loop_of(database, kind).turn_of(scene.organiser_id)
        (row,) = await rows_of(all_rows, scene.organiser_id, "PUT_OFF")
        since = row["failing_since"]
        failing = None if since is None else (since - NOW).days
        assert (row["state"], row["attempts"], row["fault"], failing) == expected
