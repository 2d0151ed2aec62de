"""Why a reported row is refused: one class per reason, and the input field each is about."""

from collections.abc import Mapping
from typing import ClassVar

from hb.deliveries.rules.words import MOST_ROWS, DeliveryOutcome, OutcomeState, ReportedDelivery
from hb.kit.errors import DomainError, Fact, InvalidInput, Language, NotFound
from hb.kit.input_rules import FormRule
from hb.kit.sentences import NumberUnit, sentence
from hb.ledger.rules import BudgetExceeded, Measure, amount_text


class InvalidExternalId(DomainError):
    """The external id is empty, longer than 100 characters or contains unprintable ones."""

    code = "INVALID_EXTERNAL_ID"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tunnisteessa on oltava 1–100 tulostuvaa merkkiä.",
        "sv": "Identifieraren ska ha 1–100 utskrivbara tecken.",
        "en": "The external id must have 1–100 printable characters.",
    }


class DuplicateInBatch(DomainError):
    """An earlier row of the batch has the same number."""

    code = "DUPLICATE_IN_BATCH"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Sama tunniste on jo aiemmalla rivillä.",
        "sv": "Samma identifierare finns redan på en tidigare rad.",
        "en": "An earlier row has the same external id.",
    }


class DuplicateWithOtherContent(DomainError):
    """The producer has reported another delivery under this number."""

    code = "DUPLICATE_WITH_OTHER_CONTENT"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Samalla tunnisteella on jo ilmoitettu toteuma, jonka tiedot ovat erilaiset.",
        "sv": "En utförd tjänst med annat innehåll har redan rapporterats med identifieraren.",
        "en": "A delivery with other content was already reported under this external id.",
    }


class InvalidQuantity(DomainError):
    """The quantity is not a positive number of minutes or pieces."""

    code = "INVALID_QUANTITY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Määrän on oltava positiivinen.",
        "sv": "Mängden ska vara positiv.",
        "en": "The quantity must be positive.",
    }


class DateInFuture(DomainError):
    """The service day has not come yet."""

    code = "DATE_IN_FUTURE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palvelupäivä on tulevaisuudessa.",
        "sv": "Servicedagen ligger i framtiden.",
        "en": "The service date is in the future.",
    }


class OrderNotAccepted(DomainError):
    """The producer has not accepted the order, or it was cancelled."""

    code = "ORDER_NOT_ACCEPTED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Toteumia voi ilmoittaa vain vastaan otetusta tilauksesta. Tilauksen tila: {state:label}.",
        "sv": "Utförda tjänster kan rapporteras bara på en mottagen beställning. Beställningens läge: "
        "{state:label}.",
        "en": "The order is not accepted. State of the order: {state:label}.",
    }


class OutsideOrder(DomainError):
    """The order does not cover the month of the service day."""

    code = "OUTSIDE_ORDER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tilaus ei kata kuukautta {month:month}.",
        "sv": "Beställningen omfattar inte {month:month}.",
        "en": "The order does not cover {month:month}.",
    }


class ReportingDeadlinePassed(DomainError):
    """The month's deadline is over and the producer has no exception for it."""

    code = "REPORTING_DEADLINE_PASSED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukauden toteumat oli ilmoitettava viimeistään {deadline:day}.",
        "sv": "De utförda tjänsterna för månaden skulle ha rapporterats senast den {deadline:day}.",
        "en": "Deliveries of the month were to be reported by {deadline:day}.",
    }


class MonthResolved(DomainError):
    """The month's reservation no longer exists: it was voided or has expired."""

    code = "MONTH_RESOLVED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Kuukauden {month:month} varaus on vapautettu.",
        "sv": "Reserveringen för {month:month} har frigjorts.",
        "en": "The reservation of {month:month} has been freed.",
    }


class OverQuantity(DomainError):
    """More than what is left of the month's order; `left` is in the measure that `unit` names."""

    code = "OVER_QUANTITY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tilauksesta on tälle kuukaudelle jäljellä {left:amount}.",
        "sv": "Av beställningen återstår {left:amount} för månaden.",
        "en": "The order has {left:amount} left for the month.",
    }


class BatchRejected(DomainError):
    """The row is good, but the batch was to be accepted whole and another row is not."""

    code = "BATCH_REJECTED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Rivi on kelvollinen, mutta erässä on virheellinen rivi.",
        "sv": "Raden är giltig, men satsen har en felaktig rad.",
        "en": "The row is good, but another row of its batch is not.",
    }


REFUSALS: Mapping[str, tuple[type[DomainError], str]] = {
    InvalidExternalId.code: (InvalidExternalId, "externalId"),
    DuplicateInBatch.code: (DuplicateInBatch, "externalId"),
    DuplicateWithOtherContent.code: (DuplicateWithOtherContent, "externalId"),
    NotFound.code: (NotFound, "orderId"),
    InvalidQuantity.code: (InvalidQuantity, "quantity"),
    DateInFuture.code: (DateInFuture, "serviceDate"),
    OrderNotAccepted.code: (OrderNotAccepted, "orderId"),
    OutsideOrder.code: (OutsideOrder, "serviceDate"),
    ReportingDeadlinePassed.code: (ReportingDeadlinePassed, "serviceDate"),
    MonthResolved.code: (MonthResolved, "serviceDate"),
    OverQuantity.code: (OverQuantity, "quantity"),
    BudgetExceeded.code: (BudgetExceeded, "quantity"),
    BatchRejected.code: (BatchRejected, "externalId"),
}
"""Each code a row can be refused with: its class and the input field at fault."""


def rejected(row: ReportedDelivery, refusal: type[DomainError], **facts: Fact) -> DeliveryOutcome:
    """The outcome of a refused row; `facts` are the numbers that its message names."""
    field = REFUSALS[refusal.code][1]
    return DeliveryOutcome(
        row.external_id, OutcomeState.REJECTED, code=refusal.code, field=field, facts=facts
    )


UNKNOWN_UNIT: Mapping[str, Fact] = {"unit": NumberUnit.NUMBER}
"""What a number counts in an outcome that a release stored which did not name its unit."""


def explanation_of(outcome: DeliveryOutcome, language: Language) -> str | None:
    """Why a row was refused, as a sentence; none for a row that was not."""
    if outcome.code is None:
        return None
    sums = {
        name.removesuffix("_cents"): amount_text(cents, Measure.CENTS, language)
        for name, cents in outcome.facts.items()
        if isinstance(cents, int) and name.endswith("_cents")
    }
    text = REFUSALS[outcome.code][0].texts[language]
    return sentence(text, {**UNKNOWN_UNIT, **outcome.facts, **sums}, language)


def require_batch_size(count: int) -> None:
    """A batch has 1–1,000 rows.

    Raises:
        InvalidInput: it has none, or more.
    """
    if count == 0:
        raise InvalidInput("input", "deliveries", rule=FormRule.REQUIRED)
    if count > MOST_ROWS:
        raise InvalidInput("input", "deliveries", rule=FormRule.TOO_MANY, most=MOST_ROWS)
