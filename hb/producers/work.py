"""What producers do by the clock: the numbers of silent applicants are free again."""

from datetime import time

from hb.producers.service.silent import free_numbers
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock

CLOCKS = (Clock("APPLICATIONS_SILENT", Due(Rhythm.DAILY, time(0, 40)), inside=free_numbers),)
