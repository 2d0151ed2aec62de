"""Statements of work: jobs, clocks, the processes that do them, what is left, reminders."""

from hb.work.queries.backlog import (
    JOBS_LEFT,
    LATE_CLOCKS,
)
from hb.work.queries.clocks import (
    ADD_CLOCKS,
    ADVANCE_CLOCK,
    HAND_BACK_CLOCK,
    LOCK_LEASED_CLOCK,
    PROLONG_LEASE,
    RECORD_RUN,
    RELEASE_CLOCK,
    REMOVE_RUNS,
    TAKE_CLOCK,
)
from hb.work.queries.jobs import (
    DELAY_JOBS,
    END_JOBS,
    HASTEN_JOBS,
    LET_WAIT_AGAIN,
    LOCK_JOB,
    LOCK_LEASED_JOB,
    REMOVE_JOBS,
    TAKE_JOBS,
)
from hb.work.queries.processes import (
    BEAT,
    ORGANISERS,
    PROBE,
    PROCESSES,
    REMOVE_PROCESSES,
)
from hb.work.queries.reminding import (
    REMEMBER,
    STEP_ROWS,
    reminding,
)

__all__ = [
    "ADD_CLOCKS",
    "ADVANCE_CLOCK",
    "BEAT",
    "DELAY_JOBS",
    "END_JOBS",
    "HAND_BACK_CLOCK",
    "HASTEN_JOBS",
    "JOBS_LEFT",
    "LATE_CLOCKS",
    "LET_WAIT_AGAIN",
    "LOCK_JOB",
    "LOCK_LEASED_CLOCK",
    "LOCK_LEASED_JOB",
    "ORGANISERS",
    "PROBE",
    "PROCESSES",
    "PROLONG_LEASE",
    "RECORD_RUN",
    "RELEASE_CLOCK",
    "REMEMBER",
    "REMOVE_JOBS",
    "REMOVE_PROCESSES",
    "REMOVE_RUNS",
    "STEP_ROWS",
    "TAKE_CLOCK",
    "TAKE_JOBS",
    "reminding",
]
