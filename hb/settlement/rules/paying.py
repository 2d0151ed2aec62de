"""What a settlement must be to be checked and released, who may not release it, and late reports."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hb.kit.errors import DomainError, InvalidInput, Language, too_early
from hb.kit.input_rules import FormRule
from hb.kit.labels import Labels
from hb.kit.sentences import NumberUnit

REASON_LENGTH = 1_000
"""How long a written reason may be, in characters; the text field of the controller's form holds as much."""


class SettlementDifference(StrEnum):
    """What a proof of settlements can find wrong."""

    SETTLEMENT_WITHOUT_DRAWINGS = "SETTLEMENT_WITHOUT_DRAWINGS"
    DRAWINGS_WITHOUT_SETTLEMENT = "DRAWINGS_WITHOUT_SETTLEMENT"
    """Drawings of a closed month that nobody is paid for."""
    SETTLEMENT_OF_OPEN_MONTH = "SETTLEMENT_OF_OPEN_MONTH"
    SETTLED = "SETTLED"
    """Cents or the number of deliveries are not those of the drawings."""
    SETTLEMENT_ACCOUNT = "SETTLEMENT_ACCOUNT"
    """Released to an account that was not the producer's approved one."""
    SETTLEMENT_CHECK_UNRECORDED = "SETTLEMENT_CHECK_UNRECORDED"
    """Checked by somebody, or at an instant, of which the audit trail has no event."""
    SETTLEMENT_RELEASE_UNRECORDED = "SETTLEMENT_RELEASE_UNRECORDED"
    SETTLEMENT_CHECK_UNDONE = "SETTLEMENT_CHECK_UNDONE"
    """The audit trail has the check of a settlement that is not there or not checked."""
    SETTLEMENT_RELEASE_UNDONE = "SETTLEMENT_RELEASE_UNDONE"
    """The audit trail has the release of a settlement that is not there or could be paid again."""


class SeparatedDuties(DomainError):
    """Who checked a settlement, or approved what it is paid by, may not release it; `duty` says which."""

    code = "SEPARATED_DUTIES"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Et voi hyväksyä maksua, koska olet itse hyväksynyt {duty:label}.",
        "sv": "Du kan inte godkänna betalningen, eftersom du själv har godkänt {duty:label}.",
        "en": "You cannot release the payment, because you approved {duty:label} yourself.",
    }
    labels: ClassVar[Labels] = {
        "OFFERING": ("palvelutarjouksen", "den erbjudna tjänsten", "the offering"),
        "PAYMENT_ACCOUNT": ("maksutilin", "betalningskontot", "the payment account"),
        "PRICE": ("hinnan", "priset", "the price"),
        "PRODUCER": ("palveluntuottajan", "tjänsteproducenten", "the producer"),
        "SETTLEMENT": ("tilityksen", "avräkningen", "the settlement"),
    }


class PaymentAccountMissing(DomainError):
    """The producer has no approved account that is valid today."""

    code = "PAYMENT_ACCOUNT_MISSING"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palveluntuottajalla ei ole hyväksyttyä, voimassa olevaa maksutiliä.",
        "sv": "Tjänsteproducenten har inget godkänt, giltigt betalningskonto.",
        "en": "The producer has no approved payment account that is valid today.",
    }


class SettlementDiffers(DomainError):
    """A settlement is not what the ledger drew for its producer and month: it is not paid until explained."""

    code = "SETTLEMENT_DIFFERS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tilitys on {settled_cents:amount}, mutta pääkirjassa on {drawn_cents:amount} (toteumia"
        " {settled_count:number} ja {drawn_count:number}). Ero on selvitettävä ennen maksamista.",
        "sv": "Avräkningen är {settled_cents:amount}, men huvudboken har {drawn_cents:amount} (tjänster:"
        " {settled_count:number} och {drawn_count:number}). Skillnaden ska redas ut före betalningen.",
        "en": "The settlement is {settled_cents:amount}, but the ledger has {drawn_cents:amount} (deliveries:"
        " {settled_count:number} and {drawn_count:number}). Explain the difference before payment.",
    }


class PaymentAccountDiffers(DomainError):
    """The producer's payment account is not the one that was approved: nothing is paid to it."""

    code = "PAYMENT_ACCOUNT_DIFFERS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Palveluntuottajan maksutili ei ole se, joka hyväksyttiin. Ero on selvitettävä ennen "
        "maksamista.",
        "sv": "Producentens betalningskonto är inte det som godkändes. Skillnaden ska redas ut före "
        "betalningen.",
        "en": "The producer's payment account is not the one that was approved. This must be explained before"
        " payment.",
    }


@dataclass(frozen=True, slots=True)
class SettlementMoved:
    """The id of a settlement that was checked or released."""

    settlement_id: UUID


@dataclass(frozen=True, slots=True)
class ExceptionWish:
    """Which producer may report which service month (yyyymm) late, why, and through which day."""

    month: int
    producer_id: UUID
    reason: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class ReportingExceptionGranted:
    """The id of a controller's exception."""

    exception_id: UUID


def require_exception(wish: ExceptionWish, today: date) -> None:
    """An exception has a reason and lasts at least through today.

    Raises:
        InvalidInput: it does not.
    """
    if not wish.reason.strip():
        raise InvalidInput("input", "reason", rule=FormRule.REQUIRED)
    if len(wish.reason) > REASON_LENGTH:
        raise InvalidInput("input", "reason", rule=FormRule.TOO_LONG, most=REASON_LENGTH)
    if wish.valid_until < today:
        raise too_early("input", "validUntil", earliest=today)


def require_as_drawn(settled_cents: int, settled_count: int, drawn_cents: int, drawn_count: int) -> None:
    """A settlement is the ledger's drawings of its producer and month: their cents and their deliveries.

    Raises:
        SettlementDiffers: it is not.
    """
    if (settled_cents, settled_count) != (drawn_cents, drawn_count):
        raise SettlementDiffers(
            "input",
            "settlementId",
            settled_cents=settled_cents,
            settled_count=settled_count,
            drawn_cents=drawn_cents,
            drawn_count=drawn_count,
            unit=NumberUnit.CENTS,
        )


def require_other_person(user_id: UUID, duties: Mapping[str, Collection[UUID]]) -> None:
    """Nobody releases what they checked or approved themselves.

    `duties` gives, by duty, the persons who did it.

    Raises:
        SeparatedDuties: the user is one of them.
    """
    for duty, persons in duties.items():
        if user_id in persons:
            raise SeparatedDuties("input", "settlementId", duty=duty)
