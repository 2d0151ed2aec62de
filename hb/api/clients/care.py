"""Mutations by which a team leader settles who serves a client, and who stands in for whom."""

from datetime import date
from uuid import UUID

import strawberry

from hb.access.rules import Actor, Permission
from hb.api.access import Substitution
from hb.api.clients.inputs import KEY, REFUSALS
from hb.api.clients.types import CareRelationship
from hb.api.errors import UserError
from hb.api.ids import uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.clients import service as clients
from hb.clients.rules import CareAssignment, CareKept, CareKind, SubstituteAssigned
from hb.clients.rules import Substitution as SubstitutionWish
from hb.kit.transaction import Transaction


@strawberry.input(description="Who is to serve a client from a day on.")
class CareAssignInput:
    """A new own worker takes over from the one before."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    client_id: strawberry.ID = strawberry.field(description="The client.")
    worker_id: strawberry.ID = strawberry.field(description="The worker, of whichever team.")
    kind: CareKind = strawberry.field(description="Whether as the named own worker (omatyöntekijä).")
    valid_from: date = strawberry.field(description="The first day; not in the past.")


@strawberry.type(description="The care relationship, or why not.")
class CareAssignPayload:
    """What careAssign answers."""

    care_relationship: CareRelationship | None = strawberry.field(
        default=None, description="The care relationship; null where the client has left your team's sight."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which care relationship ends, and when.")
class CareEndInput:
    """One of the team's own."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    care_relationship_id: strawberry.ID = strawberry.field(description="The care relationship.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.type(description="The care relationship as it is now, or why not.")
class CareEndPayload:
    """What careEnd answers."""

    care_relationship: CareRelationship | None = strawberry.field(
        default=None, description="The care relationship; null where the client has left your team's sight."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Who stands in for whom; both days are included.")
class SubstituteAssignInput:
    """The absent worker is of the leader's team."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    absent_worker_id: strawberry.ID = strawberry.field(description="Who is absent.")
    substitute_worker_id: strawberry.ID = strawberry.field(description="Who stands in.")
    valid_from: date = strawberry.field(description="The first day; not in the past.")
    valid_until: date = strawberry.field(description="The last day.")


@strawberry.type(description="The substitutions, or why not.")
class SubstituteAssignPayload:
    """What substituteAssign answers: one substitution for each role of the absent worker."""

    substitutions: list[Substitution] | None = strawberry.field(
        default=None, description="One for each role of the absent worker."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which substitution ends before its time, and when.")
class SubstituteEndInput:
    """A substitution of a worker of the leader's team."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    assignment_id: strawberry.ID = strawberry.field(description="The substitution.")
    last_day: date = strawberry.field(description="Its last day; yesterday ends it at once.")


@strawberry.type(description="The substitution as it is now, or why not.")
class SubstituteEndPayload:
    """What substituteEnd answers."""

    substitution: Substitution | None = strawberry.field(default=None, description="The substitution.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@mutation(Permission.CARE_ASSIGN)
async def care_assign(info: Info, input: CareAssignInput) -> CareAssignPayload:  # noqa: A002 the argument's name
    """Let a worker serve a client, also as own worker (osoita työntekijä asiakkaalle).

    May refuse with NOT_FOUND, ALREADY_SERVES, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> CareKept:
        wish = CareAssignment(
            client_id=uuid_of(input.client_id, "Client", "input", "clientId"),
            worker_id=uuid_of(input.worker_id, "Worker", "input", "workerId"),
            kind=input.kind,
            valid_from=input.valid_from,
        )
        return await clients.assign_care(tx, actor, wish)

    async def payload(read: PayloadReader, done: CareKept) -> CareAssignPayload:
        return CareAssignPayload(
            care_relationship=await read.one(CareRelationship, "careRelationship", done.care_relationship_id)
        )

    return await execute(info, input, CareAssignPayload, CareKept, work, payload)


@mutation(Permission.CARE_ASSIGN)
async def care_end(info: Info, input: CareEndInput) -> CareEndPayload:  # noqa: A002 the argument's name
    """End a worker's care relationship (päätä asiakassuhde).

    May refuse with NOT_FOUND, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> CareKept:
        care_id = uuid_of(input.care_relationship_id, "CareRelationship", "input", "careRelationshipId")
        return await clients.end_care(tx, actor, care_id, input.last_day)

    async def payload(read: PayloadReader, done: CareKept) -> CareEndPayload:
        return CareEndPayload(
            care_relationship=await read.one(CareRelationship, "careRelationship", done.care_relationship_id)
        )

    return await execute(info, input, CareEndPayload, CareKept, work, payload)


@mutation(Permission.SUBSTITUTE_ASSIGN)
async def substitute_assign(info: Info, input: SubstituteAssignInput) -> SubstituteAssignPayload:  # noqa: A002 the argument's name
    """Let a worker stand in for an absent one, in every role that worker holds (määrää sijainen).

    May refuse with NOT_FOUND, SUBSTITUTION_OVERLAPS, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> SubstituteAssigned:
        wish = SubstitutionWish(
            absent_worker_id=uuid_of(input.absent_worker_id, "Worker", "input", "absentWorkerId"),
            substitute_worker_id=uuid_of(input.substitute_worker_id, "Worker", "input", "substituteWorkerId"),
            valid_from=input.valid_from,
            valid_until=input.valid_until,
        )
        return await clients.assign_substitute(tx, actor, wish)

    async def payload(read: PayloadReader, done: SubstituteAssigned) -> SubstituteAssignPayload:
        found = await read.list(Substitution, "substitutions", done.assignment_ids)
        return SubstituteAssignPayload(substitutions=[each for each in found if each is not None])

    return await execute(info, input, SubstituteAssignPayload, SubstituteAssigned, work, payload)


@mutation(Permission.SUBSTITUTE_ASSIGN)
async def substitute_end(info: Info, input: SubstituteEndInput) -> SubstituteEndPayload:  # noqa: A002 the argument's name
    """End a substitution before its time (päätä sijaisuus).

    May refuse with NOT_FOUND, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> SubstituteAssigned:
        assignment_id = uuid_of(input.assignment_id, "Substitution", "input", "assignmentId")
        return await clients.end_substitute(tx, actor, assignment_id, input.last_day)

    async def payload(read: PayloadReader, done: SubstituteAssigned) -> SubstituteEndPayload:
        return SubstituteEndPayload(
            substitution=await read.one(Substitution, "substitution", done.assignment_ids[0])
        )

    return await execute(info, input, SubstituteEndPayload, SubstituteAssigned, work, payload)


MUTATIONS = (care_assign, care_end, substitute_assign, substitute_end)
