"""What commands about clients take and give."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hb.clients.rules.words import (
    CareKind,
    ClientLanguage,
    IdentityChangeReason,
    MatterSource,
    RepresentationScope,
    RepresentativeKind,
    ServiceTask,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """How a client is reached; the whole of it is replaced when it changes."""

    language: ClientLanguage
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    street_address: str | None = field(default=None, repr=False)
    postal_code: str | None = field(default=None, repr=False)
    postal_office: str | None = field(default=None, repr=False)
    consents_to_electronic: bool = False


@dataclass(frozen=True, slots=True)
class ClientRegistration:
    """What a worker knows of a person at first contact."""

    hetu: str = field(repr=False)
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    municipality_code: str
    contact: Contact
    non_disclosure: bool = False


@dataclass(frozen=True, slots=True)
class ClientRegistered:
    """The filed contact; a result that was stored before contacts were filed has the client instead."""

    filed_contact_id: UUID | None = None
    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactChange:
    """New contact data; None leaves the home municipality and the non-disclosure as they are."""

    client_id: UUID
    expected_version: int
    contact: Contact
    municipality_code: str | None = None
    non_disclosure: bool | None = None


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """The client and the version after the change."""

    client_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ContactReplaced:
    """The version after the change, and what it changed for those who serve the client.

    `is_moved` is whether phone, address or home municipality are others than before; hidden is turvakielto.
    """

    version: int
    is_moved: bool
    was_hidden: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class HetuShown:
    """Whose code was asked for; the code itself is read with the payload and never stored."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class HetuChange:
    """Whose personal identity code is another from now on, and why."""

    client_id: UUID
    hetu: str = field(repr=False)
    reason: IdentityChangeReason


@dataclass(frozen=True, slots=True)
class HetuChanged:
    """The client whose code was changed."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class MatterOpening:
    """What makes a matter pending, and since which day (SHL 1301/2014 34 §)."""

    client_id: UUID
    service_task: ServiceTask
    source: MatterSource
    pending_since: date
    description: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MatterKept:
    """The matter that was opened or closed."""

    matter_id: UUID


@dataclass(frozen=True, slots=True)
class CareAssignment:
    """Who is to serve a client from a day on; a new own worker takes over from the one before."""

    client_id: UUID
    worker_id: UUID
    kind: CareKind
    valid_from: date


@dataclass(frozen=True, slots=True)
class CareKept:
    """The care relationship that began or ends."""

    care_relationship_id: UUID


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who substitutes for whom, both days included."""

    absent_worker_id: UUID
    substitute_worker_id: UUID
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class SubstituteAssigned:
    """The role assignments of the substitute, one for each role of the absent worker."""

    assignment_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where letters to somebody who represents a client go; it has all its parts."""

    street_address: str = field(repr=False)
    postal_code: str = field(repr=False)
    postal_office: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for clients."""

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    language: ClientLanguage
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    address: PostalAddress | None = None


@dataclass(frozen=True, slots=True)
class RepresentationRecord:
    """Who may speak for a client, on what ground and how far: a new person, or a known representative."""

    client_id: UUID
    kind: RepresentativeKind
    scope: RepresentationScope
    ground: str = field(repr=False)
    valid_from: date
    valid_until: date | None = None
    person: Person | None = None
    representative_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RepresentationKept:
    """The representation that was recorded or ends."""

    representation_id: UUID
    representative_id: UUID
