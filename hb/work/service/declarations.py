"""What a kind of job and a clock are declared to be, and what they work with."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.language import Label
from hb.kit.sentences import NumberUnit
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.work.queries import TAKE_JOBS
from hb.work.rules import MOST_COUNTS, Due, JobSubject

Tool = TypeVar("Tool")


def never() -> bool:
    """No process is being stopped."""
    return False


@dataclass(frozen=True, slots=True)
class Workplace:
    """What work is done with: the database, and what the process brings for it, such as channels, by type.

    `is_stopping` says whether the process is being stopped, so that work of many parts begins no other.
    """

    database: Database
    tools: Mapping[type[object], object] = field(default_factory=dict)
    is_stopping: Callable[[], bool] = never

    def tool(self, kind: type[Tool]) -> Tool:
        """What the process brings of a type.

        Raises:
            LookupError: it brings none.
        """
        brought = self.tools.get(kind)
        if not isinstance(brought, kind):
            message = f"this process brings no {kind.__name__}"
            raise LookupError(message)
        return brought


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was taken: what it is about, and the how-manieth attempt this is (1 is the first).

    `failing_since` is when it was first tried in vain.
    """

    id: UUID
    kind: str
    subject_id: UUID | None
    facts: Mapping[str, object]
    attempts: int
    at: datetime
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The job is done."""


@dataclass(frozen=True, slots=True)
class Again:
    """The job is tried again: after a fault (its code) when it has waited; without one at once, come further.

    `seconds` says how long it waits, where the other side said so. A try that had no fault of its own, such
    as one that the database had no time for, is not counted until the job has failed for a day.
    """

    fault: str | None = None
    seconds: float | None = None
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Stopped:
    """The job has failed for good; its fault is a code that an administrator is shown."""

    fault: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not the job's turn: it is taken again in so many seconds, as if it had not been taken now."""

    seconds: float


Ending: TypeAlias = Done | Again | Later | Stopped
Inside: TypeAlias = Callable[[Transaction, Actor, Job], Awaitable[Ending]]
Outside: TypeAlias = Callable[[Workplace, Actor, Sequence[Job]], Awaitable[Mapping[UUID, Ending]]]
OnStop: TypeAlias = Callable[[Transaction, Actor, Job, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Halt:
    """What an administrator must look at: a job that has stopped, or a clock that fails again and again.

    `label` is what the kind or the clock is called; `job_id` is None for a clock.
    """

    name: str
    label: Label
    job_id: UUID | None = None


Notify: TypeAlias = Callable[[Transaction, Actor, Halt], Awaitable[None]]
"""Notifies administrators, in the transaction of the stop."""


async def without_notice(_tx: Transaction, _actor: Actor, _halt: Halt) -> None:
    """Notify nobody."""


async def nothing_more(_tx: Transaction, _actor: Actor, _job: Job, _fault: str) -> None:
    """Do nothing where a job stops."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job: what does it, how many at once, how often it is tried, how long its lease is.

    `inside` does one job in a transaction, which ends it too: its effect happens once. `outside` does several
    in no transaction, such as sending; it may happen again when the process dies before it is ended, so that
    the receiver must know it by its id. Exactly one of both is given. `on_stop` is done with the stop of a
    job, in its transaction; if it fails, the first of `if_stop_fails` that does not. `instead` is a sentence
    of a kind that is not tried again: it has said there how what it was about ended for good, and people go
    on with that, such as sending the message again, and not with the job. `is_alone` has one batch outside of
    a transaction at a time in a process. `take` is the statement that takes its jobs, by default what has
    been due for longest. `label` is what administrators see of it. `about` is the type of the node that its
    jobs are about; an id opens nothing by itself.

    Raises:
        ValueError: not exactly one of `inside` and `outside` is given.
    """

    name: str
    inside: Inside | None = None
    outside: Outside | None = None
    batch: int = 1
    most_attempts: int = 8
    lease_seconds: float = 60
    on_stop: OnStop = nothing_more
    if_stop_fails: Sequence[OnStop] = (nothing_more,)
    instead: Label | None = None
    is_alone: bool = False
    take: Statement = TAKE_JOBS
    label: Label = field(kw_only=True)
    about: JobSubject | None = None

    def __post_init__(self) -> None:
        _require_one(self.name, self.inside, self.outside)


def _require_one(name: str, inside: object, outside: object) -> None:
    if (inside is None) == (outside is None):
        message = f"{name} must be declared to run either inside a transaction or outside of any"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Count:
    """What a word counts in a clock's runs: what is said before its number, and the number's unit."""

    label: Label
    unit: NumberUnit = NumberUnit.NUMBER


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a clock's run did, as counts, and whether the run is done with it.

    `place` is how far it came, which the run's row keeps for the next step.
    """

    counts: Mapping[str, int]
    is_done: bool = True
    place: str | None = None


ClockInside: TypeAlias = Callable[[Transaction, Actor, date], Awaitable[Step]]
ClockOutside: TypeAlias = Callable[[Workplace, Actor, date], Awaitable[Step]]


@dataclass(frozen=True, slots=True)
class Clock:
    """What happens when a clock falls due: `inside` a transaction for each step, or `outside` of any.

    Both take the Helsinki day for which the clock fell due: a clock that was late runs once for each missed
    day, in order, or once for all that it missed if `is_once_for_missed`. A step must be safe to do again.
    Instants that it writes are those of the transaction. `is_alone` runs outside of a transaction one at a
    time in a process. `label` is what administrators see of it, and `counts` says what its steps count, by
    word.

    Raises:
        ValueError: not exactly one of `inside` and `outside` is given, or more counts than a run shows.
    """

    name: str
    due: Due
    inside: ClockInside | None = None
    outside: ClockOutside | None = None
    lease_seconds: float = 120
    is_once_for_missed: bool = False
    is_alone: bool = False
    label: Label = field(kw_only=True)
    counts: Mapping[str, Count] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _require_one(self.name, self.inside, self.outside)
        if len(self.counts) > MOST_COUNTS:
            message = f"{self.name} counts {len(self.counts)} things, and a run shows {MOST_COUNTS}"
            raise ValueError(message)

    def following(self, due: datetime, now: datetime) -> datetime:
        """The instant at which it falls due after one for which it has run."""
        return self.due.first(now if self.is_once_for_missed else due)
