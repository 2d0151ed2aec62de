"""Every event and outcome is said in Finnish, Swedish and English: what happened, in words for people."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from hb.catalogue.rules import OfferingState, PriceState
from hb.clients.rules import ClientLanguage, FiledContactState
from hb.clients.rules.validity import language_of
from hb.kit.errors import LANGUAGES, Fact, Language
from hb.kit.sentences import sentence as filled
from hb.messages.rules import TEXTS, CloseStop, Event, Halted, Recipient, body_of, said_to, title_of
from hb.messages.rules.sentences import gathered
from hb.messages.rules.texts import budgets
from hb.messages.rules.texts.form import ONE, Sentence, Texts
from hb.plans.rules import OrderState
from hb.producers.rules import ApprovalState

SAID = [(event, outcome) for event, outcomes in TEXTS.items() for outcome in outcomes]
VALUES: Mapping[str, Fact] = {
    "day": "2026-06-01",
    "days": "2026-06-01",
    "month": 202607,
    "euros": 123_450,
    "number": 7,
    "counted": 7,
    "": 7,
}
"""A fact of each form."""
RAW = re.compile(r"[{}_]|[A-Z]{2,}|\b20\d{4}\b|\d{4}-\d\d|\d+ ?(cent|sent)|[a-z][A-Z]")
"""What no person should read: braces, codes, yyyymm, ISO dates, cents, names of fields."""
NOT_SAID = {
    "fi": ("kelpaa", "hylätty", "päätä ", "purettu", "tilikirja", "hinta,", "vähissä", "peruttu:"),
    "sv": ("duger", " st.", "avslagen", "Betalkonto", "arbetstagaren", "avbokad", "upplöst", "återsänd,"),
    "en": ("one's", "anew"),
}
"""Words that texts of authorities do not use in these senses."""
MAY_SAY = {("hylätty", Event.PRODUCER_DECIDED)}
"""An application is rejected (hylätään); an order is not."""


def facts_of(texts: Texts, event: Event, outcome: str) -> dict[str, Fact]:
    """A fact for each that the Finnish text names, in its form, and the outcome."""
    facts: dict[str, Fact] = {"outcome": outcome} if outcome else {}
    for _, name, form, _ in Formatter().parse(texts[event][outcome]["fi"][1]):
        if name:
            facts[name] = VALUES[form_of(form)]
            facts |= {"last_day": "2026-06-03"} if form == "days" else {}
    return facts


def form_of(form: str | None) -> str:
    """The form of a fact, without the words in which a count is said."""
    return (form or "").partition("|")[0]


def named(text: str) -> set[tuple[str, str]]:
    return {(name, form_of(form)) for _, name, form, _ in Formatter().parse(text) if name}


def faults(texts: Texts) -> Iterator[str]:
    """What is wrong with sentences: a language missing, facts that differ, raw codes, words not used."""
    for event, outcomes in texts.items():
        for outcome, sentence in outcomes.items():
            if set(sentence) != set(LANGUAGES):
                yield f"{event} {outcome}: languages"
                continue
            if len({frozenset(named(sentence[language][1])) for language in LANGUAGES}) > 1:
                yield f"{event} {outcome}: facts differ"
                continue
            if len({sentence[language] for language in LANGUAGES}) < len(LANGUAGES):
                yield f"{event} {outcome}: not translated"
            facts = facts_of(texts, event, outcome)
            for language in LANGUAGES:
                yield from (
                    f"{event} {outcome}: {fault}" for fault in wrong_words(sentence, event, language, facts)
                )


def wrong_words(
    sentence: Sentence, event: Event, language: Language, facts: Mapping[str, Fact]
) -> Iterator[str]:
    title, text = sentence[language]
    if named(title) or title.endswith("."):
        yield f"title {title}"
    written = filled(text, facts, language)
    if not written.endswith("."):
        yield f"unfinished {written}"
    said = f"{title} {written}"
    if (raw := RAW.search(said)) is not None:
        yield f"raw {raw[0]}"
    yield from (word for word in NOT_SAID[language] if word in said and (word, event) not in MAY_SAY)


def test_every_event_has_its_sentences() -> None:
    assert set(TEXTS) == set(Event)
    assert list(faults(TEXTS)) == []
    for event, outcomes in TEXTS.items():
        assert ONE not in outcomes or set(outcomes) == {ONE}, event


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ({"fi": ("a", "Tapahtui."), "sv": ("b", "Det hände.")}, "PLAN_APPROVED : languages"),
        (
            {"fi": ("a", "Kuukausi {month:month}."), "sv": ("b", "Det hände."), "en": ("c", "So it did.")},
            "PLAN_APPROVED : facts differ",
        ),
        (
            {"fi": ("a", "Tila on DRAFT."), "sv": ("b", "Det hände."), "en": ("c", "So it did.")},
            "PLAN_APPROVED : raw DRAFT",
        ),
        (
            {"fi": ("a", "Se {month:month."), "sv": ("b", "Det hände."), "en": ("c", "So it did.")},
            "brace",
        ),
        (
            {"fi": ("a", "Varaus on purettu."), "sv": ("b", "Det hände."), "en": ("c", "So it did.")},
            "PLAN_APPROVED : purettu",
        ),
        (
            {"fi": ("a", "Tapahtui."), "sv": ("a", "Tapahtui."), "en": ("c", "So it did.")},
            "PLAN_APPROVED : not translated",
        ),
    ],
)
def test_a_planted_fault_of_a_sentence_is_caught(sentence: Sentence, fault: str) -> None:
    planted: Texts = {Event.PLAN_APPROVED: {ONE: sentence}}
    if fault == "brace":
        with pytest.raises(ValueError, match="unmatched"):
            list(faults(planted))
    else:
        assert list(faults(planted)) == [fault]


def test_an_event_of_two_areas_is_refused() -> None:
    with pytest.raises(ValueError, match="BUDGET_ENDING"):
        gathered([budgets.TEXTS, {Event.BUDGET_ENDING: budgets.TEXTS[Event.BUDGET_ENDING]}])


@pytest.mark.parametrize(
    ("event", "outcomes"),
    [
        (Event.CONTACT_RESOLVED, {FiledContactState.ACCEPTED, FiledContactState.REJECTED}),
        (Event.MONTH_CLOSE_STOPPED, set(CloseStop)),
        (Event.WORK_STOPPED, set(Halted)),
        (Event.OFFERING_DECIDED, {OfferingState.APPROVED, OfferingState.REJECTED}),
        (Event.ORDER_ANSWERED, {OrderState.ACCEPTED, OrderState.DECLINED}),
        (Event.ORDER_GIVEN_BACK, set(Recipient)),
        (Event.PRICE_DECIDED, {PriceState.APPROVED, PriceState.REJECTED}),
        (Event.PRODUCER_DECIDED, {ApprovalState.APPROVED, ApprovalState.REJECTED, ApprovalState.REVOKED}),
    ],
)
def test_every_outcome_has_a_sentence_of_its_own(event: Event, outcomes: set[str]) -> None:
    assert set(TEXTS[event]) == {str(outcome) for outcome in outcomes}
    for language in LANGUAGES:
        facts_by_outcome = [facts_of(TEXTS, event, str(outcome)) for outcome in outcomes]
        bodies = {body_of(event, language, facts) for facts in facts_by_outcome}
        titles = {title_of(event, language, facts) for facts in facts_by_outcome}
        assert len(bodies) == len(titles) == len(outcomes)
    for facts in ({"outcome": "SENT"}, {}):
        with pytest.raises(KeyError):
            body_of(event, "fi", facts)


def test_what_is_said_to_each_kind_of_recipient_is_known() -> None:
    assert said_to(Event.ORDER_GIVEN_BACK, Recipient.PARTY) is Recipient.PARTY
    assert said_to(Event.ORDER_ANSWERED, Recipient.PARTY) is None
    assert said_to(Event.PLAN_APPROVED, Recipient.PARTY) is None


def test_a_client_who_uses_english_is_written_to_in_english() -> None:
    language = language_of(ClientLanguage.EN)
    assert title_of(Event.PLAN_APPROVED, language, {}) == "The plan has been approved"
    assert language_of(ClientLanguage.FSS) == "sv"
    assert language_of(ClientLanguage.SMN) == "fi"


NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("event", "facts", "finnish", "swedish", "english"),
    [
        (
            Event.ASSESSMENT_COMPLETED,
            {},
            "Palvelutarpeen arviointi on valmistunut.",
            "Bedömningen av servicebehovet har slutförts.",
            "The assessment of service needs has been completed.",
        ),
        (
            Event.BUDGET_AWAITS_DECISION,
            {},
            "Valmisteltu budjetti odottaa päätöstäsi.",
            "En budget har beretts och väntar på ditt beslut.",
            "A budget has been prepared and awaits your decision.",
        ),
        (
            Event.ORDER_ANSWERED,
            {"outcome": "DECLINED"},
            "Palveluntuottaja ei ota tilausta vastaan. Valitse toinen tuottaja.",
            "Tjänsteproducenten tar inte emot beställningen. Välj en annan producent.",
            "The producer does not take the order. Choose another producer.",
        ),
        (
            Event.ORDER_ANSWERED,
            {"outcome": "ACCEPTED"},
            "Palveluntuottaja on ottanut tilauksen vastaan.",
            "Tjänsteproducenten har tagit emot beställningen.",
            "The producer has accepted the order.",
        ),
        (
            Event.PRODUCER_DECIDED,
            {"outcome": "REVOKED"},
            "Hyväksymisenne palveluntuottajaksi on peruutettu.",
            "Godkännandet av er som tjänsteproducent har återkallats.",
            "Your approval as a service producer has been revoked.",
        ),
        (
            Event.SETTLEMENT_RELEASED,
            {"month": 202604, "cents": 12_305},
            "Kuukauden 4/2026 tilitys, 123,05 €, on hyväksytty maksettavaksi.",
            "Avräkningen för 4/2026, 123,05 €, har godkänts för betalning.",
            "The settlement of April 2026, 123.05 €, has been approved for payment.",
        ),
        (
            Event.PAYMENT_ACCOUNT_APPROVED,
            {"valid_from": "2026-06-01"},
            "Ehdottamanne maksutili on hyväksytty. Se on käytössä 1.6.2026 alkaen.",
            "Betalningskontot som ni föreslog har godkänts. Det används från och med 1.6.2026.",
            "The payment account that you proposed has been approved. It is used from 1 June 2026.",
        ),
        (
            Event.RESERVATION_FREED,
            {"month": 202604, "cents": 12_000},
            "Kuukauden 4/2026 varauksesta on vapautettu 120,00 €, koska palveluntuottaja ei ilmoittanut"
            " toteumia määräajassa.",
            "Av reserveringen för 4/2026 har 120,00 € frigjorts, eftersom tjänsteproducenten inte"
            " rapporterade utförda tjänster inom utsatt tid.",
            "120.00 € reserved for April 2026 has been freed, because the producer did not report"
            " deliveries in time.",
        ),
        (
            Event.MONTH_CLOSE_STOPPED,
            {"outcome": CloseStop.BOOKS_DIFFER, "month": 202604, "producers": 2, "difference_cents": 4_300},
            "Kuukauden 4/2026 sulkeminen on keskeytynyt. Pääkirjan ja toteumien summat eroavat 2 tuottajan"
            " kohdalla, yhteensä 43,00 €. Jatka sulkemista, kun ero on selvitetty.",
            "Stängningen av 4/2026 har avbrutits. Huvudbokens och de utförda tjänsternas summor skiljer sig"
            " för 2 producenter, sammanlagt 43,00 €. Fortsätt stängningen när skillnaden har retts ut.",
            "The close of April 2026 has stopped. The sums of the ledger and of the deliveries differ for"
            " 2 producers, by 43.00 € in all. Continue the close once the difference has been explained.",
        ),
    ],
    ids=["T35", "T36", "T41", "T42", "T46", "T47", "T44", "M18", "T54"],
)
def test_t35_to_t47_sentences_say_what_happened_with_sums_months_and_days_in_words(
    event: Event, facts: dict[str, Fact], finnish: str, swedish: str, english: str
) -> None:
    said = [body_of(event, language, {**facts, "unnamed": 1}).replace(NBSP, " ") for language in LANGUAGES]
    assert said == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("event", "outcome", "finnish", "swedish"),
    [
        (Event.BUDGET_RUNNING_OUT, ONE, "Budjetti on loppumassa", "Budgeten håller på att ta slut"),
        (Event.ORDER_CANCELLED, ONE, "Tilaus on peruttu", "Beställningen har annullerats"),
        (
            Event.PLAN_RETURNED,
            ONE,
            "Suunnitelma on palautettu muokattavaksi",
            "Planen har återsänts för ändring",
        ),
        (
            Event.SETTLEMENT_RELEASED,
            ONE,
            "Tilitys on hyväksytty maksettavaksi",
            "Avräkningen har godkänts för betalning",
        ),
    ],
    ids=["T37", "T43", "T45", "T47"],
)
def test_t37_t43_t45_t47_titles_are_those_of_authorities(
    event: Event, outcome: str, finnish: str, swedish: str
) -> None:
    facts = {"outcome": outcome} if outcome else {}
    assert (title_of(event, "fi", facts), title_of(event, "sv", facts)) == (finnish, swedish)


def test_t39_t40_sentences_name_what_was_done_and_what_to_do() -> None:
    assert body_of(Event.EMERGENCY_ACCESS_OPENED, "sv", {}).endswith("Kontrollera att det var nödvändigt.")
    assert (
        body_of(Event.OFFERING_DECIDED, "fi", {"outcome": "APPROVED"}) == "Palvelutarjouksenne on hyväksytty."
    )
