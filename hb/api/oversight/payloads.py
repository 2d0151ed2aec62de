"""What the mutations on the review of looks answer."""

from hb.api.access.types import Worker
from hb.api.oversight.types import LookFinding
from hb.api.payload import Payload, by, payload


@payload
class LookFindingsCollectPayload(Payload):
    """What has become notable, or why not."""

    findings: list[LookFinding] | None = by(
        "finding_ids", "The findings of the day that were not collected before."
    )


@payload
class LookFindingReviewPayload(Payload):
    """The finding as it is now, or why not."""

    finding: LookFinding | None = by("finding_id", "The finding.")


@payload
class WorkerTraitRecordPayload(Payload):
    """The worker, or why not; what was kept is not shown."""

    worker: Worker | None = by("worker_id", "The worker.")
