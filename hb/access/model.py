"""Organisers, teams, workers and roles; reach, the table of who may see whom."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.sql import false

from hb.access.rules import Ground, Role, Scope
from hb.kit.keyed_hashes import KeyedHash
from hb.kit.tables import (
    check,
    closed_set,
    common_table,
    instant,
    organiser_table,
    reference_id,
    references,
)


class Parameter(StrEnum):
    """An amount, share or number of days or hours that an organiser sets and the law or its rules change.

    Those a day say from how many on refusals, reads out of office hours and look-ups by name without a care
    relation are reviewed.
    """

    APPEAL_DAYS = "APPEAL_DAYS"
    APPLICATION_DAYS = "APPLICATION_DAYS"
    """How many days an applicant's confirmed Y-tunnus is kept for it before it is approved."""
    BUDGET_ENDING_DAYS = "BUDGET_ENDING_DAYS"
    """How many days before its last day a budget is said to be ending."""
    CARRY_OVER_PERCENT = "CARRY_OVER_PERCENT"
    ENDING_NOTICE_DAYS = "ENDING_NOTICE_DAYS"
    """How many days before its last day a role or a representation is said to be ending."""
    NAME_SEARCHES_A_DAY = "NAME_SEARCHES_A_DAY"
    OPENED_CONTACT_DAYS = "OPENED_CONTACT_DAYS"
    ORDER_ANSWER_DAYS = "ORDER_ANSWER_DAYS"
    """How many days a producer has to answer an order, before it is given back."""
    ORDER_REMINDER_DAYS = "ORDER_REMINDER_DAYS"
    """After how many days without an answer the producer is reminded of an order."""
    OUT_OF_HOURS_READS_A_DAY = "OUT_OF_HOURS_READS_A_DAY"
    REFUSALS_A_DAY = "REFUSALS_A_DAY"
    REPORTING_DAYS = "REPORTING_DAYS"
    REPORT_REMINDER_DAYS = "REPORT_REMINDER_DAYS"
    """How many days before a month's reporting deadline its silent producers are reminded."""
    REVIEW_REMINDER_DAYS = "REVIEW_REMINDER_DAYS"
    """After how many days without a review the leader is reminded of what was opened for a stated reason."""
    RUNNING_OUT_PERCENT = "RUNNING_OUT_PERCENT"
    TYPED_CODES_A_DAY = "TYPED_CODES_A_DAY"
    """How many personal identity codes a worker may type that open no emergency access."""
    TYPED_CODE_KEPT_DAYS = "TYPED_CODE_KEPT_DAYS"
    """How many days the rows by which typed codes are counted are kept after their day."""
    URGENT_TASK_HOURS = "URGENT_TASK_HOURS"
    """After how many hours an open urgent task is brought before the leader."""
    WORK_KEPT_DAYS = "WORK_KEPT_DAYS"
    """How many days jobs that are done, and runs of clocks, are kept."""


organiser = common_table(
    "organiser",
    Column("id", Uuid, primary_key=True),
    Column("business_id", Text, nullable=False, unique=True),
    Column("name_fi", Text, nullable=False),
    Column("name_sv", Text, nullable=False),
)

parameter = organiser_table(
    "parameter",
    closed_set("name", Parameter),
    Column("valid_from", Date, nullable=False),
    Column("value", BigInteger, nullable=False),
    key=("name", "valid_from"),
    policy="organiser",
)

office_hours = organiser_table(
    "office_hours",
    Column("weekday", Integer, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("opens", Time),
    Column("closes", Time),
    check("weekday BETWEEN 1 AND 7", "weekday"),
    check("(opens IS NULL) = (closes IS NULL) AND closes > opens", "hours"),
    key=("weekday", "valid_from"),
    policy="organiser",
)
"""When the offices are open on a weekday (ISO 8601: Monday is 1) from a day on, in Finland's time.

A weekday without a row, or without hours, is closed: then the workers on call do what cannot wait, and reads
by others are out of hours. Where an organiser has no row at all, reads out of hours cannot be reviewed.
"""
OFFICE_IS_OPEN = """
coalesce((SELECT local.time >= office_hours.opens AND local.time < office_hours.closes
  FROM (SELECT CAST({instant} AT TIME ZONE 'Europe/Helsinki' AS date),
    CAST({instant} AT TIME ZONE 'Europe/Helsinki' AS time)) AS local (day, time)
  JOIN office_hours ON office_hours.organiser_id = ctx_organiser()
    AND office_hours.weekday = extract(isodow FROM local.day) AND office_hours.valid_from <= local.day
  ORDER BY office_hours.valid_from DESC LIMIT 1), false)"""
"""SQL: whether the organiser's offices are open at an instant, whose SQL is put in."""

team = organiser_table("team", Column("name", Text, nullable=False), policy="organiser")

worker = organiser_table(
    "worker",
    Column("name", Text, nullable=False),
    reference_id("team_id"),
    Column("email", Text),
    Column("phone", Text),
    references("team_id", "team"),
    policy="organiser",
)

worker_trait = organiser_table(
    "worker_trait",
    reference_id("worker_id"),
    reference_id("recorded_by"),
    instant("recorded_at"),
    references("worker_id", "worker"),
    key=("worker_id",),
    policy="trait",
    keyed=(KeyedHash("surname_index"), KeyedHash("address_index", nullable=True)),
)
"""A worker's own surname and address as keyed hashes, compared with those of the clients that are shown.

They cannot be made again without the worker: when the index key changes they must be recorded again.
"""

role_assignment = organiser_table(
    "role_assignment",
    reference_id("user_id"),
    closed_set("role", Role),
    reference_id("party_id"),
    reference_id("substitutes_for", nullable=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    check("valid_until IS NULL OR valid_until >= valid_from - 1", "validity"),
    check(f"role <> '{Role.SYSTEM}'", "of_a_person"),
    policy="role",
)
"""The roles in which a user may sign in, for every kind of actor: workers, clients, representatives,
producers' users. A worker's row with `substitutes_for` lets the worker act in an absent worker's place.
"""
Index(None, role_assignment.c.organiser_id, role_assignment.c.user_id, role_assignment.c.role)
Index(
    "role_assignment_substitution_idx",
    role_assignment.c.organiser_id,
    role_assignment.c.substitutes_for,
    postgresql_where=role_assignment.c.substitutes_for.isnot(None),
)

reach = organiser_table(
    "reach",
    reference_id("party_id"),
    reference_id("client_id"),
    closed_set("ground", Ground),
    reference_id("source_id"),
    closed_set("scope", Scope),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("by_merge", Boolean, nullable=False, server_default=false()),
    check("valid_until IS NULL OR valid_until >= valid_from - 1", "validity"),
    key=("party_id", "client_id", "ground", "source_id"),
    policy="reach",
)
"""by_merge: the row repeats reach to a client for a record that was merged into the client's.

A trigger keeps it so, since reach is given and ended in many ways.
"""
Index(None, reach.c.organiser_id, reach.c.client_id)
UniqueConstraint(reach.c.organiser_id, reach.c.source_id, reach.c.party_id, reach.c.client_id, reach.c.ground)
