"""Days off in Finland, and the working day to which a deadline that falls on one may move; pure.

An act with an authority that falls due on a holiday, Independence Day, May Day, Christmas Eve, Midsummer Eve
or a Saturday may be done on the next working day (L 150/1930 5 §).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
_FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
_FROM_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday and Ascension Day, in days from Easter Sunday; other moving feasts are Sundays
or Saturdays.
"""


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    cycle, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = moon + sunday - 7 * ((cycle + 11 * moon + 22 * sunday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days off of a year that are neither Saturdays nor Sundays by rule; Midsummer Eve is a Friday."""
    fixed = (date(year, month, day) for month, day in _FIXED)
    moving = (easter(year) + timedelta(days=days) for days in _FROM_EASTER)
    midsummer = date(year, 6, 19)
    eve = midsummer + timedelta(days=(SATURDAY - 1 - midsummer.weekday()) % 7)
    return frozenset((*fixed, *moving, eve))


def is_working_day(day: date) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a day off."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_day_from(day: date) -> date:
    """The day itself if it is a working day, or the next one that is: where a deadline moves to."""
    return next(later for later in _days_from(day, timedelta(days=1)) if is_working_day(later))


def working_day_before(day: date) -> date:
    """The last working day before a day."""
    back = timedelta(days=-1)
    return next(earlier for earlier in _days_from(day + back, back) if is_working_day(earlier))


def _days_from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step
