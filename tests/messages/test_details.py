"""Which services a message to a client is about, and whom to contact, in the client's language."""

import pytest

from hb.kit.errors import Language
from hb.messages.rules import ContactWorker, Event, ServiceFrom, body_of, details, title_of

HOME_CARE = ServiceFrom({"fi": "Kotihoito", "sv": "Hemvård", "en": "Home care"}, "Kotiapu Oy", 202605)
CLEANING = ServiceFrom({"fi": "Siivous", "sv": "Städning", "en": "Cleaning"}, "Puhdas Oy", 202612)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            "Palveluntuottaja on ottanut tilauksen vastaan.\n\n"
            "Palvelu: Kotihoito, Kotiapu Oy, 5/2026 alkaen.\n"
            "Palvelu: Siivous, Puhdas Oy, 12/2026 alkaen.\n\nLisätietoja antaa Aino Virta, puh. 040 123.",
        ),
        (
            "sv",
            "Tjänsteproducenten har tagit emot beställningen.\n\nTjänst: Hemvård, Kotiapu Oy, från 5/2026.\n"
            "Tjänst: Städning, Puhdas Oy, från 12/2026.\n\nMer information ger Aino Virta, tfn 040 123.",
        ),
        (
            "en",
            "The producer has accepted the order.\n\nService: Home care, Kotiapu Oy, from May 2026.\n"
            "Service: Cleaning, Puhdas Oy, from December 2026.\n\n"
            "For more information, contact Aino Virta, tel. 040 123.",
        ),
    ],
)
def test_details_are_added_in_each_language(language: Language, expected: str) -> None:
    added = details([HOME_CARE, CLEANING], ContactWorker("Aino Virta", "040 123"))
    facts = {"outcome": "ACCEPTED", **{name: str(text) for name, text in added.items()}}
    assert body_of(Event.ORDER_ANSWERED, language, facts) == expected
    assert title_of(Event.ORDER_ANSWERED, language, facts) == title_of(
        Event.ORDER_ANSWERED, language, {"outcome": "ACCEPTED"}
    )


def test_without_service_contact_or_telephone_nothing_empty_is_said() -> None:
    assert details([], None) == {}
    assert details([], ContactWorker("Aino Virta", None))["details_fi"] == "Lisätietoja antaa Aino Virta."
    assert details([HOME_CARE], None)["details_fi"] == "Palvelu: Kotihoito, Kotiapu Oy, 5/2026 alkaen."


def test_a_service_without_a_producer_and_one_that_is_named_twice() -> None:
    granted = ServiceFrom(HOME_CARE.names, None, 202605)
    assert details([granted, granted, CLEANING], None)["details_en"] == (
        "Service: Home care, from May 2026.\nService: Cleaning, Puhdas Oy, from December 2026."
    )
