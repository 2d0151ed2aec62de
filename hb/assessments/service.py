"""Commands of assessments: start, fill, complete, and propose a budget from a completed one."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.assessments import queries
from hb.assessments.rules import (
    AssessmentContent,
    AssessmentIncomplete,
    AssessmentSaved,
    AssessmentState,
    ProposalMade,
    check_needs,
    missing_parts,
)
from hb.assessments.rules.proposal import Explanation, RatedNeed, propose
from hb.audit import service as audit
from hb.catalogue.queries import CATEGORY_UNITS
from hb.catalogue.rules import Unit
from hb.clients import service as clients
from hb.clients.rules import MatterState
from hb.kit.errors import NotFound, VersionConflict, WrongState
from hb.kit.transaction import Row, Transaction
from hb.messages.rules import Event, Subject, SubjectType


async def start(tx: Transaction, actor: Actor, client_id: UUID, matter_id: UUID) -> AssessmentSaved:
    """Start an assessment in a pending matter of a client (SHL 1301/2014 36 §).

    Raises:
        NotFound: no such matter of the client.
        WrongState: the matter is closed.
    """
    access.require(actor, Permission.ASSESSMENT_EDIT)
    matter = await tx.row(queries.MATTER_STATE, matter_id=matter_id, client_id=client_id)
    if matter is None:
        raise NotFound("input", "matterId")
    if matter["state"] != MatterState.PENDING:
        raise WrongState("input", "matterId", state=matter["state"])
    assessment_id = tx.new_id()
    await tx.execute(
        queries.INSERT_ASSESSMENT,
        assessment_id=assessment_id,
        client_id=client_id,
        matter_id=matter_id,
        state=AssessmentState.STARTED,
        summary="",
        client_view="",
        conclusions="",
        own_worker_estimate="",
        worker_id=actor.user_id,
        started_at=tx.now,
    )
    audit.record(tx, actor, "assessment:start", client_id=client_id, subject_id=assessment_id)
    return AssessmentSaved(assessment_id, 1)


async def fill(
    tx: Transaction, actor: Actor, assessment_id: UUID, expected_version: int, content: AssessmentContent
) -> AssessmentSaved:
    """Write an assessment's texts and replace its needs by the given ones.

    Raises:
        NotFound: no such assessment, or no such service category.
        WrongState: the assessment is completed.
        VersionConflict: somebody else saved it in between.
        InvalidInput: a need breaks its form.
    """
    access.require(actor, Permission.ASSESSMENT_EDIT)
    assessment = await _lock_started(tx, assessment_id, expected_version)
    categories = await tx.rows(CATEGORY_UNITS)
    check_needs(content.needs, {category["code"]: Unit(category["unit"]) for category in categories})
    await tx.execute(
        queries.FILL,
        assessment_id=assessment_id,
        client_id=assessment["client_id"],
        summary=content.summary,
        client_view=content.client_view,
        conclusions=content.conclusions,
        own_worker_estimate=content.own_worker_estimate,
        ids=[tx.new_id() for _ in content.needs],
        life_domains=[need.life_domain for need in content.needs],
        durations=[need.duration for need in content.needs],
        descriptions=[need.description for need in content.needs],
        category_codes=[need.category_code for need in content.needs],
        support_classes=[need.support_class for need in content.needs],
        minutes=[need.minutes_per_month for need in content.needs],
        pieces=[need.pieces_per_month for need in content.needs],
    )
    version = expected_version + 1
    audit.record(
        tx,
        actor,
        "assessment:fill",
        client_id=assessment["client_id"],
        subject_id=assessment_id,
        needs=len(content.needs),
        version=version,
    )
    return AssessmentSaved(assessment_id, version)


async def complete(
    tx: Transaction, actor: Actor, assessment_id: UUID, expected_version: int
) -> AssessmentSaved:
    """Complete an assessment; it never changes after.

    Raises:
        NotFound: no such assessment.
        WrongState: it is completed already.
        VersionConflict: somebody else saved it in between.
        AssessmentIncomplete: parts of SHL 1301/2014 37 § are missing.
    """
    access.require(actor, Permission.ASSESSMENT_EDIT)
    assessment = await _lock_started(tx, assessment_id, expected_version)
    missing = missing_parts(
        summary=assessment["summary"],
        client_view=assessment["client_view"],
        conclusions=assessment["conclusions"],
        own_worker_estimate=assessment["own_worker_estimate"],
        needs_count=assessment["needs_count"],
    )
    if missing:
        raise AssessmentIncomplete("input", "assessmentId", missing=missing)
    await tx.execute(queries.COMPLETE, assessment_id=assessment_id, completed=tx.now)
    client_id = assessment["client_id"]
    audit.record(tx, actor, "assessment:complete", client_id=client_id, subject_id=assessment_id)
    await clients.tell_parties(
        tx, actor, Event.ASSESSMENT_COMPLETED, client_id, Subject(SubjectType.ASSESSMENT, assessment_id)
    )
    return AssessmentSaved(assessment_id, expected_version + 1)


async def propose_budget(tx: Transaction, actor: Actor, assessment_id: UUID) -> ProposalMade:
    """Compute what the needs of a completed assessment are worth a month, at the rates of today.

    The proposal keeps every step of the sum; it decides nothing.

    Raises:
        NotFound: no such assessment.
        WrongState: the assessment is not completed.
        RateNotFound: the organiser has no rate for a need's category and class today.
        NothingToPropose: no need names a service.
    """
    access.require(actor, Permission.PROPOSAL_MAKE)
    assessment = await tx.row(queries.READ_ASSESSMENT, assessment_id=assessment_id)
    if assessment is None:
        raise NotFound("input", "assessmentId")
    if assessment["state"] != AssessmentState.COMPLETED:
        raise WrongState("input", "assessmentId", state=assessment["state"])
    needs = await tx.rows(queries.RATED_NEEDS, assessment_id=assessment_id, day=tx.today)
    explanation = propose(assessment_id, [_rated(need) for need in needs], tx.today)
    proposal_id = tx.new_id()
    await _insert_proposal(tx, actor, proposal_id, assessment["client_id"], assessment_id, explanation)
    audit.record(
        tx,
        actor,
        "proposal:make",
        client_id=assessment["client_id"],
        subject_id=proposal_id,
        cents_per_month=explanation["centsPerMonth"],
    )
    return ProposalMade(proposal_id)


async def _lock_started(tx: Transaction, assessment_id: UUID, expected_version: int) -> Row:
    assessment = await tx.row(queries.LOCK_ASSESSMENT, assessment_id=assessment_id)
    if assessment is None:
        raise NotFound("input", "assessmentId")
    if assessment["state"] != AssessmentState.STARTED:
        raise WrongState("input", "assessmentId", state=assessment["state"])
    if assessment["version"] != expected_version:
        raise VersionConflict("input", "expectedVersion", current=assessment["version"])
    return assessment


def _rated(row: Row) -> RatedNeed:
    return RatedNeed(
        need_id=row["id"],
        category_code=row["category_code"],
        category_names={"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]},
        unit=None if row["unit"] is None else Unit(row["unit"]),
        support_class=row["support_class"],
        quantity=row["quantity"],
        unit_cents=row["unit_cents"],
        rate_valid_from=row["valid_from"],
    )


async def _insert_proposal(
    tx: Transaction,
    actor: Actor,
    proposal_id: UUID,
    client_id: UUID,
    assessment_id: UUID,
    explanation: Explanation,
) -> None:
    lines = explanation["lines"]
    await tx.execute(
        queries.INSERT_PROPOSAL,
        proposal_id=proposal_id,
        client_id=client_id,
        assessment_id=assessment_id,
        cents_per_month=explanation["centsPerMonth"],
        explanation=explanation,
        made_by=actor.user_id,
        made_at=tx.now,
        line_nos=[line["lineNo"] for line in lines],
        category_codes=[line["categoryCode"] for line in lines],
        minutes=[line["minutesPerMonth"] for line in lines],
        pieces=[line["piecesPerMonth"] for line in lines],
        cents=[line["centsPerMonth"] for line in lines],
    )
