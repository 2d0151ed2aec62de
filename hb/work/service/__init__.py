"""Leaving jobs, declaring what is done with them and at which clocks, and the loop that does it."""

from hb.work.service.backlog import Backlog, backlog, organisers
from hb.work.service.declarations import (
    Again,
    Clock,
    Count,
    Done,
    Ending,
    Halt,
    Job,
    JobKind,
    Later,
    Notify,
    Step,
    Stopped,
    Workplace,
)
from hb.work.service.leaving import leave
from hb.work.service.loop import Turn, WorkLoop
from hb.work.service.retrying import retry_job
from hb.work.service.tally import Tally

__all__ = [
    "Again",
    "Backlog",
    "Clock",
    "Count",
    "Done",
    "Ending",
    "Halt",
    "Job",
    "JobKind",
    "Later",
    "Notify",
    "Step",
    "Stopped",
    "Tally",
    "Turn",
    "WorkLoop",
    "Workplace",
    "backlog",
    "leave",
    "organisers",
    "retry_job",
]
