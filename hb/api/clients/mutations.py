"""Mutations by which clients are registered and reached, and their matters opened and closed."""

from dataclasses import replace

from hb.access.rules import Actor, Permission
from hb.api.clients import inputs
from hb.api.clients.types import Client, Matter
from hb.api.ids import uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.clients import service as clients
from hb.clients.rules import (
    ClientRegistered,
    ClientRegistration,
    ContactChange,
    ContactChanged,
    HetuShown,
    MatterKept,
    MatterOpening,
)
from hb.kit.transaction import Transaction


@mutation(Permission.CLIENT_REGISTER)
async def client_register(
    info: Info,
    input: inputs.ClientRegisterInput,  # noqa: A002 the argument's name
) -> inputs.ClientRegisterPayload:
    """Register a person as a client by personal identity code (kirjaa asiakas).

    Whoever registers serves the client from today. Where the organiser knows the person, the answer is the
    same and what is recorded stays as it is. May refuse with INVALID_HETU, INVALID_INPUT, NOT_FOUND.
    """
    secrecy = info.context.secrecy
    # The hash of the input is stored: over the code itself it would let the code be guessed.
    sealed = replace(input, hetu=secrecy.blind_index(input.hetu).hex())
    registration = ClientRegistration(
        hetu=input.hetu,
        first_name=input.first_name,
        last_name=input.last_name,
        municipality_code=input.municipality_code,
        contact=input.contact.contact(),
        non_disclosure=input.non_disclosure,
    )

    async def work(tx: Transaction, actor: Actor) -> ClientRegistered:
        return await clients.register(
            tx, actor, secrecy, registration, allow_temporary=info.context.development
        )

    async def payload(read: PayloadReader, done: ClientRegistered) -> inputs.ClientRegisterPayload:
        return inputs.ClientRegisterPayload(client=await read.one(Client, "client", done.client_id))

    return await execute(info, sealed, inputs.ClientRegisterPayload, ClientRegistered, work, payload)


@mutation(Permission.CONTACT_CHANGE)
async def client_contact_change(
    info: Info,
    input: inputs.ClientContactChangeInput,  # noqa: A002 the argument's name
) -> inputs.ClientContactChangePayload:
    """Replace a client's contact data, as a worker or as the client (muuta yhteystietoja).

    May refuse with NOT_FOUND, INVALID_INPUT, VERSION_CONFLICT.
    """

    async def work(tx: Transaction, actor: Actor) -> ContactChanged:
        change = ContactChange(
            client_id=uuid_of(input.client_id, "Client", "input", "clientId"),
            expected_version=input.expected_version,
            contact=input.contact.contact(),
            municipality_code=input.municipality_code,
            non_disclosure=input.non_disclosure,
        )
        return await clients.change_contact(tx, actor, change)

    async def payload(read: PayloadReader, done: ContactChanged) -> inputs.ClientContactChangePayload:
        return inputs.ClientContactChangePayload(client=await read.one(Client, "client", done.client_id))

    return await execute(info, input, inputs.ClientContactChangePayload, ContactChanged, work, payload)


@mutation(Permission.HETU_SHOW)
async def client_hetu_show(
    info: Info,
    input: inputs.ClientHetuShowInput,  # noqa: A002 the argument's name
) -> inputs.ClientHetuShowPayload:
    """Show a client's personal identity code (näytä henkilötunnus); every showing is recorded.

    May refuse with NOT_FOUND.
    """
    request = info.context

    async def work(tx: Transaction, actor: Actor) -> HetuShown:
        client_id = uuid_of(input.client_id, "Client", "input", "clientId")
        return await clients.show_hetu(tx, actor, client_id, input.reason)

    async def payload(read: PayloadReader, done: HetuShown) -> inputs.ClientHetuShowPayload:
        return inputs.ClientHetuShowPayload(
            hetu=await clients.read_hetu(read.tx, request.actor, request.secrecy, done.client_id)
        )

    return await execute(info, input, inputs.ClientHetuShowPayload, HetuShown, work, payload)


@mutation(Permission.MATTER_OPEN)
async def matter_open(info: Info, input: inputs.MatterOpenInput) -> inputs.MatterOpenPayload:  # noqa: A002 the argument's name
    """Make a client's matter pending (avaa asia). May refuse with NOT_FOUND, INVALID_INPUT."""

    async def work(tx: Transaction, actor: Actor) -> MatterKept:
        opening = MatterOpening(
            client_id=uuid_of(input.client_id, "Client", "input", "clientId"),
            service_task=input.service_task,
            source=input.source,
            pending_since=input.pending_since,
            description=input.description,
        )
        return await clients.open_matter(tx, actor, opening)

    async def payload(read: PayloadReader, done: MatterKept) -> inputs.MatterOpenPayload:
        return inputs.MatterOpenPayload(matter=await read.one(Matter, "matter", done.matter_id))

    return await execute(info, input, inputs.MatterOpenPayload, MatterKept, work, payload)


@mutation(Permission.MATTER_CLOSE)
async def matter_close(info: Info, input: inputs.MatterCloseInput) -> inputs.MatterClosePayload:  # noqa: A002 the argument's name
    """Record that a matter has ended (päätä asia). May refuse with NOT_FOUND, WRONG_STATE."""

    async def work(tx: Transaction, actor: Actor) -> MatterKept:
        matter_id = uuid_of(input.matter_id, "Matter", "input", "matterId")
        return await clients.close_matter(tx, actor, matter_id)

    async def payload(read: PayloadReader, done: MatterKept) -> inputs.MatterClosePayload:
        return inputs.MatterClosePayload(matter=await read.one(Matter, "matter", done.matter_id))

    return await execute(info, input, inputs.MatterClosePayload, MatterKept, work, payload)


MUTATIONS = (client_register, client_contact_change, client_hetu_show, matter_open, matter_close)
