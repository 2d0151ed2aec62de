"""When a clock falls due, how long a job waits before it is tried again, and when it is given up; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar, Self
from uuid import UUID

from hb.kit.clock import HELSINKI, helsinki_date
from hb.kit.errors import DomainError
from hb.kit.language import LANGUAGES, Label, Language

SEEN_WITHIN_SECONDS = 60
"""A process that works is seen every few seconds; one that was not seen for so long is gone."""


MOST_COUNTS = 4
"""How many things a clock counts at most: a run shows all of them."""
TIMED_OUT = "TIMED_OUT"
"""The fault of a job of which a statement takes longer than a statement may."""


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "WAITING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    """It failed for good, or as often as its kind allows: somebody must look at it."""


class JobSubject(StrEnum):
    """The types of nodes that jobs are about, as the schema names them."""

    LETTER_BATCH = "LetterBatch"
    MESSAGE = "Message"
    MONTH_CLOSE = "MonthClose"
    PRODUCER = "Producer"
    WEBHOOK_CALL = "WebhookCall"
    WEBHOOK_TEST = "WebhookTest"


class JobNotRetried(DomainError):
    """What the job was about has ended for good; people go on with that and not with the job."""

    code = "JOB_NOT_RETRIED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Tätä työtä ei voi yrittää uudelleen.",
        "sv": "Detta arbete kan inte göras om.",
        "en": "This job cannot be tried again.",
    }

    def going_on(self, instead: Label) -> Self:
        """This refusal with the sentence of what to go on with instead, as the job's kind declares it."""
        return self.saying(
            {language: f"{self.texts[language]} {instead[language]}" for language in LANGUAGES}
        )


@dataclass(frozen=True, slots=True)
class JobRetried:
    """The job that waits again."""

    job_id: UUID


class Rhythm(StrEnum):
    """How often a clock falls due."""

    HOURLY = "HOURLY"
    DAILY = "DAILY"


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock falls due in Finland: each day at a time of day, or each hour at its minutes."""

    rhythm: Rhythm
    at: time

    def first(self, now: datetime) -> datetime:
        """The first instant (UTC) after now at which the clock falls due; an hourly one in each true hour."""
        if self.rhythm is Rhythm.HOURLY:
            hour = now.astimezone(UTC).replace(minute=self.at.minute, second=0, microsecond=0)
            return hour if hour > now else hour + timedelta(hours=1)
        day = helsinki_date(now)
        return next(due for due in (on(day, self.at), on(day + timedelta(days=1), self.at)) if due > now)


def on(day: date, at: time) -> datetime:
    """The instant (UTC) of a time of day in Finland.

    In the hour that summer time skips it is as much later as was skipped (03:30 is 04:30); of the two hours
    when summer time ends it is the first.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=HELSINKI).astimezone(UTC)


REMINDERS_SENT = Label("Lähetettyjä muistutuksia", "Skickade påminnelser", "Reminders sent")
"""What is said before the number of reminders that a clock has sent."""
OTHER_CLOCK = Label("Muu ajastettu työ", "Annat schemalagt arbete", "Other scheduled work")
OTHER_JOB = Label("Muu taustatyö", "Annat bakgrundsarbete", "Other background job")
OTHER_COUNT = Label("Muuta", "Annat", "Other")
OWN_FAULT = Label(
    "Järjestelmän oma virhe, josta loki kertoo tarkemmin",
    "Ett fel i systemet, som loggen berättar mer om",
    "A fault of this system, of which the log says more",
)
"""What is said of what another release declares, and of a fault that no module names."""

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def wait_before(attempt: int, chance: float) -> timedelta:
    """How long a job waits after its failed attempt (1 is the first): doubled each time, at most an hour.

    `chance` (0 to 1) spreads the waits from half of it to the whole, so that jobs that failed together are
    not tried together again.
    """
    doublings = min(attempt - 1, 20)
    longest = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return longest / 2 + longest / 2 * chance
