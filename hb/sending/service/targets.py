"""Who gets a message: looked up when it is sent, with the addresses and the consent of that moment."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hb.access.rules import Actor
from hb.clients.model import HETU, client_identity
from hb.kit.secrecy import Secrecy, Undecipherable
from hb.kit.transaction import Row, Transaction
from hb.messages.rules import Event, Recipient
from hb.sending import queries
from hb.sending.rules import Target
from hb.sending.rules.routes import phone_number


async def targets_of(
    tx: Transaction, actor: Actor, secrecy: Secrecy, messages: Sequence[Row]
) -> Mapping[UUID, Target]:
    """The recipient of each message by the message's id."""
    if not messages:
        return {}
    recipient_ids = list({row["recipient_id"] for row in messages})
    client_ids = list({row["client_id"] for row in messages if row["client_id"] is not None})
    persons = {row["id"]: row for row in await tx.rows(queries.PERSONS, ids=recipient_ids)}
    consents = {row["id"]: row["consents"] for row in await tx.rows(queries.CONSENTS, ids=client_ids)}
    house: dict[UUID, list[Row]] = {}
    for row in await tx.rows(queries.HOUSE_RECIPIENTS, ids=recipient_ids):
        house.setdefault(row["id"], []).append(row)
    targets = {}
    for message in messages:
        recipient_id, event = message["recipient_id"], Event(message["event"])
        if recipient_id in persons:
            consent = consents.get(message["client_id"], False)
            targets[message["id"]] = _person(actor, secrecy, persons[recipient_id], event, consents=consent)
        else:
            targets[message["id"]] = _of_house(house.get(recipient_id, []), event)
    return targets


def _person(actor: Actor, secrecy: Secrecy, row: Row, event: Event, *, consents: bool) -> Target:
    """A client, or somebody who represents the client whose consent counts."""
    code, is_unreadable = None, False
    if row[HETU.ciphertext] is not None:
        place = HETU.place(client_identity, actor.organiser_id, row["id"])
        try:
            code = secrecy.decrypt(row[HETU.ciphertext], *place, key_id=row["key_id"])
        except Undecipherable:
            is_unreadable = True
    return Target(
        recipient=Recipient.PARTY,
        event=event,
        consents=consents if row["consents"] is None else row["consents"],
        birth_date=row["birth_date"],
        emails=_present([row["email"]]),
        phones=tuple(map(phone_number, _present([row["phone"]]))),
        identity_code=code,
        is_unreadable=is_unreadable,
    )


def _of_house(rows: Sequence[Row], event: Event) -> Target:
    """A worker, the leaders of a team, a producer, or nobody at all."""
    if not rows:
        return Target(None, event)
    return Target(
        recipient=Recipient(rows[0]["recipient"]),
        event=event,
        emails=_present([row["email"] for row in rows]),
        phones=tuple(map(phone_number, _present([row["phone"] for row in rows]))),
        has_endpoint=rows[0]["has_endpoint"],
    )


def _present(addresses: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for address in addresses if address))
