"""Reads what messages to clients say of services and of whom to contact, as it is when they are left."""

from collections.abc import Sequence
from uuid import UUID

from hb.clients.service import contact_workers
from hb.kit.errors import Language
from hb.kit.transaction import Row, Transaction
from hb.messages.rules import ContactWorker, Details, ServiceFrom, details
from hb.plans.queries.details import ITEM_SERVICES, SERVICES


async def order_details(tx: Transaction, order_id: UUID) -> Details:
    """The facts of `messages.tell` that name an order's service, producer and first month, and a worker."""
    return _details(await tx.rows(SERVICES, order_id=order_id, plan_id=None))


async def plan_details(tx: Transaction, plan_id: UUID) -> Details:
    """The facts of `messages.tell` that name a plan's services as `order_details` does, and a worker."""
    return _details(await tx.rows(SERVICES, order_id=None, plan_id=plan_id))


async def contact_details(tx: Transaction, client_ids: Sequence[UUID]) -> dict[UUID, Details]:
    """The facts of `messages.tell` that name the worker to contact, by client; a client may have none."""
    contacts = await contact_workers(tx, client_ids)
    return {client_id: details((), contact) for client_id, contact in contacts.items()}


async def item_services(tx: Transaction, item_ids: Sequence[UUID]) -> dict[UUID, ServiceFrom]:
    """The services of plan items by item, in the order in which messages name them."""
    rows = await tx.rows(ITEM_SERVICES, item_ids=sorted(set(item_ids)))
    return {row["item_id"]: _service(row) for row in rows}


def _details(rows: Sequence[Row]) -> Details:
    contacts = (ContactWorker(row["worker"], row["phone"]) for row in rows if row["worker"] is not None)
    return details([_service(row) for row in rows], next(contacts, None))


def _service(row: Row) -> ServiceFrom:
    names: dict[Language, str] = {"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]}
    return ServiceFrom(names, row["producer"], row["first_month"])
