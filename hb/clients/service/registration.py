"""Filing a contact about a person, which opens nothing; and keeping a client's contact data."""

from dataclasses import asdict
from uuid import UUID

from hb.access import service as access
from hb.access.rules import CLIENT_ROLES, Actor, Permission
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.model import FILED_HETU, HETU, client_identity, filed_contact_identity
from hb.clients.rules import ClientRegistered, ClientRegistration, ContactChange, ContactReplaced
from hb.clients.rules.contact import NAME_LENGTH, required, tidy_contact
from hb.clients.rules.hetu import Hetu, hetu_of
from hb.clients.service.going_on import going_on
from hb.kit.errors import Forbidden, NotFound, VersionConflict
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType


async def register(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    registration: ClientRegistration,
    *,
    allow_temporary: bool = False,
) -> ClientRegistered:
    """File a contact about a person, as a worker typed it. It opens nothing and makes nobody a client.

    Result, refusals, statements and messages are the same whether or not the person is a client and whether
    or not the name fits; which it was is in the audit trail. Reach begins in a second act (see
    `filed_contacts`).
    `allow_temporary` takes codes of the 900 series, for development.

    Raises:
        Forbidden: the role does not register clients.
        InvalidHetu, InvalidInput: the code, a name or the contact data.
        NotFound: there is no such municipality.
    """
    access.require(actor, Permission.CLIENT_REGISTER)
    hetu = hetu_of(registration.hetu, tx.today, "input", "hetu", allow_temporary=allow_temporary)
    tidy = ClientRegistration(
        hetu=hetu.code,
        first_name=required(registration.first_name, NAME_LENGTH, "input", "firstName"),
        last_name=required(registration.last_name, NAME_LENGTH, "input", "lastName"),
        municipality_code=registration.municipality_code,
        contact=tidy_contact(registration.contact, "input", "contact"),
        non_disclosure=registration.non_disclosure,
    )
    team_id = await _team_of_filer(tx, tidy.municipality_code)
    client = await tx.row(queries.CLIENT_OF_CODE, **HETU.sought(secrecy, hetu.code))
    client_id = None if client is None else client["client_id"]
    contact_id = await _insert(tx, actor, secrecy, tidy, hetu, team_id, client_id)
    messages.tell(
        tx,
        actor,
        Event.CONTACT_FILED,
        team_id,
        subject=Subject(SubjectType.FILED_CONTACT, contact_id),
    )
    audit.record(tx, actor, "client:register", client_id=client_id, subject_id=contact_id)
    return ClientRegistered(contact_id)


async def _team_of_filer(tx: Transaction, municipality_code: str) -> UUID:
    """The worker's team; the municipality must be one."""
    filing = await tx.row(queries.FILING, municipality_code=municipality_code)
    if filing is None:
        raise Forbidden
    if not filing["municipality_exists"]:
        raise NotFound("input", "municipalityCode")
    team_id: UUID = filing["team_id"]
    return team_id


async def _insert(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    tidy: ClientRegistration,
    hetu: Hetu,
    team_id: UUID,
    client_id: UUID | None,
) -> UUID:
    contact_id = tx.new_id()
    await tx.execute(
        queries.INSERT_FILED_CONTACT,
        id=contact_id,
        team_id=team_id,
        client_id=client_id,
        first_name=tidy.first_name,
        last_name=tidy.last_name,
        birth_date=hetu.birth_date,
        municipality_code=tidy.municipality_code,
        non_disclosure=tidy.non_disclosure,
        **asdict(tidy.contact),
    )
    await tx.execute(
        queries.INSERT_FILED_IDENTITY,
        filed_contact_id=contact_id,
        **FILED_HETU.parameters(secrecy, hetu.code, place_of_filed_hetu(actor, contact_id)),
    )
    return contact_id


def place_of_hetu(actor: Actor, client_id: UUID) -> tuple[str, ...]:
    """Where a client's code's ciphertext belongs: organiser, table, row, column."""
    return HETU.place(client_identity, actor.organiser_id, client_id)


def place_of_filed_hetu(actor: Actor, filed_contact_id: UUID) -> tuple[str, ...]:
    """Where the ciphertext of a filed contact's code belongs: organiser, table, row, column."""
    return FILED_HETU.place(filed_contact_identity, actor.organiser_id, filed_contact_id)


async def replace_contact(tx: Transaction, actor: Actor, change: ContactChange) -> ContactReplaced:
    """Replace a client's contact data, which the client may do as well as a worker.

    `hb.plans.service.change_contact` is the command: what it means for producers is known there.

    Home municipality and non-disclosure follow the population register and are a worker's to record.

    Raises:
        Forbidden: the role changes no contact data, or a client would change what workers record.
        InvalidInput: the form of the data.
        NotFound: there is no such client or municipality.
        RecordMerged: the record is closed.
        VersionConflict: somebody else changed the client since.
    """
    access.require(actor, Permission.CONTACT_CHANGE)
    recorded = (change.municipality_code, change.non_disclosure)
    if actor.role in CLIENT_ROLES and recorded != (None, None):
        raise Forbidden
    contact = asdict(tidy_contact(change.contact, "input", "contact"))
    if change.municipality_code is not None and not await tx.row(
        queries.MUNICIPALITY, municipality_code=change.municipality_code
    ):
        raise NotFound("input", "municipalityCode")
    changed = await tx.row(
        queries.CHANGE_CONTACT,
        client_id=change.client_id,
        expected_version=change.expected_version,
        municipality=change.municipality_code,
        secret=change.non_disclosure,
        **{f"new_{name}": value for name, value in contact.items()},
    )
    if changed is None:
        seen = going_on(await tx.row(queries.SEE_CLIENT, client_id=change.client_id), "input", "clientId")
        raise VersionConflict("input", "expectedVersion", current=seen["version"])
    audit.record(tx, actor, "contact:change", client_id=change.client_id, version=changed["version"])
    return ContactReplaced(
        changed["version"],
        is_moved=changed["is_moved"],
        was_hidden=changed["was_hidden"],
        is_hidden=changed["is_hidden"],
    )


async def hide_contact(tx: Transaction, actor: Actor, client_id: UUID) -> bool:
    """Set a client's turvakielto, which the act that needs it has authorised; gives whether it was not set.

    `hb.plans.service.hide_contact` does what it means for producers.
    """
    hidden = await tx.row(queries.HIDE_CONTACT, of_client=client_id)
    if hidden is None:
        return False
    audit.record(tx, actor, "contact:hide", client_id=client_id, version=hidden["version"])
    return True
