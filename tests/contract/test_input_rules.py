"""INVALID_INPUT names its rule by one closed enum, and says to people what is expected (C1, T1)."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from graphql import GraphQLEnumType

from hb.api.errors import InvalidInput as AnsweredInvalidInput
from hb.api.errors import user_error
from hb.api.schema import graphql_schema
from hb.budgets.rules.input_rules import BudgetRule
from hb.catalogue.rules.input_rules import CatalogueRule
from hb.clients.rules.input_rules import ClientRule, HetuRule
from hb.jobs.input_rules import FileRule
from hb.kit.errors import InvalidInput, out_of_range, too_early
from hb.kit.input_rules import FormRule, InputRule
from hb.kit.language import LANGUAGES, Language
from hb.kit.sentences import NumberUnit
from hb.ledger.rules.input_rules import LedgerRule
from hb.modules import input_rules
from hb.persons.rules import PersonRule
from hb.plans.rules.input_rules import PlanRule
from hb.producers.rules.input_rules import ProducerRule
from hb.sending.rules import EndpointRule

ROOT = Path(__file__).parents[2]
RULES = (*input_rules(), *FileRule)
ENUMS = {
    enum.__name__: enum
    for enum in (
        FormRule,
        BudgetRule,
        CatalogueRule,
        ClientRule,
        HetuRule,
        LedgerRule,
        PersonRule,
        PlanRule,
        ProducerRule,
        EndpointRule,
        FileRule,
    )
}
OWN_WORDS = {"IBAN", "OID"}
"""Names that people know in capitals."""
RAW = re.compile(r"\b[A-Z][A-Z_]{2,}\b|\w_\w|\b\d{4}-\d{2}(-\d{2})?\b|\b20\d{4}\b|\bcent|\bsent")
"""Enum words, names of fields, ISO days and months, cents (T1)."""


def test_the_schema_has_every_rule_of_the_modules_and_no_other() -> None:
    enum = graphql_schema().type_map["InputRule"]
    assert isinstance(enum, GraphQLEnumType)
    assert list(enum.values) == sorted(set(input_rules()))
    assert set(input_rules()) == {rule for enum in ENUMS.values() if enum is not FileRule for rule in enum}
    assert enum.values["TOO_LONG"].description == "Use at most `most` characters."


def test_one_word_means_one_rule() -> None:
    """`required` and `REQUIRED` were two once."""
    assert len({rule.lower() for rule in RULES}) == len(RULES)
    assert [
        rule for rule in RULES if rule.name != rule.value or not re.fullmatch(r"[A-Z][A-Z_]+", rule)
    ] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_in_three_languages_what_is_expected(rule: InputRule) -> None:
    assert tuple(rule.texts) == LANGUAGES
    assert list(raw_words(rule)) == []
    assert len({facts_of(rule, language) for language in LANGUAGES}) == 1
    assert len(set(rule.texts.values())) == len(LANGUAGES)


def raw_words(rule: InputRule) -> Iterator[str]:
    """What no sentence for a person may hold, and the want of a full stop."""
    for language, text in rule.texts.items():
        said = re.sub(r"{\w+(:\w+)?}", "", text)
        yield from (
            f"{language}: {match.group(0)}" for match in RAW.finditer(said) if match.group(0) not in OWN_WORDS
        )
        if not text.endswith("."):
            yield f"{language}: no full stop"


def facts_of(rule: InputRule, language: Language) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(rule.texts[language]) if name)


class Planted(InputRule):
    FIRST = ("FIRST", "Arvo ei kelpaa (OUT_OF_RANGE).", "Använd 2026-05-01", "Use yyyymm, as 202605.")


def test_raw_words_in_a_sentence_are_caught() -> None:
    assert list(raw_words(Planted.FIRST)) == [
        "fi: OUT_OF_RANGE",
        "sv: 2026-05-01",
        "sv: no full stop",
        "en: 202605",
    ]


ELSEWHERE = {"form.rule", "InputRule[refusal.rule]"}
"""Rules taken from a value: those of contact data, whose sentences name no facts, and the answer."""


def raised(text: str) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Line, rule and facts of each InvalidInput that a source makes."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in {"InvalidInput", "InvalidHetu"}:
            continue
        facts = frozenset(word.arg for word in node.keywords if word.arg and word.arg != "rule")
        (rule,) = [word.value for word in node.keywords if word.arg == "rule"]
        for branch in (rule.body, rule.orelse) if isinstance(rule, ast.IfExp) else (rule,):
            yield node.lineno, ast.unparse(branch), facts


def test_every_refusal_has_the_facts_that_its_sentence_names() -> None:
    seen: set[InputRule] = {FormRule.PHONE, FormRule.EMAIL, FormRule.POSTAL_CODE}
    faults = []
    for path in sorted((ROOT / "hb").rglob("*.py")):
        for line, rule, facts in raised(path.read_text(encoding="utf-8")):
            enum, _, word = rule.partition(".")
            if rule in ELSEWHERE:
                continue
            member: InputRule = ENUMS[enum][word]
            seen.add(member)
            if facts_of(member, "fi") - facts:
                faults.append(f"{path.relative_to(ROOT)}:{line} {rule}")
    assert faults == []
    assert set(RULES) - seen == set()


def test_a_missing_fact_would_be_found() -> None:
    ((line, rule, facts),) = raised('raise InvalidInput("input", rule=FormRule.TOO_LONG, longest=3)\n')
    assert (line, rule, facts) == (1, "FormRule.TOO_LONG", frozenset({"longest"}))
    assert not facts_of(FormRule.TOO_LONG, "fi") <= facts
    with pytest.raises(KeyError):
        InvalidInput("input", rule=FormRule.TOO_LONG, longest=3).message("fi")


SENTENCES = {
    "cents": (
        out_of_range("input", least=1, most=10_000_000, unit=NumberUnit.CENTS),
        "Anna arvo, joka on vähintään 0,01 € ja enintään 100\xa0000,00 €.",
        "Ange ett värde som är minst 0,01 € och högst 100\xa0000,00 €.",
        "Enter a value of at least 0.01 € and at most 100\xa0000.00 €.",
    ),
    "minutes": (
        out_of_range("input", least=0, most=89_280, unit=NumberUnit.MINUTES),
        "Anna arvo, joka on vähintään 0\xa0min ja enintään 89\xa0280\xa0min.",
        "Ange ett värde som är minst 0\xa0min och högst 89\xa0280\xa0min.",
        "Enter a value of at least 0\xa0min and at most 89\xa0280\xa0min.",
    ),
    "pieces": (
        out_of_range("input", least=0, most=1_000, unit=NumberUnit.PIECES),
        "Anna arvo, joka on vähintään 0\xa0kpl ja enintään 1\xa0000\xa0kpl.",
        "Ange ett värde som är minst 0\xa0st och högst 1\xa0000\xa0st.",
        "Enter a value of at least 0\xa0pcs and at most 1\xa0000\xa0pcs.",
    ),
    "percent": (
        out_of_range("input", least=100, most=1_000, unit=NumberUnit.PERCENT),
        "Anna arvo, joka on vähintään 100\xa0% ja enintään 1\xa0000\xa0%.",
        "Ange ett värde som är minst 100\xa0% och högst 1\xa0000\xa0%.",
        "Enter a value of at least 100\xa0% and at most 1\xa0000\xa0%.",
    ),
    "a bare number": (
        out_of_range("input", least=1, most=5, unit=NumberUnit.NUMBER),
        "Anna arvo, joka on vähintään 1 ja enintään 5.",
        "Ange ett värde som är minst 1 och högst 5.",
        "Enter a value of at least 1 and at most 5.",
    ),
    "a day": (
        too_early("input", earliest=date(2026, 6, 1)),
        "Valitse 1.6.2026 tai sitä myöhempi päivä.",
        "Välj den 1.6.2026 eller en senare dag.",
        "Choose 1 June 2026 or a later day.",
    ),
    "a month": (
        InvalidInput("input", rule=LedgerRule.NO_LIMIT_FOR_MONTH, month=202612),
        "Valitse jokin budjetin kuukausista. Budjetti ei kata kuukautta 12/2026.",
        "Välj en av budgetens månader. Budgeten omfattar inte månaden 12/2026.",
        "Choose one of the budget's months. The budget does not cover December 2026.",
    ),
    "hours": (
        InvalidInput("input", rule=PlanRule.MORE_THAN_A_MONTH, most=44_640),
        "Anna määrä, joka on suurempi kuin nolla ja mahtuu kuukauteen: enintään 744 tuntia"
        " tai 44\xa0640 kappaletta.",
        "Ange en mängd som är större än noll och ryms i en månad: högst 744 timmar eller 44\xa0640 stycken.",
        "Enter a quantity greater than zero that fits into a month: at most 744 hours or 44\xa0640 pieces.",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_facts_are_written_as_people_write_them(name: str) -> None:
    refusal, *sentences = SENTENCES[name]
    assert [refusal.message(language) for language in LANGUAGES] == sentences


def test_the_answer_has_the_rule_as_a_field_and_its_facts_beside_it() -> None:
    refusal = out_of_range("input", "unitCents", least=1, most=500, unit=NumberUnit.CENTS)
    answered = user_error(refusal, "sv")
    assert isinstance(answered, AnsweredInvalidInput)
    assert (answered.rule, answered.path) == ("OUT_OF_RANGE", ["input", "unitCents"])
    assert [(fact.name, fact.value) for fact in answered.facts] == [
        ("least", "1"),
        ("most", "500"),
        ("unit", "CENTS"),
    ]
    assert answered.message == "Ange ett värde som är minst 0,01 € och högst 5,00 €."
