"""Merging two records of one person, and separating them again: nothing of either is rewritten."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import queries as clients
from hb.clients.rules import MergeKind
from hb.clients.rules.contact import required
from hb.clients.rules.filing import may_be_same_person
from hb.clients.service import tell_parties
from hb.clients.service.going_on import going_on
from hb.clients.service.resolving import person_of
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.messages.rules import Event, Recipient, Subject, SubjectType
from hb.persons import queries
from hb.persons.rules import (
    REASON_LENGTH,
    CodeOfMergedRecord,
    DeathsDiffer,
    Merge,
    MergeBlocked,
    NotMerged,
    RecordsDiffer,
    RecordsMerged,
    RecordsSeparated,
    TookOver,
    check_two,
)
from hb.persons.service.telling import tell_responsible
from hb.plans import service as plans


async def merge_records(tx: Transaction, actor: Actor, merge: Merge) -> RecordsMerged:
    """Close one of two records of a person; the other goes on, and both histories stay as they are.

    All who reach the record that goes on reach the closed one as long and as far; who reached the closed one
    still does. The closed record's codes find the one that goes on. Money and open cases are not carried
    over, since budgets, decisions and orders name their client for good: they are ended first. Turvakielto of
    one of the two is both's. Workers, leaders, the client and who speaks for the client are notified of both.

    Raises:
        Forbidden: the role merges no records.
        InvalidInput: it is one record, or there is no reason.
        NotFound: the leader's team does not serve both; what an emergency opened is not enough.
        RecordMerged: one of them is closed already.
        TookOver: others were merged into the record that would be closed.
        RecordsDiffer: neither birth date nor name agree, so that they are not seen to be one person's.
        DeathsDiffer: the day of death of one is not the other's.
        MergeBlocked: a case, budget or order still runs on the record that would be closed.
    """
    access.require(actor, Permission.RECORD_MERGE)
    check_two(merge)
    reason = required(merge.reason, REASON_LENGTH, "input", "reason", lines=True)
    pair = [merge.closed_id, merge.kept_id]
    served = {row["client_id"] for row in await tx.rows(queries.SERVED_BY_TEAM, client_ids=pair)}
    locked = await tx.rows(clients.LOCK_RECORDS, client_ids=pair)
    rows = {row["id"]: row for row in locked if row["id"] in served}
    closed = going_on(rows.get(merge.closed_id), "input", "closedId")
    kept = going_on(rows.get(merge.kept_id), "input", "keptId")
    if await tx.row(clients.MERGED_INTO, client_id=merge.closed_id) is not None:
        raise TookOver("input", "closedId")
    if not may_be_same_person(person_of(closed), person_of(kept)):
        raise RecordsDiffer("input", "closedId")
    if closed["died_on"] != kept["died_on"]:
        raise DeathsDiffer("input", "closedId")
    await _require_nothing_runs(tx, merge.closed_id)
    await tx.execute(clients.POINT_RECORD, of_client=merge.closed_id, into_id=merge.kept_id)
    merge_id = await _insert_both(tx, pair, reason, MergeKind.CLOSED, MergeKind.TOOK_OVER)
    await access.repeat_reach(tx, merge.kept_id, merge.closed_id)
    await tell_responsible(tx, actor, Event.RECORDS_MERGED, pair, leaders=True, outcome=Recipient.WORKER)
    for client_id in pair:
        if closed["non_disclosure"] or kept["non_disclosure"]:
            await plans.hide_contact(tx, actor, client_id)
        await tell_parties(tx, actor, Event.RECORDS_MERGED, client_id, Subject(SubjectType.CLIENT, client_id))
        audit.record(tx, actor, "record:merge", client_id=client_id, subject_id=merge_id, kept=str(pair[1]))
    return RecordsMerged(merge.kept_id, merge.closed_id)


async def separate_records(tx: Transaction, actor: Actor, closed_id: UUID, reason: str) -> RecordsSeparated:
    """Let a record that was merged into another go on by itself again.

    What was begun since on the other record stays there; contacts that wait and were filed with this one's
    code are its own again. The reach that the merge gave ends at once.

    Raises:
        Forbidden: the role separates no records.
        InvalidInput: there is no reason.
        NotFound: the leader does not reach both.
        NotMerged: the record goes on already.
        CodeOfMergedRecord: the other record has this one's identity code as its present one.
    """
    access.require(actor, Permission.RECORD_MERGE)
    text = required(reason, REASON_LENGTH, "input", "reason", lines=True)
    seen = await tx.row(clients.SEE_CLIENT, client_id=closed_id)
    if seen is None:
        raise NotFound("input", "closedId")
    kept_id = seen["merged_into"]
    if kept_id is None:
        raise NotMerged("input", "closedId")
    rows = {row["id"]: row for row in await tx.rows(clients.LOCK_RECORDS, client_ids=[closed_id, kept_id])}
    if len(rows) < len({closed_id, kept_id}):
        raise NotFound("input", "closedId")
    if rows[closed_id]["merged_into"] != kept_id:
        raise NotMerged("input", "closedId")
    present = await tx.row(clients.PRESENT_IDENTITY, client_id=kept_id)
    if present is not None and present["client_id"] == closed_id:
        raise CodeOfMergedRecord("input", "closedId")
    pair = [closed_id, kept_id]
    await tx.execute(clients.POINT_RECORD, of_client=closed_id, into_id=None)
    merge_id = await _insert_both(tx, pair, text, MergeKind.SEPARATED, MergeKind.SEPARATED)
    await tx.execute(clients.CONTACTS_OF_SEPARATED, of_client=closed_id, from_client=kept_id)
    await tell_responsible(tx, actor, Event.RECORDS_SEPARATED, pair)
    await access.end_repeated_reach(tx, closed_id)
    for client_id in pair:
        audit.record(
            tx, actor, "record:separate", client_id=client_id, subject_id=merge_id, kept=str(kept_id)
        )
    return RecordsSeparated(kept_id, closed_id)


async def _require_nothing_runs(tx: Transaction, client_id: UUID) -> None:
    running = await tx.row(queries.RUNNING_ON, client_id=client_id)
    if running is not None and any(running.values()):
        raise MergeBlocked("input", "closedId", **dict(running))


async def _insert_both(
    tx: Transaction, pair: list[UUID], reason: str, of_closed: MergeKind, of_kept: MergeKind
) -> UUID:
    """A row for each of the two records; gives the id of the closed one's."""
    closed_id, kept_id = pair
    ids = [tx.new_id(), tx.new_id()]
    for row_id, client_id, other_id, kind in (
        (ids[0], closed_id, kept_id, of_closed),
        (ids[1], kept_id, closed_id, of_kept),
    ):
        await tx.execute(
            clients.INSERT_MERGE, id=row_id, client_id=client_id, other_id=other_id, kind=kind, reason=reason
        )
    return ids[0]
