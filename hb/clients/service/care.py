"""Who serves a client: care relationships, and the reach of worker and team that goes with them."""

from datetime import date, timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import CareAssignment, CareKept, CareKind
from hb.clients.rules.validity import Care, check_assignable, check_begins, check_last_day, relations_to_end
from hb.clients.service.going_on import going_on
from hb.kit.errors import NotFound
from hb.kit.transaction import Row, Transaction


async def assign_care(tx: Transaction, actor: Actor, wish: CareAssignment) -> CareKept:
    """Let a worker serve a client from a day on; a new own worker takes over from the one before.

    The worker's other relationship to the client, and that of the own worker before, end the day before. The
    worker may be of another team than the leader's, which is how a client moves to another team.

    Raises:
        Forbidden: the role assigns no care, or another team's relationship would have to end.
        NotFound: there is no such client, or no such worker with a role in care on that day.
        RecordMerged: the client's record is closed.
        AlreadyServes: the worker serves the client in this very way.
        InvalidInput: the day is in the past, or before a relationship that would have to end; the kind is
            TEMPORARY.
    """
    access.require(actor, Permission.CARE_ASSIGN)
    check_assignable(wish.kind)
    going_on(await tx.row(queries.LOCK_CLIENT, client_id=wish.client_id), "input", "clientId")
    check_begins(wish.valid_from, tx.today, "input", "validFrom")
    worker = await tx.row(queries.CARE_WORKER, worker_id=wish.worker_id, day=wish.valid_from)
    if worker is None:
        raise NotFound("input", "workerId")
    present = await tx.rows(queries.PRESENT_CARE, client_id=wish.client_id, day=wish.valid_from)
    ending = relations_to_end([_care(row) for row in present], wish, actor.party_id)
    last_day = wish.valid_from - timedelta(days=1)
    if ending:
        await tx.execute(queries.END_CARE, ids=[care.id for care in ending], last_day=last_day)
    care_id = tx.new_id()
    await tx.execute(
        queries.INSERT_CARE,
        id=care_id,
        client_id=wish.client_id,
        worker_id=wish.worker_id,
        team_id=worker["team_id"],
        kind=wish.kind,
        valid_from=wish.valid_from,
        valid_until=None,
    )
    await access.give_reaches(
        tx,
        [
            access.Given(wish.worker_id, wish.client_id, Ground.CARE_RELATIONSHIP, care_id, wish.valid_from),
            access.Given(worker["team_id"], wish.client_id, Ground.TEAM, care_id, wish.valid_from),
        ],
    )
    await access.extend_to_substitutes(tx, wish.worker_id, wish.client_id)
    for care in ending:
        await _end_reach(tx, care.id, care.worker_id, wish.client_id, last_day)
    audit.record(
        tx,
        actor,
        "care:assign",
        client_id=wish.client_id,
        subject_id=care_id,
        kind=wish.kind,
        valid_from=wish.valid_from.isoformat(),
        ended=len(ending),
    )
    return CareKept(care_id)


async def end_care(tx: Transaction, actor: Actor, care_relationship_id: UUID, last_day: date) -> CareKept:
    """End a worker's care relationship to a client whom the leader's team reaches; yesterday ends it at once.

    The worker may be of another team, such as one who was let in before or opened the client for a while.
    A relationship that began today has then no day at all, which its last day says: the day before the first.

    Raises:
        Forbidden: the role ends no care.
        NotFound: there is no such relationship.
        WrongState: it ends by that day already.
        InvalidInput: the day is further back than yesterday, or before the relationship begins.
    """
    access.require(actor, Permission.CARE_ASSIGN)
    care = await tx.row(queries.LOCK_CARE, care_relationship_id=care_relationship_id)
    if care is None:
        raise NotFound("input", "careRelationshipId")
    check_last_day(care["valid_from"], care["valid_until"], last_day, tx.today)
    await tx.execute(queries.END_CARE, ids=[care_relationship_id], last_day=last_day)
    await _end_reach(tx, care_relationship_id, care["worker_id"], care["client_id"], last_day)
    audit.record(
        tx,
        actor,
        "care:end",
        client_id=care["client_id"],
        subject_id=care_relationship_id,
        last_day=last_day.isoformat(),
    )
    return CareKept(care_relationship_id)


async def _end_reach(
    tx: Transaction, care_id: UUID, worker_id: UUID, client_id: UUID, last_day: date
) -> None:
    """The relationship's rows are written before: the leader's own reach to the client may end with it."""
    await access.end_reach(tx, care_id, last_day)
    await access.end_substitutes_reach(tx, worker_id, client_id, last_day)


def _care(row: Row) -> Care:
    return Care(
        row["id"],
        row["worker_id"],
        row["team_id"],
        CareKind(row["kind"]),
        row["valid_from"],
        row["valid_until"],
    )
