"""What is notable in the logs by worker and day, with the rows behind it and its review."""

from sqlalchemy import Column, Date, Index, Integer, Text, UniqueConstraint

from hb.kit.tables import check, closed_set, instant, organiser_table, reference_id, references
from hb.oversight.rules import FindingKind, FindingState

look_finding = organiser_table(
    "look_finding",
    Column("day", Date, nullable=False),
    reference_id("worker_id"),
    closed_set("kind", FindingKind),
    Column("looks", Integer, nullable=False),
    closed_set("state", FindingState),
    instant("found_at"),
    instant("reviewed_at", nullable=True),
    reference_id("reviewed_by", nullable=True),
    Column("note", Text),
    references("worker_id", "worker"),
    check(
        f"(state = '{FindingState.REVIEWED}') = (reviewed_at IS NOT NULL)"
        " AND (reviewed_at IS NULL) = (reviewed_by IS NULL)"
        " AND (reviewed_at IS NULL) = (note IS NULL) AND reviewed_by <> worker_id",
        "review",
    ),
    policy="oversight",
)
UniqueConstraint(
    look_finding.c.organiser_id, look_finding.c.day, look_finding.c.worker_id, look_finding.c.kind
)
Index(None, look_finding.c.organiser_id, look_finding.c.worker_id, look_finding.c.day)

found_look = organiser_table(
    "found_look",
    reference_id("finding_id"),
    reference_id("row_id"),
    instant("at"),
    Column("operation", Text, nullable=False),
    references("finding_id", "look_finding"),
    key=("finding_id", "row_id"),
    policy="oversight",
)
"""`row_id` is that of the audit trail for refusals, of the use log for everything else."""
Index(None, found_look.c.organiser_id, found_look.c.finding_id, found_look.c.at, found_look.c.row_id)
