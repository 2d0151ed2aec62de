"""When clocks fall due in Finland: once a day and once in each true hour, also when summer time changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise, repeat

import pytest
from hypothesis import example, given, settings
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


def last_sunday(year: int, month: int) -> date:
    """The last Sunday of March or October, both of 31 days: summer time changes in its night."""
    end = date(year, month, 31)
    return end - timedelta(days=end.isoweekday() % 7)


@settings(max_examples=30, deadline=None)
@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.integers(2020, 2030))
@example(time(3, 30), 2026)
@example(time(0), 2024)
def test_for_five_years_it_falls_due_once_a_day_at_its_time_of_day(at: time, year: int) -> None:
    """An hour later where its time is skipped (03:00 to 04:00 in March); at the first of two in October."""
    begin = datetime(year, 1, 1, tzinfo=HELSINKI) - timedelta(microseconds=1)
    count = (date(year + 5, 1, 1) - date(year, 1, 1)).days
    dues = following(Due(Rhythm.DAILY, at), begin.astimezone(UTC), count)[1:]
    assert all(before < after for before, after in pairwise(dues))
    local = [due.astimezone(HELSINKI) for due in dues]
    assert [one.date() for one in local] == [date(year, 1, 1) + timedelta(days=day) for day in range(count)]
    late = {last_sunday(number, 3) for number in range(year, year + 5)} if at.hour == 3 else set()
    assert {one.date() for one in local if one.time() != at} == late
    assert {one.time() for one in local if one.date() in late} <= {at.replace(hour=4)}
    assert {one.fold for one in local} == {0}


@pytest.mark.parametrize(
    ("attempt", "shortest", "longest"),
    [(1, 2.5, 5), (2, 5, 10), (8, 320, 640), (11, 1800, 3600), (60, 1800, 3600)],
)
def test_waits_double_up_to_an_hour(attempt: int, shortest: float, longest: float) -> None:
    assert wait_before(attempt, 0).total_seconds() == shortest
    assert wait_before(attempt, 1).total_seconds() == longest
