"""Fills facts into a sentence for people: days, months and amounts as they are written in its language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from string import Formatter
from typing import Any

from hb.kit.clock import HELSINKI
from hb.kit.labels import STATES, Labels, label_text
from hb.kit.language import Fact, Language
from hb.kit.money import euros_text

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


COUNTED = "counted|"
"""The form of a count, before what is said of one and of several."""


class NumberUnit(StrEnum):
    """What the numbers of a refusal count, as its fact `unit` says."""

    CENTS = "CENTS"
    MINUTES = "MINUTES"
    PIECES = "PIECES"
    PERCENT = "PERCENT"
    NUMBER = "NUMBER"
    """A bare number, such as that of a line or a class."""


_SUFFIXES: Mapping[NumberUnit, Mapping[Language, str]] = {
    NumberUnit.MINUTES: {"fi": "min", "sv": "min", "en": "min"},
    NumberUnit.PIECES: {"fi": "kpl", "sv": "st", "en": "pcs"},
    NumberUnit.PERCENT: {"fi": "%", "sv": "%", "en": "%"},
}


class _Written(Formatter):
    """Formats a fact by the form that the sentence names after a colon, such as `{earliest:day}`."""

    def __init__(self, facts: Mapping[str, Fact], language: Language, labels: Labels) -> None:
        self._facts = facts
        self._labels = labels
        self._language = language

    def get_value(self, key: int | str, _args: Sequence[Any], _kwargs: Mapping[str, Any]) -> Fact:
        return self._facts[str(key)]

    def format_field(self, value: Fact, form: str) -> str:
        if form.startswith(COUNTED):
            return _counted(int(value), form)
        return _BY_ITSELF[form](value, self._language) if form in _BY_ITSELF else self._beside(value, form)

    def _beside(self, value: Fact, form: str) -> str:
        """A fact that is written by what lies beside it: its unit, a last day, labels."""
        match form:
            case "amount" | "euros":
                unit = NumberUnit.CENTS if form == "euros" else NumberUnit(str(self._facts["unit"]))
                return amount_text(int(value), unit, self._language)
            case "days":
                last_day = date.fromisoformat(str(self._facts["last_day"]))
                return days_text(date.fromisoformat(str(value)), last_day, self._language)
            case "label":
                return label_text(str(value), self._language, self._labels)
            case "validity":
                return validity_text(str(value), str(self._facts["valid_until"]), self._language)
            case _:
                return format(value, form)


def sentence(text: str, facts: Mapping[str, Fact], language: Language, labels: Labels = STATES) -> str:
    """Fill the facts that a text names in braces into it.

    `{name}` stays as it is, `{name:number}` gets its thousands apart, `{name:day}` is an ISO date,
    `{name:days}` the first of the days through the fact `last_day`, `{name:month}` a month as yyyymm,
    `{name:euros}` a sum in cents, and `{name:amount}` a number whose unit is the fact `unit`. `{name:label}`
    is what a word of a closed set is called in `labels`, and `{name:validity}` the days through the
    fact `valid_until`, which may be empty. `{name:counted|one plan|{name:number} plans}` says the first of
    one and the second of several, and nothing at all of none; what is left at the end of a text is no space.

    Raises:
        KeyError: the text names a fact that is missing, or a word has no label.
    """
    return _Written(facts, language, labels).format(text).rstrip(" ")


def _counted(number: int, form: str) -> str:
    """What a form says of none, of one, or of several."""
    one, several = form.removeprefix(COUNTED).split("|")
    return {0: "", 1: one}.get(number, several)


def number_text(number: int) -> str:
    """A number with its thousands apart: 44640 is 44 640, with a no-break space (ISO 80000-1 7.3.1)."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def amount_text(number: int, unit: NumberUnit, language: Language) -> str:
    """A number with its unit: 90 MINUTES are 90 min, 3400 CENTS are 34,00 € in Finnish and Swedish."""
    if unit is NumberUnit.CENTS:
        return euros_text(number, language)
    if unit is NumberUnit.NUMBER:
        return number_text(number)
    return f"{number_text(number)}{NO_BREAK_SPACE}{_SUFFIXES[unit][language]}"


def day_text(day: date, language: Language) -> str:
    """A day: 1.6.2026 in Finnish and Swedish, 1 June 2026 in English."""
    if language == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def instant_text(instant: datetime) -> str:
    """An instant in Finland as Finnish writes it, to the minute: 1.6.2026 klo 9.05."""
    local = instant.astimezone(HELSINKI)
    return f"{day_text(local.date(), 'fi')} klo {local.hour}.{local.minute:02}"


def days_text(first_day: date, last_day: date, language: Language) -> str:
    """The days from the first through the last, which is said once where it is the same."""
    first, last = day_text(first_day, language), day_text(last_day, language)
    return first if first_day == last_day else f"{first}\N{EN DASH}{last}"


def validity_text(first_day: str, last_day: str, language: Language) -> str:
    """The days from the first (ISO) through the last; from the first on where the last is empty."""
    first = date.fromisoformat(first_day)
    if last_day:
        return days_text(first, date.fromisoformat(last_day), language)
    written = day_text(first, language)
    return {"fi": f"{written} alkaen", "sv": f"från och med {written}", "en": f"from {written}"}[language]


def month_text(month: int, language: Language) -> str:
    """A month given as yyyymm: 6/2026 in Finnish and Swedish, June 2026 in English."""
    year, number = divmod(month, 100)
    return f"{ENGLISH_MONTHS[number - 1]} {year}" if language == "en" else f"{number}/{year}"


_BY_ITSELF: Mapping[str, Callable[[Fact, Language], str]] = {
    "day": lambda value, language: day_text(date.fromisoformat(str(value)), language),
    "month": lambda value, language: month_text(int(value), language),
    "number": lambda value, _language: number_text(int(value)),
}
"""How a fact is written that needs no other."""
