"""Every text speaks to its reader in one way: to a person as `sinä` and `du`, to a producer as `te` and `ni`.

A message to a producer is for all who work there; whoever meets a refusal, a label or a notice is one person.
"""

import gc
import re
from collections.abc import Iterator, Mapping

import pytest

from hb.kit.errors import LANGUAGES, DomainError, Language
from hb.kit.input_rules import InputRule
from hb.kit.language import Label
from hb.messages.rules import FAULT_LABELS, TEXTS, Event, Recipient
from hb.sending.rules.notices import notice_text
from tests.contract.test_raw_texts import below, load, refusals

TO_PRODUCERS = frozenset(
    {
        Event.CLIENT_CONTACT_CHANGED,
        Event.CLIENT_CONTACT_HIDDEN,
        Event.DELIVERY_REFUSED,
        Event.OFFERING_DECIDED,
        Event.ORDER_CHANGED,
        Event.ORDER_CLIENT_DIED,
        Event.ORDER_GOES_ON,
        Event.ORDER_REMINDED,
        Event.ORDER_WAITING,
        Event.PAYMENT_ACCOUNT_APPROVED,
        Event.PRICE_DECIDED,
        Event.PRODUCER_DECIDED,
        Event.REPORTING_DUE,
        Event.SETTLEMENT_RELEASED,
        Event.WEBHOOK_FAILED,
        Event.WEBHOOK_REPLACED,
    }
)
"""What producers alone are told. PLACE_DISCLOSED goes to the one person who makes the visit."""

SINGULAR: Mapping[Language, re.Pattern[str]] = {
    "fi": re.compile(r"\b([Ss]in(ä|u\w*)|\w+si|[Vv]oit|[Nn]äet|[Ee]t|[Oo]let)\b"),
    "sv": re.compile(r"\b[Dd](u|ig|in|itt|ina)\b"),
    "en": re.compile(r"\b(thou|one's)\b"),
}
"""How one person is spoken to."""
PLURAL: Mapping[Language, re.Pattern[str]] = {
    "fi": re.compile(
        r"\b([Tt]e|[Tt]ei(dän|dät|lle|ltä|tä|ssä|llä|stä|hin)|\w+nne|[Ee]tte|[Oo]lette|[Vv]oitte"
        r"|(?!\w*aikaa|alkaa|hylkää|jatkaa|liikaa)\w{3,}k(aa|ää))\b"
    ),
    "sv": re.compile(r"\b([Nn]i|[Ee]r|[Ee]rt|[Ee]ra)\b"),
    "en": re.compile(r"\bye\b"),
}
"""How several are spoken to."""
CAPITAL: Mapping[Language, re.Pattern[str]] = {
    "fi": re.compile(r"(?<=[\wåäö,;:–] )(Sin(ä|u\w*)|Te|Tei(dän|dät|lle|ltä|tä|ssä|llä|stä|hin))\b"),
    "sv": re.compile(r"(?<=[\wåäö,;:–] )(Du|Dig|Din|Ditt|Dina|Ni|Er|Ert|Era)\b"),
    "en": re.compile(r"(?<=[\w,;:–] )Your?\b"),
}
"""A word of address with a capital in the middle of a sentence: no authority writes to people so."""
BECOMING = re.compile(
    r"\b\w+(ttavaksi|jaksi|luettavaksi)\b|\b(kaksi|yksi|uusi|olisi|\w*kuukausi)\b", re.IGNORECASE
)
"""Finnish words in -si that speak to nobody: the translative, numbers, moods."""


def spoken_amiss(text: str, language: Language, *, to_several: bool) -> Iterator[str]:
    """The words of a text that speak to its reader in another way."""
    plain = BECOMING.sub("", text) if language == "fi" else text
    for words in (SINGULAR if to_several else PLURAL, CAPITAL):
        yield from (found[0] for found in words[language].finditer(plain))


def is_to_several(event: Event, outcome: str) -> bool:
    return event in TO_PRODUCERS or outcome == Recipient.PRODUCER


def test_messages_speak_to_producers_as_several_and_to_everyone_else_as_one() -> None:
    faults = [
        (event, language, word)
        for event, outcomes in TEXTS.items()
        for outcome, sentence in outcomes.items()
        for language in LANGUAGES
        for text in sentence[language]
        for word in spoken_amiss(text, language, to_several=is_to_several(event, outcome))
    ]
    assert faults == []


def test_refusals_rules_labels_and_notices_speak_to_one_person() -> None:
    load()
    texts: list[Mapping[Language, str]] = [refusal.texts for refusal in refusals()]
    advices = [vars(refusal).get("advice", {}) for refusal in below(DomainError)]
    texts += [advice for advice in advices if advice]
    rules = [rule for kind in below(InputRule) if kind.__module__.startswith("hb.") for rule in kind]
    texts += [rule.texts for rule in rules]
    labels = [refusal.labels for refusal in refusals()]
    texts += [dict(zip(LANGUAGES, said, strict=True)) for words in labels for said in words.values()]
    said_of_codes = [label for label in gc.get_objects() if isinstance(label, Label)]
    assert set(FAULT_LABELS.values()) <= set(said_of_codes)
    texts += [{"fi": label.fi, "sv": label.sv, "en": label.en} for label in said_of_codes]
    texts += [
        {language: notice_text("", language, "", is_short=is_short, count=count) for language in LANGUAGES}
        for is_short in (True, False)
        for count in (1, 2)
    ]
    assert len(texts) > 200
    faults = [
        (text[language], word)
        for text in texts
        for language in LANGUAGES
        for word in spoken_amiss(text[language], language, to_several=False)
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("text", "language", "to_several", "words"),
    [
        ("Teidän hakemuksenne on hyväksytty.", "fi", False, ["Teidän", "hakemuksenne"]),
        ("Ilmoittakaa toteumat.", "fi", False, ["Ilmoittakaa"]),
        ("Ette vastanneet.", "fi", False, ["Ette"]),
        ("Voit lukea, kun Sinä kirjaudut.", "fi", False, ["Sinä"]),
        ("Sinulla on uusi tilaus, ja hakemuksesi odottaa.", "fi", True, ["Sinulla", "hakemuksesi"]),
        ("Ni kan läsa er ansökan.", "sv", False, ["Ni", "er"]),
        ("Här kan Du läsa.", "sv", False, ["Du"]),
        ("Du ser din ansökan.", "sv", True, ["Du", "din"]),
        ("Här ser Ni Er ansökan.", "sv", True, ["Ni", "Er"]),
        ("Here You see it.", "en", False, ["You"]),
        ("Tilaus on hyväksytty maksettavaksi, ja kuukausi on uusi.", "fi", True, []),
        ("Du har en uppgift. Du ser den här.", "sv", False, []),
        ("Jos jatkat, aikaa on. Se alkaa pian.", "fi", False, []),
    ],
)
def test_a_planted_word_of_another_way_of_speaking_is_caught(
    text: str, language: Language, to_several: bool, words: list[str]
) -> None:
    assert list(spoken_amiss(text, language, to_several=to_several)) == words
