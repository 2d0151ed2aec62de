"""Writing the audit trail and the use log."""

from collections.abc import Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.audit import queries
from hb.audit.model import audit_event
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
        },
    )


async def log_use(tx: Transaction, actor: Actor, operation: str, client_ids: Sequence[UUID]) -> None:
    """Log that client data was read: one row per request (asiakastietolaki 703/2023 10 §).

    If this row cannot be written the read fails, since both are one transaction.
    """
    await tx.execute(
        queries.LOG_USE,
        id=tx.new_id(),
        purpose=actor.purpose,
        operation=operation,
        client_ids=list(client_ids),
    )
