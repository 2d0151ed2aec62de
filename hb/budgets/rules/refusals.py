"""Refusals about budgets."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, TypeAlias

from hb.kit.errors import DomainError, Language
from hb.kit.labels import Labels
from hb.kit.sentences import NumberUnit, amount_text, sentence

Amounts: TypeAlias = tuple[int, int, int]
"""Cents, minutes and pieces."""


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


class RaiseLapses(DomainError):
    """A part of a raise falls on months that are over: it could be granted, and nothing reserved of it.

    `lapsed` and `usable` are the cents, minutes and pieces of the raise in months that are over and in those
    that still take reservations, of which `first_month` is the first, if there is one.
    """

    code = "RAISE_LAPSES"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Korotuksesta {lapsed} kohdistuu kuukausiin, joille ei voi enää varata. Käytettäväksi tulisi "
        "{usable}.",
        "sv": "Av höjningen gäller {lapsed} månader för vilka inget längre kan reserveras. {usable} skulle "
        "kunna användas.",
        "en": "{lapsed} of the raise falls on months for which nothing can be reserved any more. {usable} "
        "could be used.",
    }
    advice: ClassVar[Mapping[Language, str]] = {
        "fi": " Aloita korotus kuukaudesta {first_month:month}, tai vahvista, että korotat myös aiempia "
        "kuukausia.",
        "sv": " Börja höjningen från {first_month:month}, eller bekräfta att du höjer också tidigare "
        "månader.",
        "en": " Begin the raise in {first_month:month}, or confirm that you raise earlier months too.",
    }

    def __init__(self, *path: str | int, lapsed: Amounts, usable: Amounts, first_month: int | None) -> None:
        facts = {
            f"{part}_{measure}": amount
            for part, amounts in (("lapsed", lapsed), ("usable", usable))
            for measure, amount in zip(("cents", "minutes", "pieces"), amounts, strict=True)
        }
        super().__init__(*path, **facts, **({} if first_month is None else {"first_month": first_month}))
        self.lapsed, self.usable, self.has_open_month = lapsed, usable, first_month is not None

    def message(self, language: Language) -> str:
        """The sentence for people, with each amount in its unit, and what to do instead."""
        texts = {"lapsed": _amounts(self.lapsed, language), "usable": _amounts(self.usable, language)}
        said = sentence(self.texts[language], texts, language)
        return said + (sentence(self.advice[language], self.facts, language) if self.has_open_month else "")


def _amounts(amounts: Amounts, language: Language) -> str:
    """The amounts that are not nothing, cents, minutes, pieces, each in its unit; 0 € if all are nothing."""
    units = (NumberUnit.CENTS, NumberUnit.MINUTES, NumberUnit.PIECES)
    parts = [
        amount_text(amount, unit, language) for amount, unit in zip(amounts, units, strict=True) if amount
    ]
    return ", ".join(parts) or amount_text(0, NumberUnit.CENTS, language)


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
