"""Producers, their sites, approvals and payment accounts as GraphQL types."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_

from hb.access.rules import PRODUCER_ROLES, Permission, Role
from hb.api.access.types import Worker
from hb.api.clients.types import Municipality
from hb.api.node import Node
from hb.api.permission import needs
from hb.producers import model
from hb.producers.rules import ApprovalState, ProducerKind, RegisterSource, Segment, ServiceLanguage
from hb.read import Connection, ContextBinds, all_of, column, many, one, row

if TYPE_CHECKING:
    from hb.api.catalogue.types import CatalogueOffering

strawberry.enum(ApprovalState, description="Where a producer stands with the organiser (hyväksymisen tila).")
strawberry.enum(
    ProducerKind, description="Who stands behind a producer: public, private, third sector (tuottajan laji)."
)
strawberry.enum(RegisterSource, description="In which register a producer was found (rekisteri).")
strawberry.enum(Segment, description="How closely the organiser works with a producer (segmentti).")
strawberry.enum(ServiceLanguage, description="Languages a service is given in (palvelukieli).")

STEERING_ROLES = (Role.CONTROLLER, Role.PRODUCER_COORDINATOR)
"""Who sees what producers have applied for and proposed, whatever became of it."""
_FOR_APPROVERS = needs(Permission.PRODUCER_APPROVE)
_FOR_ADMINISTRATORS = needs(Permission.PRODUCER_APPLY)
_FOR_DISCLOSERS = needs(Permission.CONTACT_DISCLOSE)


def own_or_steering(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Rows of the caller's own producer; all rows for those who steer producers."""
    return or_(
        and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES))),
        context.role.in_(STEERING_ROLES),
    )


def _applied_or_steering(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Who applies for a producer that nobody knew is not its user yet in the same request."""
    return or_(own_or_steering(rows, context), rows.c.applied_by == context.actor)


def _own(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    return and_(rows.c.producer_id == context.party, context.role.in_(sorted(PRODUCER_ROLES)))


def _known_here(rows: FromClause, context: ContextBinds) -> ColumnElement[bool]:
    """Producers belong to nobody: here are those the organiser has approved, and one's own.

    Those who steer producers also see who has only applied, or was rejected or revoked.
    """
    approval = model.producer_approval
    return or_(
        rows.c.id == context.party,
        exists().where(
            approval.c.organiser_id == context.organiser,
            approval.c.producer_id == rows.c.id,
            or_(approval.c.state == ApprovalState.APPROVED, context.role.in_(STEERING_ROLES)),
        ),
    )


@row(model.service_area, description="A municipality that a service point serves (palvelualue).")
class ServiceArea:
    """One municipality of a service point's area."""

    municipality: Municipality = one(description="The municipality.")


@row(model.service_point, description="A place of a service unit (palvelupiste).")
class ServicePoint(Node):
    """Where a service is given or from where it is brought to the client."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The place's name.")
    street_address: str = column(description="Street address.")
    postal_code: str = column(description="Postal code, five digits.")
    municipality: Municipality = one(description="Where it stands.")
    languages: list[ServiceLanguage] = column(description="In which languages it serves.")
    service_areas: list[ServiceArea] = all_of(
        order="municipality_code", description="The municipalities it serves."
    )
    service_unit: "ServiceUnit" = one(description="The unit it belongs to.")
    producer: "Producer" = one(description="Whose place it is.")


@row(model.service_unit, description="A unit registered in Soteri (palveluyksikkö, L 741/2023 5 §).")
class ServiceUnit(Node):
    """The producer's unit that the supervising authority knows."""

    id: strawberry.ID = column(description="Opaque id.")
    soteri_oid: str = column(description="Its OID in the register Soteri.")
    name: str = column(description="The unit's name.")
    service_points: list[ServicePoint] = all_of(order="name", at_most=10, description="Its places.")


@row(
    model.producer_approval,
    where=_applied_or_steering,
    description="Where a producer stands with the organiser (hakemus ja hyväksyminen, L 569/2009 5 §).",
)
class ProducerApproval(Node):
    """A producer's application under a rule book version, and what became of it.

    Seen by the producer itself and by those who steer producers.
    """

    id: strawberry.ID = column(description="Opaque id.")
    state: ApprovalState = column(description="Applied, approved, rejected or revoked.")
    rule_book_version: str = column(description="The version of the rule book (sääntökirja) it accepted.")
    segment: Segment | None = column(description="How closely the organiser works with it, once approved.")
    applied_at: datetime = column(description="When it applied.")
    decided_at: datetime | None = column(description="When it was decided or revoked.")
    decided_by: Worker | None = one(to="decided_by", description="Who decided.")
    reason: str | None = column(description="Why it was rejected or revoked.")
    register_source: RegisterSource | None = column(
        description="In which register the applicant was found under its Y-tunnus; needed for an approval."
    )
    confirmed_at: datetime | None = column(description="When that was confirmed.")
    confirmed_by: Worker | None = one(to="confirmed_by", description="Who confirmed it.")
    producer: "Producer" = one(description="Who applied.")


def _persons_of_today(rows: FromClause, _: ContextBinds) -> ColumnElement[bool]:
    return and_(
        rows.c.role != Role.SERVICE_ACCOUNT,
        rows.c.valid_from <= func.ctx_today(),
        or_(rows.c.valid_until.is_(None), rows.c.valid_until >= func.ctx_today()),
    )


@row(model.producer_user, description="A person or program that acts for a producer (tuottajan käyttäjä).")
class ProducerUser(Node):
    """Named by its producer, in one role."""

    id: strawberry.ID = column(description="Opaque id.")
    name: str = column(description="The user's name.")
    role: Role = column(description="In which role it acts for the producer.")


@row(
    model.producer,
    within=_known_here,
    description="A public, private or third-sector producer of services (palveluntuottaja).",
)
class Producer(Node):
    """A producer that the organiser has approved, or one's own."""

    id: strawberry.ID = column(description="Opaque id.")
    business_id: str = column(description="Business id (Y-tunnus).")
    name: str = column(description="The producer's name.")
    kind: ProducerKind = column(description="Who stands behind it.")
    service_units: list[ServiceUnit] = all_of(order="name", at_most=10, description="Its registered units.")
    service_points: list[ServicePoint] = all_of(order="name", description="Its places, over all units.")
    approval: ProducerApproval | None = one(
        by="producer_id", description="Where it stands with the organiser; its own and the steering's to see."
    )
    users: list[ProducerUser] = all_of(
        order="name",
        where=_persons_of_today,
        description="The persons who act for it today, to one of whom a place may be disclosed.",
        directives=_FOR_DISCLOSERS["directives"],
        metadata=_FOR_DISCLOSERS["metadata"],
    )
    catalogue: Connection[Annotated["CatalogueOffering", strawberry.lazy("hb.api.catalogue.types")]] = many(
        by="producer_id", order="name_sort", description="What clients can choose of it today, by name."
    )


@row(model.payment_account, description="The account a producer is paid to (maksutili).")
class PaymentAccount(Node):
    """Proposed by the producer, approved by a coordinator who may then never release a payment to it."""

    id: strawberry.ID = column(description="Opaque id.")
    iban: str = column(
        description="The IBAN, for those who approve accounts.",
        directives=_FOR_APPROVERS["directives"],
        metadata=_FOR_APPROVERS["metadata"],
    )
    valid_from: date = column(description="From which day it is paid to, once approved.")
    proposed_at: datetime = column(description="When it was proposed.")
    approved_at: datetime | None = column(description="When it was approved; none while it waits.")
    approved_by: Worker | None = one(to="approved_by", description="Who approved it.")
    producer: Producer = one(description="Whose account it is.")


@row(
    model.payment_account,
    where=_own,
    description="A payment account as its producer sees it (oma maksutili).",
)
class OwnPaymentAccount:
    """An account of one's own producer; the id is that of the PaymentAccount."""

    id: strawberry.ID = column(id_of="PaymentAccount", description="Opaque id of the PaymentAccount.")
    iban: str = column(
        description="The IBAN, for the producer's administrator.",
        directives=_FOR_ADMINISTRATORS["directives"],
        metadata=_FOR_ADMINISTRATORS["metadata"],
    )
    valid_from: date = column(description="From which day it is paid to, once approved.")
    proposed_at: datetime = column(description="When it was proposed.")
    approved_at: datetime | None = column(description="When it was approved; none while it waits.")
