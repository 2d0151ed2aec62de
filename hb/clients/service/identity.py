"""Showing a personal identity code: recorded first, then read with the payload; and changing it."""

from collections.abc import Iterator
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.model import HETU
from hb.clients.rules import (
    ClientLanguage,
    HetuChange,
    HetuChanged,
    HetuOfAnother,
    HetuReason,
    HetuShown,
)
from hb.clients.rules.hetu import Hetu, hetu_of
from hb.clients.rules.input_rules import HetuRule
from hb.clients.rules.validity import hearer_of, language_of
from hb.clients.service.going_on import going_on
from hb.clients.service.registration import place_of_hetu
from hb.kit.errors import InvalidInput, NotFound
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Hearing, Subject, SubjectType


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
    stored = await access.row_in_command_mode(tx, queries.PRESENT_IDENTITY, client_id=client_id)
    if stored is None:
        raise NotFound("input", "clientId")
    await audit.log_use(tx, "hetu:show", [client_id])
    place = place_of_hetu(actor, stored["client_id"])
    return secrecy.decrypt(stored["hetu_ciphertext"], *place, key_id=stored["key_id"])


async def change_hetu(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    change: HetuChange,
    *,
    allow_temporary: bool = False,
) -> HetuChanged:
    """Give a client another personal identity code; the former one still finds the client.

    The birth date follows the code; the history keeps the one before. A code that the client had earlier, or
    that a record merged into this one has, may be taken again. `allow_temporary` is as in `register`.

    Raises:
        Forbidden: the role changes no codes.
        InvalidHetu: the text is no personal identity code.
        InvalidInput: it is the client's present code.
        NotFound: there is no such client, or the client has no code.
        RecordMerged: the record is closed.
        HetuOfAnother: another client has or had the code.
    """
    access.require(actor, Permission.HETU_CHANGE)
    hetu = hetu_of(change.hetu, tx.today, "input", "hetu", allow_temporary=allow_temporary)
    client_id = change.client_id
    client = going_on(await tx.row(queries.LOCK_CLIENT, client_id=client_id), "input", "clientId")
    former = await tx.row(queries.PRESENT_IDENTITY, client_id=client_id)
    if former is None:
        raise NotFound("input", "clientId")
    if any(stored is not None and stored == sought for stored, sought in _indexes(former, secrecy, hetu)):
        raise InvalidInput("input", "hetu", rule=HetuRule.HETU_UNCHANGED)
    identity_id = await _take(tx, actor, secrecy, client_id, hetu)
    await tx.execute(queries.CHANGE_BIRTH_DATE, of_client=client_id, new_birth_date=hetu.birth_date)
    change_id = tx.new_id()
    await tx.execute(
        queries.INSERT_IDENTITY_CHANGE,
        id=change_id,
        client_id=client_id,
        identity_id=identity_id,
        former_id=former["id"],
        reason=change.reason,
        birth_date_before=client["birth_date"],
        birth_date_after=hetu.birth_date,
    )
    audit.record(tx, actor, "hetu:change", client_id=client_id, subject_id=change_id, reason=change.reason)
    if client["died_on"] is None:
        messages.tell(
            tx,
            actor,
            Event.IDENTITY_CODE_CHANGED,
            client_id,
            client_id=client_id,
            subject=Subject(SubjectType.CLIENT, client_id),
            language=language_of(ClientLanguage(client["language"])),
            to=Hearing(hearer_of(None, None, client["birth_date"], tx.today)),
        )
    return HetuChanged(client_id)


async def _take(tx: Transaction, actor: Actor, secrecy: Secrecy, client_id: UUID, hetu: Hetu) -> UUID:
    """Make a code the client's present one in place of the former; gives the id of its row."""
    await tx.execute(queries.REPLACE_IDENTITY, of_client=client_id)
    columns = HETU.parameters(secrecy, hetu.code, place_of_hetu(actor, client_id))
    identity_id = tx.new_id()
    taken = await tx.row(queries.TAKE_CODE, id=identity_id, client_id=client_id, **columns)
    if taken is None:  # another taker committed while this one waited for it
        taken = await tx.row(queries.TAKE_CODE, id=identity_id, client_id=client_id, **columns)
    if taken is None or taken["client_id"] != client_id:
        raise HetuOfAnother("input", "hetu")
    row_id: UUID = taken["id"]
    return row_id


def _indexes(row: Row, secrecy: Secrecy, hetu: Hetu) -> Iterator[tuple[bytes | None, bytes | None]]:
    """Each index of a stored code beside that of another code."""
    return zip((row[name] for name in HETU.indexes), secrecy.blind_indexes(hetu.code), strict=True)
