"""Refusals over which readers of the first release stumbled, each with the words that it has now."""

from collections.abc import Mapping

import pytest

from hb.assessments.rules.proposal import RateNotFound
from hb.assessments.rules.refusals import AssessmentIncomplete
from hb.budgets.rules import ReservationsHeld
from hb.budgets.rules.refusals import ParameterNotSet
from hb.catalogue.rules import price
from hb.deliveries.rules import refusals as deliveries
from hb.kit.errors import DomainError, Fact, Language
from hb.kit.sentences import sentence
from hb.plans.rules import refusals as plans
from hb.settlement.rules import BooksDiffer, SeparatedDuties
from hb.web import admission

NBSP = "\u00a0"
SAID: list[tuple[str, type[DomainError], Language, Mapping[str, Fact], str]] = [
    (
        "T6",
        admission.TooCostly,
        "fi",
        {"value": 105, "limit": 100},
        "Pyyntö on liian laaja (laskennallinen koko 105, enintään 100). Hae pienempi sivu.",
    ),
    (
        "T7",
        admission.TooCostly,
        "sv",
        {"value": 105, "limit": 100},
        "Begäran är för omfattande: dess beräknade omfattning är 105, högst 100 tillåts. Hämta mindre sidor.",
    ),
    (
        "T8",
        admission.RateLimited,
        "sv",
        {"retry_after": 3},
        "För många begäranden på kort tid. Försök igen om 3 sekunder.",
    ),
    (
        "T9",
        admission.RateLimited,
        "en",
        {"retry_after": 3},
        "Too many requests in a short time. Try again in 3 seconds.",
    ),
    (
        "T10",
        admission.TooManyAtOnce,
        "fi",
        {"limit": 2},
        "Samanaikaisia pyyntöjä on liikaa: enintään 2 sallitaan. Odota, että edelliset valmistuvat.",
    ),
    (
        "T11",
        AssessmentIncomplete,
        "sv",
        {"missing": "needs, clientView"},
        "Bedömningen saknar lagstadgade delar: servicebehov, klientens åsikt och syn.",
    ),
    (
        "T12",
        RateNotFound,
        "fi",
        {"service": "Kotihoito", "support_class": 4, "day": "2026-11-29"},
        "Palvelulle Kotihoito (tukiluokka 4) ei ole vahvistettu yksikköarvoa 29.11.2026.",
    ),
    (
        "T13",
        RateNotFound,
        "sv",
        {"service": "Hemvård", "support_class": 4, "day": "2026-11-29"},
        "För tjänsten Hemvård (stödklass 4) finns inget fastställt enhetsvärde den 29.11.2026.",
    ),
    (
        "T17",
        ReservationsHeld,
        "fi",
        {"cents": 65_400},
        "Budjetin päättymisen jälkeisille kuukausille on varattu 654,00 €. "
        "Lopeta ensin suunnitelman palvelut.",
    ),
    (
        "T18",
        ReservationsHeld,
        "sv",
        {"cents": 65_400},
        "För månaderna efter slutdagen finns reserveringar på 654,00 €. Avsluta först tjänsterna i planen.",
    ),
    (
        "T20",
        price.PriceOverCap,
        "fi",
        {"cap_cents": 4_300, "day": "2026-12-02"},
        "Yksikköhinta ylittää hintakaton, joka on 43,00 € 2.12.2026 alkaen.",
    ),
    (
        "T28",
        deliveries.DuplicateWithOtherContent,
        "fi",
        {},
        "Samalla tunnisteella on jo ilmoitettu toteuma, jonka tiedot ovat erilaiset.",
    ),
    (
        "T30",
        plans.MonthOutsideBudget,
        "fi",
        {"first": 202605, "last": 202607},
        "Budjetti on voimassa kuukaudet 5/2026–7/2026.",
    ),
    (
        "T31",
        deliveries.ReportingDeadlinePassed,
        "sv",
        {"deadline": "2026-06-15"},
        "De utförda tjänsterna för månaden skulle ha rapporterats senast den 15.6.2026.",
    ),
    (
        "T32",
        deliveries.MonthResolved,
        "sv",
        {"month": 202605},
        "Reserveringen för 5/2026 har frigjorts.",
    ),
    ("T48", plans.PlanEmpty, "sv", {}, "Planen innehåller inga tjänster."),
    (
        "T51",
        plans.MonthBegun,
        "fi",
        {"month": 202606},
        "Kuluvaa kuukautta ei voi enää perua, koska tuottaja on ottanut tilauksen vastaan. "
        "Ensimmäinen kuukausi, jonka voi perua, on 6/2026.",
    ),
    (
        "T52",
        plans.DeliveryStands,
        "fi",
        {},
        "Tilauksesta on jo toteumia. Lopeta palvelu; tilausta ei voi enää perua.",
    ),
    (
        "T54",
        BooksDiffer,
        "fi",
        {"producers": 2, "difference_cents": 4_300, "unit": "CENTS"},
        "Pääkirjan ja toteumien summat eroavat 2 tuottajan kohdalla, yhteensä 43,00 €. Pyydä pääkäyttäjää "
        "selvittämään ero ja sulje kuukausi sitten.",
    ),
    (
        "T55",
        SeparatedDuties,
        "fi",
        {"duty": "PRODUCER"},
        "Et voi hyväksyä maksua, koska olet itse hyväksynyt palveluntuottajan.",
    ),
]
"""Findings, the refusal that each is about, a language, facts, and what is said."""


@pytest.mark.parametrize(
    ("refusal", "language", "facts", "said"), [case[1:] for case in SAID], ids=[case[0] for case in SAID]
)
def test_a_refusal_says_what_its_finding_asked_for(
    refusal: type[DomainError], language: Language, facts: Mapping[str, Fact], said: str
) -> None:
    written = sentence(refusal.texts[language], facts, language, refusal.labels)
    assert written.replace(NBSP, " ") == said


def test_t19_a_missing_setting_is_called_by_its_name() -> None:
    refused = ParameterNotSet("input", name="APPEAL_DAYS", day="2026-11-29")
    assert "APPEAL_DAYS" not in refused.message("fi")
    assert "29.11.2026" in refused.message("fi")
