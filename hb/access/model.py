"""Organisers, teams, workers and roles; reach, the table of who may see whom."""

from enum import StrEnum

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Text, Time, UniqueConstraint, Uuid

from hb.access.rules import Ground, Role, Scope
from hb.kit.tables import check, closed_set, common_table, organiser_table, reference_id, references


class Parameter(StrEnum):
    """An amount, share or number of days that an organiser sets and the law or its rules change."""

    APPEAL_DAYS = "APPEAL_DAYS"
    CARRY_OVER_PERCENT = "CARRY_OVER_PERCENT"
    FILED_CONTACTS_A_DAY = "FILED_CONTACTS_A_DAY"
    OPENED_CONTACT_DAYS = "OPENED_CONTACT_DAYS"
    REPORTING_DAYS = "REPORTING_DAYS"
    RUNNING_OUT_PERCENT = "RUNNING_OUT_PERCENT"


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

A weekday without a row, or without hours, is closed: then the workers on call do what cannot wait.
"""

team = organiser_table("team", Column("name", Text, nullable=False), policy="organiser")

worker = organiser_table(
    "worker",
    Column("name", Text, nullable=False),
    reference_id("team_id"),
    references("team_id", "team"),
    policy="organiser",
)

role_assignment = organiser_table(
    "role_assignment",
    reference_id("user_id"),
    closed_set("role", Role),
    reference_id("party_id"),
    reference_id("substitutes_for", nullable=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    check("valid_until IS NULL OR valid_until >= valid_from", "validity"),
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
    check("valid_until IS NULL OR valid_until >= valid_from", "validity"),
    key=("party_id", "client_id", "ground", "source_id"),
    policy="reach",
)
Index(None, reach.c.organiser_id, reach.c.client_id)
UniqueConstraint(reach.c.organiser_id, reach.c.source_id, reach.c.party_id, reach.c.client_id, reach.c.ground)
