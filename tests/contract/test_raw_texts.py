"""No refusal or rule of form prints a fact as programs know it (T1, T11-T13, T19-T21, T29-T33, T50)."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from string import Formatter
from typing import TypeVar

import pytest

import hb
from hb.api.errors import user_error
from hb.api.schema import MUTATIONS
from hb.deliveries.rules import OrderNotAccepted, OutcomeState, OverQuantity
from hb.deliveries.rules.refusals import explanation_of
from hb.deliveries.rules.words import DeliveryOutcome
from hb.kit.errors import LANGUAGES, DomainError, Fact, Language, WrongState
from hb.kit.input_rules import InputRule
from hb.kit.labels import STATES, Labels, label_text
from hb.kit.sentences import sentence
from hb.ledger.rules import BudgetExceeded, ExceededLimit, Measure
from hb.modules import input_rules
from hb.plans.rules import OrderState

RAW = re.compile(r"[{}_]|\b[A-Z]{3,}\b|\b20\d{4}\b|\d{4}-\d\d|\d+ ?(cent|sent)\b|[a-zåäö][A-ZÅÄÖ]")
"""What no person should read: braces, codes, yyyymm, ISO dates, cents, names of fields."""
MAY_SAY = re.compile(r"\b(OID|IBAN|HTTPS|SOTERI|CSV|UTF|URL)\b|https://")
"""Names of standards, which people know by their letters."""
BY_FORM: Mapping[str, Fact] = {
    "amount": 123_450,
    "counted": 7,
    "day": "2026-06-01",
    "days": "2026-06-01",
    "euros": 123_450,
    "month": 202606,
    "number": 44_640,
    "validity": "2026-06-01",
}
"""A fact as programs know it, for each form in which a sentence may print one."""
BESIDE: Mapping[str, Fact] = {"unit": "CENTS", "last_day": "2026-06-03", "valid_until": ""}
"""Facts that forms look at beside their own."""
WRITTEN_BY_ITSELF = {
    "BUDGET_EXCEEDED": {"available", "needed"},
    "FILE_COLUMNS_WRONG": {"columns"},  # as they are called in the person's own file
    "KIND": {"words"},  # the same
    "LINE_MISMATCH": {"service"},
    "MERGE_BLOCKED": {"running"},
    "OID_OF_ANOTHER": {"own"},  # a public identifier
    "RAISE_LAPSES": {"lapsed", "usable"},
    "RATE_NOT_FOUND": {"service"},
}
"""Facts that a class writes for people itself, in its own `message`."""
NEVER_NAMED = {"KeyState", "OutcomeState", "LetterState"}
"""Sets of states that no refusal names."""


Kind = TypeVar("Kind")


def load() -> None:
    """Import every module of hb, so that every class is known."""
    for module in pkgutil.walk_packages(hb.__path__, "hb."):
        if not module.name.startswith("hb.demo") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def below(kind: type[Kind]) -> Iterator[type[Kind]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from below(sub)


def unfit(code: str, texts: Mapping[Language, str], labels: Labels = STATES) -> Iterator[str]:
    """What of the texts of a refusal or rule would be printed as programs know it."""
    for language in LANGUAGES:
        facts = dict(BESIDE)
        for _, name, written, _ in Formatter().parse(texts[language]):
            if name is None:
                continue
            form = (written or "").partition("|")[0]
            if form == "label":
                facts[name] = ", ".join(labels)
            elif form in BY_FORM:
                facts[name] = BY_FORM[form]
            elif name in WRITTEN_BY_ITSELF.get(code, ()):
                facts[name] = "x"
            else:
                yield f"{code} {language}: {name} has no form"
                return
        said = MAY_SAY.sub("", sentence(texts[language], facts, language, labels))
        if (raw := RAW.search(said)) is not None:
            yield f"{code} {language}: {raw[0]}"


def refusals() -> list[type[DomainError]]:
    load()
    return [
        refusal
        for refusal in below(DomainError)
        if refusal.__module__.startswith("hb.") and "texts" in refusal.__dict__
    ]


def test_no_refusal_prints_a_fact_as_programs_know_it() -> None:
    faults = [fault for refusal in refusals() for fault in unfit(refusal.code, refusal.texts, refusal.labels)]
    assert faults == []
    declared = {refusal for mutation in MUTATIONS for refusal in (*mutation.refuses, *mutation.refuses_rows)}
    with_texts = set(refusals())
    assert [refusal for refusal in declared if not with_texts & set(refusal.__mro__)] == []


def test_no_rule_of_form_prints_a_fact_as_programs_know_it() -> None:
    load()
    rules = [rule for kind in below(InputRule) if kind.__module__.startswith("hb.") for rule in kind]
    assert set(rules) >= set(input_rules())
    assert [fault for rule in rules for fault in unfit(rule.value, rule.texts)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Tila on {state}.", "X fi: state has no form"),
        ("Tila on CLOSED.", "X fi: CLOSED"),
        ("Kuukausi 202606.", "X fi: 202606"),
        ("Päivä 2026-06-01.", "X fi: 2026-06"),
        ("Katto on 3900 cent.", "X fi: 3900 cent"),
        ("Puuttuu clientView.", "X fi: tV"),
    ],
)
def test_a_planted_raw_fact_is_caught(text: str, fault: str) -> None:
    planted: Mapping[Language, str] = {"fi": text, "sv": "Det går inte.", "en": "It cannot."}
    assert list(unfit("X", planted)) == [fault]


def test_every_state_has_a_label_in_each_language() -> None:
    load()
    states = {
        str(member.value)
        for kind in below(StrEnum)
        if kind.__name__.endswith("State")
        and kind.__name__ not in NEVER_NAMED
        and kind.__module__[:3] == "hb."
        for member in kind
    }
    assert states - set(STATES) == set()
    for labels in {id(refusal.labels): refusal.labels for refusal in refusals()}.values():
        for word, texts in labels.items():
            assert len({*texts}) == len(LANGUAGES), word
            assert not any(RAW.search(text) for text in texts), word


def test_every_state_of_a_refusal_is_called_by_its_label() -> None:
    """A state that reaches WRONG_STATE as a literal has a label too."""
    for word in ("ENDED", "REVIEWED", "RESOLVED", "NONE", ""):
        assert all(label_text(word, language) for language in LANGUAGES)
    with pytest.raises(KeyError):
        label_text("NO_SUCH_STATE", "fi")


def test_t29_the_state_is_said_in_the_readers_language() -> None:
    refusal = WrongState("input", state=OrderState.GIVEN_BACK)
    assert [refusal.message(language) for language in LANGUAGES] == [
        "Tätä ei voi tehdä nyt. Nykyinen tila: otettu takaisin vastaamatta.",
        "Det här går inte att göra nu. Nuvarande läge: tagen tillbaka utan svar.",
        "This cannot be done now. Present state: withdrawn without an answer.",
    ]


def outcome(refusal: type[DomainError], facts: Mapping[str, Fact]) -> DeliveryOutcome:
    return DeliveryOutcome("1", OutcomeState.REJECTED, code=refusal.code, field="orderId", facts=facts)


def test_t29_t33_refused_rows_of_deliveries_are_said_in_words() -> None:
    waits = outcome(OrderNotAccepted, {"state": "SENT"})
    assert explanation_of(waits, "fi") == (
        "Toteumia voi ilmoittaa vain vastaan otetusta tilauksesta. Tilauksen tila: lähetetty."
    )
    much = outcome(OverQuantity, {"left": 240, "unit": "MINUTES"})
    assert explanation_of(much, "sv") == "Av beställningen återstår 240\u00a0min för månaden."
    stored_before = outcome(OverQuantity, {"left": 240})
    assert explanation_of(stored_before, "fi") == "Tilauksesta on tälle kuukaudelle jäljellä 240."
    sums = {"available_cents": 5240, "needed_cents": 80_000}
    assert explanation_of(outcome(BudgetExceeded, sums), "fi") == (
        "Budjetti ei riitä: käytettävissä on 52,40 €, tarvitaan 800,00 €."
    )


def test_t34_pieces_are_said_in_swedish_without_a_point() -> None:
    limit = ExceededLimit(1, 202606, Measure.PIECES, 3, 4)
    refusal = BudgetExceeded("input", limits=(limit,), available_cents=0)
    assert user_error(refusal, "sv").message == "Budgeten räcker inte: 3 st är tillgängligt, 4 st behövs."
