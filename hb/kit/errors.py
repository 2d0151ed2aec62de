"""Refusals as classes: a code, a message in Finnish, Swedish and English, the path of the input at fault."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from hb.kit.input_rules import FormRule, InputRule
from hb.kit.labels import STATES, Labels
from hb.kit.language import LANGUAGES, Fact, Language
from hb.kit.sentences import NumberUnit, sentence

Path = tuple[str | int, ...]


class DomainError(Exception):
    """A refusal the caller can understand and mend; the command's transaction is rolled back whole.

    A subclass declares `code` and `texts`; the texts may name the facts in braces (see `hb.kit.sentences`).
    Facts are numbers, dates, codes and enum values, never personal data: they reach logs and answers.
    """

    code: ClassVar[str]
    texts: ClassVar[Mapping[Language, str]]
    labels: ClassVar[Labels] = STATES
    """What the words among its facts are called."""

    def __init__(self, *path: str | int, **facts: Fact) -> None:
        super().__init__(self.code)
        self.path: Path = path
        self.facts: Mapping[str, Fact] = facts
        self._said = self.texts

    def saying(self, texts: Mapping[Language, str]) -> Self:
        """This refusal with the texts of one case, where more can be said of what to do than `texts` does."""
        self._said = texts
        return self

    def message(self, language: Language) -> str:
        """The sentence for people."""
        return sentence(self._said[language], self.facts, language, self.labels)


class NotFound(DomainError):
    """It does not exist, or the caller may not see it; the caller cannot tell which."""

    code = "NOT_FOUND"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tietoa ei löydy.",
        "sv": "Uppgiften finns inte.",
        "en": "It was not found.",
    }


class Forbidden(DomainError):
    """The caller may see the thing but not do this to it."""

    code = "FORBIDDEN"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Roolisi ei oikeuta tähän toimintoon.",
        "sv": "Din roll ger inte rätt till denna åtgärd.",
        "en": "Your role does not allow this.",
    }


class InvalidInput(DomainError):
    """A value breaks a rule of form; `rule` says which, and the message says what is expected."""

    code = "INVALID_INPUT"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Arvo ei ole sallittu.",
        "sv": "Värdet är ogiltigt.",
        "en": "The value is not allowed.",
    }

    def __init__(self, *path: str | int, rule: InputRule, **facts: Fact) -> None:
        super().__init__(*path, rule=rule, **facts)
        self.rule = rule

    def message(self, language: Language) -> str:
        """The sentence of the rule for people."""
        return sentence(self.rule.texts[language], self.facts, language)


def out_of_range(*path: str | int, least: int, most: int, unit: NumberUnit) -> InvalidInput:
    """The refusal of a number outside `least` to `most`, both included, in the unit given."""
    return InvalidInput(*path, rule=FormRule.OUT_OF_RANGE, least=least, most=most, unit=unit)


def too_early(*path: str | int, earliest: date) -> InvalidInput:
    """The refusal of a day before `earliest`."""
    return InvalidInput(*path, rule=FormRule.TOO_EARLY, earliest=earliest.isoformat())


class VersionConflict(DomainError):
    """Another person changed the thing since the caller read it; `current` is its version now."""

    code = "VERSION_CONFLICT"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Toinen käyttäjä on muuttanut tietoa. Nykyinen versio on {current:number}.",
        "sv": "En annan användare har ändrat uppgiften. Den aktuella versionen är {current:number}.",
        "en": "Somebody else has changed this. The current version is {current:number}.",
    }

    def __init__(self, *path: str | int, current: int) -> None:
        super().__init__(*path, current=current)


class WrongState(DomainError):
    """The thing is in a state in which this cannot be done to it; `state` is the present one."""

    code = "WRONG_STATE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tätä ei voi tehdä nyt. Nykyinen tila: {state:label}.",
        "sv": "Det här går inte att göra nu. Nuvarande läge: {state:label}.",
        "en": "This cannot be done now. Present state: {state:label}.",
    }

    def __init__(self, *path: str | int, state: str, **facts: Fact) -> None:
        super().__init__(*path, state=state, **facts)


class KeyReused(DomainError):
    """The idempotency key was used before with another input."""

    code = "IDEMPOTENCY_KEY_REUSED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Samaa avainta on jo käytetty toisella sisällöllä.",
        "sv": "Samma nyckel har redan använts med annat innehåll.",
        "en": "The same key was already used with other input.",
    }


class UnknownOutcome(DomainError):
    """The connection was lost while committing: the effect may or may not be there."""

    code = "UNKNOWN_OUTCOME"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Lopputulos ei ole tiedossa. Yritä uudelleen samalla avaimella.",
        "sv": "Utfallet är okänt. Försök igen med samma nyckel.",
        "en": "The outcome is unknown. Retry with the same key.",
    }


class Busy(DomainError):
    """No database connection or lock could be had in time; nothing was done."""

    code = "BUSY"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Järjestelmä on kuormittunut. Yritä hetken kuluttua uudelleen.",
        "sv": "Systemet är överbelastat. Försök igen om en stund.",
        "en": "The system is busy. Try again in a moment.",
    }


__all__ = [
    "LANGUAGES",
    "Busy",
    "DomainError",
    "Fact",
    "Forbidden",
    "InvalidInput",
    "KeyReused",
    "Language",
    "NotFound",
    "Path",
    "UnknownOutcome",
    "VersionConflict",
    "WrongState",
    "out_of_range",
    "too_early",
]
