"""Collecting what is notable in the logs of a day, and closing its review."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from hb.access import service as access
from hb.access.model import Parameter, office_hours
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.audit.rules import LookMarks
from hb.budgets.rules import ParameterNotSet
from hb.clients.rules.contact import NAME_LENGTH, required
from hb.clients.rules.traits import address_trait, surname_trait
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.keyed_hashes import INDEX_KEY_ID
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Row, Transaction
from hb.oversight import queries
from hb.oversight.rules import (
    NOTE_LENGTH,
    FindingReviewed,
    FindingsCollected,
    FindingState,
    TraitsRecorded,
    require_another,
    require_assessed,
)
from hb.work.queries import STEP_ROWS
from hb.work.service import Step

THRESHOLDS = {
    "refusals": Parameter.REFUSALS_A_DAY,
    "out_of_hours": Parameter.OUT_OF_HOURS_READS_A_DAY,
    "by_name": Parameter.NAME_SEARCHES_A_DAY,
}
"""From how many a day on it is notable; one match of a trait does."""


async def collect_findings(tx: Transaction, actor: Actor, day: date) -> FindingsCollected:
    """Collect what is notable in the logs of a day that is over: one finding a worker and kind.

    What was collected before stays as it is; what has become notable since is added.

    Raises:
        Forbidden: the role reviews no looks.
        InvalidInput: the day is not over.
        ParameterNotSet: the organiser has not said what is notable, or has no office hours at all.
    """
    access.require(actor, Permission.LOOK_REVIEW)
    yesterday = tx.today - timedelta(days=1)
    if day > yesterday:
        raise InvalidInput("input", "day", rule=FormRule.TOO_LATE, latest=yesterday.isoformat())
    collected = await _collect(tx, day, None)
    _record(tx, actor, day, collected)
    return collected


async def collect_by_clock(tx: Transaction, actor: Actor, day: date, at_once: int = STEP_ROWS) -> Step:
    """Collect what is notable in the logs of the day before, unless the organiser has not said what is."""
    day_before = day - timedelta(days=1)
    try:
        collected = await _collect(tx, day_before, at_once)
    except ParameterNotSet:
        return Step({"findings": 0, "not_set": 1})
    if collected.finding_ids:
        _record(tx, actor, day_before, collected)
    findings = len(collected.finding_ids)
    return Step({"findings": findings}, is_done=findings < at_once)


async def _collect(tx: Transaction, day: date, most: int | None) -> FindingsCollected:
    rows = await _looks_of(tx, day, most)
    groups = [list(group) for _, group in groupby(rows, key=lambda row: (row["worker_id"], row["kind"]))]
    by_id = {tx.new_id(): group for group in groups}
    added = await tx.rows(
        queries.INSERT_FINDINGS,
        day=day,
        ids=list(by_id),
        worker_ids=[group[0]["worker_id"] for group in groups],
        kinds=[group[0]["kind"] for group in groups],
        looks=[len(group) for group in groups],
    )
    finding_ids = tuple(row["id"] for row in added)
    looks = [(finding_id, look) for finding_id in finding_ids for look in by_id[finding_id]]
    await tx.execute(
        queries.INSERT_LOOKS,
        finding_ids=[finding_id for finding_id, _ in looks],
        row_ids=[look["row_id"] for _, look in looks],
        at=[look["at"] for _, look in looks],
        operations=[look["operation"] for _, look in looks],
    )
    return FindingsCollected(finding_ids)


def _record(tx: Transaction, actor: Actor, day: date, collected: FindingsCollected) -> None:
    findings = len(collected.finding_ids)
    audit.record(tx, actor, "look-findings:collect", day=day.isoformat(), findings=findings)


async def _looks_of(tx: Transaction, day: date, most: int | None) -> list[Row]:
    rows = await tx.rows(queries.PARAMETERS, day=day)
    values = {row["name"]: row["value"] for row in rows}
    missing = [str(name) for name in THRESHOLDS.values() if name not in values]
    if await tx.row(queries.HAS_OFFICE_HOURS, day=day) is None:
        missing.append(office_hours.name.upper())
    if missing:
        raise ParameterNotSet("input", "day", name=missing[0], day=day.isoformat())
    limits = {name: values[parameter] for name, parameter in THRESHOLDS.items()}
    return await tx.rows(queries.LOOKS_OF_A_DAY, day=day, most=most, **limits)


async def review_finding(tx: Transaction, actor: Actor, finding_id: UUID, note: str) -> FindingReviewed:
    """Close the review of a finding with a note of what was found out.

    The note is kept for later reviewers; the audit trail says only how long it is.

    Raises:
        Forbidden: the role reviews no looks.
        InvalidInput: there is no note.
        NotFound: there is no such finding.
        OwnLooks: the looks are the reviewer's own.
        WrongState: it was reviewed before.
    """
    access.require(actor, Permission.LOOK_REVIEW)
    tidy_note = required(note, NOTE_LENGTH, "input", "note", lines=True)
    finding = await tx.row(queries.LOCK_FINDING, finding_id=finding_id)
    if finding is None:
        raise NotFound("input", "findingId")
    require_another(finding["worker_id"], actor.user_id)
    if finding["state"] == FindingState.REVIEWED:
        raise WrongState("input", "findingId", state=FindingState.REVIEWED)
    await tx.execute(queries.REVIEW, of_finding=finding_id, new_note=tidy_note)
    audit.record(
        tx,
        actor,
        Permission.LOOK_REVIEW,
        subject_id=finding_id,
        worker_id=str(finding["worker_id"]),
        note_length=len(tidy_note),
    )
    return FindingReviewed(finding_id)


async def record_worker_traits(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    worker_id: UUID,
    last_name: str,
    street_address: str | None,
    postal_code: str | None,
) -> TraitsRecorded:
    """Keep a worker's own surname and address as keyed hashes alone, to be compared with clients'.

    Raises:
        Forbidden: the role records none.
        InvalidInput: there is no surname.
        NotFound: there is no such worker.
        ImpactAssessmentMissing: the organiser has not recorded its impact assessment.
    """
    access.require(actor, Permission.WORKER_TRAIT_RECORD)
    name = required(last_name, NAME_LENGTH, "input", "lastName")
    address = address_trait(actor.organiser_id, street_address, postal_code)
    worker = await tx.row(queries.SEE_WORKER, worker_id=worker_id)
    if worker is None:
        raise NotFound("input", "workerId")
    require_assessed(is_assessed=await tx.row(queries.IS_ASSESSED) is not None)
    key_id = worker[INDEX_KEY_ID] or secrecy.index_key_id
    await tx.execute(
        queries.KEEP_WORKER_TRAITS,
        worker_id=worker_id,
        surname_index=secrecy.blind_index(surname_trait(actor.organiser_id, name), key_id=key_id),
        address_index=None if address is None else secrecy.blind_index(address, key_id=key_id),
        index_key_id=key_id,
    )
    audit.record(tx, actor, Permission.WORKER_TRAIT_RECORD, subject_id=worker_id)
    return TraitsRecorded(worker_id)


async def marks_of(
    tx: Transaction, actor: Actor, secrecy: Secrecy, client_ids: Collection[UUID], *, by_name: bool = False
) -> LookMarks:
    """How a look at clients' data is marked in the use log, in the transaction that showed them.

    Surname and address are compared for workers who have traits alone: that takes one statement more. Hashes
    under an index key that was replaced are compared with nothing.
    """
    if not (actor.has_traits and client_ids):
        return LookMarks(by_name=by_name)
    rows = [
        row
        for row in await tx.rows(queries.OWN_TRAITS, client_ids=list(client_ids))
        if secrecy.has_index_key(row[INDEX_KEY_ID])
    ]
    addresses = [
        (row, address_trait(actor.organiser_id, row["street_address"], row["postal_code"])) for row in rows
    ]
    return LookMarks(
        by_name=by_name,
        own_surname=any(
            row["surname_index"]
            == secrecy.blind_index(
                surname_trait(actor.organiser_id, row["last_name"]), key_id=row[INDEX_KEY_ID]
            )
            for row in rows
        ),
        own_address=any(
            address is not None
            and row["address_index"] == secrecy.blind_index(address, key_id=row[INDEX_KEY_ID])
            for row, address in addresses
        ),
    )
