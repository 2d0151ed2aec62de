"""What happened to a client's record, as GraphQL reads it: changed codes, merged records, deaths recorded."""

from datetime import date, datetime

import strawberry

from hb.access.rules import Permission
from hb.api.access.types import Worker
from hb.api.permission import needs
from hb.api.reach import within_reach
from hb.clients.model import record
from hb.clients.rules import IdentityChangeReason, MergeKind
from hb.read import column, one, row

strawberry.enum(MergeKind, description="What a merge or separation did to a record (yhdistämisen laji).")

CHANGING = needs(Permission.HETU_CHANGE)


@row(
    record.identity_change,
    subject="client_id",
    within=within_reach(record.identity_change),
    description="That a client's personal identity code was replaced by another (tunnuksen muutos).",
)
class IdentityChange:
    """The codes themselves are not here."""

    id: strawberry.ID = column(description="Opaque id.")
    reason: IdentityChangeReason = column(
        description="Why.", directives=CHANGING["directives"], metadata=CHANGING["metadata"]
    )
    birth_date_before: date = column(description="The day of birth by the former code.")
    birth_date_after: date = column(description="The day of birth by the new one.")
    at: datetime = column(description="When it was recorded.")
    worker: Worker | None = one(to="worker_id", description="Who recorded it.")


@row(
    record.record_merge,
    subject="client_id",
    within=within_reach(record.record_merge),
    description="That two records of one person were merged, or separated again (yhdistäminen).",
)
class RecordMerge:
    """As one of the two records has it."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: MergeKind = column(description="What became of this record.")
    reason: str = column(description="Why, in the leader's words.")
    at: datetime = column(description="When.")
    worker: Worker | None = one(to="worker_id", description="Who did it.")
    other_id: strawberry.ID = column(id_of="Client", description="The other record.")


@row(
    record.death_record,
    subject="client_id",
    within=within_reach(record.death_record),
    description="That a client's day of death was recorded or corrected (kuolinpäivän kirjaus).",
)
class DeathRecord:
    """The newest is the one that is true."""

    id: strawberry.ID = column(description="Opaque id.")
    died_on: date | None = column(description="The day of death; none is that the client is alive.")
    reason: str | None = column(description="Why what was recorded before was corrected.")
    at: datetime = column(description="When it was recorded.")
    worker: Worker | None = one(to="worker_id", description="Who recorded it.")
