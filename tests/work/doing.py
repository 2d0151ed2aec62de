"""Doing in a test what happens by itself: the jobs that wait and the clocks that are due of one organiser."""

from collections.abc import Sequence
from uuid import UUID

from hb.kit.db import Database
from hb.work.service import Clock, JobKind, Turn, WorkLoop, Workplace

MOST_TURNS = 1_000


async def do_work(
    db: Database, organiser_id: UUID, kinds: Sequence[JobKind] = (), clocks: Sequence[Clock] = ()
) -> Turn:
    """Take turns until nothing of the organiser is due any more; gives what was done in all.

    Other tests' organisers are let be.
    """
    loop = WorkLoop(Workplace(db), kinds, clocks, chance=lambda: 0.5)
    total = Turn()
    for _ in range(MOST_TURNS):
        turn = await loop.turn_of(organiser_id)
        if turn.is_idle:
            return total
        total += turn
    message = f"work is still due after {MOST_TURNS} turns"
    raise AssertionError(message)
