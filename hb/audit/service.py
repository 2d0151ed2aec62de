"""Writing the audit trail and the use log, and telling clients who used their data."""

from collections.abc import Sequence
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission, Purpose, Role
from hb.audit import queries
from hb.audit.model import audit_event
from hb.audit.rules import MOST_ENTRIES, Outcome, UseLogAsked, UseLogEntry, UseLogWish, days_of
from hb.kit.errors import Forbidden, out_of_range
from hb.kit.sentences import NumberUnit
from hb.kit.transaction import Transaction


def record(
    tx: Transaction,
    actor: Actor,
    action: str,
    *,
    client_id: UUID | None = None,
    subject_id: UUID | None = None,
    **facts: int | str | None,
) -> None:
    """Add a row to the audit trail, written at the end of the command's transaction.

    `action` is noun:verb, as permissions are. Facts are numbers, codes, dates and ids, never names or hetu.
    """
    tx.gather(
        audit_event,
        {
            "organiser_id": actor.organiser_id,
            "id": tx.new_id(),
            "at": tx.now,
            "actor_id": actor.user_id,
            "role": actor.role,
            "on_behalf_of": actor.on_behalf_of,
            "action": action,
            "client_id": client_id,
            "subject_id": subject_id,
            "facts": facts,
            "outcome": Outcome.DONE,
            "address": actor.address,
        },
    )


async def record_denied(
    tx: Transaction, actor: Actor, action: str, code: str, *, subject_id: UUID | None = None
) -> None:
    """Write that an attempt was refused: the action, the refusal's code, and what it aimed at.

    The refused command was rolled back whole, so this runs in a transaction of its own, in either
    access mode.
    """
    await tx.execute(
        queries.RECORD_DENIED,
        id=tx.new_id(),
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        action=action,
        subject_id=subject_id,
        facts={"code": code},
        address=actor.address,
    )


async def log_use(tx: Transaction, operation: str, client_ids: Sequence[UUID]) -> None:
    """Log that client data was read: one row per request (asiakastietolaki 703/2023 10 §).

    Who read, in which role and for what is the transaction's context. The row is written together with the
    commit. If it cannot be written the read fails, since both are one transaction.

    Raises:
        ValueError: the operation is no name of GraphQL.
    """
    await tx.close_with(queries.LOG_USE, tx.new_id(), operation, client_ids)


async def own_use_log(tx: Transaction, actor: Actor, wish: UseLogWish) -> UseLogAsked:
    """Record that a client asks who used their data (asiakastietolaki 703/2023 11 §).

    The client or who represents the client in full; `use_log_entries` then reads what was asked for.

    Raises:
        Forbidden: another role, or a representative whose power does not cover it.
        InvalidInput: the days are the wrong way round, or lie more than two years back.
    """
    access.require(actor, Permission.OWN_USE_LOG_READ)
    client_id = _own_client(actor)
    first, last = days_of(wish, tx.today)
    record(
        tx,
        actor,
        "own-use-log:read",
        client_id=client_id,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
    )
    return UseLogAsked(client_id, first, last)


async def use_log_entries(
    tx: Transaction, actor: Actor, asked: UseLogAsked, *, first: int = 100, after_id: UUID | None = None
) -> tuple[UseLogEntry, ...]:
    """The entries that were asked for, newest first; `after_id` is the last entry of the page before.

    Raises:
        Forbidden: the actor is not the client who asked, nor represents them in full.
        InvalidInput: the page is not between 1 and 500 entries.
    """
    access.require(actor, Permission.OWN_USE_LOG_READ)
    if asked.client_id != _own_client(actor):
        raise Forbidden
    if not 1 <= first <= MOST_ENTRIES:
        raise out_of_range("input", "first", least=1, most=MOST_ENTRIES, unit=NumberUnit.NUMBER)
    rows = await access.rows_in_command_mode(
        tx,
        queries.OWN_USE_LOG,
        client_id=asked.client_id,
        since=asked.since,
        until=asked.until,
        after_id=after_id,
        count=first,
    )
    return tuple(
        UseLogEntry(
            row["id"],
            row["at"],
            Role(row["role"]),
            Purpose(row["purpose"]),
            row["operation"],
            row["team"],
            row["party_id"],
            row["by_representative"],
            row["in_emergency"],
        )
        for row in rows
    )


def _own_client(actor: Actor) -> UUID:
    if actor.own_client_id is None:
        raise Forbidden
    return actor.own_client_id
