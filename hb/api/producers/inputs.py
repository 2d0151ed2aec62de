"""Inputs and payloads of the mutations that change producers, their sites and accounts."""

from datetime import date
from uuid import UUID

import strawberry

from hb.api.errors import UserError
from hb.api.ids import uuid_of
from hb.api.producers.types import (
    OwnPaymentAccount,
    PaymentAccount,
    Producer,
    ProducerApproval,
    ServicePoint,
    ServiceUnit,
)
from hb.producers.rules import (
    ProducerApplication,
    ProducerKind,
    Segment,
    ServiceLanguage,
    ServicePointWish,
)

KEY = "Made by the client; the same key has one effect."
REFUSALS = "Why it was refused; empty when it was done."


@strawberry.input(description="What a producer applies with; by applying it accepts the rule book.")
class ProducerApplyInput:
    """The producer is the caller's own; one that another organiser knows keeps its name and kind."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    business_id: str = strawberry.field(description="Business id (Y-tunnus), 1234567-8.")
    name: str = strawberry.field(description="The producer's name, at most 200 characters.")
    kind: ProducerKind = strawberry.field(description="Who stands behind it.")
    rule_book_version: str = strawberry.field(description="The version of the rule book it accepts.")
    iban: str = strawberry.field(description="The IBAN to be paid to; a coordinator approves it apart.")
    administrator_name: str = strawberry.field(description="The name of who applies.")

    def application(self) -> ProducerApplication:
        """The command's input."""
        return ProducerApplication(
            business_id=self.business_id,
            name=self.name,
            kind=self.kind,
            rule_book_version=self.rule_book_version,
            iban=self.iban,
            administrator_name=self.administrator_name,
        )


@strawberry.type(description="The producer and its application, or why not.")
class ProducerApplyPayload:
    """What producerApply answers."""

    producer: Producer | None = strawberry.field(default=None, description="The producer.")
    approval: ProducerApproval | None = strawberry.field(default=None, description="The application.")
    payment_account: OwnPaymentAccount | None = strawberry.field(
        default=None, description="The proposed account; of a producer nobody knew it is shown later."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="What is decided on an application.")
class ProducerApplicationDecideInput:
    """Approve into a segment, or reject with a reason."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    producer_id: strawberry.ID = strawberry.field(description="The producer that applied.")
    approve: bool = strawberry.field(description="True approves, false rejects.")
    segment: Segment | None = strawberry.field(
        default=None, description="How closely the organiser will work with it; needed to approve."
    )
    reason: str | None = strawberry.field(default=None, description="The reason; needed to reject.")


@strawberry.type(description="The approval as it is now, or why not.")
class ProducerApplicationDecidePayload:
    """What producerApplicationDecide answers."""

    approval: ProducerApproval | None = strawberry.field(default=None, description="The decided application.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which approval is taken back, and why.")
class ProducerApprovalRevokeInput:
    """The producer leaves the catalogue; what was ordered can still be delivered, reported and paid."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    producer_id: strawberry.ID = strawberry.field(description="The approved producer.")
    reason: str = strawberry.field(description="The reason.")


@strawberry.type(description="The approval as it is now, or why not.")
class ProducerApprovalRevokePayload:
    """What producerApprovalRevoke answers."""

    approval: ProducerApproval | None = strawberry.field(default=None, description="The revoked approval.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="The account the producer wants to be paid to.")
class PaymentAccountProposeInput:
    """The same IBAN from the same day is one proposal."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    iban: str = strawberry.field(description="The IBAN (ISO 13616).")
    valid_from: date = strawberry.field(description="From which day, today or later.")


@strawberry.type(description="The proposed account, or why not.")
class PaymentAccountProposePayload:
    """What paymentAccountPropose answers."""

    payment_account: OwnPaymentAccount | None = strawberry.field(
        default=None, description="The proposed account."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="Which proposed account is approved.")
class PaymentAccountApproveInput:
    """Somebody else than who proposed it; who approves may not release a payment to it."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    payment_account_id: strawberry.ID = strawberry.field(description="The proposed account.")


@strawberry.type(description="The approved account, or why not.")
class PaymentAccountApprovePayload:
    """What paymentAccountApprove answers."""

    payment_account: PaymentAccount | None = strawberry.field(
        default=None, description="The approved account."
    )
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="A unit registered in Soteri.")
class ServiceUnitAddInput:
    """The unit is added to the caller's own producer, for all organisers."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    soteri_oid: str = strawberry.field(description="Its OID, 1.2.246.10.…")
    name: str = strawberry.field(description="The unit's name.")


@strawberry.type(description="The unit that was added, or why not.")
class ServiceUnitAddPayload:
    """What serviceUnitAdd answers."""

    service_unit: ServiceUnit | None = strawberry.field(default=None, description="The unit.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)


@strawberry.input(description="A place of a service unit.")
class ServicePointAddInput:
    """Where a service is given, which municipalities it serves, in which languages."""

    idempotency_key: UUID = strawberry.field(description=KEY)
    service_unit_id: strawberry.ID = strawberry.field(description="The unit it belongs to.")
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

    def wish(self) -> ServicePointWish:
        """The command's input.

        Raises:
            NotFound: the id names no service unit.
        """
        return ServicePointWish(
            service_unit_id=uuid_of(self.service_unit_id, "ServiceUnit", "input", "serviceUnitId"),
            name=self.name,
            street_address=self.street_address,
            postal_code=self.postal_code,
            municipality_code=self.municipality_code,
            served_municipalities=self.served_municipalities,
            languages=self.languages,
        )


@strawberry.type(description="The place that was added, or why not.")
class ServicePointAddPayload:
    """What servicePointAdd answers."""

    service_point: ServicePoint | None = strawberry.field(default=None, description="The place.")
    user_errors: list[UserError] = strawberry.field(default_factory=list, description=REFUSALS)
