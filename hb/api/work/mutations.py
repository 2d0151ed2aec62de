"""Mutations on jobs."""

from uuid import UUID

from hb.access.rules import Actor, Permission
from hb.api.command import command
from hb.api.work import inputs, payloads
from hb.kit.errors import NotFound, WrongState
from hb.kit.transaction import Transaction
from hb.modules import jobs
from hb.work import service as work
from hb.work.rules import JobNotRetried, JobRetried


async def _retry(tx: Transaction, actor: Actor, job_id: UUID) -> JobRetried:
    return await work.retry_job(tx, actor, job_id, jobs())


job_retry = command(
    "Let a job that has stopped wait again (yritä työtä uudelleen): it is due at once.",
    Permission.WORK_RETRY,
    inputs.JobRetryInput,
    _retry,
    shows=payloads.JobRetryPayload,
    refuses=(NotFound, WrongState, JobNotRetried),
)

MUTATIONS = (job_retry,)
