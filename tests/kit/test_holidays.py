"""Days off in Finland, from the almanac, and where a deadline that falls on one moves to (R20)."""

from datetime import date

import pytest

from hb.kit.holidays import easter, holidays, is_working_day, working_day_before, working_day_from

EASTERS = {
    1981: (4, 19),
    2000: (4, 23),
    2008: (3, 23),
    2019: (4, 21),
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2028: (4, 16),
    2029: (4, 1),
    2030: (4, 21),
    2038: (4, 25),
    2049: (4, 18),
    2076: (4, 19),
}
OF_2026 = ("01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-19", "12-06", "12-24", "12-25", "12-26")
OF_2027 = ("01-01", "01-06", "03-26", "03-29", "05-01", "05-06", "06-25", "12-06", "12-24", "12-25", "12-26")


def test_easter_is_that_of_the_almanac() -> None:
    assert {year: (easter(year).month, easter(year).day) for year in EASTERS} == EASTERS


@pytest.mark.parametrize(("year", "days"), [(2026, OF_2026), (2027, OF_2027)])
def test_days_off_of_a_year_are_those_of_the_almanac(year: int, days: tuple[str, ...]) -> None:
    assert sorted(day.isoformat() for day in holidays(year)) == [f"{year}-{day}" for day in days]


def test_midsummer_eve_is_the_friday_from_19_to_25_june() -> None:
    for year in range(1980, 2081):
        (eve,) = (day for day in holidays(year) if day.month == 6 and day.weekday() == 4)
        assert 19 <= eve.day <= 25


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-11-15", "2026-11-16"),  # a Sunday: the reporting deadline of 202610 (R20)
        ("2026-08-15", "2026-08-17"),  # a Saturday: that of 202607 (R20)
        ("2027-05-15", "2027-05-17"),  # a Saturday: that of 202704 (R20)
        ("2026-05-15", "2026-05-15"),
        ("2026-04-02", "2026-04-02"),
        ("2026-04-03", "2026-04-07"),  # Good Friday to the Tuesday after Easter
        ("2026-04-30", "2026-04-30"),
        ("2026-05-01", "2026-05-04"),
        ("2026-05-14", "2026-05-15"),
        ("2026-06-19", "2026-06-22"),
        ("2026-12-06", "2026-12-07"),
        ("2026-12-24", "2026-12-28"),
        ("2026-12-31", "2026-12-31"),
        ("2027-01-01", "2027-01-04"),
        ("2027-01-06", "2027-01-07"),
    ],
)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(day: str, moved: str) -> None:
    assert working_day_from(date.fromisoformat(day)) == date.fromisoformat(moved)
    assert is_working_day(date.fromisoformat(day)) is (day == moved)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-05-13", "2026-05-12"),
        ("2026-05-18", "2026-05-15"),
        ("2026-04-07", "2026-04-02"),
        ("2026-12-28", "2026-12-23"),
        ("2027-01-01", "2026-12-31"),
    ],
)
def test_the_working_day_before_a_day(day: str, before: str) -> None:
    assert working_day_before(date.fromisoformat(day)) == date.fromisoformat(before)
