"""Which texts are personal identity codes, with the published test codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.clients.rules import InvalidHetu
from hb.clients.rules.hetu import hetu_of
from hb.kit.errors import LANGUAGES

TODAY = date(2026, 5, 15)

VALID = {
    "010594Y9032": date(1994, 5, 1),
    "010594Y9021": date(1994, 5, 1),
    "020594X903P": date(1994, 5, 2),
    "020594X902N": date(1994, 5, 2),
    "030594W903B": date(1994, 5, 3),
    "030694W9024": date(1994, 6, 3),
    "040594V9030": date(1994, 5, 4),
    "040594V902Y": date(1994, 5, 4),
    "050594U903M": date(1994, 5, 5),
    "050594U902L": date(1994, 5, 5),
    "010516B903X": date(2016, 5, 1),
    "010516B902W": date(2016, 5, 1),
    "020516C903K": date(2016, 5, 2),
    "020516C902J": date(2016, 5, 2),
    "030516D9037": date(2016, 5, 3),
    "030516D9026": date(2016, 5, 3),
    "010501E9032": date(2001, 5, 1),
    "020502E902X": date(2002, 5, 2),
    "020503F9037": date(2003, 5, 2),
    "020504A902E": date(2004, 5, 2),
    "020504B904H": date(2004, 5, 2),
    "010180-9026": date(1980, 1, 1),
    "131052-308T": date(1952, 10, 13),
    "210281-9988": date(1981, 2, 21),
    "010138-901A": date(1938, 1, 1),
    "010215A905A": date(2015, 2, 1),
    "290200A907K": date(2000, 2, 29),
}

INVALID = [
    ("131052-308U", "HETU_CHECK_CHARACTER"),
    ("310252-308Y", "HETU_DATE_OR_NUMBER"),
    ("180526-9026", "HETU_CHECK_CHARACTER"),
    ("010594G9032", "HETU_FORM"),
    ("010594Z9032", "HETU_FORM"),
    ("131052 308T", "HETU_FORM"),
    ("131052-308", "HETU_FORM"),
    ("131052-308TT", "HETU_FORM"),
    ("131052308T", "HETU_FORM"),
    ("", "HETU_FORM"),
    ("131052-308O", "HETU_FORM"),
    ("١٣١٠٥٢-٣٠٨T", "HETU_FORM"),
    ("290201A907K", "HETU_DATE_OR_NUMBER"),
]


@pytest.mark.parametrize(("code", "born"), VALID.items())
def test_published_test_code_is_read_with_its_birth_date(code: str, born: date) -> None:
    hetu = hetu_of(code, TODAY, allow_temporary=True)

    assert (hetu.code, hetu.birth_date) == (code, born)


@pytest.mark.parametrize(("text", "rule"), INVALID)
def test_what_is_no_code_is_refused_without_repeating_it(text: str, rule: str) -> None:
    with pytest.raises(InvalidHetu) as refusal:
        hetu_of(text, TODAY, "input", "hetu", allow_temporary=True)

    assert (refusal.value.code, refusal.value.path) == ("INVALID_HETU", ("input", "hetu"))
    assert refusal.value.facts == {"rule": rule}
    told = [str(refusal.value), repr(refusal.value), *(refusal.value.message(one) for one in LANGUAGES)]
    assert all(not text or text not in sentence for sentence in told)
    assert refusal.value.__suppress_context__


def test_case_and_outer_space_are_forgiven_and_the_separator_is_kept() -> None:
    assert hetu_of(" 131052-308t\n", TODAY, allow_temporary=False).code == "131052-308T"
    assert hetu_of("010594y9032", TODAY, allow_temporary=True).code == "010594Y9032"
    assert hetu_of("100190-999P", TODAY, allow_temporary=True) != hetu_of(
        "100190Y999P", TODAY, allow_temporary=True
    )


def test_temporary_code_is_refused_where_none_is_taken() -> None:
    with pytest.raises(InvalidHetu) as refusal:
        hetu_of("010180-9026", TODAY, allow_temporary=False)
    assert refusal.value.facts == {"rule": "HETU_TEMPORARY"}
    assert hetu_of("131052-308T", TODAY, allow_temporary=False).code == "131052-308T"


def test_birth_date_to_come_is_refused_and_today_is_not() -> None:
    code = "150526A9022"
    number = int("150526902")
    code = code[:10] + "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31]

    assert hetu_of(code, TODAY, allow_temporary=True).birth_date == TODAY
    with pytest.raises(InvalidHetu) as refusal:
        hetu_of(code, date(2026, 5, 14), allow_temporary=True)
    assert refusal.value.facts == {"rule": "HETU_BIRTH_IN_FUTURE"}


def test_code_is_not_in_the_value_as_printed() -> None:
    assert "131052" not in repr(hetu_of("131052-308T", TODAY, allow_temporary=False))


@given(st.text(max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        code = hetu_of(text, TODAY, allow_temporary=True).code
    except InvalidHetu:
        return
    assert len(code) == 11
    assert code.isascii()
    assert code == code.upper()
