"""Saying no, and giving and ending reach."""

from datetime import date
from uuid import UUID

from hb.access import queries
from hb.access.rules import PERMISSIONS, Actor, Ground, Permission, Scope
from hb.kit.errors import Forbidden
from hb.kit.transaction import Transaction


def require(actor: Actor, permission: Permission) -> None:
    """Stand at the head of every command.

    Raises:
        Forbidden: the actor's role does not have the permission.
    """
    if permission not in PERMISSIONS[actor.role]:
        raise Forbidden


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


async def end_reach(tx: Transaction, source_id: UUID, last_day: date) -> None:
    """End all reach that stems from one relationship, representation or order; it lasts through last_day."""
    await tx.execute(queries.END_REACH, of_source=source_id, last_day=last_day)
