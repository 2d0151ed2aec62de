"""Roots that lead to clients and their matters, with their filters and orders."""

from enum import Enum
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, exists, func, or_

from hb.access.rules import Permission
from hb.api.clients.types import Client, EmergencyAccess, FiledContact, Matter, Municipality
from hb.api.names import name_starts
from hb.api.permission import needs
from hb.budgets.model import budget
from hb.budgets.rules import BudgetState
from hb.clients.model import care_relationship, filed_contact
from hb.clients.rules import CareKind, FiledContactState, MatterState
from hb.read import Connection, ContextBinds, all_of, by_context, by_id, many, where
from hb.read.declaration.specs import Columns


def _served_by_you(
    client: Columns, wanted: ColumnElement[bool], context: ContextBinds
) -> ColumnElement[bool]:
    care = care_relationship.c
    served = exists().where(
        care.organiser_id == context.organiser,
        care.client_id == client["id"],
        care.worker_id == context.actor,
        care.kind == CareKind.OWN_WORKER,
        care.valid_from <= func.ctx_today(),
        or_(care.valid_until.is_(None), care.valid_until >= func.ctx_today()),
    )
    return served == wanted


def _has_budget(client: Columns, wanted: ColumnElement[bool], context: ContextBinds) -> ColumnElement[bool]:
    running = exists().where(
        budget.c.organiser_id == context.organiser,
        budget.c.client_id == client["id"],
        budget.c.state == BudgetState.ACTIVE,
        budget.c.valid_from <= func.ctx_today(),
        budget.c.valid_until >= func.ctx_today(),
    )
    return running == wanted


def _awaits_decision(
    client: Columns, wanted: ColumnElement[bool], context: ContextBinds
) -> ColumnElement[bool]:
    prepared = exists().where(
        budget.c.organiser_id == context.organiser,
        budget.c.client_id == client["id"],
        budget.c.state == BudgetState.PREPARED,
    )
    return prepared == wanted


def _of_contact(
    client: Columns, filed_contact_id: ColumnElement[UUID], context: ContextBinds
) -> ColumnElement[bool]:
    return exists().where(
        filed_contact.c.organiser_id == context.organiser,
        filed_contact.c.id == filed_contact_id,
        filed_contact.c.client_id == client["id"],
    )


@strawberry.input(description="Which clients to list.")
class ClientFilter:
    """All given conditions hold."""

    municipality_code: str | None = where(
        lambda client, code: client.municipality_code == code, description="Home municipality."
    )
    name_from: str | None = where(
        lambda client, start: client.name_sort >= func.fi_sort(start),
        description="Names from here on in Finnish order, family name first, in any case.",
    )
    name_starts: str | None = where(
        lambda client, start: name_starts(client.name_sort, start),
        description="The name, family name first, starts with this, in any case.",
    )
    own_worker: bool | None = where(
        _served_by_you, description="Whether you are the client's named own worker (omatyöntekijä) today."
    )
    filed_contact_id: strawberry.ID | None = where(
        _of_contact, id_of="FiledContact", description="Only whom this filed contact is about."
    )
    has_budget: bool | None = where(_has_budget, description="Whether a budget is active today.")
    awaits_decision: bool | None = where(
        _awaits_decision, description="Whether a prepared budget awaits its decision."
    )


class ClientOrder(Enum):
    """By family name, or by when registered."""

    NAME = "name_sort"
    NEWEST = "-registered_at"


strawberry.enum(ClientOrder, description="In which order clients are listed.")


@strawberry.input(description="Which matters to list.")
class MatterFilter:
    """All given conditions hold."""

    state: MatterState | None = where(
        lambda matter, state: matter.state == state, description="Only in this state."
    )
    client_id: strawberry.ID | None = where(
        lambda matter, client_id: matter.client_id == client_id,
        id_of="Client",
        description="Only this client's.",
    )


@strawberry.input(description="Which emergency accesses to list.")
class EmergencyAccessFilter:
    """All given conditions hold."""

    awaits_review: bool | None = where(
        lambda opened, awaits: opened.reviewed_at.is_(None) == awaits,
        description="Whether the review is still to be done.",
    )


@strawberry.input(description="Which filed contacts to list.")
class FiledContactFilter:
    """All given conditions hold."""

    state: FiledContactState | None = where(
        lambda contact, state: contact.state == state, description="Only in this state."
    )
    filed_by_you: bool | None = where(
        lambda contact, wanted, context: (contact["filed_by"] == context.actor) == wanted,
        description="Whether you filed it.",
    )


@strawberry.type
class Query:
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
        description="The client you are, or on whose behalf you act; null for everybody else.",
        **needs(Permission.CLIENT_READ),
    )
    matter: Matter | None = by_id(description="One matter.", **needs(Permission.CLIENT_READ))
    matters: Connection[Matter] = many(
        order="pending_since",
        filter=MatterFilter,
        description="The matters of the clients you reach, longest pending first.",
        **needs(Permission.CLIENT_READ),
    )
    municipalities: list[Municipality] = all_of(
        order="code", at_most=400, description="All municipalities.", **needs(Permission.CATALOGUE_READ)
    )
    filed_contact: FiledContact | None = by_id(
        description="One filed contact.", **needs(Permission.FILED_CONTACT_READ)
    )
    filed_contacts: Connection[FiledContact] = many(
        order="filed_at",
        filter=FiledContactFilter,
        description="Contacts that you filed, of your team, or about clients you reach, oldest first.",
        **needs(Permission.FILED_CONTACT_READ),
    )
    emergency_access: EmergencyAccess | None = by_id(
        description="One emergency access.", **needs(Permission.EMERGENCY_REVIEW)
    )
    emergency_accesses: Connection[EmergencyAccess] = many(
        order="opened_at",
        filter=EmergencyAccessFilter,
        description="Emergency accesses to the clients of your team, oldest first (hätäkäytöt).",
        **needs(Permission.EMERGENCY_REVIEW),
    )
