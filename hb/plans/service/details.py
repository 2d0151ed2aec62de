"""Reads what messages to clients say of services and of whom to contact, as it is when they are left."""

from collections.abc import Sequence
from uuid import UUID

from hb.kit.transaction import Row, Transaction
from hb.messages.rules import ContactWorker, Details, ServiceFrom, details
from hb.plans.queries.details import CONTACTS, SERVICES


async def order_details(tx: Transaction, order_id: UUID) -> Details:
    """The facts of `messages.tell` that name an order's service, producer and first month, and a worker."""
    return _details(await tx.rows(SERVICES, order_id=order_id, plan_id=None))


async def plan_details(tx: Transaction, plan_id: UUID) -> Details:
    """The facts of `messages.tell` that name a plan's services as `order_details` does, and a worker."""
    return _details(await tx.rows(SERVICES, order_id=None, plan_id=plan_id))


async def contact_details(tx: Transaction, client_ids: Sequence[UUID]) -> dict[UUID, Details]:
    """The facts of `messages.tell` that name the worker to contact, by client; a client may have none."""
    rows = await tx.rows(CONTACTS, client_ids=list(client_ids))
    return {row["client_id"]: details((), _contact(row)) for row in rows}


def _details(rows: Sequence[Row]) -> Details:
    services = [
        ServiceFrom(
            {"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]},
            row["producer"],
            row["first_month"],
        )
        for row in rows
    ]
    return details(services, next((_contact(row) for row in rows if row["worker"] is not None), None))


def _contact(row: Row) -> ContactWorker:
    return ContactWorker(row["worker"], row["phone"])
