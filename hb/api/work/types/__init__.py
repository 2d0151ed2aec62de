"""Jobs, clocks and their runs in GraphQL, for administrators."""

from datetime import date, datetime

import strawberry

from hb.access.rules import Role
from hb.api.node import Node
from hb.api.reach import of_role
from hb.api.scalars import Quantity
from hb.api.wording import CLOCK_WORDING, COUNT_WORDING, FAULT_WORDING, JOB_WORDING, SUBJECT_TYPES
from hb.api.work.types.counted import counted
from hb.kit.money import Cents
from hb.read import all_of, column, row
from hb.work import model
from hb.work.rules import MOST_COUNTS, JobState

strawberry.enum(JobState, description="How far a job has come (työn tila).")

_IS_ADMINISTRATOR = of_role(Role.ADMINISTRATOR)


@row(
    model.job,
    within=_IS_ADMINISTRATOR,
    description="What a command left to be done after it, such as sending (taustatyö).",
)
class Job(Node):
    """It is tried again after a fault, and stops when it has failed as often as its kind allows."""

    id: strawberry.ID = column(description="Opaque id.")
    kind: str = column(description="What is to be done, as a code.")
    label: str = column("kind", wording=JOB_WORDING, description="What is to be done, in your language.")
    state: JobState = column(description="How far it has come.")
    subject_id: strawberry.ID | None = column(
        id_by="kind",
        types=SUBJECT_TYPES,
        description="The node that it is about; the id alone opens nothing that you may not see.",
    )
    left_at: datetime = column("at", description="When it was left.")
    due_at: datetime = column(description="When it is tried next, or was.")
    attempts: int = column(description="How often it was tried since it last came further.")
    fault: str | None = column(description="Why the last try failed, as a code; never a message.")
    fault_label: str | None = column(
        "fault", wording=FAULT_WORDING, description="Why the last try failed, in your language."
    )
    ended_at: datetime | None = column(description="When it was done or stopped.")


@row(
    model.clock,
    within=_IS_ADMINISTRATOR,
    description="What happens by itself when it falls due (ajastus).",
)
class Clock:
    """A clock that was late runs for each instant that it missed."""

    name: str = column(description="Which, as a code.")
    label: str = column("name", wording=CLOCK_WORDING, description="What it does, in your language.")
    due_at: datetime = column(description="When it falls due next; in the past while it is late.")
    attempts: int = column(description="How often it was tried since it last ran well.")
    fault: str | None = column(description="Why the last try failed, as a code; none since it ran well.")
    fault_label: str | None = column(
        "fault", wording=FAULT_WORDING, description="Why the last try failed, in your language."
    )


@row(
    counted,
    key=("name", "due_at", "word"),
    within=_IS_ADMINISTRATOR,
    description="What a run of a clock did, as a number or a sum (ajon lukumäärä).",
)
class RunCount:
    """Its label is said before its number: Reminders sent, 3."""

    word: str = column(description="What was counted, as a code.")
    label: str = column("code", wording=COUNT_WORDING, description="What was counted, in your language.")
    number: Quantity | None = column(description="How many; none where it is a sum.")
    cents: Cents | None = column(description="How much, where it is a sum of money.")
    text: str = column(description="The number or sum as it is written in your language.")


@row(
    model.clock_run,
    within=_IS_ADMINISTRATOR,
    description="One run of a clock for one instant at which it fell due (ajastuksen ajo).",
)
class ClockRun:
    """One without an end is under way."""

    name: str = column(description="Which clock, as a code.")
    label: str = column("name", wording=CLOCK_WORDING, description="What it does, in your language.")
    due_at: datetime = column(description="The instant for which it ran.")
    day: date = column(description="The day for which it ran, Helsinki.")
    started_at: datetime = column(description="When it began.")
    ended_at: datetime | None = column(description="When it was done.")
    counts: list[RunCount] = all_of(
        by=("name", "due_at"),
        order="word",
        at_most=MOST_COUNTS,
        description="What it did, each in numbers.",
    )
