"""What settlement does by itself: the job of a month's close, and what happens when its clocks fall due."""

from datetime import time

from hb.settlement.rules.deadline import FREEING
from hb.settlement.service.closing import MONTH_CLOSE
from hb.settlement.service.deadline import free_reservations
from hb.settlement.service.settling import STOPS, settle_next, stop
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, JobKind

JOBS = (JobKind(MONTH_CLOSE, inside=settle_next, on_stop=stop, if_stop_fails=STOPS, is_retried=False),)
CLOCKS = (Clock(FREEING, Due(Rhythm.DAILY, time(0, 10)), inside=free_reservations),)
