"""Clients, their representatives, care relationships and matters in GraphQL."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from hb.access import model as access
from hb.access.rules import Permission
from hb.api.permission import needs
from hb.api.reach import within_reach
from hb.clients import model
from hb.clients.rules import (
    CareKind,
    ClientLanguage,
    MatterSource,
    MatterState,
    RepresentationScope,
    RepresentativeKind,
    ServiceTask,
)
from hb.read import Connection, all_of, by_context, by_id, column, many, one, row, where

if TYPE_CHECKING:
    from hb.api.budgets import Budget

strawberry.enum(CareKind, description="Why a worker serves a client (asiakassuhteen laji).")
strawberry.enum(ClientLanguage, description="Languages of service, with sign languages (asiointikieli).")
strawberry.enum(MatterSource, description="How a matter became pending (vireilletulon tapa).")
strawberry.enum(MatterState, description="Whether a matter is pending (asian tila).")
strawberry.enum(
    RepresentationScope, description="How far a representative's power goes (edustuksen laajuus)."
)
strawberry.enum(
    RepresentativeKind, description="On what standing somebody speaks for a client (edustajan laji)."
)
strawberry.enum(ServiceTask, description="The seven service tasks of client data (palvelutehtävä).")


@row(model.municipality, key="code", description="A municipality (kunta).")
class Municipality:
    """Three-digit code of Statistics Finland."""

    code: str = column(description="The three-digit code.")
    name_fi: str = column(description="The name in Finnish.")
    name_sv: str = column(description="The name in Swedish.")


@row(access.team, description="A team of workers (tiimi).")
class Team:
    """Workers' team inside an organiser."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The team's name.")


@row(access.worker, description="A worker of the organiser (työntekijä).")
class Worker:
    """A member of the organiser's staff."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The worker's name.")
    team: Team = one(description="The worker's team.")


@row(model.representative, description="Somebody who speaks for clients (edustaja).")
class Representative:
    """A person who represents one client or several."""

    id: strawberry.ID = column(description="Opaque id.")
    first_name: str = column(description="Given name.")
    last_name: str = column(description="Family name.")
    phone: str | None = column(description="Phone number.")
    email: str | None = column(description="E-mail address.")
    language: ClientLanguage = column(description="Language of service.")


@row(
    model.representation,
    subject="client_id",
    within=within_reach(model.representation),
    description="The power of a representative to speak for a client (edustus).",
)
class Representation:
    """Who speaks for the client, on what ground, how far and when."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: RepresentativeKind = column(description="Guardian, custodian or authorised.")
    scope: RepresentationScope = column(description="How far the power goes.")
    ground: str = column(description="The decision or authorisation it rests on.")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day; none is until further notice.")
    representative: Representative | None = one(description="Who represents.")


@row(
    model.care_relationship,
    subject="client_id",
    within=within_reach(model.care_relationship),
    description="Why a worker may see a client (asiakassuhde).",
)
class CareRelationship:
    """A worker who serves the client, and the worker's team."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: CareKind = column(description="Whether this is the named own worker (omatyöntekijä).")
    valid_from: date = column(description="The first day.")
    valid_until: date | None = column(description="The last day; none is until further notice.")
    worker: Worker = one(description="Who serves.")
    team: Team = one(description="The team the worker serves in.")


@row(
    model.matter,
    subject="client_id",
    within=within_reach(model.matter),
    description="A client's matter, pending since a day that starts the legal clocks (asia, vireilletulo).",
)
class Matter:
    """The client's case under one service task."""

    id: strawberry.ID = column(description="Opaque id.")
    service_task: ServiceTask = column(description="Under which service task it is handled.")
    source: MatterSource = column(description="How it became pending.")
    state: MatterState = column(description="Whether it is pending.")
    pending_since: date = column(description="The day it became pending (SHL 34 §).")
    description: str = column(description="What it is about.")
    opened_at: datetime = column(description="When it was recorded.")
    closed_at: datetime | None = column(description="When it was closed.")


@strawberry.input(description="Which clients to list.")
class ClientFilter:
    """All given conditions hold."""

    municipality_code: str | None = where(
        lambda client, code: client.municipality_code == code, description="Home municipality."
    )
    name_from: str | None = where(
        lambda client, start: client.name_sort >= start,
        description="Names from here on in Finnish order, family name first, in lower case.",
    )


class ClientOrder(Enum):
    """By family name, or by when registered."""

    NAME = "name_sort"
    NEWEST = "-registered_at"


strawberry.enum(ClientOrder, description="In which order clients are listed.")


@row(
    model.client,
    subject="id",
    within=within_reach(model.client),
    description="The person whose need it is (asiakas).",
)
class Client:
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
    version: int = column(description="Grows with each change; send it back as expectedVersion.")
    registered_at: datetime = column(description="When the client was registered.")
    representations: list[Representation] = all_of(
        order="valid_from", description="Who speaks for the client."
    )
    care_relationships: list[CareRelationship] = all_of(
        order="valid_from", description="Who serves the client."
    )
    matters: Connection[Matter] = many(order="-opened_at", description="The client's matters, newest first.")
    budgets: Connection[Annotated["Budget", strawberry.lazy("hb.api.budgets")]] = many(
        order="-valid_from", description="The client's budgets, newest first."
    )


@strawberry.type
class ClientQuery:
    """Roots that lead to clients."""

    client: Client | None = by_id(description="One client.", **needs(Permission.CLIENT_READ))
    clients: Connection[Client] = many(
        order="name_sort",
        orders=ClientOrder,
        filter=ClientFilter,
        description="The clients you reach, by name.",
        **needs(Permission.CLIENT_READ),
    )
    me: Client | None = by_context(
        columns={"id": "subject"},
        description="The client you are, or on whose behalf you act.",
        **needs(Permission.CLIENT_READ),
    )
    matter: Matter | None = by_id(description="One matter.", **needs(Permission.CLIENT_READ))
    municipalities: list[Municipality] = all_of(
        order="code", at_most=400, description="All municipalities.", **needs(Permission.CATALOGUE_READ)
    )
