"""Showing a personal identity code: recorded first, then read with the payload, never stored."""

from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import HetuReason, HetuShown
from hb.clients.service.registration import place_of_hetu
from hb.kit.errors import NotFound
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction


async def show_hetu(tx: Transaction, actor: Actor, client_id: UUID, reason: HetuReason) -> HetuShown:
    """Record that a worker needs to see a client's personal identity code, and why (L 1050/2018 29 §).

    Raises:
        Forbidden: the role sees no codes.
        NotFound: there is no such client.
    """
    access.require(actor, Permission.HETU_SHOW)
    if await tx.row(queries.SEE_CLIENT, client_id=client_id) is None:
        raise NotFound("input", "clientId")
    audit.record(tx, actor, "hetu:show", client_id=client_id, reason=reason)
    return HetuShown(client_id)


async def read_hetu(tx: Transaction, actor: Actor, secrecy: Secrecy, client_id: UUID) -> str:
    """The code itself, for the payload of `show_hetu`.

    A command that is sent again reads its payload again; every reading is checked and goes into the use log.

    Raises:
        Forbidden: the role sees no codes.
        NotFound: there is no such client, or the worker reaches the client no more.
    """
    access.require(actor, Permission.HETU_SHOW)
    stored = await access.row_in_command_mode(tx, queries.READ_HETU, client_id=client_id)
    if stored is None:
        raise NotFound("input", "clientId")
    await audit.log_use(tx, "hetu:show", [client_id])
    place = place_of_hetu(actor, client_id)
    return secrecy.decrypt(stored["hetu_ciphertext"], *place, key_id=stored["key_id"])
