"""Emergency access in GraphQL: opened by an on-call worker, reviewed by a leader of the client's team."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import strawberry

from hb.access.rules import Actor, Permission
from hb.api.access import Worker
from hb.api.clients.inputs import KEY, REFUSALS
from hb.api.clients.types import Client
from hb.api.errors import UserError
from hb.api.ids import optional_uuid_of, uuid_of
from hb.api.node import Node
from hb.api.permission import mutation, needs
from hb.api.reach import within_reach
from hb.api.request import Info, PayloadReader, execute
from hb.clients import model
from hb.clients import service as clients
from hb.clients.rules.emergency import EmergencyAccess as EmergencyWish
from hb.clients.rules.emergency import EmergencyAccessOpened, EmergencyAccessReviewed
from hb.kit.transaction import Transaction
from hb.read import Connection, by_id, column, many, one, row, where


@row(
    model.emergency_access,
    subject="client_id",
    within=within_reach(model.emergency_access),
    description="That an on-call worker looked at a client in an emergency, and why (hätäkäyttö).",
)
class EmergencyAccess(Node):
    """It holds on the day it was opened and the next, and awaits its review by somebody else."""

    id: strawberry.ID = column(description="Opaque id.")
    reason: str = column(description="Why the client had to be seen, in the worker's words.")
    opened_at: datetime = column(description="When it was opened.")
    valid_until: date = column(description="The last day on which the worker reaches the client by it.")
    worker: Worker = one("worker_id", description="The on-call worker who opened it (päivystäjä).")
    reviewed_at: datetime | None = column(description="When it was reviewed.")
    reviewed_by: Worker | None = one(to="reviewed_by", description="Who reviewed it.")
    client: Client = one(description="Whose data it opened.")


@strawberry.input(description="Which emergency accesses to list.")
class EmergencyAccessFilter:
    """All given conditions hold."""

    awaits_review: bool | None = where(
        lambda opened, awaits: opened.reviewed_at.is_(None) == awaits,
        description="Whether the review is still to be done.",
    )


@strawberry.type
class Query:
    """Roots that lead to emergency accesses."""

    emergency_access: EmergencyAccess | None = by_id(
        description="One emergency access.", **needs(Permission.EMERGENCY_REVIEW)
    )
    emergency_accesses: Connection[EmergencyAccess] = many(
        order="opened_at",
        filter=EmergencyAccessFilter,
        description="Emergency accesses to the clients of your team, oldest first (hätäkäytöt).",
        **needs(Permission.EMERGENCY_REVIEW),
    )


@strawberry.input(description="Whom an on-call worker must see now, and why.")
class EmergencyAccessOpenInput:
    """Exactly one of clientId and hetu."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    reason: str = strawberry.field(description="Why; the reviewer reads it. At most 1000 characters.")
    client_id: strawberry.ID | None = strawberry.field(default=None, description="The client, where known.")
    hetu: str | None = strawberry.field(
        default=None,
        description="Or the personal identity code (henkilötunnus). Input only: no answer here repeats it.",
    )


@strawberry.type(description="The access, or why not.")
class EmergencyAccessOpenPayload:
    """What emergencyAccessOpen answers."""

    emergency_access: EmergencyAccess | None = strawberry.field(
        default=None, description="The access, with the client."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which emergency access was reviewed.")
class EmergencyAccessReviewInput:
    """One to a client of the leader's team."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    emergency_access_id: strawberry.ID = strawberry.field(description="The access.")


@strawberry.type(description="The access as it is now, or why not.")
class EmergencyAccessReviewPayload:
    """What emergencyAccessReview answers."""

    emergency_access: EmergencyAccess | None = strawberry.field(
        default=None, description="The access; null where the client has left your team's sight."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@mutation(Permission.EMERGENCY_OPEN)
async def emergency_access_open(
    info: Info,
    input: EmergencyAccessOpenInput,  # noqa: A002 the argument's name
) -> EmergencyAccessOpenPayload:
    """See a client at once, today and tomorrow, for a stated reason (avaa hätäkäyttö); it will be reviewed.

    May refuse with NOT_FOUND, INVALID_INPUT, INVALID_HETU.
    """
    secrecy = info.context.secrecy
    # The hash of the input is stored: over the code itself it would let the code be guessed.
    sealed = replace(input, hetu=None if input.hetu is None else secrecy.blind_index(input.hetu).hex())

    async def work(tx: Transaction, actor: Actor) -> EmergencyAccessOpened:
        wish = EmergencyWish(
            reason=input.reason,
            client_id=optional_uuid_of(input.client_id, "Client", "input", "clientId"),
            hetu=input.hetu,
        )
        return await clients.open_emergency_access(
            tx, actor, secrecy, wish, allow_temporary=info.context.development
        )

    async def payload(read: PayloadReader, done: EmergencyAccessOpened) -> EmergencyAccessOpenPayload:
        return EmergencyAccessOpenPayload(
            emergency_access=await read.one(EmergencyAccess, "emergencyAccess", done.emergency_access_id)
        )

    return await execute(
        info,
        sealed,
        EmergencyAccessOpenPayload,
        EmergencyAccessOpened,
        work,
        payload,
        records_refusals=True,
    )


@mutation(Permission.EMERGENCY_REVIEW)
async def emergency_access_review(
    info: Info,
    input: EmergencyAccessReviewInput,  # noqa: A002 the argument's name
) -> EmergencyAccessReviewPayload:
    """Record that an emergency access was reviewed (tarkista hätäkäyttö); never by who opened it.

    May refuse with NOT_FOUND, WRONG_STATE, REVIEWED_BY_ANOTHER.
    """

    async def work(tx: Transaction, actor: Actor) -> EmergencyAccessReviewed:
        access_id = uuid_of(input.emergency_access_id, "EmergencyAccess", "input", "emergencyAccessId")
        return await clients.review_emergency_access(tx, actor, access_id)

    async def payload(read: PayloadReader, done: EmergencyAccessReviewed) -> EmergencyAccessReviewPayload:
        return EmergencyAccessReviewPayload(
            emergency_access=await read.one(EmergencyAccess, "emergencyAccess", done.emergency_access_id)
        )

    return await execute(info, input, EmergencyAccessReviewPayload, EmergencyAccessReviewed, work, payload)


MUTATIONS = (emergency_access_open, emergency_access_review)
