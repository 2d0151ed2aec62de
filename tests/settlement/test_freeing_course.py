"""Random courses of reports, exceptions, closes and a clock that is late end as a slow model says."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.deliveries.rules import OutcomeState
from hb.kit.clock import first_day, last_day, next_month
from hb.kit.db import Database
from hb.ledger.rules import Balance, Measure
from hb.work.rules import on
from tests.days import Days
from tests.deliveries.builders import (
    APRIL,
    MARCH,
    MAY,
    MONTHS,
    Ordered,
    balance,
    make_orders,
    send,
    visit,
)
from tests.deliveries.test_batches import assert_books_right
from tests.scene import Scene, make_scene
from tests.settlement.builders import close, grant_exception, preview
from tests.settlement.freeing import MORNING, fall_due, run
from tests.settlement.test_carrying_over import carry

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_800)]

BEGINNING = date(2026, 5, 15)
LENGTH = 40
"""Days of a course, which begins after March's deadline; April's and May's pass in it."""
COURSES = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Exempted:
    """On a day after the beginning the producer gets an exception for a month, for some days."""

    day: int
    month: int
    days: int


@dataclass(frozen=True)
class Reported:
    """On a day after the beginning half hours of one of the two orders are reported for a month."""

    day: int
    order: int
    month: int
    half_hours: int


@dataclass(frozen=True)
class Course:
    """What happens: the days on which the clock's process is up, those of closes, and what people do."""

    percent: int
    up: frozenset[int]
    closes: tuple[int, ...]
    exempted: tuple[Exempted, ...]
    reported: tuple[Reported, ...]


_DAY = st.integers(1, LENGTH - 1)
_MONTH = st.sampled_from([MARCH, APRIL, MAY])
COURSE = st.builds(
    Course,
    percent=st.sampled_from([0, 33, 50, 100]),
    up=st.frozensets(_DAY, max_size=12),
    closes=st.lists(_DAY, max_size=3).map(tuple),
    exempted=st.lists(st.builds(Exempted, _DAY, _MONTH, st.integers(0, 12)), max_size=4).map(tuple),
    reported=st.lists(
        st.builds(Reported, _DAY, st.integers(0, 1), _MONTH, st.sampled_from([1, 3, 10, 20])), max_size=8
    ).map(tuple),
)


@dataclass
class Month:
    """An order's month in euros or in minutes: granted, ordered, delivered, and what has gone on from it."""

    granted: int
    ordered: int
    delivered: int = 0
    gone: int = 0
    is_freed: bool = False

    @property
    def held(self) -> int:
        """What is still reserved."""
        return 0 if self.is_freed else self.ordered - self.delivered

    @property
    def unused(self) -> int:
        """What is neither reserved nor delivered."""
        return self.granted - self.held - self.delivered


def _months() -> dict[tuple[int, Measure], Month]:
    return {
        (month, measure): amount
        for month in MONTHS
        for measure, amount in ((Measure.CENTS, Month(60_000, 34_000)), (Measure.MINUTES, Month(1_200, 600)))
    }


@dataclass
class Model:
    """The two orders said once more, slowly: every day goes over everything."""

    percent: int
    orders: tuple[dict[tuple[int, Measure], Month], ...] = field(
        default_factory=lambda: (_months(), _months())
    )
    exceptions: list[tuple[int, date]] = field(default_factory=list)

    def is_exempted(self, month: int, day: date) -> bool:
        return any(of == month and until >= day for of, until in self.exceptions)

    def pass_day(self, day: date) -> None:
        """Free and carry over whatever a day's clock finds due, month by month."""
        for order in self.orders:
            for (month, measure), one in sorted(order.items()):
                if deadline(month) >= day:
                    continue
                one.is_freed = one.is_freed or not self.is_exempted(month, day)
                following = order.get((next_month(month), measure))
                share = (2 * (one.unused + one.gone) * self.percent + 100) // 200 - one.gone
                if following is not None and share > 0:
                    one.granted, one.gone = one.granted - share, one.gone + share
                    following.granted += share

    def report(self, reported: Reported, day: date) -> bool:
        """Whether a report is taken; takes it."""
        order = self.orders[reported.order]
        amounts = {Measure.CENTS: 1_700 * reported.half_hours, Measure.MINUTES: 30 * reported.half_hours}
        months = {measure: order[reported.month, measure] for measure in amounts}
        is_late = day > deadline(reported.month)
        if first_day(reported.month) > day or (is_late and not self.is_exempted(reported.month, day)):
            return False
        if any(months[measure].delivered + amounts[measure] > months[measure].ordered for measure in amounts):
            return False
        if any(one.is_freed and one.unused < amounts[measure] for measure, one in months.items()):
            return False
        for measure, one in months.items():
            one.delivered += amounts[measure]
        return True


def deadline(month: int) -> date:
    return last_day(month) + timedelta(days=15)


@COURSES
@given(course=COURSE)
async def test_any_course_ends_as_the_model_says(
    db: Database, days: Days, all_rows: asyncpg.Connection, course: Course
) -> None:
    scene = await make_scene(all_rows)
    await carry(scene, all_rows, course.percent)
    orders = await make_orders(db, scene, all_rows, 2)
    await fall_due(all_rows, scene, BEGINNING)
    model, ran_until = Model(course.percent), BEGINNING - timedelta(days=1)

    for number in range(1, LENGTH + 1):
        day = BEGINNING + timedelta(days=number)
        if number in course.up or number == LENGTH:
            await run(await days.at(on(day, MORNING)), scene)
            while ran_until < day:
                ran_until += timedelta(days=1)
                model.pass_day(ran_until)
        if number in course.closes:
            await _close(await days.at(on(day, time(10))), scene)
        for one in course.exempted:
            if one.day == number:
                until = day + timedelta(days=one.days)
                await grant_exception(scene, all_rows, one.month, until)
                model.exceptions.append((one.month, until))
        for place, reported in enumerate(course.reported):
            if reported.day == number:
                taken = await _report(days, scene, orders[reported.order], reported, day, f"r{place}")
                assert taken == model.report(reported, day)

    for ordered, expected in zip(orders, model.orders, strict=True):
        for (month, measure), part in expected.items():
            line_no = 0 if measure is Measure.CENTS else 1
            actual = await balance(all_rows, ordered, line_no, month, measure)
            assert (month, actual) == (month, Balance(part.granted, part.held, part.delivered))
        assert (await balance(all_rows, ordered, 0, 0, Measure.CENTS)).granted == 240_000
    await assert_books_right(db, scene)


async def _report(
    days: Days, scene: Scene, ordered: Ordered, reported: Reported, day: date, number: str
) -> bool:
    noon = await days.at(on(day, time(12)))
    row = visit(ordered, number, 30 * reported.half_hours, first_day(reported.month))
    (outcome,) = await send(noon, scene.actors[Role.PRODUCER_REPORTER], [row])
    return outcome.state is OutcomeState.ACCEPTED


async def _close(database: Database, scene: Scene) -> None:
    """Close the month whose turn it is, if it has ended."""
    shown = await preview(database, scene)
    if not shown.in_the_way:
        await close(database, scene, shown.month)
