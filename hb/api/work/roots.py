"""Roots that lead to jobs, clocks and their runs, with their filters and orders."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

import strawberry

from hb.access.rules import Permission
from hb.api.filters import not_before, one_of
from hb.api.permission import needs
from hb.api.work.types import Clock, ClockRun, Job
from hb.kit.language import Label
from hb.modules import clocks, jobs
from hb.read import Connection, by_id, many, where
from hb.work.rules import JobState


def _kinds() -> Mapping[str, Label]:
    return {kind.name: kind.label for kind in jobs()}


def _clocks() -> Mapping[str, Label]:
    return {clock.name: clock.label for clock in clocks()}


@strawberry.input(description="Which jobs to list.")
class JobFilter:
    """All given conditions hold."""

    state: JobState | None = where(lambda job, state: job.state == state, description="Only in this state.")
    kind: str | None = where(
        lambda job, kind: job.kind == kind, rule=one_of(_kinds), description="Only of this kind."
    )


class JobOrder(Enum):
    """By when they were left."""

    NEWEST = "-at"
    OLDEST = "at"


strawberry.enum(JobOrder, description="In which order jobs are listed.")


@strawberry.input(description="Which runs of clocks to list.")
class ClockRunFilter:
    """All given conditions hold."""

    name: str | None = where(
        lambda run, name: run.name == name, rule=one_of(_clocks), description="Only of this clock."
    )
    since: date | None = where(lambda run, day: run.day >= day, description="For this day or a later one.")
    until: date | None = where(
        lambda run, day: run.day <= day,
        rule=not_before("since"),
        description="For this day or an earlier one.",
    )


@strawberry.type
class Query:
    """Roots that lead to jobs and clocks."""

    job: Job | None = by_id(description="One job.", **needs(Permission.WORK_READ))
    jobs: Connection[Job] = many(
        order="-at",
        orders=JobOrder,
        filter=JobFilter,
        description="Jobs that wait, are done or have stopped, newest first (taustatyöt).",
        **needs(Permission.WORK_READ),
    )
    clocks: Connection[Clock] = many(
        order="name",
        description="The clocks of the organiser by name: when each falls due, and its fault (ajastukset).",
        **needs(Permission.WORK_READ),
    )
    clock_runs: Connection[ClockRun] = many(
        order="-started_at",
        filter=ClockRunFilter,
        description="Runs of clocks, newest first, with what each did (ajastusten ajot).",
        **needs(Permission.WORK_READ),
    )
