"""Inputs of the mutations on clients, their matters, care, emergencies and representation."""

from datetime import date

import strawberry

import hb.api.clients.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import TYPED_CODE, CommandInput, id_of
from hb.api.storing import ADDED
from hb.clients.rules import (
    CareKind,
    ClientLanguage,
    HetuReason,
    IdentityChangeReason,
    MatterSource,
    RepresentationScope,
    RepresentativeKind,
    ServiceTask,
)


@strawberry.input(description="How a client is reached; the whole of it is replaced when it changes.")
class ContactInput:
    """What is left out is taken away."""

    language: ClientLanguage = strawberry.field(description="Language of service.")
    phone: str | None = strawberry.field(default=None, description="Phone number.")
    email: str | None = strawberry.field(default=None, description="E-mail address.")
    street_address: str | None = strawberry.field(default=None, description="Street address.")
    postal_code: str | None = strawberry.field(default=None, description="Postal code, five digits.")
    postal_office: str | None = strawberry.field(default=None, description="Postal office.")
    consents_to_electronic: bool = strawberry.field(
        default=False,
        description="Whether decisions may be served electronically (suostumus sähköiseen tiedoksiantoon).",
    )


@strawberry.input(description="What a worker knows of a person at first contact.")
class ClientRegisterInput(CommandInput):
    """It is filed as it was typed, whether or not the organiser knows the person."""

    hetu: str = strawberry.field(
        description="Personal identity code (henkilötunnus). Input only: no answer here repeats it.",
        metadata=TYPED_CODE,
    )
    first_name: str = strawberry.field(description="Given names.")
    last_name: str = strawberry.field(description="Family name.")
    municipality_code: str = strawberry.field(description="Home municipality (kotikunta), three digits.")
    contact: ContactInput = strawberry.field(description="How the client is reached.")
    non_disclosure: bool = strawberry.field(
        default=False, description="Whether contact data must not be disclosed (turvakielto)."
    )


@strawberry.input(description="Which filed contact the worker begins to serve, and why.")
class FiledContactOpenInput(CommandInput):
    """One that the worker filed."""

    filed_contact_id: strawberry.ID = id_of("FiledContact", "The filed contact.")
    reason: str = strawberry.field(
        description="Why now; a reviewer of a known client reads it. At most 1000 characters."
    )


@strawberry.input(description="Which filed contact the worker who filed it may go on with.")
class FiledContactAcceptInput(CommandInput):
    """One of your team, or about a client of yours."""

    filed_contact_id: strawberry.ID = id_of("FiledContact", "The filed contact.")


@strawberry.input(description="Which filed contact begins nothing, and why.")
class FiledContactRejectInput(CommandInput):
    """One of your team, or about a client of yours."""

    filed_contact_id: strawberry.ID = id_of("FiledContact", "The filed contact.")
    reason: str = strawberry.field(description="Why; the worker who filed it reads it.")


@strawberry.input(description="Which filed contact to see beside what is recorded of the client.")
class FiledContactCompareInput(CommandInput):
    """Each comparison is recorded and goes into the use log."""

    filed_contact_id: strawberry.ID = id_of("FiledContact", "The filed contact.")


@strawberry.input(description="New contact data of a client.")
class ClientContactChangeInput(CommandInput):
    """Home municipality and non-disclosure are a worker's to record; left out, they stay."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    expected_version: int = strawberry.field(description="The version of the client that was read.")
    contact: ContactInput = strawberry.field(description="How the client is reached from now on.")
    municipality_code: str | None = strawberry.field(default=None, description="New home municipality.")
    non_disclosure: bool | None = strawberry.field(
        default=None, description="Whether contact data must not be disclosed from now on (turvakielto)."
    )


@strawberry.input(description="Whose personal identity code must be seen, and why.")
class ClientHetuShowInput(CommandInput):
    """Each showing is recorded and goes into the use log."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    reason: HetuReason = strawberry.field(description="Why (tietosuojalaki 1050/2018 29 §).")


@strawberry.input(description="Whose personal identity code is another from now on, and why.")
class ClientHetuChangeInput(CommandInput):
    """The former code still finds the client."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    hetu: str = strawberry.field(
        description="The new code (henkilötunnus). Input only: no answer here repeats it.",
        metadata=TYPED_CODE,
    )
    reason: IdentityChangeReason = strawberry.field(description="Why the code was changed.")


@strawberry.input(description="What makes a matter pending (vireilletulo).")
class MatterOpenInput(CommandInput):
    """Since which day, how and under which service task (SHL 34 §)."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    service_task: ServiceTask = strawberry.field(description="Under which service task it is handled.")
    source: MatterSource = strawberry.field(description="How it became pending.")
    pending_since: date = strawberry.field(description="The day it became pending; not one to come.")
    description: str = strawberry.field(description="What it is about.")


@strawberry.input(description="Which matter has ended.")
class MatterCloseInput(CommandInput):
    """A pending matter."""

    matter_id: strawberry.ID = id_of("Matter", "The matter.")


@strawberry.input(description="Who is to serve a client from a day on.")
class CareAssignInput(CommandInput):
    """A new own worker takes over from the one before."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    worker_id: strawberry.ID = id_of("Worker", "The worker, of whichever team.")
    kind: CareKind = strawberry.field(description="Whether as the named own worker (omatyöntekijä).")
    valid_from: date = strawberry.field(description="The first day; not in the past.")


@strawberry.input(description="Which care relationship ends, and when.")
class CareEndInput(CommandInput):
    """One of the team's own."""

    care_relationship_id: strawberry.ID = id_of("CareRelationship", "The care relationship.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.input(description="Who stands in for whom; both days are included.")
class SubstituteAssignInput(CommandInput):
    """The absent worker is of the leader's team."""

    absent_worker_id: strawberry.ID = id_of("Worker", "Who is absent.")
    substitute_worker_id: strawberry.ID = id_of("Worker", "Who stands in.")
    valid_from: date = strawberry.field(description="The first day; not in the past.")
    valid_until: date = strawberry.field(description="The last day.")


@strawberry.input(description="Which substitution ends before its time, and when.")
class SubstituteEndInput(CommandInput):
    """A substitution of a worker of the leader's team."""

    assignment_id: strawberry.ID = id_of("Substitution", "The substitution.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.input(description="Whom an on-call worker must see now, and why.")
class EmergencyAccessOpenInput(CommandInput):
    """Exactly one of clientId and hetu."""

    reason: str = strawberry.field(description="Why; the reviewer reads it. At most 1000 characters.")
    client_id: strawberry.ID | None = id_of("Client", "The client, where known.", default=None)
    hetu: str | None = strawberry.field(
        default=None,
        description="Or the personal identity code (henkilötunnus). Input only: no answer here repeats it.",
        metadata=TYPED_CODE,
    )


@strawberry.input(description="Which emergency access was reviewed.")
class EmergencyAccessReviewInput(CommandInput):
    """One to a client of the leader's team."""

    emergency_access_id: strawberry.ID = id_of("EmergencyAccess", "The access.")


@strawberry.input(description="Where letters to a representative go.")
class PostalAddressInput:
    """It is used for letters and shown to nobody."""

    street_address: str = strawberry.field(description="Street address.")
    postal_code: str = strawberry.field(description="Postal code, five digits.")
    postal_office: str = strawberry.field(description="Postal office.")


@strawberry.input(description="Somebody who is to speak for a client.")
class PersonInput:
    """A person the organiser does not know as a representative yet."""

    first_name: str = strawberry.field(description="Given names.")
    last_name: str = strawberry.field(description="Family name.")
    language: ClientLanguage = strawberry.field(description="Language of service.")
    phone: str | None = strawberry.field(default=None, description="Phone number.")
    email: str | None = strawberry.field(default=None, description="E-mail address.")
    address: PostalAddressInput | None = strawberry.field(
        default=None,
        description="Where letters go; without it letters to the person cannot be sent.",
        metadata=ADDED,
    )


@strawberry.input(description="Who may speak for a client, on what ground, how far and when.")
class RepresentationRecordInput(CommandInput):
    """Either a new person, or a known representative."""

    client_id: strawberry.ID = id_of("Client", "The client.")
    kind: RepresentativeKind = strawberry.field(description="Guardian, custodian or authorised.")
    scope: RepresentationScope = strawberry.field(description="How far the power goes.")
    ground: str = strawberry.field(description="The decision or authorisation it rests on.")
    valid_from: date = strawberry.field(description="The first day; may have been before today.")
    valid_until: date | None = strawberry.field(
        default=None, description="The last day; a custodian's is at the latest the day before coming of age."
    )
    person: PersonInput | None = strawberry.field(default=None, description="The person, when new.")
    representative_id: strawberry.ID | None = id_of(
        "Representative", "The representative, when known.", default=None
    )


@strawberry.input(description="Which representation ends, and when.")
class RepresentationEndInput(CommandInput):
    """The representative's sign-in and sight of the client end with it."""

    representation_id: strawberry.ID = id_of("Representation", "The representation.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.input(description="Where letters to a client's representative go from now on.")
class RepresentativeAddressChangeInput(CommandInput):
    """The address is the representative's: letters about other clients go there too."""

    representation_id: strawberry.ID = id_of("Representation", "A representation that has not ended.")
    address: PostalAddressInput | None = strawberry.field(
        default=None, description="The whole address; left out, it is taken away."
    )
