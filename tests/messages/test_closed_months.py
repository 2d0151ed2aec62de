"""What is said of a closed month: to its producers, to controllers, and to those whose turn it is."""

import pytest

from hb.kit.errors import LANGUAGES, Fact
from hb.messages.rules import Event, body_of, title_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("facts", "finnish", "swedish", "english"),
    [
        (
            {"outcome": "PRODUCER", "month": 202604, "cents": 12_305},
            "Kuukausi 4/2026 on suljettu. Tilityksenne on 123,05 €. Saatte viestin, kun se on hyväksytty"
            " maksettavaksi.",
            "Månaden 4/2026 har stängts. Er avräkning är 123,05 €. Ni får ett meddelande när den har godkänts"
            " för betalning.",
            "April 2026 has been closed. Your settlement is 123.05 €. You are notified when it has been"
            " approved for payment.",
        ),
        (
            {"outcome": "WORKER", "month": 202604, "count": 12, "cents": 12_305},
            "Kuukausi 4/2026 on suljettu. Tilityksiä on 12, yhteensä 123,05 €. Seuraavaksi ne tarkastetaan ja"
            " hyväksytään maksettaviksi.",
            "Månaden 4/2026 har stängts. Antalet avräkningar är 12, sammanlagt 123,05 €. Härnäst granskas de"
            " och godkänns för betalning.",
            "April 2026 has been closed. The number of settlements is 12, 123.05 € in all. Next they are"
            " checked and approved for payment.",
        ),
        (
            {"outcome": "CHECK", "month": 202604, "count": 12, "cents": 12_305},
            "Kuukausi 4/2026 on suljettu. Tarkastettavia tilityksiä on 12, yhteensä 123,05 €. Tarkasta ne,"
            " jotta toinen henkilö voi hyväksyä maksun.",
            "Månaden 4/2026 har stängts. Antalet avräkningar att granska är 12, sammanlagt 123,05 €. Granska"
            " dem, så att en annan person kan godkänna betalningen.",
            "April 2026 has been closed. The number of settlements to check is 12, 123.05 € in all. Check"
            " them, so that another person can release the payment.",
        ),
    ],
)
def test_a_closed_month_is_said_with_its_sum_and_what_comes_next(
    facts: dict[str, Fact], finnish: str, swedish: str, english: str
) -> None:
    said = [body_of(Event.MONTH_CLOSED, language, facts).replace(NBSP, " ") for language in LANGUAGES]
    assert said == [finnish, swedish, english]


def test_those_who_check_settlements_read_in_the_title_that_it_is_their_turn() -> None:
    titles = [title_of(Event.MONTH_CLOSED, language, {"outcome": "CHECK"}) for language in LANGUAGES]
    assert titles == [
        "Tilitykset odottavat tarkastusta",
        "Avräkningar väntar på granskning",
        "Settlements await a check",
    ]
