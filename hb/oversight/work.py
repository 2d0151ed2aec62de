"""What the review of looks does by the clock: the findings of the day before are collected."""

from datetime import time

from hb.oversight.service import collect_by_clock
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (Clock("LOOKS_COLLECTED", Due(Rhythm.DAILY, time(2, 30)), inside=collect_by_clock),)
