"""Permission checks, the caller's valid role, and giving or ending roles and reach.

Changes made here are part of an upper module's command, which authorises and records them: the audit trail is
above this module.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from hb.access import queries
from hb.access.queries import own_records
from hb.access.rules import Actor, Ground, Permission, Role, Scope
from hb.kit.errors import Forbidden
from hb.kit.statement import Statement
from hb.kit.transaction import Row, Transaction

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Given:
    """Reach to be given: `source_id` is the care relationship, representation or order it comes from."""

    party_id: UUID
    client_id: UUID
    ground: Ground
    source_id: UUID
    valid_from: date
    valid_until: date | None = None
    scope: Scope = Scope.FULL


@dataclass(frozen=True, slots=True)
class Substitution:
    """The absent worker of a substitute, and the validity."""

    absent_id: UUID
    valid_from: date
    valid_until: date | None


def require(actor: Actor, permission: Permission) -> None:
    """Require a permission of the actor; every command begins with this call.

    Raises:
        Forbidden: the actor's role does not have the permission, or the representative's power does not cover
        it.
    """
    if permission not in actor.permissions:
        raise Forbidden


async def valid_actor(
    tx: Transaction, organiser_id: UUID, user_id: UUID, role: Role, on_behalf_of: UUID | None
) -> Actor | None:
    """The actor behind a token's verified claims, or None if the role is not valid today (Helsinki).

    `on_behalf_of` is the client whom a representative acts for, and then the representation must be valid; or
    the absent worker of a substitute; else None. Runs under the context of that user as party.
    """
    row = await tx.row(
        queries.VALID_ROLE,
        organiser_id=organiser_id,
        user_id=user_id,
        role=role,
        on_behalf_of=on_behalf_of,
    )
    if row is None:
        return None
    return Actor(
        organiser_id,
        user_id,
        row["party_id"],
        role,
        on_behalf_of=on_behalf_of,
        scope=Scope(row["scope"]),
        has_traits=row["has_traits"],
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
    """End one role of a user, which lasts through last_day; nothing happens if it ends sooner."""
    await end_roles(tx, {assignment_id: last_day})


async def end_roles(tx: Transaction, last_days: Mapping[UUID, date]) -> None:
    """End any number of roles, each through a last day of its own, in one statement."""
    await tx.execute(queries.END_ROLES, assignment_ids=list(last_days), last_days=list(last_days.values()))


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
    await give_reaches(tx, [Given(party_id, client_id, ground, source_id, valid_from, valid_until, scope)])


async def give_reaches(tx: Transaction, reaches: Sequence[Given]) -> None:
    """Give reach to any number of parties and clients in one statement; existing reach stays as it is."""
    await tx.execute(
        queries.GIVE_REACHES,
        party_ids=[reach.party_id for reach in reaches],
        client_ids=[reach.client_id for reach in reaches],
        grounds=[reach.ground for reach in reaches],
        source_ids=[reach.source_id for reach in reaches],
        scopes=[reach.scope for reach in reaches],
        valid_from=[reach.valid_from for reach in reaches],
        valid_until=[reach.valid_until for reach in reaches],
    )


async def narrow_to_view(tx: Transaction, source_id: UUID) -> None:
    """Leave of all reach from one source what reads: no command of a worker counts it from now on."""
    await tx.execute(queries.NARROW_TO_VIEW, of_source=source_id)


async def end_reach(tx: Transaction, source_id: UUID, last_day: date) -> None:
    """End all reach from one relationship, representation or order; it lasts through last_day."""
    await end_reaches(tx, {source_id: last_day})


async def end_reaches(tx: Transaction, last_days: Mapping[UUID, date]) -> None:
    """End all reach that stems from any number of sources, each through a last day of its own."""
    await tx.execute(queries.END_REACH, source_ids=list(last_days), last_days=list(last_days.values()))


async def end_order_reach(tx: Transaction, producer_id: UUID, last_day: date) -> None:
    """End all reach that orders have given a producer; it lasts through last_day."""
    await tx.execute(queries.END_ORDER_REACH, producer_id=producer_id, last_day=last_day)


async def is_substitute(
    tx: Transaction, absent_id: UUID, substitute_id: UUID, valid_from: date, valid_until: date
) -> bool:
    """Whether one worker is already a substitute of the other on some day of a validity."""
    row = await tx.row(
        queries.SUBSTITUTION_BETWEEN,
        absent_id=absent_id,
        substitute_id=substitute_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return row is not None


async def substitution(tx: Transaction, assignment_id: UUID) -> Substitution | None:
    """A substitution by its role assignment, locked; None if the assignment is not a substitute's."""
    row = await tx.row(queries.LOCK_SUBSTITUTION, assignment_id=assignment_id)
    return Substitution(row["substitutes_for"], row["valid_from"], row["valid_until"]) if row else None


async def add_substitute(
    tx: Transaction, absent_id: UUID, substitute_id: UUID, valid_from: date, valid_until: date
) -> tuple[UUID, ...]:
    """Give a substitute every role that the absent worker has in those days, and reach to the clients served.

    Gives the ids of the role assignments, none if the absent worker has no role. The substitute of a team
    leader acts as the team; any other reaches clients as themselves, on the ground of substitution.
    """
    roles = await tx.rows(queries.ROLES_OF, user_id=absent_id, valid_from=valid_from, valid_until=valid_until)
    ids = tuple(tx.new_id() for _ in roles)
    if not ids:
        return ids
    await tx.execute(
        queries.ASSIGN_SUBSTITUTIONS,
        ids=list(ids),
        roles=[row["role"] for row in roles],
        party_ids=[substitute_id if row["party_id"] == absent_id else row["party_id"] for row in roles],
        absent_id=absent_id,
        substitute_id=substitute_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    await tx.execute(queries.GIVE_SUBSTITUTES_REACH, absent_id=absent_id, ids=list(ids))
    return ids


async def extend_to_substitutes(tx: Transaction, worker_id: UUID, client_id: UUID) -> None:
    """Let a worker's substitutes reach a new client of the worker."""
    await tx.execute(queries.EXTEND_TO_SUBSTITUTES, worker_id=worker_id, client_id=client_id)


async def end_substitutes_reach(tx: Transaction, worker_id: UUID, client_id: UUID, last_day: date) -> None:
    """End the reach of a worker's substitutes to a client who leaves; it lasts through last_day."""
    await tx.execute(
        queries.END_SUBSTITUTES_REACH, worker_id=worker_id, of_client=client_id, last_day=last_day
    )


async def end_own(tx: Transaction, client_ids: Sequence[UUID], last_day: date) -> None:
    """End clients' own sign-in and their sight of their own data, which last through last_day."""
    signed_in = await tx.rows(own_records.SIGN_INS_OF, user_ids=list(client_ids), role=Role.CLIENT)
    await end_roles(tx, {assignment["id"]: last_day for assignment in signed_in})
    sources = await tx.rows(own_records.OWN_SOURCES, client_ids=list(client_ids))
    await end_reaches(tx, {row["source_id"]: last_day for row in sources})


async def give_own(tx: Transaction, client_ids: Sequence[UUID], source_ids: Sequence[UUID]) -> None:
    """Let clients sign in again from today and see their own data; each gives the source of its reach."""
    for client_id in client_ids:
        await assign_role(
            tx,
            assignment_id=tx.new_id(),
            user_id=client_id,
            role=Role.CLIENT,
            party_id=client_id,
            valid_from=tx.today,
        )
    await give_reaches(
        tx,
        [
            Given(client_id, client_id, Ground.SELF, source_id, tx.today)
            for client_id, source_id in zip(client_ids, source_ids, strict=True)
        ],
    )


async def repeat_reach(tx: Transaction, kept_id: UUID, closed_id: UUID) -> None:
    """Let all who reach one record of a person reach the person's other one, as long and as far."""
    await tx.rows(own_records.LOCK_REACH, client_id=kept_id)
    await tx.execute(own_records.REPEAT_REACH, kept_id=kept_id, closed_id=closed_id)


async def end_repeated_reach(tx: Transaction, closed_id: UUID) -> None:
    """End at once all reach to a record that was repeated from the person's other one."""
    await tx.execute(own_records.END_REPEATED_REACH, of_client=closed_id)


async def row_in_command_mode(tx: Transaction, statement: Statement, **values: object) -> Row | None:
    """Read one row that policies hide in read mode, for the payload of an audited showing."""
    rows = await rows_in_command_mode(tx, statement, **values)
    return rows[0] if rows else None


async def rows_in_command_mode(tx: Transaction, statement: Statement, **values: object) -> list[Row]:
    """Read rows that policies hide in read mode, for the payload of an audited showing.

    The statement itself limits whose rows it gives; the transaction is in read mode again afterwards.
    """
    return await in_command_mode(tx, lambda: tx.rows(statement, **values))


async def in_command_mode(tx: Transaction, read: Callable[[], Awaitable[Result]]) -> Result:
    """Read for the payload of an audited showing; the transaction is in read mode again afterwards."""
    await tx.execute(queries.COMMAND_MODE)
    result = await read()
    await tx.execute(queries.READ_MODE)
    return result


async def row_as_if_reached(
    tx: Transaction, reach: Given, statement: Statement, **values: object
) -> Row | None:
    """Read one row of a client whom the actor's party does not reach, and leave no reach behind.

    The reach is there for this statement alone, which says what is shown; in access mode `command`.
    """
    await tx.execute(queries.BEFORE_REACH)
    await give_reaches(tx, [reach])
    row = await tx.row(statement, **values)
    await tx.execute(queries.WITHOUT_REACH)
    return row
