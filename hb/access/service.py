"""Saying no; who stands as what; giving and ending roles and reach.

What changes here is part of an upper module's command, which authorises and records it: the audit trail lies
above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hb.access import queries
from hb.access.rules import Actor, Ground, Permission, Role, Scope
from hb.kit.errors import Forbidden
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Given:
    """Reach to be given: `source_id` is the care relationship, representation or order it stems from."""

    party_id: UUID
    client_id: UUID
    ground: Ground
    source_id: UUID
    valid_from: date
    valid_until: date | None = None
    scope: Scope = Scope.FULL


@dataclass(frozen=True, slots=True)
class StandsIn:
    """For whom a substitute stands in, and when."""

    absent_id: UUID
    valid_from: date
    valid_until: date | None


def require(actor: Actor, permission: Permission) -> None:
    """Stand at the head of every command.

    Raises:
        Forbidden: the actor's role does not have the permission, or the representative's power does not cover
        it.
    """
    if permission not in actor.permissions:
        raise Forbidden


async def standing(
    tx: Transaction, organiser_id: UUID, user_id: UUID, role: Role, on_behalf_of: UUID | None
) -> Actor | None:
    """The actor behind a token's verified claims, or None when the role does not stand on this Helsinki day.

    `on_behalf_of` is the client whom a representative acts for, and there the representation must be valid;
    or the absent worker whom a substitute stands in for; else None. Runs under the context of that user as
    party.
    """
    found = await tx.row(
        queries.STANDING,
        organiser_id=organiser_id,
        user_id=user_id,
        role=role,
        on_behalf_of=on_behalf_of,
    )
    if found is None:
        return None
    return Actor(
        organiser_id, user_id, found["party_id"], role, on_behalf_of=on_behalf_of, scope=Scope(found["scope"])
    )


async def assign_role(
    tx: Transaction,
    *,
    assignment_id: UUID,
    user_id: UUID,
    role: Role,
    party_id: UUID,
    valid_from: date,
    valid_until: date | None = None,
) -> None:
    """Let a user sign in as a role from a day on; `party_id` is what reach is given to (see `Actor`).

    A user of a producer has a row with each organiser that approved the producer. The caller makes the id,
    by which `end_role` finds the row.
    """
    await tx.execute(
        queries.ASSIGN_ROLE,
        id=assignment_id,
        user_id=user_id,
        role=role,
        party_id=party_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )


async def end_role(tx: Transaction, assignment_id: UUID, last_day: date) -> None:
    """End one role of a user; it lasts through last_day, and nothing happens when it ends sooner."""
    await tx.execute(queries.END_ROLE, of_assignment=assignment_id, last_day=last_day)


async def give_reach(
    tx: Transaction,
    *,
    party_id: UUID,
    client_id: UUID,
    ground: Ground,
    source_id: UUID,
    scope: Scope,
    valid_from: date,
    valid_until: date | None,
) -> None:
    """Let a party see a client on a ground; `source_id` is the care relationship, representation or order."""
    await tx.execute(
        queries.GIVE_REACH,
        party_id=party_id,
        client_id=client_id,
        ground=ground,
        source_id=source_id,
        scope=scope,
        valid_from=valid_from,
        valid_until=valid_until,
    )


async def give_reaches(tx: Transaction, given: Sequence[Given]) -> None:
    """Give reach to any number of parties and clients in one statement; what is there stays as it is."""
    await tx.execute(
        queries.GIVE_REACHES,
        party_ids=[one.party_id for one in given],
        client_ids=[one.client_id for one in given],
        grounds=[one.ground for one in given],
        source_ids=[one.source_id for one in given],
        scopes=[one.scope for one in given],
        valid_from=[one.valid_from for one in given],
        valid_until=[one.valid_until for one in given],
    )


async def end_reach(tx: Transaction, source_id: UUID, last_day: date) -> None:
    """End all reach that stems from one relationship, representation or order; it lasts through last_day."""
    await end_reaches(tx, [source_id], last_day)


async def end_reaches(tx: Transaction, source_ids: Sequence[UUID], last_day: date) -> None:
    """End all reach that stems from any number of them, in one statement."""
    await tx.execute(queries.END_REACH, of_sources=list(source_ids), last_day=last_day)


async def stands_in(
    tx: Transaction, absent_id: UUID, substitute_id: UUID, valid_from: date, valid_until: date
) -> bool:
    """Whether one worker already stands in for the other on some day of a validity."""
    found = await tx.row(
        queries.STANDS_IN,
        absent_id=absent_id,
        substitute_id=substitute_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return found is not None


async def substitution(tx: Transaction, assignment_id: UUID) -> StandsIn | None:
    """A substitution by its role assignment, locked; None when the assignment is none of a substitute."""
    row = await tx.row(queries.LOCK_SUBSTITUTION, assignment_id=assignment_id)
    return StandsIn(row["substitutes_for"], row["valid_from"], row["valid_until"]) if row else None


async def stand_in(
    tx: Transaction, absent_id: UUID, substitute_id: UUID, valid_from: date, valid_until: date
) -> tuple[UUID, ...]:
    """Give a substitute every role the absent worker holds in those days, and reach to the clients served.

    Gives the ids of the role assignments, none when the absent worker holds no role. Who leads a team stands
    in as the team; whoever else stands in reaches clients as themselves, on the ground of substitution.
    """
    held = await tx.rows(
        queries.ROLES_HELD, user_id=absent_id, valid_from=valid_from, valid_until=valid_until
    )
    ids = tuple(tx.new_id() for _ in held)
    if not ids:
        return ids
    await tx.execute(
        queries.ASSIGN_SUBSTITUTIONS,
        ids=list(ids),
        roles=[row["role"] for row in held],
        party_ids=[substitute_id if row["party_id"] == absent_id else row["party_id"] for row in held],
        absent_id=absent_id,
        substitute_id=substitute_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    await tx.execute(queries.GIVE_SUBSTITUTES_REACH, absent_id=absent_id, ids=list(ids))
    return ids


async def extend_to_substitutes(tx: Transaction, worker_id: UUID, client_id: UUID) -> None:
    """Let those who stand in for a worker reach a client who came to the worker meanwhile."""
    await tx.execute(queries.EXTEND_TO_SUBSTITUTES, worker_id=worker_id, client_id=client_id)


async def end_substitutes_reach(tx: Transaction, worker_id: UUID, client_id: UUID, last_day: date) -> None:
    """End the reach of a worker's substitutes to a client who leaves; it lasts through last_day."""
    await tx.execute(
        queries.END_SUBSTITUTES_REACH, worker_id=worker_id, of_client=client_id, last_day=last_day
    )


async def row_behind_command_door(tx: Transaction, statement: Statement, **values: object) -> Row | None:
    """Read one row that policies keep from the read door, for the payload of an audited showing."""
    rows = await rows_behind_command_door(tx, statement, **values)
    return rows[0] if rows else None


async def rows_behind_command_door(tx: Transaction, statement: Statement, **values: object) -> list[Row]:
    """Read rows that policies keep from the read door, for the payload of an audited showing.

    The statement itself says whose rows it may give; the read door is open again afterwards.
    """
    await tx.execute(queries.OPEN_COMMAND_DOOR)
    rows = await tx.rows(statement, **values)
    await tx.execute(queries.OPEN_READ_DOOR)
    return rows
