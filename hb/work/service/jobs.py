"""Doing an organiser's jobs: taken under a lease, done, and ended, delayed or stopped."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog

from hb.kit.commands import write_gathered
from hb.kit.faults import code_of, facts_of, is_passing, is_timeout
from hb.kit.ids import new_id
from hb.kit.sampling import Sampler
from hb.kit.transaction import Row, Transaction
from hb.work import queries
from hb.work.rules import TIMED_OUT, JobState, wait_before
from hb.work.service.declarations import (
    Again,
    Done,
    Ending,
    Halt,
    Inside,
    Job,
    JobKind,
    Later,
    Notify,
    OnStop,
    Outside,
    Stopped,
    nothing_more,
    without_notice,
)
from hb.work.service.faults import CRASHED, NO_ENDING, LeaseLost, StopsHere
from hb.work.service.site import Site, read_clock

log = structlog.get_logger("hb.work")
sampler = Sampler()

UNCOUNTED_FOR = timedelta(days=1)
"""For how long a job may be tried in vain without counting, for want of the database."""


class JobRunner:
    """The jobs of one kind of one organiser."""

    def __init__(self, site: Site, kind: JobKind) -> None:
        self._site = site
        self._kind = kind

    async def run_once(self) -> int:
        """Take as many jobs as the kind's batch and do them; gives how many were taken.

        A job's fault is written with it. A fault of the database is raised: the jobs are taken again once
        their lease has ended.

        Raises:
            Busy, UnknownOutcome: the database did not answer.
        """
        lease_id = new_id()
        jobs = await self._site.run(partial(self._take, lease_id))
        crashed = [job for job in jobs if job.attempts > self._kind.most_attempts]
        fresh = [job for job in jobs if job.attempts <= self._kind.most_attempts]
        for job in crashed:
            await self._end(lease_id, {job.id: Stopped(CRASHED)}, [job])
        if self._kind.inside is not None:
            for job in fresh:
                await self._do_inside(self._kind.inside, lease_id, job)
        elif fresh and self._kind.outside is not None:
            await self._do_outside(self._kind.outside, lease_id, fresh)
        return len(jobs)

    async def _take(self, lease_id: UUID, tx: Transaction) -> list[Job]:
        rows = await tx.rows(
            self._kind.take,
            kind=self._kind.name,
            count=self._kind.batch,
            lease_id=lease_id,
            seconds=self._kind.lease_seconds,
        )
        return [Job(**dict(row)) for row in sorted(rows, key=_age)]

    async def _do_inside(self, inside: Inside, lease_id: UUID, job: Job) -> None:
        """Do a job and end it in one transaction, in which nobody else can take it.

        One that stops is undone and then stopped by itself, so that a stop whose act fails is still the stop
        that it was.
        """

        async def work(tx: Transaction) -> int:
            row = await tx.row(queries.LOCK_LEASED_JOB, id=job.id, lease_id=lease_id)
            if row is None:
                raise LeaseLost
            tx.clock_read(row["now"])
            ending = _final(await inside(tx, self._site.actor, job), self._kind, job, tx.now)
            if isinstance(ending, Stopped):
                raise StopsHere(ending.fault)
            return await self._write(tx, lease_id, {job.id: ending}, {job.id: job})

        try:
            self._count(await self._site.run(work))
        except LeaseLost:
            return
        except StopsHere as stop:
            await self._end(lease_id, {job.id: Stopped(stop.fault)}, [job])
        except Exception as fault:  # noqa: BLE001 one job's fault must stop neither the others nor the loop
            await self._end(lease_id, {job.id: self._failed(fault)}, [job])

    async def _do_outside(self, outside: Outside, lease_id: UUID, jobs: Sequence[Job]) -> None:
        """Do jobs in no transaction, for as long as their lease lasts."""
        endings: Mapping[UUID, Ending]
        try:
            async with asyncio.timeout(self._kind.lease_seconds):
                endings = await outside(self._site.workplace, self._site.actor, jobs)
        except Exception as fault:  # noqa: BLE001 one kind's fault must stop neither the others nor the loop
            failed = self._failed(fault)
            endings = {job.id: failed for job in jobs}
        await self._end(lease_id, {job.id: endings.get(job.id, Again(NO_ENDING)) for job in jobs}, jobs)

    def _failed(self, fault: Exception) -> Again:
        """Log a fault, and try again; a database that is away or busy uses up none of a job's attempts."""
        code = TIMED_OUT if is_timeout(fault) else code_of(fault)
        self._site.tally.faults[code] += 1
        if (left_out := sampler.take(f"{self._kind.name} {code}")) is not None:
            log.warning("job_failed", job=self._kind.name, code=code, left_out=left_out, **facts_of(fault))
        return Again(code, is_counted=not is_passing(fault))

    async def _end(self, lease_id: UUID, endings: Mapping[UUID, Ending], jobs: Sequence[Job]) -> None:
        """End or delay jobs in a transaction of its own; what another has taken meanwhile is let be.

        Where what is to be done with a stop fails, the least of it is done that the kind says, and the jobs
        end with that, at last without notifying anybody. Where even this fails they are taken again when
        their lease has ended.

        Raises:
            Exception: the database did not answer, or let none of that be written.
        """

        async def write(on_stop: OnStop, notify: Notify, tx: Transaction) -> int:
            await read_clock(tx)
            by_id = {job.id: job for job in jobs}
            final = {id_: _final(ending, self._kind, by_id[id_], tx.now) for id_, ending in endings.items()}
            return await self._write(tx, lease_id, final, by_id, on_stop, notify)

        acts = [(act, self._site.notify) for act in (self._kind.on_stop, *self._kind.if_stop_fails)]
        if self._site.notify is not without_notice:
            acts.append((acts[-1][0], without_notice))
        *fuller, least = acts
        for act in fuller:
            try:
                self._count(await self._site.run(partial(write, *act)))
            except LeaseLost:
                return
            except Exception as fault:
                if is_passing(fault):
                    raise
                self._site.tally.faults[code_of(fault)] += 1
                log.error("job_stop_failed", job=self._kind.name, code=code_of(fault), **facts_of(fault))
            else:
                return
        with suppress(LeaseLost):
            self._count(await self._site.run(partial(write, *least)))

    def _count(self, done: int) -> None:
        self._site.tally.done[f"job {self._kind.name}"] += done

    async def _write(
        self,
        tx: Transaction,
        lease_id: UUID,
        endings: Mapping[UUID, Ending],
        jobs: Mapping[UUID, Job],
        on_stop: OnStop = nothing_more,
        notify: Notify = without_notice,
    ) -> int:
        """Write how jobs ended and give how many are done; those of a lease that is lost are let be.

        Raises:
            LeaseLost: another has taken all of them meanwhile.
        """
        ended: dict[UUID, tuple[JobState, str | None]] = {}
        delayed: dict[UUID, tuple[float, str | None, bool]] = {}
        for job_id, ending in endings.items():
            match ending:
                case Done():
                    ended[job_id] = (JobState.DONE, None)
                case Stopped(fault):
                    ended[job_id] = (JobState.STOPPED, fault)
                case Later(seconds):
                    delayed[job_id] = (seconds, None, False)
                case Again(fault, seconds, is_counted):
                    delayed[job_id] = (self._wait(jobs[job_id], fault, seconds), fault, is_counted)
        written = await self._write_ended(tx, lease_id, ended) + await self._write_delayed(
            tx, lease_id, delayed
        )
        if not written:
            raise LeaseLost
        stopped = [job_id for job_id in written if job_id in ended and ended[job_id][0] is JobState.STOPPED]
        for job_id in stopped:
            await on_stop(tx, self._site.actor, jobs[job_id], ended[job_id][1] or "")
        if stopped:
            await notify(tx, self._site.actor, Halt(self._kind.name, self._kind.label, stopped[0]))
        await write_gathered(tx)
        return sum(1 for job_id in written if job_id in ended) - len(stopped)

    @staticmethod
    async def _write_ended(
        tx: Transaction, lease_id: UUID, ended: Mapping[UUID, tuple[JobState, str | None]]
    ) -> list[UUID]:
        if not ended:
            return []
        rows = await tx.rows(
            queries.END_JOBS,
            ids=list(ended),
            states=[state for state, _ in ended.values()],
            faults=[fault for _, fault in ended.values()],
            lease_id=lease_id,
        )
        return [row["id"] for row in rows]

    @staticmethod
    async def _write_delayed(
        tx: Transaction, lease_id: UUID, delayed: Mapping[UUID, tuple[float, str | None, bool]]
    ) -> list[UUID]:
        if not delayed:
            return []
        rows = await tx.rows(
            queries.DELAY_JOBS,
            ids=list(delayed),
            seconds=[seconds for seconds, _, _ in delayed.values()],
            faults=[fault for _, fault, _ in delayed.values()],
            are_counted=[is_counted for _, _, is_counted in delayed.values()],
            lease_id=lease_id,
        )
        return [row["id"] for row in rows]

    def _wait(self, job: Job, fault: str | None, seconds: float | None) -> float:
        """Give the seconds a job waits: as the other side said; none if it came further; else ever more."""
        if seconds is not None:
            return seconds
        wait = timedelta(0) if fault is None else wait_before(job.attempts, self._site.chance())
        return wait.total_seconds()


def _age(row: Row) -> tuple[object, UUID]:
    return row["at"], row["id"]


def _final(ending: Ending, kind: JobKind, job: Job, now: datetime) -> Ending:
    """An ending as it counts: a job that has failed as often as its kind allows is stopped.

    What is not counted is counted once the job has been tried in vain for too long.
    """
    if not isinstance(ending, Again) or ending.fault is None:
        return ending
    if not ending.is_counted and now - (job.failing_since or now) < UNCOUNTED_FOR:
        return ending
    if job.attempts >= kind.most_attempts:
        return Stopped(ending.fault)
    return Again(ending.fault, ending.seconds)
