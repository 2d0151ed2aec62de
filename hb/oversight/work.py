"""What the review of looks does by the clock: the findings of the day before are collected."""

from datetime import time

from hb.kit.language import Label
from hb.oversight.service import collect_by_clock
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Count

CLOCKS = (
    Clock(
        "LOOKS_COLLECTED",
        Due(Rhythm.DAILY, time(2, 30)),
        inside=collect_by_clock,
        label=Label(
            "Lokihavaintojen kerääminen", "Insamling av loggobservationer", "Collection of log findings"
        ),
        counts={
            "findings": Count(Label("Uusia havaintoja", "Nya observationer", "New findings")),
            "not_set": Count(
                Label(
                    "Päiviä, joilta ei kerätty, koska raja-arvot puuttuvat",
                    "Dagar utan insamling, eftersom gränsvärden saknas",
                    "Days not collected because limits are not set",
                )
            ),
        },
    ),
)
