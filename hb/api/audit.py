"""The audit trail and the use log in GraphQL: for auditors, and for clients about themselves."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from hb.access.rules import Actor, Permission, Purpose, Role
from hb.api.access import Worker
from hb.api.errors import UserError
from hb.api.ids import optional_uuid_of
from hb.api.node import Node
from hb.api.permission import mutation, needs
from hb.api.producers.types import Producer
from hb.api.reach import of_role
from hb.api.request import Info, PayloadReader, execute
from hb.audit import model
from hb.audit import rules as audit_rules
from hb.audit import service as audit
from hb.audit.rules import Outcome, UseLogAsked, UseLogWish
from hb.kit.transaction import Transaction
from hb.read import Connection, by_id, column, many, one, row, where

strawberry.enum(Purpose, description="Why client data is used (käyttötarkoitus, L 703/2023 10 §).")
strawberry.enum(Outcome, description="Whether it was done, or attempted and refused (lopputulos).")

_IS_AUDITOR = of_role(Role.AUDITOR)
ACTOR = "The person or program that acted; a worker's, client's, representative's or producer user's id."


@row(
    model.audit_event,
    subject="client_id",
    within=_IS_AUDITOR,
    description="One act, done or refused (tapahtumalokin merkintä).",
)
class AuditEvent(Node):
    """Who did what to whom, when and in which role."""

    id: strawberry.ID = column(description="Opaque id.")
    at: datetime = column(description="When.")
    action: str = column(description="What, as noun:verb.")
    outcome: Outcome = column(description="Done, or refused.")
    actor_id: UUID = column(description=ACTOR)
    role: Role = column(description="In which role.")
    worker: Worker | None = one(to="actor_id", description="The worker, where one acted.")
    on_behalf_of: UUID | None = column(
        description="The client a representative acted for, or the absent worker of a substitute."
    )
    client_id: strawberry.ID | None = column(id_of="Client", description="The client it concerned.")
    subject_id: UUID | None = column(description="The thing it was done to.")
    facts: JSON = column(description="Numbers, codes, days and ids that tell more; never names.")


@strawberry.input(description="Which acts to list.")
class AuditEventFilter:
    """All given conditions hold."""

    client_id: strawberry.ID | None = where(
        lambda event, client: event.client_id == client, id_of="Client", description="Only on this client."
    )
    actor_id: UUID | None = where(
        lambda event, actor: event.actor_id == actor, description="Only by this person or program."
    )
    subject_id: UUID | None = where(
        lambda event, subject: event.subject_id == subject, description="Only to this thing."
    )
    action: str | None = where(
        lambda event, action: event.action == action, description="Only this act, noun:verb."
    )
    outcome: Outcome | None = where(
        lambda event, outcome: event.outcome == outcome, description="Only done or only refused ones."
    )
    since: datetime | None = where(
        lambda event, instant: event.at >= instant, description="From this instant on."
    )
    before: datetime | None = where(
        lambda event, instant: event.at < instant, description="Before this instant."
    )


@row(
    model.client_use,
    subject="client_id",
    within=_IS_AUDITOR,
    description="That one client's data was read (käyttölokin merkintä, L 703/2023 10 §).",
)
class UseLogEntry:
    """Who read whose data when, for what purpose, by which operation."""

    request_id: UUID = column(
        "id", description="The request; one that showed several clients has several rows."
    )
    at: datetime = column(description="When.")
    client_id: strawberry.ID = column(id_of="Client", description="Whose data.")
    actor_id: UUID = column(description=ACTOR)
    role: Role = column(description="In which role.")
    worker: Worker | None = one(to="actor_id", description="The worker, where one read.")
    on_behalf_of: UUID | None = column(
        description="The client a representative acted for, or the absent worker of a substitute."
    )
    purpose: Purpose = column(description="For what purpose.")
    operation: str = column(description="By which operation.")


@strawberry.input(description="Which uses to list.")
class UseLogFilter:
    """All given conditions hold."""

    client_id: strawberry.ID | None = where(
        lambda use, client: use.client_id == client, id_of="Client", description="Only of this client's data."
    )
    actor_id: UUID | None = where(
        lambda use, actor: use.actor_id == actor, description="Only by this person or program."
    )
    purpose: Purpose | None = where(
        lambda use, purpose: use.purpose == purpose, description="Only for this purpose."
    )
    since: datetime | None = where(
        lambda use, instant: use.at >= instant, description="From this instant on."
    )
    before: datetime | None = where(lambda use, instant: use.at < instant, description="Before this instant.")


class LogOrder(Enum):
    """By when it happened."""

    NEWEST = "-at"
    OLDEST = "at"


strawberry.enum(LogOrder, description="In which order a log is listed.")


@strawberry.type
class Query:
    """Roots that lead to the logs."""

    audit_event: AuditEvent | None = by_id(description="One act.", **needs(Permission.AUDIT_READ))
    audit_trail: Connection[AuditEvent] = many(
        order="-at",
        orders=LogOrder,
        filter=AuditEventFilter,
        description="Who did what to whom, newest first (tapahtumaloki).",
        **needs(Permission.AUDIT_READ),
    )
    use_log: Connection[UseLogEntry] = many(
        order="-at",
        orders=LogOrder,
        filter=UseLogFilter,
        description="Who read whose data, newest first (käyttöloki); a row for each client shown.",
        **needs(Permission.USE_LOG_READ),
    )


@strawberry.input(description="Of which days a client wants to know who used their data.")
class OwnUseLogShowInput:
    """At most two years back without a special reason (L 703/2023 11 §)."""

    idempotency_key: UUID = strawberry.field(
        description="Made by the client; the same key is recorded once and shows the same again."
    )
    first_day: date | None = strawberry.field(
        default=None, description="The first day; none is two years ago."
    )
    last_day: date | None = strawberry.field(default=None, description="The last day; none is today.")
    first: int = strawberry.field(default=100, description="How many entries, at most 500.")
    after_id: strawberry.ID | None = strawberry.field(
        default=None, description="The last entry of the page before."
    )


@strawberry.type(description="One use of the client's data (oma käyttölokimerkintä).")
class OwnUseLogEntry:
    """When, in which role and unit, for what purpose; the user's name is not told."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    at: datetime = strawberry.field(description="When.")
    role: Role = strawberry.field(description="In which role.")
    purpose: Purpose = strawberry.field(description="For what purpose.")
    operation: str = strawberry.field(description="By which operation.")
    team: str | None = strawberry.field(description="The worker's unit.")
    producer: Producer | None = strawberry.field(description="The producer, where one of its users read.")
    by_representative: bool = strawberry.field(description="Whether who represents the client read.")
    in_emergency: bool = strawberry.field(
        description="Whether an on-call worker had opened the client's data by emergency access (hätäkäyttö)."
    )


@strawberry.type(description="The entries, or why not.")
class OwnUseLogShowPayload:
    """What ownUseLogShow answers."""

    entries: list[OwnUseLogEntry] | None = strawberry.field(default=None, description="Newest first.")
    user_errors: list[UserError] = strawberry.field(
        default_factory=list, description="Why it was refused; empty when it was done."
    )


def _entry(entry: audit_rules.UseLogEntry, producers: Mapping[UUID, Producer | None]) -> OwnUseLogEntry:
    return OwnUseLogEntry(
        id=strawberry.ID(f"OwnUseLogEntry:{entry.id}"),
        at=entry.at,
        role=entry.role,
        purpose=entry.purpose,
        operation=entry.operation,
        team=entry.team,
        producer=producers.get(entry.party_id) if entry.party_id else None,
        by_representative=entry.by_representative,
        in_emergency=entry.in_emergency,
    )


@mutation(Permission.OWN_USE_LOG_READ)
async def own_use_log_show(info: Info, input: OwnUseLogShowInput) -> OwnUseLogShowPayload:  # noqa: A002 the argument's name
    """Show a client who used their data (näytä oma käyttöloki, L 703/2023 11 §); the asking is recorded.

    A mutation because it leaves a trace. May refuse with INVALID_INPUT, NOT_FOUND.
    """
    actor = info.context.actor

    async def work(tx: Transaction, actor: Actor) -> UseLogAsked:
        return await audit.own_use_log(tx, actor, UseLogWish(input.first_day, input.last_day))

    async def payload(read: PayloadReader, asked: UseLogAsked) -> OwnUseLogShowPayload:
        after_id = optional_uuid_of(input.after_id, "OwnUseLogEntry", "input", "afterId")
        entries = await audit.use_log_entries(read.tx, actor, asked, first=input.first, after_id=after_id)
        ids = list({entry.party_id: None for entry in entries if entry.party_id is not None})
        found = dict(zip(ids, await read.list(Producer, "entries.producer", ids), strict=False))
        return OwnUseLogShowPayload(entries=[_entry(entry, found) for entry in entries])

    return await execute(info, input, OwnUseLogShowPayload, UseLogAsked, work, payload)


MUTATIONS = (own_use_log_show,)
