"""Doing an organiser's jobs: taken under a lease, done, and ended, delayed or stopped."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from hb.access.rules import Actor
from hb.kit.commands import write_gathered
from hb.kit.faults import code_of
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.work import queries
from hb.work.rules import JobState, wait_before
from hb.work.service.declarations import Again, Done, Ending, Job, JobKind, Stopped, Workplace
from hb.work.service.faults import LeaseLost

log = structlog.get_logger("hb.work")

CRASHED = "CRASHED"
"""The fault of a job whose attempts have all ended with the process that did them."""


class JobRunner:
    """The jobs of one organiser."""

    def __init__(
        self, workplace: Workplace, actor: Actor, kinds: Mapping[str, JobKind], chance: Callable[[], float]
    ) -> None:
        self._workplace = workplace
        self._database = workplace.database
        self._context = actor.context("command")
        self._actor = actor
        self._kinds = kinds
        self._chance = chance

    async def run_due(self) -> int:
        """Take every kind that is due once, as many jobs as its batch; gives how many were taken."""

        async def due(tx: Transaction) -> list[str]:
            return [row["kind"] for row in await tx.rows(queries.DUE_KINDS, kinds=list(self._kinds))]

        return sum(
            [await self._run(self._kinds[name]) for name in await self._database.run(self._context, due)]
        )

    async def _run(self, kind: JobKind) -> int:
        lease_id = new_id()
        jobs = await self._database.run(self._context, partial(self._take, kind, lease_id))
        fresh = [job for job in jobs if job.attempts <= kind.most_attempts]
        for job in jobs:
            if job.attempts > kind.most_attempts:
                await self._end(kind, lease_id, {job.id: Stopped(CRASHED)}, jobs)
        if kind.inside is not None:
            for job in fresh:
                await self._do_inside(kind, lease_id, job)
        elif fresh:
            await self._do_outside(kind, lease_id, fresh)
        return len(jobs)

    async def _take(self, kind: JobKind, lease_id: UUID, tx: Transaction) -> list[Job]:
        rows = await tx.rows(
            queries.TAKE_JOBS,
            kind=kind.name,
            count=kind.batch,
            lease_id=lease_id,
            seconds=kind.lease_seconds,
        )
        return [Job(**dict(row)) for row in rows]

    async def _do_inside(self, kind: JobKind, lease_id: UUID, job: Job) -> None:
        async def work(tx: Transaction) -> None:
            await self._read_clock(tx)
            if kind.inside is None:
                raise TypeError(kind.name)
            ending = await kind.inside(tx, self._actor, job)
            await self._write(tx, kind, lease_id, {job.id: ending}, {job.id: job})

        try:
            await self._database.run(self._context, work)
        except LeaseLost:
            return
        except Exception as fault:  # noqa: BLE001 one job's fault must stop neither the others nor the loop
            log.error("job_failed", job=kind.name, fault=code_of(fault))
            await self._end(kind, lease_id, {job.id: Again(code_of(fault))}, [job])

    async def _do_outside(self, kind: JobKind, lease_id: UUID, jobs: Sequence[Job]) -> None:
        if kind.outside is None:
            raise TypeError(kind.name)
        endings: Mapping[UUID, Ending]
        try:
            endings = await kind.outside(self._workplace, self._actor, jobs)
        except Exception as fault:  # noqa: BLE001 one kind's fault must stop neither the others nor the loop
            log.error("job_failed", job=kind.name, fault=code_of(fault))
            endings = {job.id: Again(code_of(fault)) for job in jobs}
        await self._end(kind, lease_id, endings, jobs)

    async def _end(
        self, kind: JobKind, lease_id: UUID, endings: Mapping[UUID, Ending], jobs: Sequence[Job]
    ) -> None:
        """End or delay jobs in a transaction of its own; what another has taken meanwhile is let be."""

        async def write(tx: Transaction) -> None:
            await self._read_clock(tx)
            await self._write(tx, kind, lease_id, endings, {job.id: job for job in jobs})

        try:
            await self._database.run(self._context, write)
        except LeaseLost:
            return

    async def _write(
        self,
        tx: Transaction,
        kind: JobKind,
        lease_id: UUID,
        endings: Mapping[UUID, Ending],
        jobs: Mapping[UUID, Job],
    ) -> None:
        """Write how jobs ended.

        Raises:
            LeaseLost: another has taken one of them meanwhile.
        """
        ended: dict[UUID, tuple[JobState, str | None]] = {}
        delayed: dict[UUID, tuple[float, str | None]] = {}
        for job_id, ending in endings.items():
            match _final(ending, kind, jobs[job_id]):
                case Done():
                    ended[job_id] = (JobState.DONE, None)
                case Stopped(fault):
                    ended[job_id] = (JobState.STOPPED, fault)
                case Again(fault, seconds):
                    delayed[job_id] = (self._wait(jobs[job_id], fault, seconds), fault)
        rows = await tx.rows(
            queries.END_JOBS,
            ids=list(ended),
            states=[state for state, _ in ended.values()],
            faults=[fault for _, fault in ended.values()],
            lease_id=lease_id,
        )
        if len(rows) < len(ended):
            raise LeaseLost
        await tx.execute(
            queries.DELAY_JOBS,
            ids=list(delayed),
            seconds=[seconds for seconds, _ in delayed.values()],
            faults=[fault for _, fault in delayed.values()],
            lease_id=lease_id,
        )
        for job_id, (state, fault) in ended.items():
            if state is JobState.STOPPED:
                await kind.on_stop(tx, self._actor, jobs[job_id], fault or "")
        await write_gathered(tx)

    def _wait(self, job: Job, fault: str | None, seconds: float | None) -> float:
        """Give the seconds a job waits: as the other side said; none if it came further; else ever more."""
        if seconds is not None:
            return seconds
        wait = timedelta(0) if fault is None else wait_before(job.attempts, self._chance())
        return wait.total_seconds()

    @staticmethod
    async def _read_clock(tx: Transaction) -> None:
        row = await tx.row(queries.NOW)
        if row is not None:
            tx.clock_read(row["now"])


def _final(ending: Ending, kind: JobKind, job: Job) -> Ending:
    """An ending as it counts: a job that has failed as often as its kind allows is stopped."""
    if isinstance(ending, Again) and ending.fault is not None and job.attempts >= kind.most_attempts:
        return Stopped(ending.fault)
    return ending
