"""How large the demo region is, and the months it lives in around a given day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hb.kit.clock import HELSINKI, first_day, last_day, month_of, next_month

REPORTING_DAYS = 15
"""Days after a month's end within which its deliveries are reported; an organiser's parameter."""
CLOSING_DAYS = 3
"""A settlement month is closed this many days after its reporting deadline."""
MONTHS_BEFORE = 12
MONTHS_AFTER = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """How many clients, producers and offerings the large organiser has, and the small one."""

    clients: int
    producers: int
    offerings: int
    small_clients: int
    shared_producers: int
    guides: int
    social_workers: int
    fewest_visits: bool = False


FULL = Scale(
    clients=1_500,
    producers=80,
    offerings=2_000,
    small_clients=60,
    shared_producers=10,
    guides=18,
    social_workers=12,
)
"""The region of the trial: nine municipalities, 80 producers, some 1,500 clients."""

SMALL = Scale(
    clients=40,
    producers=12,
    offerings=150,
    small_clients=6,
    shared_producers=4,
    guides=3,
    social_workers=2,
    fewest_visits=True,
)
"""As small as it can be and still hold one of everything, for tests."""


def month_plus(month: int, count: int) -> int:
    """The month so many months later, or earlier when count is negative; months are yyyymm."""
    years, rest = divmod(month // 100 * 12 + month % 100 - 1 + count, 12)
    return years * 100 + rest + 1


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The UTC instant of a clock time in Finland."""
    return datetime.combine(day, time(hour, minute), HELSINKI).astimezone(UTC)


def deadline_of(month: int) -> date:
    """The last day on which a service month's deliveries may be reported."""
    return last_day(month) + timedelta(days=REPORTING_DAYS)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The region's time: today, and the first and last service month (yyyymm) of its longest budgets."""

    today: date
    current_month: int
    first_month: int
    last_month: int

    @classmethod
    def around(cls, today: date) -> "Calendar":
        """Twelve whole months behind, this month, and some to come."""
        month = month_of(today)
        return cls(today, month, month_plus(month, -MONTHS_BEFORE), month_plus(month, MONTHS_AFTER))

    @property
    def now(self) -> datetime:
        """The instant up to which things have happened: six in the morning of today."""
        return at(self.today, 6)

    def past(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """The instant of a clock time in Finland, but never later than now."""
        return min(at(day, hour, minute), self.now)

    def is_closed(self, month: int) -> bool:
        """Whether the settlement month is closed: all before last month whose closing day has come."""
        return next_month(month) < self.current_month and self.closing_day(month) < self.today

    @staticmethod
    def closing_day(month: int) -> date:
        """The day a settlement month is closed."""
        return deadline_of(month) + timedelta(days=CLOSING_DAYS)

    def is_freed(self, month: int) -> bool:
        """Whether what was left of a service month's reservations is free: its reporting deadline is over."""
        return deadline_of(month) < self.today

    @staticmethod
    def freed_at(month: int) -> datetime:
        """The instant at which the rest of a service month's reservations is freed, in the first night."""
        return at(deadline_of(month) + timedelta(days=1), 0, 10)

    def closed_at(self, month: int) -> datetime:
        """The instant a settlement month is closed."""
        return at(self.closing_day(month), 14)

    def price_start(self, years_back: int) -> date:
        """The first of January of this year, or of an earlier one."""
        return date(self.today.year - years_back, 1, 1)

    @property
    def beginning(self) -> date:
        """When the organiser's rules, workers and parameters begin to hold: before everything else."""
        return first_day(month_plus(self.first_month, -24))
