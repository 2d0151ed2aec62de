"""Clients, their representatives, care relationships and matters as GraphQL reads them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import ColumnElement, FromClause, or_

from hb.access.rules import Permission
from hb.api.access.types import Team, Worker
from hb.api.node import Node
from hb.api.permission import needs
from hb.api.reach import within_reach
from hb.assessments.model import assessment
from hb.clients import model
from hb.clients.rules import (
    CareKind,
    ClientLanguage,
    FiledContactState,
    HetuReason,
    IdentityChangeReason,
    MatterSource,
    MatterState,
    RepresentationScope,
    RepresentativeKind,
    ServiceTask,
)
from hb.read import Connection, ContextBinds, all_of, column, many, one, row
from hb.timeline.model import client_timeline

ASSESSING = needs(Permission.ASSESSMENT_READ)
BUDGETS = needs(Permission.BUDGET_READ)
CHANGING_CODES = needs(Permission.HETU_CHANGE)

if TYPE_CHECKING:
    from hb.api.assessments.types import Assessment
    from hb.api.budgets.types import Budget, Decision
    from hb.api.persons.types import DeathRecord, IdentityChange, RecordMerge
    from hb.api.timeline.types import TimelineEntry

strawberry.enum(CareKind, description="Why a worker serves a client (asiakassuhteen laji).")
strawberry.enum(ClientLanguage, description="Languages of service, with sign languages (asiointikieli).")
strawberry.enum(FiledContactState, description="How far a filed contact has come (yhteydenoton tila).")
strawberry.enum(HetuReason, description="Why a personal identity code must be seen (näyttämisen peruste).")
strawberry.enum(IdentityChangeReason, description="Why a personal identity code was changed (muutoksen syy).")
strawberry.enum(MatterSource, description="How a matter became pending (vireilletulon tapa).")
strawberry.enum(MatterState, description="Whether a matter is pending (asian tila).")
strawberry.enum(
    RepresentationScope, description="How far a representative's power goes (edustuksen laajuus)."
)
strawberry.enum(
    RepresentativeKind, description="On what standing somebody speaks for a client (edustajan laji)."
)
strawberry.enum(ServiceTask, description="The seven service tasks of client data (palvelutehtävä).")

_WHOLE_REACH = within_reach(assessment)
PERSONAL_ENTRIES = ("AssessmentCompleted", "ContactDisclosed", "IdentityCodeChanged")


def _not_too_personal(entries: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Assessments, disclosures and changed codes are under a narrower policy than what else happens."""
    return or_(entries.c.type.notin_(PERSONAL_ENTRIES), _WHOLE_REACH(entries, context))


@row(model.municipality, key="code", description="A municipality (kunta).")
class Municipality:
    """Three-digit code of Statistics Finland."""

    code: str = column(description="The three-digit code.")
    name_fi: str = column(description="The name in Finnish.")
    name_sv: str = column(description="The name in Swedish.")


@row(model.representative, description="Somebody who speaks for clients (edustaja).")
class Representative(Node):
    """A person who represents one client or several."""

    id: strawberry.ID = column(description="Opaque id.")
    first_name: str = column(description="Given name.")
    last_name: str = column(description="Family name.")
    phone: str | None = column(description="Phone number.")
    email: str | None = column(description="E-mail address.")
    language: ClientLanguage = column(description="Language of service.")
    has_address: bool = column(
        description="Whether a postal address is recorded, so that letters can be sent; it is not shown."
    )


@row(
    model.representation,
    subject="client_id",
    within=within_reach(model.representation),
    description="The power of a representative to speak for a client (edustus).",
)
class Representation(Node):
    """Who speaks for the client, on what ground, how far and when."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: RepresentativeKind = column(description="Guardian, custodian or authorised.")
    scope: RepresentationScope = column(description="How far the power goes.")
    ground: str = column(description="The decision or authorisation it rests on.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(
        description="The last day; none is until further notice. The day before the first: it had no day."
    )
    representative: Representative | None = one(description="Who represents.")
    client: "Client" = one(description="Who is represented.")


@row(
    model.care_relationship,
    subject="client_id",
    within=within_reach(model.care_relationship),
    description="Why a worker may see a client (asiakassuhde).",
)
class CareRelationship(Node):
    """A worker who serves the client, and the worker's team."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: CareKind = column(description="Whether this is the named own worker (omatyöntekijä).")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(
        description="The last day; none is until further notice. The day before the first: it had no day."
    )
    worker: Worker = one(description="Who serves.")
    team: Team = one(description="The team the worker serves in.")
    client: "Client" = one(description="Who is served.")


@row(
    model.matter,
    subject="client_id",
    within=within_reach(model.matter),
    description="A client's matter, pending since a day that starts the legal clocks (asia, vireilletulo).",
)
class Matter(Node):
    """The client's case under one service task."""

    id: strawberry.ID = column(description="Opaque id.")
    service_task: ServiceTask = column(description="Under which service task it is handled.")
    source: MatterSource = column(description="How it became pending.")
    state: MatterState = column(description="Whether it is pending.")
    pending_since: date = column(description="The day it became pending (SHL 34 §).")
    description: str = column(
        description="What it is about; personal, as an assessment is.",
        directives=ASSESSING["directives"],
        metadata=ASSESSING["metadata"],
    )
    opened_at: datetime = column(description="When it was recorded.")
    opened_by: Worker | None = one(to="opened_by", description="Who recorded it.")
    closed_at: datetime | None = column(description="When it was closed.")
    client: "Client" = one(description="Whose matter it is.")
    assessments: Connection[Annotated["Assessment", strawberry.lazy("hb.api.assessments.types")]] = many(
        order="-started_at",
        description="The assessments made in this matter, newest first.",
        directives=ASSESSING["directives"],
        metadata=ASSESSING["metadata"],
    )


@row(
    model.client,
    subject="id",
    within=within_reach(model.client),
    description="The person whose need it is (asiakas).",
)
class Client(Node):
    """A client; the personal identity code is not here, and is shown by an audited command alone."""

    id: strawberry.ID = column(description="Opaque id.")
    first_name: str = column(description="Given names.")
    last_name: str = column(description="Family name.")
    birth_date: date = column(description="Day of birth.")
    language: ClientLanguage = column(description="Language of service.")
    municipality: Municipality = one(description="Home municipality (kotikunta).")
    phone: str | None = column(description="Phone number.")
    email: str | None = column(description="E-mail address.")
    street_address: str | None = column(description="Street address.")
    postal_code: str | None = column(description="Postal code.")
    postal_office: str | None = column(description="Postal office.")
    non_disclosure: bool = column(description="Whether contact data must not be disclosed (turvakielto).")
    consents_to_electronic: bool = column(
        description="Whether decisions may be served electronically (suostumus sähköiseen tiedoksiantoon)."
    )
    died_on: date | None = column(
        description="The day of death; with it representation, messages and contact data end (kuolinpäivä)."
    )
    death_records: list[Annotated["DeathRecord", strawberry.lazy("hb.api.persons.types")]] = all_of(
        order="at", description="How the day of death was recorded and corrected."
    )
    identity_changes: list[Annotated["IdentityChange", strawberry.lazy("hb.api.persons.types")]] = all_of(
        order="at",
        description="Which personal identity codes were replaced, oldest first; the codes are not shown.",
        directives=CHANGING_CODES["directives"],
        metadata=CHANGING_CODES["metadata"],
    )
    merged_into_id: strawberry.ID | None = column(
        "merged_into",
        id_of="Client",
        description="The person's record that goes on; set where this one was closed by merging.",
    )
    record_merges: list[Annotated["RecordMerge", strawberry.lazy("hb.api.persons.types")]] = all_of(
        via="client_id", order="at", description="How this record was merged and separated."
    )
    version: int = column(description="Grows with each change; send it back as expectedVersion.")
    registered_at: datetime = column(description="When the client was registered.")
    representations: list[Representation] = all_of(
        order="valid_from", description="Who speaks for the client."
    )
    care_relationships: list[CareRelationship] = all_of(
        order="valid_from", description="Who serves the client."
    )
    matters: Connection[Matter] = many(order="-opened_at", description="The client's matters, newest first.")
    assessments: Connection[Annotated["Assessment", strawberry.lazy("hb.api.assessments.types")]] = many(
        order="-started_at",
        description="The client's assessments, newest first.",
        directives=ASSESSING["directives"],
        metadata=ASSESSING["metadata"],
    )
    budgets: Connection[Annotated["Budget", strawberry.lazy("hb.api.budgets.types")]] = many(
        order="-valid_from",
        description="The client's budgets, newest first.",
        directives=BUDGETS["directives"],
        metadata=BUDGETS["metadata"],
    )
    decisions: Connection[Annotated["Decision", strawberry.lazy("hb.api.budgets.types")]] = many(
        order="-decided_at",
        description="The decisions made for the client, newest first.",
        directives=BUDGETS["directives"],
        metadata=BUDGETS["metadata"],
    )
    timeline: Connection[Annotated["TimelineEntry", strawberry.lazy("hb.api.timeline.types")]] = many(
        by="client_id",
        order="-at,-type",
        over=client_timeline,
        by_kind=True,
        where=_not_too_personal,
        description="What happened in the client's case, newest first (asian vaiheet).",
        directives=BUDGETS["directives"],
        metadata=BUDGETS["metadata"],
    )


@row(
    model.filed_contact,
    within=within_reach(model.filed_contact),
    description="A contact about a person, as a worker typed it; it opens nothing by itself (yhteydenotto).",
)
class FiledContact(Node):
    """Seen by who filed it, by the leader of the team, and by who reaches the client it is about."""

    id: strawberry.ID = column(description="Opaque id.")
    first_name: str = column(description="Given names as typed.")
    last_name: str = column(description="Family name as typed.")
    birth_date: date = column(description="Date of birth by the personal identity code that was typed.")
    language: ClientLanguage = column(description="Language of service.")
    municipality: Municipality = one(description="Home municipality (kotikunta).")
    phone: str | None = column(description="Phone number.")
    email: str | None = column(description="E-mail address.")
    street_address: str | None = column(description="Street address.")
    postal_code: str | None = column(description="Postal code.")
    postal_office: str | None = column(description="Postal office.")
    non_disclosure: bool = column(description="Whether contact data must not be disclosed (turvakielto).")
    consents_to_electronic: bool = column(
        description="Whether decisions may be served electronically (suostumus sähköiseen tiedoksiantoon)."
    )
    state: FiledContactState = column(description="How far it has come.")
    filed_at: datetime = column(description="When it was filed.")
    filed_by: Worker = one("filed_by", description="Who filed it.")
    team: Team = one(description="The team it was filed in, whose leader resolves it.")
    reason: str | None = column(description="Why it was opened or rejected.")
    resolved_at: datetime | None = column(description="When it was last opened, accepted or rejected.")
    resolved_by: Worker | None = one(to="resolved_by", description="Who did so.")


@row(
    model.emergency_access,
    subject="client_id",
    within=within_reach(model.emergency_access),
    description="That a worker opened a client whom no relationship showed, and why (hätäkäyttö, avaus).",
)
class EmergencyAccess(Node):
    """On call, today and tomorrow; or on a filed contact, for some days. Somebody else reviews it."""

    id: strawberry.ID = column(description="Opaque id.")
    reason: str = column(description="Why the client had to be seen, in the worker's words.")
    opened_at: datetime = column(description="When it was opened.")
    valid_until: date = column(description="The last day on which the worker reaches the client by it.")
    worker: Worker = one(
        "worker_id", description="The worker who opened it, such as one on call (päivystäjä)."
    )
    reviewed_at: datetime | None = column(description="When it was reviewed.")
    reviewed_by: Worker | None = one(to="reviewed_by", description="Who reviewed it.")
    client: Client = one(description="Whose data it opened.")
    filed_contact: FiledContact | None = one(
        description="The contact on which it was opened; none in an emergency."
    )
