"""Mutations on jobs."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.work import inputs, payloads
from hb.kit.errors import NotFound, WrongState
from hb.work import service as work

job_retry = command(
    "Let a job that has stopped wait again (yritä työtä uudelleen): it is due at once.",
    Permission.WORK_RETRY,
    inputs.JobRetryInput,
    work.retry_job,
    shows=payloads.JobRetryPayload,
    refuses=(NotFound, WrongState),
)

MUTATIONS = (job_retry,)
