"""When a producer that has not answered an order is reminded, and when the order is given back; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from hb.kit.holidays import working_day_from


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """The time that producers have to answer the orders that were sent on a day.

    The numbers of days are those that were valid on that day (ORDER_REMINDER_DAYS, ORDER_ANSWER_DAYS): a
    change is of orders that are sent later. None means that nobody is
    reminded, or that nothing is given back.
    """

    sent_on: date
    reminder_days: int | None
    answer_days: int | None

    @property
    def last_day(self) -> date | None:
        """The last day on which an answer is in time: a working day (L 150/1930 5 §)."""
        return None if self.answer_days is None else _working_day_after(self.sent_on, self.answer_days)

    def is_over(self, day: date) -> bool:
        """Whether an order that is not answered is given back on a day: the first is after the last day."""
        return self.last_day is not None and day > self.last_day

    def is_reminded(self, day: date) -> bool:
        """Whether a producer that has not answered is reminded on a day: from the first working day on."""
        return (
            self.reminder_days is not None
            and day >= _working_day_after(self.sent_on, self.reminder_days)
            and self.last_day is not None
            and not self.is_over(day)
        )


def _working_day_after(day: date, days: int) -> date:
    return working_day_from(day + timedelta(days=days))
