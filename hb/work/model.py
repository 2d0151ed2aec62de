"""Jobs that commands leave in their own transactions, the clocks of each organiser, and their runs."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from hb.kit.tables import (
    check,
    closed_set,
    common_table,
    instant,
    organiser_table,
    reference_id,
    references,
)
from hb.work.rules import JobState

job = organiser_table(
    "job",
    Column("kind", Text, nullable=False),
    closed_set("state", JobState),
    reference_id("subject_id", nullable=True),
    Column("facts", JSONB, nullable=False),
    instant("at"),
    instant("due_at"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    instant("leased_until", nullable=True),
    reference_id("lease_id", nullable=True),
    Column("fault", Text),
    instant("failing_since", nullable=True),
    instant("ended_at", nullable=True),
    check(f"(state = '{JobState.WAITING}') = (ended_at IS NULL)", "ended"),
    check("(leased_until IS NULL) = (lease_id IS NULL)", "leased"),
    policy="job",
)
"""What a process does outside the transaction that asked for it. subject_id is the row that it is about.

The lease says which taking of the job may end it: attempts are counted when it is taken, so that a job that
kills its process is counted too. fault is a code, never a text from outside. failing_since is when it was
first tried in vain since it was left, or came further.
"""
Index(
    "job_waiting_idx",
    job.c.organiser_id,
    job.c.kind,
    job.c.due_at,
    job.c.id,
    postgresql_where=job.c.state == JobState.WAITING,
)
Index(
    "job_left_idx",
    job.c.organiser_id,
    job.c.kind,
    job.c.at,
    postgresql_where=job.c.state == JobState.WAITING,
)
Index(
    "job_ended_idx",
    job.c.organiser_id,
    job.c.state,
    job.c.ended_at,
    job.c.id,
    postgresql_where=job.c.state != JobState.WAITING,
)
Index(None, job.c.organiser_id, job.c.subject_id)

clock = organiser_table(
    "clock",
    Column("name", Text, nullable=False),
    instant("due_at"),
    instant("leased_until", nullable=True),
    reference_id("lease_id", nullable=True),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("fault", Text),
    check("(leased_until IS NULL) = (lease_id IS NULL)", "leased"),
    key=("name",),
    policy="work",
)
"""When each clock of an organiser falls due next; attempts are those since it last ran well."""

clock_run = organiser_table(
    "clock_run",
    Column("name", Text, nullable=False),
    instant("due_at"),
    Column("day", Date, nullable=False),
    instant("started_at"),
    instant("ended_at", nullable=True),
    Column("place", Text),
    Column("counts", JSONB, nullable=False),
    references("name", "clock", "name"),
    key=("name", "due_at"),
    policy="work",
)
"""One run of a clock for one due instant, with what it did as counts; one without an end is under way.

`place` is how far its last step came, in the clock's own words.
"""
Index(None, clock_run.c.organiser_id, clock_run.c.started_at)

reminder = organiser_table(
    "reminder",
    Column("kind", Text, nullable=False),
    reference_id("subject_id"),
    Column("mark", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    instant("at"),
    key=("kind", "subject_id", "mark"),
    policy="work",
)
"""What a clock has notified people of, once: of which subject, and for which mark of it.

A mark tells occasions of one kind and subject apart, such as a month, a day (yyyymmdd) or a percentage; 0 is
used where there is one occasion alone. `day` is the Helsinki day that the clock ran for.
"""

work_process = common_table(
    "work_process",
    Column("id", Uuid, primary_key=True),
    instant("started_at"),
    instant("seen_at"),
)
"""The processes that run jobs and clocks, each seen every few seconds; by the server's own time."""
