"""The sentences of messages, by event and outcome, in the reader's language with their facts filled in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from hb.kit.errors import Fact, Language
from hb.kit.sentences import sentence
from hb.messages.rules.details import with_details
from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts import budgets, care, endings, orders, producers, records, reporting, work
from hb.messages.rules.texts.form import ONE, Texts

_AREAS = (
    budgets.TEXTS,
    care.TEXTS,
    endings.TEXTS,
    orders.TEXTS,
    producers.TEXTS,
    records.TEXTS,
    reporting.TEXTS,
    work.TEXTS,
)
OUTCOME = "outcome"
"""The fact that says by which of its sentences an event is said."""


def gathered(areas: Iterable[Texts]) -> Texts:
    """The sentences of all areas.

    Raises:
        ValueError: two areas have sentences of one event.
    """
    twice = [event for event, count in Counter(chain.from_iterable(areas)).items() if count > 1]
    if twice:
        raise ValueError(twice)
    return {event: outcomes for texts in areas for event, outcomes in texts.items()}


TEXTS = gathered(_AREAS)
"""Title and text of every event and outcome in every language."""


def title_of(event: Event, language: Language, facts: Mapping[str, Fact]) -> str:
    """The title of a message.

    Raises:
        KeyError: the event has several outcomes, and the facts name none of them.
    """
    return TEXTS[event][_outcome(facts)][language][0]


def body_of(event: Event, language: Language, facts: Mapping[str, Fact]) -> str:
    """The text of a message with its facts filled in: sums in euros, months and days as people write them.

    Where the facts hold details (`hb.messages.rules.details`), they are added as paragraphs of their own.

    Raises:
        KeyError: the text names a fact that is missing, or the outcome has no text.
    """
    text = sentence(TEXTS[event][_outcome(facts)][language][1], facts, language)
    return with_details(text, language, facts)


def said_to(event: Event, recipient: Recipient) -> Recipient | None:
    """The outcome of an event that is said to each kind of recipient in its own way; None of any other."""
    return recipient if recipient in TEXTS[event] else None


def _outcome(facts: Mapping[str, Fact]) -> str:
    return str(facts.get(OUTCOME, ONE))
