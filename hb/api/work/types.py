"""Jobs, clocks and their runs in GraphQL, for administrators."""

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from hb.access.rules import Role
from hb.api.node import Node
from hb.api.reach import of_role
from hb.read import column, row
from hb.work import model
from hb.work.rules import JobState

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
    state: JobState = column(description="How far it has come.")
    subject_id: UUID | None = column(description="The row that it is about.")
    left_at: datetime = column("at", description="When it was left.")
    due_at: datetime = column(description="When it is tried next, or was.")
    attempts: int = column(description="How often it was tried since it last came further.")
    fault: str | None = column(description="Why the last try failed, as a code; never a message.")
    ended_at: datetime | None = column(description="When it was done or stopped.")


@row(
    model.clock,
    within=_IS_ADMINISTRATOR,
    description="What happens by itself when it falls due (ajastus).",
)
class Clock:
    """A clock that was late runs for each instant that it missed."""

    name: str = column(description="Which, as a code.")
    due_at: datetime = column(description="When it falls due next; in the past while it is late.")
    attempts: int = column(description="How often it was tried since it last ran well.")
    fault: str | None = column(description="Why the last try failed, as a code; none since it ran well.")


@row(
    model.clock_run,
    within=_IS_ADMINISTRATOR,
    description="One run of a clock for one instant at which it fell due (ajastuksen ajo).",
)
class ClockRun:
    """One without an end is under way."""

    name: str = column(description="Which clock.")
    due_at: datetime = column(description="The instant for which it ran.")
    day: date = column(description="The day for which it ran, Helsinki.")
    started_at: datetime = column(description="When it began.")
    ended_at: datetime | None = column(description="When it was done.")
    counts: JSON = column(description="What it did: a number for each word.")
