"""What clients do by the clock: endings, what waits for a leader, counted codes."""

from datetime import time

from hb.clients.service.ended import notify_of_ended
from hb.clients.service.endings import end_reach_that_outlasts, notify_of_endings
from hb.clients.service.waiting import clear_typed_codes, remind_of_reviews, remind_of_tasks
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (
    Clock("REACH_ENDED", Due(Rhythm.DAILY, time(0, 20)), inside=end_reach_that_outlasts),
    Clock("ROLES_ENDING", Due(Rhythm.DAILY, time(6, 10)), inside=notify_of_endings),
    Clock("RIGHTS_ENDED", Due(Rhythm.DAILY, time(6, 15)), inside=notify_of_ended),
    Clock("REVIEWS_WAITING", Due(Rhythm.DAILY, time(6, 20)), inside=remind_of_reviews),
    Clock("TYPED_CODES_CLEARED", Due(Rhythm.DAILY, time(2, 10)), inside=clear_typed_codes),
    Clock(
        "URGENT_TASKS_LATE", Due(Rhythm.HOURLY, time(0, 15)), inside=remind_of_tasks, is_once_for_missed=True
    ),
)
