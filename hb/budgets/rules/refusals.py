"""Refusals about budgets."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from hb.kit.errors import DomainError, Language
from hb.kit.labels import Labels


class OverlappingValidity(DomainError):
    """The client has another budget, prepared or active, in some of the months; its dates are the facts."""

    code = "OVERLAPPING_VALIDITY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkaalla on jo budjetti ajalle {valid_from:validity}.",
        "sv": "Klienten har redan en budget för tiden {valid_from:validity}.",
        "en": "The client already has a budget for {valid_from:validity}.",
    }

    def __init__(self, *path: str | int, valid_from: date, valid_until: date) -> None:
        super().__init__(*path, valid_from=valid_from.isoformat(), valid_until=valid_until.isoformat())


class ReservationsHeld(DomainError):
    """Months after the last day still hold reservations of `cents`; the plan's items are ended first."""

    code = "RESERVATIONS_HELD"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Budjetin päättymisen jälkeisille kuukausille on varattu {cents:euros}. Lopeta ensin "
        "suunnitelman palvelut.",
        "sv": "För månaderna efter slutdagen finns reserveringar på {cents:euros}. Avsluta först "
        "tjänsterna i planen.",
        "en": "Months after the last day hold reservations of {cents:euros}. End the services of the plan "
        "first.",
    }

    def __init__(self, *path: str | int, cents: int) -> None:
        super().__init__(*path, cents=cents)
        self.cents = cents


class ParameterNotSet(DomainError):
    """The organiser has not set an amount or number of days that the command needs on the day."""

    code = "PARAMETER_NOT_SET"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Hyvinvointialueen asetus puuttuu ({day:day}): {name:label}. Ota yhteys pääkäyttäjään.",
        "sv": "En inställning för välfärdsområdet saknas ({day:day}): {name:label}. Kontakta "
        "administratören.",
        "en": "A setting of the wellbeing services county is missing ({day:day}): {name:label}. Contact the "
        "administrator.",
    }
    labels: ClassVar[Labels] = {
        "APPEAL_DAYS": ("muutoksenhakuaika", "tiden för ändringssökande", "the time for appeal"),
        "NAME_SEARCHES_A_DAY": (
            "nimihakujen raja",
            "gränsen för namnsökningar",
            "the limit of searches by name",
        ),
        "OFFICE_HOURS": ("virka-aika", "tjänstetiden", "office hours"),
        "OUT_OF_HOURS_READS_A_DAY": (
            "virka-ajan ulkopuolisen katselun raja",
            "gränsen för läsning utanför tjänstetid",
            "the limit of reads out of office hours",
        ),
        "REFUSALS_A_DAY": (
            "estettyjen pyyntöjen raja",
            "gränsen för nekade begäranden",
            "the limit of refusals",
        ),
    }
