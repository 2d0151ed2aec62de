"""What plans do by the clock: unanswered orders, budgets that end or run out, reach of orders, summaries."""

from datetime import time

from hb.plans.queries.summaries import SUMMARISING
from hb.plans.service.summaries import end_order_reach, summarise
from hb.plans.service.unanswered import follow_unanswered
from hb.plans.service.warning import follow_budgets
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (
    Clock("ORDERS_UNANSWERED", Due(Rhythm.DAILY, time(6, 30)), inside=follow_unanswered),
    Clock("BUDGETS_ENDING", Due(Rhythm.DAILY, time(6, 40)), inside=follow_budgets),
    Clock("ORDER_REACH_ENDED", Due(Rhythm.DAILY, time(0, 30)), inside=end_order_reach),
    Clock(SUMMARISING, Due(Rhythm.DAILY, time(7)), inside=summarise),
)
