"""The endpoint of a producer's system: set, ended, and calls to it replayed."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound, WrongState
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.outlets.webhook import new_secret
from hb.sending import queries, rules
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import DeliveryState
from hb.work import service as work

POSTING = "WEBHOOK_POST"
"""The kind of job that makes the call which it is about (`hb.sending.work`)."""


@dataclass(frozen=True, slots=True)
class WebhookKept:
    """The endpoint that was set or ended."""

    webhook_id: UUID


@dataclass(frozen=True, slots=True)
class DeliveryReplayed:
    """The call that waits to be made again."""

    delivery_id: UUID


async def set_webhook(
    tx: Transaction, actor: Actor, secrecy: Secrecy, url: str, *, allow_loopback: bool = False
) -> WebhookKept:
    """Have the events of this organiser posted to an endpoint, in place of the one before if there was one.

    A secret is made for it. `allow_loopback` lets http lead to this very machine (development).

    Raises:
        Forbidden: the role keeps no endpoints.
        InvalidInput: the address is not of its form.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    endpoint = rules.endpoint_of(url, allow_loopback=allow_loopback)
    await tx.rows(queries.LOCK_PRODUCER)
    present = await tx.row(queries.PRESENT_WEBHOOK)
    if present is not None:
        await tx.execute(queries.END_WEBHOOK, webhook_id=present["id"])
    webhook_id = tx.new_id()
    await tx.execute(queries.ADD_WEBHOOK, webhook_id=webhook_id, url=endpoint)
    place = SIGNING_SECRET.place(webhook_secret, actor.organiser_id, webhook_id)
    columns = SIGNING_SECRET.parameters(secrecy, new_secret(), place)
    await tx.execute(queries.ADD_SECRET, webhook_id=webhook_id, **columns)
    audit.record(tx, actor, "webhook:set", subject_id=webhook_id)
    return WebhookKept(webhook_id)


async def read_secret(tx: Transaction, actor: Actor, secrecy: Secrecy, webhook_id: UUID) -> str | None:
    """The secret of an endpoint, for the payload of `set_webhook` alone; None if it has none any more.

    Raises:
        Forbidden: the role keeps no endpoints.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    row = await access.row_in_command_mode(tx, queries.SECRET, webhook_id=webhook_id)
    if row is None:
        return None
    place = SIGNING_SECRET.place(webhook_secret, actor.organiser_id, webhook_id)
    return secrecy.decrypt(row[SIGNING_SECRET.ciphertext], *place, key_id=row["key_id"])


async def end_webhook(tx: Transaction, actor: Actor) -> WebhookKept:
    """Have nothing more posted to the endpoint.

    Raises:
        Forbidden: the role keeps no endpoints.
        NotFound: the producer has none.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    present = await tx.row(queries.PRESENT_WEBHOOK)
    if present is None:
        raise NotFound("input")
    await tx.execute(queries.END_WEBHOOK, webhook_id=present["id"])
    audit.record(tx, actor, "webhook:end", subject_id=present["id"])
    return WebhookKept(present["id"])


async def replay_delivery(tx: Transaction, actor: Actor, delivery_id: UUID) -> DeliveryReplayed:
    """Have a call made again, with the same id, to the endpoint that the producer has then.

    Raises:
        Forbidden: the role keeps no endpoints.
        NotFound: the producer has no such call.
        WrongState: it still waits.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    delivery = await tx.row(queries.LOCK_DELIVERY, delivery_id=delivery_id)
    if delivery is None:
        raise NotFound("input", "deliveryId")
    if delivery["state"] == DeliveryState.WAITING:
        raise WrongState("input", "deliveryId", state=delivery["state"])
    await tx.execute(queries.REPLAY, delivery_id=delivery_id)
    work.leave(tx, actor, POSTING, subject_id=delivery_id)
    audit.record(tx, actor, "webhook:replay", subject_id=delivery_id)
    return DeliveryReplayed(delivery_id)
