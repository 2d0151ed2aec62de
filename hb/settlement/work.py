"""What settlement does when its clocks fall due."""

from datetime import time

from hb.settlement.rules.deadline import FREEING
from hb.settlement.service.deadline import free_reservations
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (Clock(FREEING, Due(Rhythm.DAILY, time(0, 10)), inside=free_reservations),)
