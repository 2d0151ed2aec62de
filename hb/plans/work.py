"""What plans do by the clock: orders that nobody answers."""

from datetime import time

from hb.plans.service.unanswered import follow_unanswered
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (Clock("ORDERS_UNANSWERED", Due(Rhythm.DAILY, time(6, 30)), inside=follow_unanswered),)
