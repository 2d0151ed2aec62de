"""Roots that lead to the logs, with their filters and orders."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import strawberry

from hb.access.rules import Permission, Purpose
from hb.api.audit.types import AuditEvent, ImpactAssessment, UseLogEntry
from hb.api.filters import not_before
from hb.api.permission import needs
from hb.audit.rules import Outcome
from hb.read import Connection, by_id, many, where


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
        lambda event, instant: event.at < instant,
        rule=not_before("since"),
        description="Before this instant.",
    )


@strawberry.input(description="Which uses to list.")
class UseLogFilter:
    """All given conditions hold."""

    client_id: strawberry.ID | None = where(
        lambda use, client: use.client_id == client, id_of="Client", description="Only of this client's data."
    )
    actor_id: UUID | None = where(
        lambda use, actor: use.actor_id == actor, description="Only by this person or program."
    )
    request_id: UUID | None = where(
        lambda use, request: use.id == request,
        description="Only this request's, which shows whose data it read.",
    )
    purpose: Purpose | None = where(
        lambda use, purpose: use.purpose == purpose, description="Only for this purpose."
    )
    since: datetime | None = where(
        lambda use, instant: use.at >= instant, description="From this instant on."
    )
    before: datetime | None = where(
        lambda use, instant: use.at < instant, rule=not_before("since"), description="Before this instant."
    )


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
    impact_assessments: Connection[ImpactAssessment] = many(
        order="-done_on",
        description="The impact assessments that were recorded, newest first (vaikutustenarvioinnit).",
        **needs(Permission.LOOK_REVIEW),
    )
    use_log: Connection[UseLogEntry] = many(
        order="-at",
        orders=LogOrder,
        filter=UseLogFilter,
        description="Who read whose data, newest first (käyttöloki); a row for each client shown.",
        **needs(Permission.USE_LOG_READ),
    )
