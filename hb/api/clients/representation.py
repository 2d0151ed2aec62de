"""Mutations by which it is recorded who speaks for a client."""

from datetime import date
from uuid import UUID

import strawberry

from hb.access.rules import Actor, Permission
from hb.api.clients.inputs import KEY, REFUSALS
from hb.api.clients.types import Representation
from hb.api.errors import UserError
from hb.api.ids import optional_uuid_of, uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.clients import service as clients
from hb.clients.rules import (
    ClientLanguage,
    Person,
    RepresentationKept,
    RepresentationRecord,
    RepresentationScope,
    RepresentativeKind,
)
from hb.kit.transaction import Transaction


@strawberry.input(description="Somebody who is to speak for a client.")
class PersonInput:
    """A person the organiser does not know as a representative yet."""

    first_name: str = strawberry.field(description="Given names.")
    last_name: str = strawberry.field(description="Family name.")
    language: ClientLanguage = strawberry.field(description="Language of service.")
    phone: str | None = strawberry.field(default=None, description="Phone number.")
    email: str | None = strawberry.field(default=None, description="E-mail address.")

    def person(self) -> Person:
        """The command's part."""
        return Person(
            first_name=self.first_name,
            last_name=self.last_name,
            language=self.language,
            phone=self.phone,
            email=self.email,
        )


@strawberry.input(description="Who may speak for a client, on what ground, how far and when.")
class RepresentationRecordInput:
    """Either a new person, or a known representative."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    kind: RepresentativeKind = strawberry.field(description="Guardian, custodian or authorised.")
    scope: RepresentationScope = strawberry.field(description="How far the power goes.")
    ground: str = strawberry.field(description="The decision or authorisation it rests on.")
    valid_from: date = strawberry.field(description="The first day; may have been before today.")
    valid_until: date | None = strawberry.field(
        default=None, description="The last day; a custodian's is at the latest the day before coming of age."
    )
    person: PersonInput | None = strawberry.field(default=None, description="The person, when new.")
    representative_id: strawberry.ID | None = strawberry.field(
        default=None, description="The representative, when known."
    )


@strawberry.type(description="The representation, or why not.")
class RepresentationRecordPayload:
    """What representationRecord answers."""

    representation: Representation | None = strawberry.field(default=None, description="The representation.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which representation ends, and when.")
class RepresentationEndInput:
    """The representative's sign-in and sight of the client end with it."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    representation_id: strawberry.ID = strawberry.field(description="The representation.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.type(description="The representation as it is now, or why not.")
class RepresentationEndPayload:
    """What representationEnd answers."""

    representation: Representation | None = strawberry.field(default=None, description="The representation.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@mutation(Permission.REPRESENTATION_RECORD)
async def representation_record(info: Info, input: RepresentationRecordInput) -> RepresentationRecordPayload:  # noqa: A002 the argument's name
    """Record who may speak for a client (kirjaa edustus); the client is told.

    May refuse with NOT_FOUND, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> RepresentationKept:
        record = RepresentationRecord(
            client_id=uuid_of(input.client_id, "Client", "input", "clientId"),
            kind=input.kind,
            scope=input.scope,
            ground=input.ground,
            valid_from=input.valid_from,
            valid_until=input.valid_until,
            person=None if input.person is None else input.person.person(),
            representative_id=optional_uuid_of(
                input.representative_id, "Representative", "input", "representativeId"
            ),
        )
        return await clients.record_representation(tx, actor, record)

    async def payload(read: PayloadReader, done: RepresentationKept) -> RepresentationRecordPayload:
        return RepresentationRecordPayload(
            representation=await read.one(Representation, "representation", done.representation_id)
        )

    return await execute(info, input, RepresentationRecordPayload, RepresentationKept, work, payload)


@mutation(Permission.REPRESENTATION_RECORD)
async def representation_end(info: Info, input: RepresentationEndInput) -> RepresentationEndPayload:  # noqa: A002 the argument's name
    """End a representation (päätä edustus). May refuse with NOT_FOUND, WRONG_STATE, INVALID_INPUT."""

    async def work(tx: Transaction, actor: Actor) -> RepresentationKept:
        representation_id = uuid_of(input.representation_id, "Representation", "input", "representationId")
        return await clients.end_representation(tx, actor, representation_id, input.last_day)

    async def payload(read: PayloadReader, done: RepresentationKept) -> RepresentationEndPayload:
        return RepresentationEndPayload(
            representation=await read.one(Representation, "representation", done.representation_id)
        )

    return await execute(info, input, RepresentationEndPayload, RepresentationKept, work, payload)


MUTATIONS = (representation_record, representation_end)
