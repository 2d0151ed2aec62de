"""Refusals as classes: a code, a message in Finnish, Swedish and English, the path of the input at fault."""

from collections.abc import Mapping
from typing import ClassVar, Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
Path = tuple[str | int, ...]
Fact = int | str


class DomainError(Exception):
    """A refusal the caller can understand and mend; the command's transaction is rolled back whole.

    A subclass declares `code` and `texts`; the texts may name the facts in braces. Facts are numbers, dates,
    codes and enum values, never personal data: they reach logs and answers.
    """

    code: ClassVar[str]
    texts: ClassVar[Mapping[Language, str]]

    def __init__(self, *path: str | int, **facts: Fact) -> None:
        super().__init__(self.code)
        self.path: Path = path
        self.facts: Mapping[str, Fact] = facts

    def message(self, language: Language) -> str:
        """The sentence for people, in one of the three languages."""
        return self.texts[language].format(**self.facts)


class NotFound(DomainError):
    """What is named does not exist, or may not be seen, which is the same to the caller."""

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
    """A value breaks a rule of form; `rule` says which, in a word for programs."""

    code = "INVALID_INPUT"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Arvo ei kelpaa ({rule}).",
        "sv": "Värdet duger inte ({rule}).",
        "en": "The value is not valid ({rule}).",
    }

    def __init__(self, *path: str | int, rule: str, **facts: Fact) -> None:
        super().__init__(*path, rule=rule, **facts)


class VersionConflict(DomainError):
    """Another person changed the thing since the caller read it; `current` is its version now."""

    code = "VERSION_CONFLICT"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Toinen käyttäjä on muuttanut tietoa. Nykyinen versio on {current}.",
        "sv": "En annan användare har ändrat uppgiften. Den aktuella versionen är {current}.",
        "en": "Somebody else has changed this. The current version is {current}.",
    }

    def __init__(self, *path: str | int, current: int) -> None:
        super().__init__(*path, current=current)


class WrongState(DomainError):
    """The thing is in a state in which this cannot be done to it; `state` is the present one."""

    code = "WRONG_STATE"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Toimintoa ei voi tehdä tilassa {state}.",
        "sv": "Åtgärden är inte möjlig i läget {state}.",
        "en": "This cannot be done in the state {state}.",
    }

    def __init__(self, *path: str | int, state: str) -> None:
        super().__init__(*path, state=state)


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
