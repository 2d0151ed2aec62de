"""What waits: how many jobs of each kind, for how long they have been left, and how late clocks are."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from hb.access.rules import NO_ORGANISER, system_actor
from hb.kit.db import Database
from hb.kit.transaction import Row, Transaction
from hb.work import queries
from hb.work.rules import SEEN_WITHIN_SECONDS


@dataclass(slots=True)
class Backlog:
    """What waits in all organisers together; it names none of them.

    Args:
        jobs: how many jobs there are by kind and state, done ones not counted; many are
            counted to a bound.
        ages: how many seconds ago the oldest undone job of each kind was left.
        late: by how many seconds each declared clock is late, of the organiser where it is latest.
        processes: how many processes that run jobs and clocks were seen within a minute.
        unknown: the kinds of waiting jobs that this release does not do, such as a later one's.
    """

    jobs: dict[tuple[str, str], int] = field(default_factory=dict)
    ages: dict[str, float] = field(default_factory=dict)
    late: dict[str, float] = field(default_factory=dict)
    processes: int = 0
    unknown: frozenset[str] = frozenset()

    @property
    def age(self) -> float:
        """How many seconds ago the oldest undone job was left, of those that somebody does."""
        return max((age for kind, age in self.ages.items() if kind not in self.unknown), default=0)


async def organisers(database: Database) -> list[UUID]:
    """The ids of all organisers.

    Raises:
        Busy: the database is away.
    """

    async def read(tx: Transaction) -> list[UUID]:
        return [row["id"] for row in await tx.rows(queries.ORGANISERS)]

    return await database.run(system_actor(NO_ORGANISER).context("command"), read)


async def backlog(
    database: Database, clock_names: Iterable[str], kinds: Container[str] | None = None
) -> Backlog:
    """Read what waits, organiser by organiser, each in a short transaction of its own.

    `kinds` are those of jobs that are done; without them none is unknown.

    Raises:
        Busy: the database is away.
    """
    total = Backlog()
    names = list(clock_names)

    async def processes(tx: Transaction) -> int:
        row = await tx.row(queries.PROCESSES, seconds=SEEN_WITHIN_SECONDS)
        return 0 if row is None else int(row["count"])

    async def read(tx: Transaction) -> tuple[list[Row], list[Row]]:
        return await tx.rows(queries.JOBS_LEFT), await tx.rows(queries.LATE_CLOCKS, names=names)

    total.processes = await database.run(system_actor(NO_ORGANISER).context("command"), processes)
    for organiser_id in await organisers(database):
        jobs, clocks = await database.run(system_actor(organiser_id).context("command"), read)
        for row in jobs:
            _add_jobs(total, row)
        for row in clocks:
            total.late[row["name"]] = max(total.late.get(row["name"], 0), float(row["seconds"]))
    if kinds is not None:
        total.unknown = frozenset(kind for kind in total.ages if kind not in kinds)
    return total


def _add_jobs(total: Backlog, row: Row) -> None:
    kind, state = row["kind"], row["state"]
    total.jobs[kind, state] = total.jobs.get((kind, state), 0) + row["count"]
    if row["age"] is not None:
        total.ages[kind] = max(total.ages.get(kind, 0), float(row["age"]))
