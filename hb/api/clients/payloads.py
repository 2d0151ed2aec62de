"""What the mutations on clients, their matters, care, emergencies and representation answer."""

import strawberry

from hb.api.access.types import Substitution
from hb.api.arguments import CommandInput
from hb.api.clients.types import CareRelationship, Client, EmergencyAccess, Matter, Representation
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.clients import service as clients
from hb.clients.rules import HetuShown, SubstituteAssigned


@payload
class ClientRegisterPayload(Payload):
    """The client, or why not."""

    client: Client | None = by("client_id", "The client.")


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
class RepresentationEndPayload(Payload):
    """The representation as it is now, or why not."""

    representation: Representation | None = by("representation_id", "The representation.")


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
