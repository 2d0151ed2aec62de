"""Inputs of the mutations on producers, their sites and accounts."""

from datetime import date

import strawberry

import hb.api.producers.types  # noqa: F401 it declares closed sets as enums
from hb.api.arguments import CommandInput, id_of
from hb.producers.rules import (
    ProducerKind,
    RegisterSource,
    Segment,
    ServiceLanguage,
)


@strawberry.input(description="What a producer applies with; by applying it accepts the rule book.")
class ProducerApplyInput(CommandInput):
    """The producer is the caller's own; one that another organiser knows keeps its name and kind."""

    business_id: str = strawberry.field(description="Business id (Y-tunnus), 1234567-8.")
    name: str = strawberry.field(description="The producer's name, at most 200 characters.")
    kind: ProducerKind = strawberry.field(description="Who stands behind it.")
    rule_book_version: str = strawberry.field(description="The version of the rule book it accepts.")
    iban: str = strawberry.field(description="The IBAN to be paid to; a coordinator approves it apart.")
    administrator_name: str = strawberry.field(description="The name of who applies.")


@strawberry.input(description="Which applicant was found in a register.")
class ProducerConfirmInput(CommandInput):
    """Who applies has the Y-tunnus that it names: nobody is approved before."""

    producer_id: strawberry.ID = id_of("Producer", "The producer that applied.")
    source: RegisterSource = strawberry.field(
        description="In which register it was found under its Y-tunnus."
    )


@strawberry.input(description="What is decided on an application.")
class ProducerApplicationDecideInput(CommandInput):
    """Approve into a segment, or reject with a reason."""

    producer_id: strawberry.ID = id_of("Producer", "The producer that applied.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    segment: Segment | None = strawberry.field(
        default=None, description="How closely the organiser will work with it; needed to approve."
    )
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")


@strawberry.input(description="Which approval is taken back, and why.")
class ProducerApprovalRevokeInput(CommandInput):
    """The producer leaves the catalogue; what was ordered can still be delivered, reported and paid."""

    producer_id: strawberry.ID = id_of("Producer", "The approved producer.")
    reason: str = strawberry.field(description="The reason.")


@strawberry.input(description="The account the producer wants to be paid to.")
class PaymentAccountProposeInput(CommandInput):
    """The same IBAN from the same day is one proposal."""

    iban: str = strawberry.field(description="The IBAN (ISO 13616).")
    valid_from: date = strawberry.field(description="From which day, today or later.")


@strawberry.input(description="Which proposed account is approved.")
class PaymentAccountApproveInput(CommandInput):
    """Somebody else than who proposed it; who approves may not release a payment to it."""

    payment_account_id: strawberry.ID = id_of("PaymentAccount", "The proposed account.")


@strawberry.input(description="A unit registered in Soteri.")
class ServiceUnitAddInput(CommandInput):
    """The unit is added to the caller's own producer, for all organisers."""

    soteri_oid: str = strawberry.field(description="Its OID, 1.2.246.10.…")
    name: str = strawberry.field(description="The unit's name.")


@strawberry.input(description="A place of a service unit.")
class ServicePointAddInput(CommandInput):
    """Where a service is given, which municipalities it serves, in which languages."""

    service_unit_id: strawberry.ID = id_of("ServiceUnit", "The unit it belongs to.")
    name: str = strawberry.field(description="The place's name.")
    street_address: str = strawberry.field(description="Street address.")
    postal_code: str = strawberry.field(description="Postal code, five digits.")
    municipality_code: str = strawberry.field(description="Where it stands, three digits.")
    served_municipalities: list[str] = strawberry.field(
        description="Codes of the municipalities it serves, at least one."
    )
    languages: list[ServiceLanguage] = strawberry.field(
        description="In which languages it serves, at least one."
    )
