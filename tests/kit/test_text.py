"""What looks alike is one text, and nothing unseen is stored (S14)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from hb.kit.text import TURNING, line, lines, tidy_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Aino", "Aino"),
        ("  Aino\t", "Aino"),
        ("Anna\u00a0Maija", "Anna Maija"),
        ("Anna \u2009\u3000 Maija", "Anna Maija"),
        ("Anna\nMaija", "Anna Maija"),
        ("Anna\u2028Maija", "Anna Maija"),
        ("\u202fAino\u205f", "Aino"),
        ("A\u030ake", "Åke"),
        ("Đặng", "Đặng"),
        ("O\u2019Brien", "O\u2019Brien"),
        ("", ""),
        ("\u00a0", ""),
    ],
)
def test_line_has_one_spelling(typed: str, stored: str) -> None:
    assert line(typed) == stored


@pytest.mark.parametrize(
    "sign",
    [
        "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c",
        "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\U000e0041",
        "\u034f", "\ufe0f", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800",
        "\x00", "\x1b", "\x7f", "\ue000", "\ufdd0", "\ud800",
    ],
)  # fmt: skip
def test_unseen_characters_are_refused(sign: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        tidy_text(f"Ai{sign}no", 100, "input", "firstName")
    assert refused.value.path == ("input", "firstName")
    assert refused.value.rule is FormRule.BAD_CHARACTER


def test_lines_keep_their_ends_and_joiners() -> None:
    assert lines(" a\r\nb\rc\u2028d\u00a0e\t\n") == "a\nb\nc\nd e"
    assert lines("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"
    for sign in TURNING.replace("-", ""):
        with pytest.raises(ValueError, match="U"):
            lines(f"a{sign}b")


@given(st.text())
def test_what_is_stored_is_stable_and_seen(text: str) -> None:
    for form in (line, lines):
        try:
            tidy = form(text)
        except ValueError:
            continue
        assert form(tidy) == tidy == unicodedata.normalize("NFC", tidy)
        assert tidy == tidy.strip()
        assert all(
            unicodedata.category(sign) not in {"Zl", "Zp", "Zs", "Cc", "Cs"} or sign in " \n\t"
            for sign in tidy
        )
