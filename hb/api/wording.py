"""What jobs, clocks, their counts and faults are called in GraphQL, in the language of who reads."""

from collections.abc import Iterable

from hb.kit.language import LANGUAGES, Label
from hb.kit.sentences import NumberUnit
from hb.messages.rules import EVENT_LABELS
from hb.modules import clocks, faults, jobs
from hb.read import Wording
from hb.work.rules import OTHER_CLOCK, OTHER_COUNT, OTHER_JOB, OWN_FAULT

LANGUAGE = "language"
"""The context parameter that says in which language is read."""


def wording(labels: Iterable[tuple[str, Label]], otherwise: Label) -> Wording:
    """What codes are called, in each language; any other code is called what `otherwise` says."""
    labelled = list(labels)
    return Wording(
        LANGUAGE,
        {language: {code: label[language] for code, label in labelled} for language in LANGUAGES},
        {language: otherwise[language] for language in LANGUAGES},
    )


COUNTS = {f"{clock.name}.{word}": count for clock in clocks() for word, count in clock.counts.items()}
"""What each clock counts, by its name and the word."""
OF_MONEY = tuple(code for code, count in COUNTS.items() if count.unit is NumberUnit.CENTS)
"""The counts that are sums in cents."""

CLOCK_WORDING = wording(
    ((clock.name, clock.label) for clock in clocks()),
    OTHER_CLOCK,
)
JOB_WORDING = wording(
    ((kind.name, kind.label) for kind in jobs()),
    OTHER_JOB,
)
COUNT_WORDING = wording(((code, count.label) for code, count in COUNTS.items()), OTHER_COUNT)
FAULT_WORDING = wording(faults().items(), OWN_FAULT)
EVENT_WORDING = wording(EVENT_LABELS.items(), Label("Muu tapahtuma", "Annan händelse", "Another event"))
SUBJECT_TYPES = {kind.name: kind.about for kind in jobs() if kind.about is not None}
"""The type of the node that a job is about, by its kind."""
