"""The table of bad input: who sends what, and the code, path and sentences that must come back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hb.access.rules import Role
from hb.clients.rules.input_rules import HetuRule
from hb.kit.input_rules import FormRule, InputRule
from tests.api.sending import Json
from tests.flows.bad_world import LINE, World

Sentences: TypeAlias = tuple[str, str, str]
"""In Finnish, Swedish and English."""

ABSENT: Sentences = ("Tietoa ei löydy.", "Uppgiften finns inte.", "It was not found.")
TOLD = frozenset({"command", "job", "message"})
"""A refused report is kept under its key, like a batch's outcomes, and a message of it is to leave."""
ADMINISTRATOR, REPORTER = Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER
CLIENT, GUIDE = Role.CLIENT, Role.SERVICE_GUIDE


def invalid(rule: InputRule) -> Sentences:
    """What is said of a value that breaks a rule of form, one whose sentence names no facts."""
    return rule.texts["fi"], rule.texts["sv"], rule.texts["en"]


@dataclass(frozen=True)
class Case:
    """One bad input; `given` makes the fields of the input beside the key."""

    name: str
    sender: Role | str
    operation: str
    given: Callable[[World], Json]
    code: str
    path: str
    sentences: Sentences
    is_late: bool = False
    """Whether it is sent in June, when the month of May can no longer be reported."""
    leaves: frozenset[str] = frozenset()
    """The only tables that may differ afterwards."""
    unsaid: str = ""
    """What the answer must not repeat."""


def _hetu(text: str, rule: HetuRule) -> Case:
    return Case(
        f"hetu: {rule}",
        GUIDE,
        "RegisterClient",
        lambda world: {**world.person, "hetu": text},
        "INVALID_HETU",
        "input.hetu",
        invalid(rule),
        unsaid=text,
    )


def _budget(name: str, path: str, sentences: Sentences, **changes: object) -> Case:
    return Case(
        f"budget: {name}",
        GUIDE,
        "PrepareBudget",
        lambda world: {**world.preparation, **changes},
        "INVALID_INPUT",
        path,
        sentences,
    )


def _price(name: str, path: str, sentences: Sentences, **changes: object) -> Case:
    return Case(
        f"price: {name}",
        ADMINISTRATOR,
        "producer/ProposePrice",
        lambda world: {**world.price, **changes},
        "INVALID_INPUT",
        path,
        sentences,
    )


def _delivery(
    name: str, code: str, path: str, sentences: Sentences, is_late: bool = False, **changes: object
) -> Case:
    return Case(
        f"delivery: {name}",
        REPORTER,
        "producer/ReportDelivery",
        lambda world: {"delivery": {**world.delivery, **changes}},
        code,
        f"input.delivery.{path}",
        sentences,
        is_late,
        TOLD,
    )


def _application(name: str, path: str, sentences: Sentences, **changes: str) -> Case:
    return Case(
        name,
        "newcomer",
        "producer/ApplyAsProducer",
        lambda world: {**world.application, **changes},
        "INVALID_INPUT",
        path,
        sentences,
        unsaid=next(iter(changes.values())),
    )


CASES = (
    _hetu("131052-308U", HetuRule.HETU_CHECK_CHARACTER),
    _hetu("310252-308Y", HetuRule.HETU_DATE_OR_NUMBER),
    _hetu("131052G308T", HetuRule.HETU_FORM),
    _hetu("010180-9026", HetuRule.HETU_TEMPORARY),
    _application(
        "Y-tunnus: check digit", "input.businessId", invalid(FormRule.BUSINESS_ID), businessId="1234567-8"
    ),
    _application("IBAN: check digits", "input.iban", invalid(FormRule.IBAN), iban="FI2112345600000786"),
    _budget(
        "begins in mid-month",
        "input.validFrom",
        invalid(FormRule.FIRST_DAY_OF_A_MONTH),
        validFrom="2026-08-02",
    ),
    _budget(
        "ends before it begins", "input.validUntil", invalid(FormRule.BEFORE_START), validUntil="2026-07-31"
    ),
    _budget(
        "negative cents",
        "input.lines.0.centsPerMonth",
        (
            "Anna arvo, joka on vähintään 0,01 € ja enintään 10\xa0000\xa0000\xa0000,00 €.",
            "Ange ett värde som är minst 0,01 € och högst 10\xa0000\xa0000\xa0000,00 €.",
            "Enter a value of at least 0.01 € and at most 10\xa0000\xa0000\xa0000.00 €.",
        ),
        lines=[{**LINE, "centsPerMonth": -1}],
    ),
    Case(
        "budget: overlapping validity",
        GUIDE,
        "PrepareBudget",
        lambda world: {**world.preparation, "validFrom": "2026-07-01"},
        "OVERLAPPING_VALIDITY",
        "input.validFrom",
        (
            "Asiakkaalla on jo budjetti ajalle 1.5.2026–31.7.2026.",
            "Klienten har redan en budget för tiden 1.5.2026–31.7.2026.",
            "The client already has a budget for 1 May 2026–31 July 2026.",
        ),
    ),
    _price(
        "negative cents",
        "input.unitCents",
        (
            "Anna arvo, joka on vähintään 0,01 € ja enintään 100\xa0000,00 €.",
            "Ange ett värde som är minst 0,01 € och högst 100\xa0000,00 €.",
            "Enter a value of at least 0.01 € and at most 100\xa0000.00 €.",
        ),
        unitCents=-3_400,
    ),
    _price(
        "ends before it begins", "input.validUntil", invalid(FormRule.BEFORE_START), validUntil="2026-05-31"
    ),
    Case(
        "price: overlapping validity",
        ADMINISTRATOR,
        "producer/ProposePrice",
        lambda world: {**world.price, "validFrom": "2025-12-01"},
        "OVERLAPPING_VALIDITY",
        "input.validFrom",
        (
            "Voimassaolo menee päällekkäin hinnan kanssa, joka on voimassa 1.1.2026 alkaen.",
            "Giltigheten överlappar ett pris som gäller från och med 1.1.2026.",
            "The validity overlaps a price that is valid from 1 January 2026.",
        ),
    ),
    Case(
        "plan item: beyond the budget",
        CLIENT,
        "client/AddItem",
        lambda world: {**world.item, "quantityPerMonth": 660},
        "BUDGET_EXCEEDED",
        "input",
        (
            "Budjetti ei riitä: käytettävissä on 1\xa0020,00 €, tarvitaan 1\xa0122,00 €.",
            "Budgeten räcker inte: 1\xa0020,00 € är tillgängligt, 1\xa0122,00 € behövs.",
            "The budget is not enough: 1\xa0020.00 € is available, 1\xa0122.00 € is needed.",
        ),
    ),
    Case(
        "plan item: no price on the date",
        CLIENT,
        "client/AddItem",
        lambda world: {**world.item, "offeringId": world.unpriced, "quantityPerMonth": 1},
        "PRICE_NOT_FOUND",
        "input.offeringId",
        (
            "Palvelulla ei ole hyväksyttyä hintaa 1.6.2026.",
            "Tjänsten har inget godkänt pris den 1.6.2026.",
            "The service has no approved price on 1 June 2026.",
        ),
    ),
    _delivery(
        "after the deadline",
        "REPORTING_DEADLINE_PASSED",
        "serviceDate",
        (
            "Kuukauden toteumat oli ilmoitettava viimeistään 15.6.2026.",
            "De utförda tjänsterna för månaden skulle ha rapporterats senast den 15.6.2026.",
            "Deliveries of the month were to be reported by 15 June 2026.",
        ),
        is_late=True,
    ),
    Case(
        "delivery: on another producer's order",
        "rival",
        "producer/ReportDelivery",
        lambda world: {"delivery": world.delivery},
        "NOT_FOUND",
        "input.delivery.orderId",
        ABSENT,
        leaves=TOLD,
    ),
    _delivery(
        "over the quantity",
        "OVER_QUANTITY",
        "quantity",
        (
            "Tilauksesta on tälle kuukaudelle jäljellä 480\u00a0min.",
            "Av beställningen återstår 480\u00a0min för månaden.",
            "The order has 480\u00a0min left for the month.",
        ),
        quantity=481,
    ),
    _delivery(
        "in the future",
        "DATE_IN_FUTURE",
        "serviceDate",
        (
            "Palvelupäivä on tulevaisuudessa.",
            "Servicedagen ligger i framtiden.",
            "The service date is in the future.",
        ),
        serviceDate="2026-05-16",
    ),
    _delivery(
        "duplicate with other content",
        "DUPLICATE_WITH_OTHER_CONTENT",
        "externalId",
        (
            "Samalla tunnisteella on jo ilmoitettu toteuma, jonka tiedot ovat erilaiset.",
            "En utförd tjänst med annat innehåll har redan rapporterats med identifieraren.",
            "A delivery with other content was already reported under this external id.",
        ),
        externalId="KA-1",
    ),
)
