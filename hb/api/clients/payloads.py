"""What the mutations on clients, their matters, care, emergencies and representation answer."""

from datetime import date

import strawberry

from hb.api.access.types import Substitution
from hb.api.arguments import CommandInput
from hb.api.clients.types import (
    CareRelationship,
    Client,
    EmergencyAccess,
    FiledContact,
    Matter,
    Representation,
)
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.clients import service as clients
from hb.clients.rules import ClientRegistered, HetuShown, SubstituteAssigned
from hb.clients.rules.filing import FiledContactKept


@payload
class ClientRegisterPayload(Payload):
    """The filed contact, or why not."""

    filed_contact: FiledContact | None = strawberry.field(
        default=None, description="The contact as it was filed."
    )
    client: Client | None = strawberry.field(
        default=None,
        description="Null; a key of an earlier release shows the client it registered.",
        deprecation_reason="Filing a contact opens no client. Read filedContact.",
    )


@payload
class FiledContactOpenPayload(Payload):
    """The filed contact as it is now and the client you serve by it, or why not."""

    filed_contact: FiledContact | None = by("filed_contact_id", "The filed contact.")
    client: Client | None = by("client_id", "The client, whom you reach from now on.")


@payload
class FiledContactAcceptPayload(Payload):
    """The filed contact as it is now and its client, or why not."""

    filed_contact: FiledContact | None = by("filed_contact_id", "The filed contact.")
    client: Client | None = by("client_id", "The client, whom the worker who filed it reaches from now on.")


@payload
class FiledContactRejectPayload(Payload):
    """The filed contact as it is now, or why not."""

    filed_contact: FiledContact | None = by("filed_contact_id", "The filed contact.")


@strawberry.type(description="By what a filed contact is compared with the client whose code was typed.")
class RecordedPerson:
    """Names and birth date, and nothing else of the client."""

    first_name: str = strawberry.field(description="Given names as recorded.")
    last_name: str = strawberry.field(description="Family name as recorded.")
    birth_date: date = strawberry.field(description="Date of birth as recorded.")


@payload
class FiledContactComparePayload(Payload):
    """The filed contact beside what is recorded, or why not."""

    filed_contact: FiledContact | None = strawberry.field(
        default=None, description="The contact as it was filed."
    )
    recorded: RecordedPerson | None = strawberry.field(
        default=None, description="What is recorded of the client; null where nobody is a client by the code."
    )
    is_same: bool | None = strawberry.field(
        default=None,
        description="Whether names and birth date agree, but for case and spaces; null without a client.",
    )


@payload
class ClientContactChangePayload(Payload):
    """The client as it is now, or why not."""

    client: Client | None = by("client_id", "The client.")


@payload
class ClientHetuShowPayload(Payload):
    """The personal identity code, or why not."""

    hetu: str | None = strawberry.field(
        default=None, description="Personal identity code (henkilötunnus), eleven characters."
    )


@payload
class ClientHetuChangePayload(Payload):
    """The client as it is now, or why not."""

    client: Client | None = by("client_id", "The client, with the birth date of the new code.")


@payload
class MatterOpenPayload(Payload):
    """The matter, or why not."""

    matter: Matter | None = by("matter_id", "The matter.")


@payload
class MatterClosePayload(Payload):
    """The matter as it is now, or why not."""

    matter: Matter | None = by("matter_id", "The matter.")


@payload
class CareAssignPayload(Payload):
    """The care relationship, or why not."""

    care_relationship: CareRelationship | None = by(
        "care_relationship_id", "The care relationship; null where the client has left your team's sight."
    )


@payload
class CareEndPayload(Payload):
    """The care relationship as it is now, or why not."""

    care_relationship: CareRelationship | None = by(
        "care_relationship_id", "The care relationship; null where the client has left your team's sight."
    )


@payload
class SubstituteAssignPayload(Payload):
    """The substitutions, or why not."""

    substitutions: list[Substitution] | None = by("assignment_ids", "One for each role of the absent worker.")


@payload
class SubstituteEndPayload(Payload):
    """The substitution as it is now, or why not."""

    substitution: Substitution | None = strawberry.field(default=None, description="The substitution.")


@payload
class EmergencyAccessOpenPayload(Payload):
    """The access, or why not."""

    emergency_access: EmergencyAccess | None = by("emergency_access_id", "The access, with the client.")


@payload
class EmergencyAccessReviewPayload(Payload):
    """The access as it is now, or why not."""

    emergency_access: EmergencyAccess | None = by(
        "emergency_access_id", "The access; null where the client has left your team's sight."
    )


@payload
class RepresentationRecordPayload(Payload):
    """The representation, or why not."""

    representation: Representation | None = by("representation_id", "The representation.")


@payload
class RepresentativeAddressChangePayload(Payload):
    """The representation, or why not."""

    representation: Representation | None = by("representation_id", "The representation.")


@payload
class RepresentationEndPayload(Payload):
    """The representation as it is now, or why not."""

    representation: Representation | None = by("representation_id", "The representation.")


async def filed_contact(
    read: PayloadReader, filed: ClientRegistered, _: CommandInput
) -> ClientRegisterPayload:
    """The contact; or the client, where the stored result is of a release that registered at once."""
    if filed.filed_contact_id is None:
        client_id = filed.client_id
        client = None if client_id is None else await read.one(Client, "client", client_id)
        return ClientRegisterPayload(client=client)
    return ClientRegisterPayload(
        filed_contact=await read.one(FiledContact, "filedContact", filed.filed_contact_id)
    )


async def shown_comparison(
    read: PayloadReader, compared: FiledContactKept, _: CommandInput
) -> FiledContactComparePayload:
    """Both persons; what is recorded is read by the command's service, since the leader may not reach it."""
    contact_id = compared.filed_contact_id
    comparison = await clients.read_comparison(read.tx, read.request.actor, contact_id)
    person = comparison.recorded
    return FiledContactComparePayload(
        filed_contact=await read.one(FiledContact, "filedContact", contact_id),
        recorded=None
        if person is None
        else RecordedPerson(
            first_name=person.first_name, last_name=person.last_name, birth_date=person.birth_date
        ),
        is_same=comparison.is_same,
    )


async def shown_hetu(read: PayloadReader, shown: HetuShown, _: CommandInput) -> ClientHetuShowPayload:
    """The code, which is stored encrypted and is no column that the read engine knows."""
    request = read.request
    hetu = await clients.read_hetu(read.tx, request.actor, request.secrecy, shown.client_id)
    return ClientHetuShowPayload(hetu=hetu)


async def ended_substitution(
    read: PayloadReader, ended: SubstituteAssigned, _: CommandInput
) -> SubstituteEndPayload:
    """The one substitution that the command has ended."""
    (assignment_id,) = ended.assignment_ids
    return SubstituteEndPayload(substitution=await read.one(Substitution, "substitution", assignment_id))
