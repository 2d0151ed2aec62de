"""Refusals about budgets."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from hb.kit.errors import DomainError, Language
from hb.ledger.rules import Measure, amount_text


class OverlappingValidity(DomainError):
    """The client has another budget, prepared or active, in some of the months; its dates are the facts."""

    code = "OVERLAPPING_VALIDITY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkaalla on jo budjetti ajalle {valid_from} – {valid_until}.",
        "sv": "Klienten har redan en budget för tiden {valid_from} – {valid_until}.",
        "en": "The client already has a budget from {valid_from} to {valid_until}.",
    }

    def __init__(self, *path: str | int, valid_from: date, valid_until: date) -> None:
        super().__init__(*path, valid_from=valid_from.isoformat(), valid_until=valid_until.isoformat())


class ReservationsHeld(DomainError):
    """Months after the last day still hold reservations of `cents`; the plan's items are ended first."""

    code = "RESERVATIONS_HELD"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Päättymisen jälkeisille kuukausille on varattu {euros}. Päätä ensin suunnitelman rivit.",
        "sv": "Månaderna efter slutdagen har reserveringar på {euros}. Avsluta först planens rader.",
        "en": "Months after the last day hold reservations of {euros}. End the plan's items first.",
    }

    def __init__(self, *path: str | int, cents: int) -> None:
        super().__init__(*path, cents=cents)
        self.cents = cents

    def message(self, language: Language) -> str:
        """The sentence for people, with the sum in euros."""
        return self.texts[language].format(euros=amount_text(self.cents, Measure.CENTS, language))


class ParameterNotSet(DomainError):
    """The organiser has not set an amount or number of days that the command needs on the day."""

    code = "PARAMETER_NOT_SET"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Parametria {name} ei ole asetettu päivälle {day}.",
        "sv": "Parametern {name} är inte satt för dagen {day}.",
        "en": "The parameter {name} is not set for {day}.",
    }
