"""When clocks fall due in Finland: once a day and once in each true hour, also when summer time changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.kit.clock import HELSINKI, helsinki_date
from hb.work.rules import Due, Rhythm, wait_before
from tests.clock import utc

DAILY_AT_HALF_PAST_THREE = Due(Rhythm.DAILY, time(3, 30))
HOURLY = Due(Rhythm.HOURLY, time(0, 10))
DUES = st.builds(Due, st.sampled_from(Rhythm), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 hypothesis adds the zone


def following(due: Due, first: datetime, count: int) -> list[datetime]:
    """An instant and those at which the clock falls due after it."""
    return list(accumulate(repeat(None, count), lambda before, _: due.first(before), initial=first))


def test_the_night_when_summer_time_begins() -> None:
    """On 29 March 2026 there is no 03:30: it is 04:30 then, 01:30 UTC, and the day has 23 hours."""
    first = DAILY_AT_HALF_PAST_THREE.first(utc(2026, 3, 27, 12))
    assert following(DAILY_AT_HALF_PAST_THREE, first, 2) == [
        utc(2026, 3, 28, 1, 30),
        utc(2026, 3, 29, 1, 30),
        utc(2026, 3, 30, 0, 30),
    ]
    assert hours_of(date(2026, 3, 29)) == 23


def test_the_night_when_summer_time_ends() -> None:
    """On 25 October 2026 there are two: the clock falls due at the first, and the day has 25 hours."""
    first = DAILY_AT_HALF_PAST_THREE.first(utc(2026, 10, 23, 12))
    assert following(DAILY_AT_HALF_PAST_THREE, first, 2) == [
        utc(2026, 10, 24, 0, 30),
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 26, 1, 30),
    ]
    assert hours_of(date(2026, 10, 25)) == 25


def hours_of(day: date) -> int:
    """How often an hourly clock falls due on a day."""
    dues = following(HOURLY, HOURLY.first(datetime(day.year, day.month, day.day, tzinfo=HELSINKI)), 30)
    return sum(helsinki_date(due) == day for due in dues)


@given(DUES, INSTANTS)
def test_the_first_instant_comes_after_now_within_a_period(due: Due, now: datetime) -> None:
    period = timedelta(hours=1) if due.rhythm is Rhythm.HOURLY else timedelta(hours=25)
    assert timedelta(0) < due.first(now) - now <= period


@given(DUES, INSTANTS)
def test_instants_follow_each_other_without_a_gap(due: Due, now: datetime) -> None:
    dues = following(due, due.first(now), 40)
    if due.rhythm is Rhythm.HOURLY:
        assert {after - before for before, after in pairwise(dues)} == {timedelta(hours=1)}
    else:
        days = [helsinki_date(instant) for instant in dues]
        assert days == [days[0] + timedelta(days=number) for number in range(41)]
        assert dues == sorted(set(dues))


@pytest.mark.parametrize(
    ("attempt", "shortest", "longest"),
    [(1, 2.5, 5), (2, 5, 10), (8, 320, 640), (11, 1800, 3600), (60, 1800, 3600)],
)
def test_waits_double_up_to_an_hour(attempt: int, shortest: float, longest: float) -> None:
    assert wait_before(attempt, 0).total_seconds() == shortest
    assert wait_before(attempt, 1).total_seconds() == longest
