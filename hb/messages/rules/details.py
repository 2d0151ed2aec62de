"""What a message to a client adds to its sentence: which services it is about, and who tells more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from hb.kit.errors import Fact, Language
from hb.kit.sentences import month_text


class Details(TypedDict, total=False):
    """The facts that hold the details in each language, as they were when the message was left."""

    details_fi: str
    details_sv: str
    details_en: str


_SERVICE: Mapping[Language, str] = {
    "fi": "Palvelu: {what}, {month} alkaen.",
    "sv": "Tjänst: {what}, från {month}.",
    "en": "Service: {what}, from {month}.",
}
_CONTACT: Mapping[Language, str] = {
    "fi": "Lisätietoja antaa {name}.",
    "sv": "Mer information ger {name}.",
    "en": "For more information, contact {name}.",
}
_PHONE: Mapping[Language, str] = {"fi": ", puh. {}", "sv": ", tfn {}", "en": ", tel. {}"}


@dataclass(frozen=True, slots=True)
class ServiceFrom:
    """A service from a month (yyyymm) on, by a producer once one is chosen; its name is in each language."""

    names: Mapping[Language, str]
    producer: str | None
    first_month: int


@dataclass(frozen=True, slots=True)
class ContactWorker:
    """The worker who tells a client more; some have no telephone number."""

    name: str
    phone: str | None


def details(services: Sequence[ServiceFrom], contact: ContactWorker | None) -> Details:
    """The facts that add services, a line for each, and the worker to contact to a message."""
    if not services and contact is None:
        return Details()
    return Details(
        details_fi=_written(services, contact, "fi"),
        details_sv=_written(services, contact, "sv"),
        details_en=_written(services, contact, "en"),
    )


def with_details(text: str, language: Language, facts: Mapping[str, Fact]) -> str:
    """A message's text with its details, if it has any, in paragraphs of their own."""
    added = facts.get(f"details_{language}")
    return text if added is None else f"{text}\n\n{added}"


def without_added(text: str, language: Language, facts: Mapping[str, Fact]) -> str:
    """The text that `with_details` was given: a message's text without the details that its facts hold."""
    added = facts.get(f"details_{language}")
    return text if added is None else text.removesuffix(f"\n\n{added}")


def without_details(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Facts of a message without its details."""
    return {name: value for name, value in facts.items() if name not in Details.__annotations__}


def _written(services: Sequence[ServiceFrom], contact: ContactWorker | None, language: Language) -> str:
    lines = [
        _SERVICE[language].format(
            what=", ".join(filter(None, (service.names[language], service.producer))),
            month=month_text(service.first_month, language),
        )
        for service in services
    ]
    paragraphs = ["\n".join(dict.fromkeys(lines))] if lines else []
    if contact is not None:
        phone = _PHONE[language].format(contact.phone) if contact.phone else ""
        paragraphs.append(_CONTACT[language].format(name=f"{contact.name}{phone}"))
    return "\n\n".join(paragraphs)
