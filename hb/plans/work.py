"""What plans do by the clock: orders that nobody answers, budgets that end or run out."""

from datetime import time

from hb.plans.service.unanswered import follow_unanswered
from hb.plans.service.warning import follow_budgets
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (
    Clock("ORDERS_UNANSWERED", Due(Rhythm.DAILY, time(6, 30)), inside=follow_unanswered),
    Clock("BUDGETS_ENDING", Due(Rhythm.DAILY, time(6, 40)), inside=follow_budgets),
)
