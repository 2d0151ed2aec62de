"""Mutations on the review of looks."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.oversight import inputs, payloads
from hb.budgets.rules import ParameterNotSet
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.oversight import service as oversight
from hb.oversight.rules import ImpactAssessmentMissing, OwnLooks

look_findings_collect = command(
    """Collect what is notable in the logs of a day that is over (kerää lokihavainnot): many refusals, reads
    out of office hours, look-ups by name without a care relationship, and reads of clients with the worker's
    own surname or address where the organiser has recorded its impact assessment.

    Collected again, a day has only what has become notable since.
    """,
    Permission.LOOK_REVIEW,
    inputs.LookFindingsCollectInput,
    oversight.collect_findings,
    shows=payloads.LookFindingsCollectPayload,
    refuses=(InvalidInput, ParameterNotSet),
)

look_finding_review = command(
    "Close the review of a finding with a note (tarkista lokihavainto); never of one's own looks.",
    Permission.LOOK_REVIEW,
    inputs.LookFindingReviewInput,
    oversight.review_finding,
    shows=payloads.LookFindingReviewPayload,
    refuses=(NotFound, WrongState, InvalidInput, OwnLooks),
)

worker_trait_record = command(
    """Keep a worker's own surname and address as keyed hashes (kirjaa työntekijän tunnisteet), so that reads
    of namesakes and neighbours are notable.
    """,
    Permission.WORKER_TRAIT_RECORD,
    inputs.WorkerTraitRecordInput,
    oversight.record_worker_traits,
    shows=payloads.WorkerTraitRecordPayload,
    refuses=(NotFound, InvalidInput, ImpactAssessmentMissing),
)

MUTATIONS = (look_findings_collect, look_finding_review, worker_trait_record)
