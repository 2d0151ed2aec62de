"""What the mutations on jobs answer."""

from hb.api.payload import Payload, by, payload
from hb.api.work.types import Job


@payload
class JobRetryPayload(Payload):
    """The job that waits again, or why not."""

    job: Job | None = by("job_id", "The job.")
