"""Days and months in Finland: instants are UTC, days are Helsinki dates, a month is the integer yyyymm."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def utc_now() -> datetime:
    """This instant by the machine's clock, for what the database's clock does not judge."""
    return datetime.now(UTC)


def helsinki_date(instant: datetime) -> date:
    """The calendar day in Finland at an instant.

    Raises:
        ValueError: the instant has no time zone.
    """
    if instant.tzinfo is None:
        message = "an instant needs a time zone"
        raise ValueError(message)
    return instant.astimezone(HELSINKI).date()


def month_of(day: date) -> int:
    """The month of a day as yyyymm, for example 202605."""
    return day.year * 100 + day.month


def first_day(month: int) -> date:
    """The first day of a month given as yyyymm.

    Raises:
        ValueError: not a month.
    """
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """The last day of a month given as yyyymm."""
    return first_day(next_month(month)) - timedelta(days=1)


def next_month(month: int) -> int:
    """The month after a month, both yyyymm."""
    return month + 1 if month % 100 < 12 else month + 89


def months_between(first: int, last: int) -> Iterator[int]:
    """Every month from first to last, both included, all yyyymm; none when last is before first."""
    month = first
    while month <= last:
        yield month
        month = next_month(month)
