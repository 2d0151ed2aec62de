"""Reads whom messages to clients name as the worker to contact."""

from collections.abc import Sequence
from uuid import UUID

from hb.clients.queries.contacts import CONTACTS
from hb.kit.transaction import Transaction
from hb.messages.rules import ContactWorker


async def contact_workers(tx: Transaction, client_ids: Sequence[UUID]) -> dict[UUID, ContactWorker]:
    """The worker whom each client may contact; a client may have none."""
    rows = await tx.rows(CONTACTS, client_ids=sorted(set(client_ids)))
    return {row["client_id"]: ContactWorker(row["worker"], row["phone"]) for row in rows}
