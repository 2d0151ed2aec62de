"""The clock of work itself: what is done is removed once it need not be kept."""

from datetime import date, time

from hb.access.rules import Actor
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.language import Label
from hb.kit.transaction import Transaction
from hb.work import queries
from hb.work.rules import TIMED_OUT, Due, Rhythm
from hb.work.service import Clock, Count, Step
from hb.work.service.faults import CRASHED, NO_ENDING

ROWS_AT_ONCE = 500


async def remove_old(tx: Transaction, _actor: Actor, day: date) -> Step:
    """Remove some jobs and runs that are older than the organiser keeps them; stopped jobs stay."""
    jobs = await tx.execute(queries.REMOVE_JOBS, day=day, count=ROWS_AT_ONCE)
    runs = await tx.execute(queries.REMOVE_RUNS, day=day, count=ROWS_AT_ONCE)
    return Step({"jobs": jobs, "runs": runs}, is_done=max(jobs, runs) < ROWS_AT_ONCE)


FAULTS = {
    CRASHED: Label(
        "Prosessi päättyi kesken työn joka yrityksellä",
        "Processen avbröts mitt i arbetet vid varje försök",
        "The process ended in the middle of it at each attempt",
    ),
    NO_ENDING: Label(
        "Työ jäi kesken, eikä lopputuloksesta ole tietoa",
        "Arbetet blev på hälft, och resultatet är inte känt",
        "It was not finished, and its outcome is not known",
    ),
    **dict.fromkeys(
        (Busy.code, UnknownOutcome.code, TimeoutError.__name__, TIMED_OUT),
        Label(
            "Järjestelmä oli kuormittunut, eikä työ tullut valmiiksi ajassa",
            "Systemet var överbelastat, och arbetet blev inte klart i tid",
            "The system was overloaded, and it was not done in time",
        ),
    ),
}
CLOCKS = (
    Clock(
        "WORK_REMOVED",
        Due(Rhythm.DAILY, time(2, 40)),
        inside=remove_old,
        label=Label(
            "Vanhojen taustatöiden ja ajojen poisto",
            "Radering av gamla bakgrundsarbeten och körningar",
            "Removal of old jobs and runs",
        ),
        counts={
            "jobs": Count(Label("Poistettuja taustatöitä", "Raderade bakgrundsarbeten", "Jobs removed")),
            "runs": Count(Label("Poistettuja ajoja", "Raderade körningar", "Runs removed")),
        },
    ),
)
