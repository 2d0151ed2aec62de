"""Roots that lead to producers, their applications and payment accounts, with their filters and orders."""

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, any_, exists, func

from hb.access.rules import Permission
from hb.api.names import name_starts
from hb.api.permission import needs
from hb.api.producers.types import OwnPaymentAccount, PaymentAccount, Producer, ProducerApproval
from hb.producers import model
from hb.producers.rules import ApprovalState, ProducerKind, ServiceLanguage
from hb.read import Connection, by_context, by_id, many, where
from hb.read.declaration.specs import Columns


def _serves(producer: Columns, code: ColumnElement[str]) -> ColumnElement[bool]:
    point, area = model.service_point, model.service_area
    return exists().where(
        point.c.producer_id == producer["id"],
        area.c.service_point_id == point.c.id,
        area.c.municipality_code == code,
    )


def _speaks(producer: Columns, language: ColumnElement[str]) -> ColumnElement[bool]:
    point = model.service_point
    return exists().where(point.c.producer_id == producer["id"], language == any_(point.c.languages))


@strawberry.input(description="Which producers to list.")
class ProducerFilter:
    """All given conditions hold."""

    kind: ProducerKind | None = where(
        lambda producer, kind: producer.kind == kind, description="Who stands behind it."
    )
    municipality_code: str | None = where(_serves, description="Has a place that serves this municipality.")
    language: ServiceLanguage | None = where(_speaks, description="Has a place that serves in this language.")
    name_starts: str | None = where(
        lambda producer, text: name_starts(producer.name_sort, text),
        description="The name starts with this, in any case.",
    )
    name_contains: str | None = where(
        lambda producer, text: func.strpos(producer.name_sort, func.fi_sort(text)) > 0,
        description="The name contains this, in any case.",
    )


@strawberry.input(description="Which applications and approvals to list.")
class ProducerApplicationFilter:
    """All given conditions hold."""

    state: ApprovalState | None = where(
        lambda approval, state: approval.state == state, description="Only in this state."
    )
    producer_id: strawberry.ID | None = where(
        lambda approval, producer: approval.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )


class ProducerApplicationOrder(Enum):
    """By when it came."""

    OLDEST = "applied_at"
    NEWEST = "-applied_at"


strawberry.enum(ProducerApplicationOrder, description="In which order applications are listed.")


@strawberry.input(description="Which payment accounts to list.")
class PaymentAccountFilter:
    """All given conditions hold."""

    awaits: bool | None = where(
        lambda account, awaits: account.approved_by.is_(None) == awaits,
        description="Only those that wait for approval, or only approved ones.",
    )
    producer_id: strawberry.ID | None = where(
        lambda account, producer: account.producer_id == producer,
        id_of="Producer",
        description="Only of this producer.",
    )


@strawberry.type
class Query:
    """Roots that lead to producers."""

    producer: Producer | None = by_id(description="One producer.", **needs(Permission.PRODUCER_READ))
    producers: Connection[Producer] = many(
        order="name_sort",
        filter=ProducerFilter,
        description="The producers the organiser has approved, by name (L 569/2009 4 §).",
        **needs(Permission.PRODUCER_READ),
    )
    my_producer: Producer | None = by_context(
        columns={"id": "party"},
        description="The producer you work for, also before the organiser has approved it.",
        **needs(Permission.PRODUCER_READ),
    )
    producer_applications: Connection[ProducerApproval] = many(
        order="applied_at",
        orders=ProducerApplicationOrder,
        filter=ProducerApplicationFilter,
        description="Applications to the organiser, oldest first; those decided before stay to be looked at.",
        **needs(Permission.PRODUCER_APPROVE),
    )
    payment_accounts: Connection[PaymentAccount] = many(
        order="-proposed_at",
        filter=PaymentAccountFilter,
        description="Payment accounts of all producers, newest proposal first.",
        **needs(Permission.PRODUCER_APPROVE),
    )
    my_payment_accounts: Connection[OwnPaymentAccount] = many(
        order="-valid_from",
        description="Your producer's payment accounts, the latest first.",
        **needs(Permission.PRODUCER_APPLY),
    )
