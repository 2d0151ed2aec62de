"""What the mutations on the use log answer."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import strawberry

from hb.access.rules import Purpose, Role
from hb.api.audit.inputs import OwnUseLogShowInput
from hb.api.audit.types import ImpactAssessment
from hb.api.ids import optional_uuid_of
from hb.api.payload import Payload, PayloadReader, by, payload
from hb.api.producers.types import Producer
from hb.audit import rules as audit_rules
from hb.audit import service as audit
from hb.audit.rules import UseLogAsked


@strawberry.type(description="One use of the client's data (oma käyttölokimerkintä).")
class OwnUseLogEntry:
    """When, in which role and unit, for what purpose; the user's name is left out."""

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


@payload
class ImpactAssessmentRecordPayload(Payload):
    """The impact assessment, or why not."""

    impact_assessment: ImpactAssessment | None = by("impact_assessment_id", "The impact assessment.")


@payload
class OwnUseLogShowPayload(Payload):
    """The entries, or why not."""

    entries: list[OwnUseLogEntry] | None = strawberry.field(default=None, description="Newest first.")


async def own_use_log(
    read: PayloadReader, asked: UseLogAsked, page: OwnUseLogShowInput
) -> OwnUseLogShowPayload:
    """One page of the log of the days that were asked for."""
    after_id = optional_uuid_of(page.after_id, "OwnUseLogEntry", "input", "afterId")
    actor = read.request.actor
    entries = await audit.use_log_entries(read.tx, actor, asked, first=page.first, after_id=after_id)
    keys = list({entry.party_id: None for entry in entries if entry.party_id is not None})
    producers = dict(zip(keys, await read.list(Producer, "entries.producer", keys), strict=False))
    return OwnUseLogShowPayload(entries=[_entry(entry, producers) for entry in entries])
