"""What the demo's clock says: words of its operator, Finnish days and sums, and only what happened."""

import re
from datetime import UTC, date, datetime

import pytest

from hb.jobs import demo_words
from hb.jobs.demo_time import refuse_unfit_move
from hb.jobs.demo_words import DemoWords
from hb.kit.language import LANGUAGES, Label, Language
from hb.kit.settings import UnfitSettings
from hb.modules import clocks

DAY = date(2026, 6, 5)
CLOCKS = {clock.name: clock for clock in clocks()}
DONE = {
    "RESERVATIONS_FREED": {"item_months": 2, "cents": 123_444, "carried_cents": 0},
    "ORDERS_UNANSWERED": {"reminded": 1, "given_back": 0},
    "LOOKS_COLLECTED": {"findings": 0, "not_set": 0},
}
RAW = re.compile(r"[A-Z]+_[A-Z]+|[a-z]+_[a-z]+|\d{4}-\d\d|\b0\b")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fi",
            "5.6.2026: Tilaukset, joihin ei ole vastattu (lähetettyjä muistutuksia 1); Varausten vapautus"
            " raportoinnin määräajan jälkeen (vapautettuja kuukausivarauksia 2, vapautettu 1 234,44 €)",
        ),
        (
            "sv",
            "5.6.2026: Beställningar som inte har besvarats (skickade påminnelser 1); Frigöring av"
            " reserveringar efter rapporteringsfristen (frigjorda månadsreserveringar 2,"
            " frigjort 1 234,44 €)",
        ),
        (
            "en",
            "5.6.2026: Orders without an answer (reminders sent 1); Reservations freed after the reporting"
            " deadline (monthly reservations freed 2, freed 1 234,44 €)",
        ),
    ],
)
def test_a_day_says_what_happened_and_nothing_else(language: Language, said: str) -> None:
    assert DemoWords(language, CLOCKS).day(DAY, DONE).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_of_every_clock_is_said_without_a_raw_word(language: Language) -> None:
    words = DemoWords(language, CLOCKS)
    everything = {clock.name: dict.fromkeys(clock.counts, 300) for clock in clocks()}
    said = [
        words.day(DAY, everything),
        words.day(DAY, {}),
        words.day(DAY, {"OF_ANOTHER_RELEASE": {"raw_word": 3}}),
        words.failed(DAY, "HOURS_SEALED", "SealKeyMissing"),
        words.failed(DAY, "HOURS_SEALED", "SQLSTATE_XX000"),
        words.failed(DAY, "OF_ANOTHER_RELEASE", "Whatever"),
    ]
    assert [RAW.findall(line) for line in said] == [[]] * len(said)
    assert said[0].count(";") == len(CLOCKS) - 1
    assert RAW.findall("HOURS_SEALED 3 seals, 0 not_set, 2026-06-05") == [
        "HOURS_SEALED",
        "0",
        "not_set",
        "2026-06",
    ]


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("fi", 1, "Demossa on 5.6.2026 klo 9.05, 1 päivän edellä."),
        ("fi", 3, "Demossa on 5.6.2026 klo 9.05, 3 päivää edellä."),
        ("sv", 1, "I demon är det 5.6.2026 kl. 9.05, 1 dag före."),
        ("sv", 0, "I demon är det 5.6.2026 kl. 9.05, 0 dagar före."),
        ("en", 1, "It is 5.6.2026 at 9.05 in the demo, 1 day ahead."),
        ("en", 3, "It is 5.6.2026 at 9.05 in the demo, 3 days ahead."),
    ],
)
def test_the_time_is_said_with_days_counted_right(language: Language, days: int, said: str) -> None:
    now = datetime(2026, 6, 5, 6, 5, tzinfo=UTC)
    assert DemoWords(language, CLOCKS).status(now, days) == said


def test_everything_is_said_in_each_language_differently() -> None:
    labels = [label for label in vars(demo_words).values() if isinstance(label, Label)]
    assert len(labels) >= 9
    for label in labels:
        assert len({label[language] for language in LANGUAGES}) == 3
    with pytest.raises(UnfitSettings, match="siirretään vain eteenpäin"):
        refuse_unfit_move(DAY, DAY, "fi")
