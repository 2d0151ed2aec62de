"""The countries whose IBANs are in SEPA, with the day from which each is, as dated data.

Source: European Payments Council, EPC409-09, List of countries in the SEPA schemes' geographical scope: the
country codes that their IBANs begin with. Territories whose IBANs begin with another country's code (FR for
Réunion, GB for Jersey, FI for Åland) are not listed apart. A country that joins or leaves is a row here.
"""

from collections.abc import Mapping
from datetime import date

BEGINNING = date(2008, 1, 28)
"""The first day of SEPA credit transfers."""

_FROM_THE_BEGINNING = (
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK"
)

SEPA_FROM: Mapping[str, date] = {
    **dict.fromkeys(_FROM_THE_BEGINNING.split(), BEGINNING),
    "HR": date(2013, 7, 1),
    "SM": date(2014, 2, 1),
    "AD": date(2019, 3, 1),
    "VA": date(2019, 3, 1),
    "AL": date(2025, 10, 7),
    "MD": date(2025, 10, 7),
    "ME": date(2025, 10, 7),
    "MK": date(2025, 10, 7),
    "RS": date(2026, 5, 5),
}
"""By ISO 3166-1 code of the IBAN: the first day on which transfers under the schemes reach it."""

SEPA_UNTIL: Mapping[str, date] = {}
"""The last day of a country that has left."""


def is_sepa_country(code: str, day: date) -> bool:
    """Whether IBANs that begin with a country code are in SEPA on a day."""
    return SEPA_FROM.get(code, date.max) <= day <= SEPA_UNTIL.get(code, date.max)
