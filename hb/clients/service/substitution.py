"""Substitution for an absent worker: each of the worker's roles and reach to the clients, for a time."""

from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import SubstituteAssigned, Substitution, SubstitutionOverlaps
from hb.clients.rules.validity import check_last_day, check_substitution
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction


async def assign_substitute(tx: Transaction, actor: Actor, wish: Substitution) -> SubstituteAssigned:
    """Let a worker substitute for an absent worker of the leader's team, in every role of that worker.

    The substitute signs in with the role and on behalf of the absent worker, so the logs name both.

    Raises:
        Forbidden: the role assigns no substitutes.
        NotFound: the absent worker is not of the leader's team or holds no role then; no such substitute.
        SubstitutionOverlaps: they substitute for this worker on some of the days already.
        InvalidInput: somebody for themselves, days in the past or the wrong way round.
    """
    access.require(actor, Permission.SUBSTITUTE_ASSIGN)
    check_substitution(wish, tx.today)
    absent, substitute = wish.absent_worker_id, wish.substitute_worker_id
    teams = {
        row["id"]: row["team_id"]
        for row in await tx.rows(queries.WORKER_TEAMS, worker_ids=[absent, substitute])
    }
    if teams.get(absent) != actor.party_id:
        raise NotFound("input", "absentWorkerId")
    if substitute not in teams:
        raise NotFound("input", "substituteWorkerId")
    if await access.is_substitute(tx, absent, substitute, wish.valid_from, wish.valid_until):
        raise SubstitutionOverlaps("input", "validFrom")
    ids = await access.add_substitute(tx, absent, substitute, wish.valid_from, wish.valid_until)
    if not ids:
        raise NotFound("input", "absentWorkerId")
    for assignment_id in ids:
        audit.record(
            tx,
            actor,
            "substitute:assign",
            subject_id=assignment_id,
            absent_worker_id=str(absent),
            substitute_worker_id=str(substitute),
            valid_from=wish.valid_from.isoformat(),
            valid_until=wish.valid_until.isoformat(),
        )
    return SubstituteAssigned(ids)


async def end_substitute(
    tx: Transaction, actor: Actor, assignment_id: UUID, last_day: date
) -> SubstituteAssigned:
    """End a substitution before its time, its role and its reach; yesterday as last day ends it at once.

    Raises:
        Forbidden: the role assigns no substitutes.
        NotFound: there is no such substitution of a worker of the leader's team.
        WrongState: it ends by that day already.
        InvalidInput: the day is further back than yesterday, or before the substitution begins.
    """
    access.require(actor, Permission.SUBSTITUTE_ASSIGN)
    substitution = await access.substitution(tx, assignment_id)
    if substitution is None:
        raise NotFound("input", "assignmentId")
    teams = await tx.rows(queries.WORKER_TEAMS, worker_ids=[substitution.absent_id])
    if [row["team_id"] for row in teams] != [actor.party_id]:
        raise NotFound("input", "assignmentId")
    check_last_day(substitution.valid_from, substitution.valid_until, last_day, tx.today)
    await access.end_role(tx, assignment_id, last_day)
    await access.end_reach(tx, assignment_id, last_day)
    audit.record(tx, actor, "substitute:end", subject_id=assignment_id, last_day=last_day.isoformat())
    return SubstituteAssigned((assignment_id,))
