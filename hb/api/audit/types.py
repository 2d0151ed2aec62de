"""The audit trail and the use log in GraphQL: for auditors, and for clients about themselves."""

from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from hb.access.rules import Purpose, Role
from hb.api.access.types import Worker
from hb.api.node import Node
from hb.api.reach import of_role
from hb.audit import model
from hb.audit.rules import Outcome
from hb.read import column, one, row

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
    address: str | None = column(description="The network address that the request came from.")
    facts: JSON = column(description="Numbers, codes, days and ids that tell more; never names.")


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
