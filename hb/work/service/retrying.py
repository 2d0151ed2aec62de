"""Letting a job wait again that had stopped."""

from collections.abc import Collection
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.work import queries
from hb.work.rules import JobNotRetried, JobRetried, JobState
from hb.work.service.declarations import JobKind


async def retry_job(tx: Transaction, actor: Actor, job_id: UUID, kinds: Collection[JobKind]) -> JobRetried:
    """Let a stopped job wait again: it is due at once, and its attempts begin again.

    Raises:
        Forbidden: the role retries no jobs.
        NotFound: there is no such job.
        WrongState: the job has not stopped.
        JobNotRetried: its kind is gone on with in another way, such as sending a message again.
    """
    access.require(actor, Permission.WORK_RETRY)
    row = await tx.row(queries.LOCK_JOB, id=job_id)
    if row is None:
        raise NotFound("input", "jobId")
    if row["state"] != JobState.STOPPED:
        raise WrongState("input", "jobId", state=row["state"])
    for kind in kinds:
        if kind.name == row["kind"] and kind.instead is not None:
            raise JobNotRetried("input", "jobId").going_on(kind.instead)
    await tx.execute(queries.LET_WAIT_AGAIN, id=job_id)
    audit.record(tx, actor, Permission.WORK_RETRY, subject_id=job_id, kind=row["kind"])
    return JobRetried(job_id)
