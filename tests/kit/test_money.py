"""Euros as people read them."""

import pytest

from hb.kit.errors import Language
from hb.kit.money import euros_text


@pytest.mark.parametrize(
    ("cents", "language", "text"),
    [
        (123_450, "fi", "1\xa0234,50 €"),
        (123_450, "sv", "1\xa0234,50 €"),
        (123_450, "en", "1\xa0234.50 €"),
        (0, "fi", "0,00 €"),
        (7, "en", "0.07 €"),
        (-5, "fi", "-0,05 €"),
        (-12_300, "sv", "-123,00 €"),
    ],
)
def test_sum_is_said_in_euros(cents: int, language: Language, text: str) -> None:
    assert euros_text(cents, language) == text
