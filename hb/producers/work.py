"""What producers do by the clock: the numbers of silent applicants are free again."""

from datetime import time

from hb.kit.language import Label
from hb.producers.service.silent import free_numbers
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Count

CLOCKS = (
    Clock(
        "APPLICATIONS_SILENT",
        Due(Rhythm.DAILY, time(0, 40)),
        inside=free_numbers,
        label=Label(
            "Vastaamatta jääneiden hakijoiden Y-tunnusten vapautus",
            "Frigivning av FO-nummer för sökande som inte har svarat",
            "Business IDs of silent applicants freed",
        ),
        counts={
            "freed": Count(Label("Vapautettuja Y-tunnuksia", "Frigivna FO-nummer", "Business IDs freed"))
        },
    ),
)
