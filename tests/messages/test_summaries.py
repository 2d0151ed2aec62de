"""What is said of counts: nothing of none, one in the singular, several in the plural, in each language."""

import pytest

from hb.kit.errors import LANGUAGES
from hb.kit.sentences import sentence
from hb.messages.rules import Event, body_of

NONE = {"tasks": 0, "plans": 0, "orders": 0, "given_back": 0, "budgets": 0, "checks": 0, "releases": 0}
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("counts", "finnish", "swedish", "english"),
    [
        (
            {"tasks": 1},
            "1 kiireellinen tehtävä on tekemättä: tee se heti.",
            "1 brådskande uppgift är ogjord: gör den genast.",
            "1 urgent task is not done: do it at once.",
        ),
        (
            {"plans": 1},
            "1 suunnitelma odottaa hyväksymistä: katso, että se käsitellään.",
            "1 plan väntar på godkännande: se till att den behandlas.",
            "1 plan awaits approval: see that it is processed.",
        ),
        (
            {"orders": 1},
            "1 tilaus odottaa yhä vastausta: kysy tuottajalta.",
            "1 beställning väntar ännu på svar: fråga producenten.",
            "1 order still awaits an answer: ask the producer.",
        ),
        (
            {"given_back": 1},
            "1 tilaus on otettu takaisin ilman vastausta: auta asiakasta valitsemaan toinen tuottaja.",
            "1 beställning har tagits tillbaka utan svar: hjälp klienten att välja en annan producent.",
            "1 order was withdrawn without an answer: help the client to choose another producer.",
        ),
        (
            {"checks": 1, "releases": 1},
            "1 tilitys odottaa tarkastusta: tarkasta se. "
            "1 tarkastettu tilitys odottaa hyväksymistä: hyväksy se maksettavaksi.",
            "1 avräkning väntar på granskning: granska den. "
            "1 granskad avräkning väntar på godkännande: godkänn den för betalning.",
            "1 settlement awaits a check: check it. "
            "1 checked settlement awaits release: release it for payment.",
        ),
        (
            {"checks": 2, "releases": 3},
            "2 tilitystä odottaa tarkastusta: tarkasta ne. "
            "3 tarkastettua tilitystä odottaa hyväksymistä: hyväksy ne maksettaviksi.",
            "2 avräkningar väntar på granskning: granska dem. "
            "3 granskade avräkningar väntar på godkännande: godkänn dem för betalning.",
            "2 settlements await a check: check them. "
            "3 checked settlements await release: release them for payment.",
        ),
        (
            {"budgets": 1},
            "1 budjetti päättyy pian: arvioi, jatkuvatko palvelut.",
            "1 budget upphör snart: bedöm om tjänsterna ska fortsätta.",
            "1 budget ends soon: assess whether the services are to continue.",
        ),
        (
            {"tasks": 2, "plans": 3, "orders": 4, "given_back": 5, "budgets": 1_000},
            "2 kiireellistä tehtävää on tekemättä: tee ne heti. 3 suunnitelmaa odottaa hyväksymistä: katso,"
            " että ne käsitellään. 4 tilausta odottaa yhä vastausta: kysy tuottajilta. 5 tilausta on otettu"
            " takaisin ilman vastausta: auta asiakkaita valitsemaan toinen tuottaja. 1 000 budjettia päättyy"
            " pian: arvioi, jatkuvatko palvelut.",
            "2 brådskande uppgifter är ogjorda: gör dem genast. 3 planer väntar på godkännande: se till att"
            " de behandlas. 4 beställningar väntar ännu på svar: fråga producenterna. 5 beställningar har"
            " tagits tillbaka utan svar: hjälp klienterna att välja en annan producent. 1 000 budgetar"
            " upphör snart: bedöm om tjänsterna ska fortsätta.",
            "2 urgent tasks are not done: do them at once. 3 plans await approval: see that they are"
            " processed. 4 orders still await an answer: ask the producers. 5 orders were withdrawn without"
            " an answer: help the clients to choose another producer. 1 000 budgets end soon: assess whether"
            " the services are to continue.",
        ),
    ],
)
def test_a_mornings_summary_says_only_what_waits_and_what_to_do(
    counts: dict[str, int], finnish: str, swedish: str, english: str
) -> None:
    facts = {**NONE, **counts}
    said = [body_of(Event.DAILY_SUMMARY, language, facts).replace(NBSP, " ") for language in LANGUAGES]
    assert said == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("event", "facts", "finnish", "swedish", "english"),
    [
        (
            Event.DELIVERY_REFUSED,
            {"count": 1},
            "Yhtä ilmoitettua toteumaa ei hyväksytty.",
            "En rapporterad tjänst godkändes inte.",
            "One reported delivery was not accepted.",
        ),
        (
            Event.DELIVERY_REFUSED,
            {"count": 2},
            "2 ilmoitettua toteumaa ei hyväksytty.",
            "2 rapporterade tjänster godkändes inte.",
            "2 reported deliveries were not accepted.",
        ),
        (
            Event.REPORTS_MISSING,
            {"count": 1, "month": 202604},
            "Kuukauden 4/2026 toteumat on ilmoitettava tänään. Yksi tuottaja ei ole ilmoittanut mitään.",
            "De utförda tjänsterna för 4/2026 ska rapporteras i dag. En producent har inte rapporterat"
            " något.",
            "The deliveries of April 2026 are to be reported today. One producer has reported nothing.",
        ),
        (
            Event.ACCESS_ENDED,
            {"count": 12, "last_day": "2026-06-01"},
            "Oikeutesi nähdä asiakkaan tiedot päättyi 1.6.2026. Se koskee 12 asiakasta.",
            "Din rätt att se en klients uppgifter upphörde den 1.6.2026. Det gäller 12 klienter.",
            "Your right to see a client's data ended on 1 June 2026. It concerns 12 clients.",
        ),
    ],
)
def test_counts_are_said_in_the_singular_and_the_plural(
    event: Event, facts: dict[str, int | str], finnish: str, swedish: str, english: str
) -> None:
    assert [body_of(event, language, facts) for language in LANGUAGES] == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Plans:"), (1, "Plans: one."), (2, "Plans: 2."), (1_000, f"Plans: 1{NBSP}000.")],
)
def test_a_count_is_said_as_none_one_or_several(count: int, said: str) -> None:
    assert sentence("Plans: {plans:counted|one.|{plans:number}.}", {"plans": count}, "en") == said
