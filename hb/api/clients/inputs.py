"""What the mutations on clients and their matters take and answer."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.clients.types import Client, Matter
from hb.api.errors import UserError
from hb.clients.rules import ClientLanguage, Contact, HetuReason, MatterSource, ServiceTask

KEY = "Made by the client; the same key has one effect."
REFUSALS = "Why it was refused; empty when it was done."


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

    def contact(self) -> Contact:
        """The command's part."""
        return Contact(
            language=self.language,
            phone=self.phone,
            email=self.email,
            street_address=self.street_address,
            postal_code=self.postal_code,
            postal_office=self.postal_office,
            consents_to_electronic=self.consents_to_electronic,
        )


@strawberry.input(description="What a worker knows of a person at first contact.")
class ClientRegisterInput:
    """All but the code is dropped where the organiser knows the person already."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    hetu: str = strawberry.field(
        description="Personal identity code (henkilötunnus). Input only: no answer here repeats it."
    )
    first_name: str = strawberry.field(description="Given names.")
    last_name: str = strawberry.field(description="Family name.")
    municipality_code: str = strawberry.field(description="Home municipality (kotikunta), three digits.")
    contact: ContactInput = strawberry.field(description="How the client is reached.")
    non_disclosure: bool = strawberry.field(
        default=False, description="Whether contact data must not be disclosed (turvakielto)."
    )


@strawberry.type(description="The client, or why not.")
class ClientRegisterPayload:
    """What clientRegister answers; it tells nothing of who was known before."""

    client: Client | None = strawberry.field(default=None, description="The client.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="New contact data of a client.")
class ClientContactChangeInput:
    """Home municipality and non-disclosure are a worker's to record; left out, they stay."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    expected_version: int = strawberry.field(description="The version of the client that was read.")
    contact: ContactInput = strawberry.field(description="How the client is reached from now on.")
    municipality_code: str | None = strawberry.field(default=None, description="New home municipality.")
    non_disclosure: bool | None = strawberry.field(
        default=None, description="Whether contact data must not be disclosed from now on (turvakielto)."
    )


@strawberry.type(description="The client as it is now, or why not.")
class ClientContactChangePayload:
    """What clientContactChange answers."""

    client: Client | None = strawberry.field(default=None, description="The client.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Whose personal identity code must be seen, and why.")
class ClientHetuShowInput:
    """Each showing is recorded and goes into the use log."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    reason: HetuReason = strawberry.field(description="Why (tietosuojalaki 1050/2018 29 §).")


@strawberry.type(description="The personal identity code, or why not.")
class ClientHetuShowPayload:
    """What clientHetuShow answers; a cache must not keep it."""

    hetu: str | None = strawberry.field(
        default=None, description="Personal identity code (henkilötunnus), eleven characters."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="What makes a matter pending (vireilletulo).")
class MatterOpenInput:
    """Since which day, how and under which service task (SHL 34 §)."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    service_task: ServiceTask = strawberry.field(description="Under which service task it is handled.")
    source: MatterSource = strawberry.field(description="How it became pending.")
    pending_since: date = strawberry.field(description="The day it became pending; not one to come.")
    description: str = strawberry.field(description="What it is about.")


@strawberry.type(description="The matter, or why not.")
class MatterOpenPayload:
    """What matterOpen answers."""

    matter: Matter | None = strawberry.field(default=None, description="The matter.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which matter has ended.")
class MatterCloseInput:
    """A pending matter."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    matter_id: strawberry.ID = strawberry.field(description="The matter.")


@strawberry.type(description="The matter as it is now, or why not.")
class MatterClosePayload:
    """What matterClose answers."""

    matter: Matter | None = strawberry.field(default=None, description="The matter.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
