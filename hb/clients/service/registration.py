"""Registering a client by personal identity code, and keeping the client's contact data."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from hb.access import service as access
from hb.access.rules import CLIENT_ROLES, Actor, Ground, Permission, Role
from hb.audit import service as audit
from hb.clients import queries
from hb.clients.rules import (
    CareKind,
    ClientRegistered,
    ClientRegistration,
    ContactChange,
    ContactChanged,
)
from hb.clients.rules.contact import NAME_LENGTH, required, tidy_contact
from hb.clients.rules.hetu import Hetu, hetu_of
from hb.clients.service.going_on import going_on
from hb.kit.errors import Forbidden, NotFound, VersionConflict
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction

HETU_COLUMN = ("client_identity", "hetu_ciphertext")


@dataclass(frozen=True, slots=True)
class _Identity:
    client_id: UUID
    created: bool


async def register(
    tx: Transaction,
    actor: Actor,
    secrecy: Secrecy,
    registration: ClientRegistration,
    *,
    allow_temporary: bool = False,
) -> ClientRegistered:
    """Create the client of a personal identity code, or attach the worker to the one who has it.

    Result and refusals are the same either way, so that they do not reveal who exists; which of the two it
    was is in the audit trail. What is recorded of an existing client is not changed. `allow_temporary` takes
    codes of the 900 series, for development. Registering gives reach to the worker, the worker's team and the
    client.

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
    identity = await _claim(tx, actor, secrecy, hetu)
    registering = await tx.row(
        queries.REGISTERING,
        client_id=identity.client_id,
        municipality_code=tidy.municipality_code,
        worker_id=actor.user_id,
    )
    if registering is None:
        raise Forbidden
    if not registering["municipality_exists"]:
        raise NotFound("input", "municipalityCode")
    care_id = registering["care_relationship_id"]
    if care_id is None:
        care_id = await _begin_care(tx, actor, identity, tidy, hetu.birth_date, registering["team_id"])
    audit.record(
        tx,
        actor,
        "client:register",
        client_id=identity.client_id,
        subject_id=care_id,
        effect="CREATED" if identity.created else "ATTACHED",
    )
    return ClientRegistered(identity.client_id)


async def _claim(tx: Transaction, actor: Actor, secrecy: Secrecy, hetu: Hetu) -> _Identity:
    """The client of the code, locked until the commit: a twin that registers the same code waits here."""
    offered = tx.new_id()
    claimed = await tx.row(
        queries.CLAIM_IDENTITY,
        client_id=offered,
        hetu_ciphertext=secrecy.encrypt(hetu.code, *place_of_hetu(actor, offered)),
        hetu_index=secrecy.blind_index(hetu.code),
        key_id=secrecy.key_id,
    )
    if claimed is None:
        raise Forbidden
    return _Identity(claimed["client_id"], created=claimed["client_id"] == offered)


async def _begin_care(
    tx: Transaction,
    actor: Actor,
    identity: _Identity,
    tidy: ClientRegistration,
    birth_date: date,
    team_id: UUID,
) -> UUID:
    """Give reach first, since row-level security asks for it before anything of the client may be written."""
    care_id, client_id, today = tx.new_id(), identity.client_id, tx.today
    reaches = [
        access.Given(actor.user_id, client_id, Ground.CARE_RELATIONSHIP, care_id, today),
        access.Given(team_id, client_id, Ground.TEAM, care_id, today),
    ]
    if actor.on_behalf_of is not None:
        # A substitute works on with the client they register, as with those of the worker they stand in for.
        reaches.append(access.Given(actor.party_id, client_id, Ground.SUBSTITUTION, care_id, today))
    if identity.created:
        reaches.append(access.Given(client_id, client_id, Ground.SELF, client_id, today))
    await access.give_reaches(tx, reaches)
    if identity.created:
        await tx.execute(
            queries.INSERT_CLIENT,
            id=client_id,
            first_name=tidy.first_name,
            last_name=tidy.last_name,
            birth_date=birth_date,
            municipality_code=tidy.municipality_code,
            non_disclosure=tidy.non_disclosure,
            **asdict(tidy.contact),
        )
        await access.assign_role(
            tx,
            assignment_id=tx.new_id(),
            user_id=client_id,
            role=Role.CLIENT,
            party_id=client_id,
            valid_from=today,
        )
    await tx.execute(
        queries.INSERT_CARE,
        id=care_id,
        client_id=client_id,
        worker_id=actor.user_id,
        team_id=team_id,
        kind=CareKind.CARE,
        valid_from=today,
        valid_until=None,
    )
    await access.extend_to_substitutes(tx, actor.user_id, client_id)
    return care_id


def place_of_hetu(actor: Actor, client_id: UUID) -> tuple[str, ...]:
    """Where a code's ciphertext belongs: organiser, table, row, column."""
    table, column = HETU_COLUMN
    return (str(actor.organiser_id), table, str(client_id), column)


async def change_contact(tx: Transaction, actor: Actor, change: ContactChange) -> ContactChanged:
    """Replace a client's contact data, which the client may do as well as a worker.

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
    return ContactChanged(change.client_id, changed["version"])
