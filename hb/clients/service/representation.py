"""Who speaks for a client: recording and ending representations, their sign-in and their reach."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Ground, Permission, Role
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import (
    ClientHasDied,
    ClientLanguage,
    PostalAddress,
    RepresentationKept,
    RepresentationRecord,
)
from hb.clients.rules.contact import ADDRESS_LENGTH, required, tidy_address, tidy_person
from hb.clients.rules.validity import SCOPES, check_last_day, custody_end, hearer_of, language_of
from hb.clients.service.going_on import require_going_on
from hb.kit.errors import InvalidInput, NotFound, WrongState, too_early
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Hearing, Subject, SubjectType


async def record_representation(
    tx: Transaction, actor: Actor, record: RepresentationRecord
) -> RepresentationKept:
    """Record who may speak for a client, on what ground and how far; the client is notified.

    The power may have begun before it was recorded, sight of the client begins today at the earliest.

    Raises:
        Forbidden: the role records no representations.
        NotFound: there is no such client or representative.
        RecordMerged: the client's record is closed.
        ClientHasDied: the client's day of death was recorded.
        InvalidInput: the person's data, the ground, the days, or a custodian of somebody of age.
    """
    access.require(actor, Permission.REPRESENTATION_RECORD)
    client = await require_going_on(tx, record.client_id, "input", "clientId")
    if client["died_on"] is not None:
        raise ClientHasDied("input", "clientId")
    ground = required(record.ground, ADDRESS_LENGTH, "input", "ground")
    last_day = custody_end(record, client["birth_date"])
    if last_day is not None and last_day < tx.today:
        raise too_early("input", "validUntil", earliest=tx.today)
    representative_id = await _representative(tx, record)
    representation_id = tx.new_id()
    await tx.execute(
        queries.INSERT_REPRESENTATION,
        id=representation_id,
        client_id=record.client_id,
        representative_id=representative_id,
        kind=record.kind,
        scope=record.scope,
        ground=ground,
        valid_from=record.valid_from,
        valid_until=last_day,
    )
    await _admit(tx, record, RepresentationKept(representation_id, representative_id), last_day)
    audit.record(
        tx,
        actor,
        "representation:record",
        client_id=record.client_id,
        subject_id=representation_id,
        kind=record.kind,
        scope=record.scope,
        valid_from=record.valid_from.isoformat(),
    )
    messages.tell(
        tx,
        actor,
        Event.REPRESENTATION_RECORDED,
        record.client_id,
        client_id=record.client_id,
        subject=Subject(SubjectType.CLIENT, record.client_id),
        language=language_of(ClientLanguage(client["language"])),
        to=Hearing(hearer_of(None, None, client["birth_date"], tx.today)),
    )
    return RepresentationKept(representation_id, representative_id)


async def _admit(
    tx: Transaction, record: RepresentationRecord, kept: RepresentationKept, last_day: date | None
) -> None:
    """Let the representative sign in, and see the client as far as the power goes."""
    begins = max(record.valid_from, tx.today)
    await access.give_reach(
        tx,
        party_id=kept.representative_id,
        client_id=record.client_id,
        ground=Ground.REPRESENTATION,
        source_id=kept.representation_id,
        scope=SCOPES[record.scope],
        valid_from=begins,
        valid_until=last_day,
    )
    await access.assign_role(
        tx,
        assignment_id=kept.representation_id,
        user_id=kept.representative_id,
        role=Role.REPRESENTATIVE,
        party_id=kept.representative_id,
        valid_from=begins,
        valid_until=last_day,
    )


async def _representative(tx: Transaction, record: RepresentationRecord) -> UUID:
    """The representative named by id, or a new one."""
    if record.person is None:
        if record.representative_id is None:
            raise InvalidInput("input", "person", rule=FormRule.EXACTLY_ONE)
        if await tx.row(queries.SEE_REPRESENTATIVE, representative_id=record.representative_id) is None:
            raise NotFound("input", "representativeId")
        return record.representative_id
    if record.representative_id is not None:
        raise InvalidInput("input", "representativeId", rule=FormRule.EXACTLY_ONE)
    person = tidy_person(record.person, "input", "person")
    representative_id = tx.new_id()
    await tx.execute(
        queries.INSERT_REPRESENTATIVE,
        id=representative_id,
        first_name=person.first_name,
        last_name=person.last_name,
        phone=person.phone,
        email=person.email,
        language=person.language,
        **_columns(person.address),
    )
    return representative_id


def _columns(address: PostalAddress | None) -> dict[str, str | None]:
    if address is None:
        return dict.fromkeys(("street_address", "postal_code", "postal_office"))
    return asdict(address)


async def change_representative_address(
    tx: Transaction, actor: Actor, representation_id: UUID, address: PostalAddress | None
) -> RepresentationKept:
    """Replace the postal address of who represents a client, or take it away; letters go there from now on.

    Raises:
        Forbidden: the role records no representations.
        NotFound: there is no such representation.
        WrongState: the representation has ended.
        InvalidInput: the form of the address.
    """
    access.require(actor, Permission.REPRESENTATION_RECORD)
    tidy = None if address is None else tidy_address(address, "input", "address")
    representation = await tx.row(queries.LOCK_REPRESENTATION, representation_id=representation_id)
    if representation is None:
        raise NotFound("input", "representationId")
    if representation["valid_until"] is not None and representation["valid_until"] < tx.today:
        raise WrongState("input", "representationId", state="ENDED")
    await tx.execute(
        queries.CHANGE_ADDRESS,
        representative_id=representation["representative_id"],
        **{f"new_{name}": value for name, value in _columns(tidy).items()},
    )
    audit.record(
        tx,
        actor,
        "representative-address:change",
        client_id=representation["client_id"],
        subject_id=representation["representative_id"],
        is_removed=tidy is None,
    )
    return RepresentationKept(representation_id, representation["representative_id"])


async def end_representation(
    tx: Transaction, actor: Actor, representation_id: UUID, last_day: date
) -> RepresentationKept:
    """End a representation, its sign-in and its reach; yesterday as last day ends it at once.

    Raises:
        Forbidden: the role records no representations.
        NotFound: there is no such representation.
        WrongState: it ends by that day already.
        InvalidInput: the day is further back than yesterday, or before the representation begins.
    """
    access.require(actor, Permission.REPRESENTATION_RECORD)
    representation = await tx.row(queries.LOCK_REPRESENTATION, representation_id=representation_id)
    if representation is None:
        raise NotFound("input", "representationId")
    check_last_day(representation["valid_from"], representation["valid_until"], last_day, tx.today)
    await tx.execute(queries.END_REPRESENTATION, of_representation=representation_id, last_day=last_day)
    await access.end_reach(tx, representation_id, last_day)
    await access.end_role(tx, representation_id, last_day)
    audit.record(
        tx,
        actor,
        "representation:end",
        client_id=representation["client_id"],
        subject_id=representation_id,
        last_day=last_day.isoformat(),
    )
    return RepresentationKept(representation_id, representation["representative_id"])
