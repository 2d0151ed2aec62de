"""Assessments with their needs, the organiser's rates, and proposals with every step of their sum."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from hb.assessments.rules import AssessmentState, LifeDomain, NeedDuration
from hb.kit.tables import cents, check, closed_set, instant, organiser_table, reference_id, references

assessment = organiser_table(
    "assessment",
    reference_id("client_id"),
    reference_id("matter_id"),
    closed_set("state", AssessmentState),
    Column("summary", Text, nullable=False),
    Column("client_view", Text, nullable=False),
    Column("conclusions", Text, nullable=False),
    Column("own_worker_estimate", Text, nullable=False),
    reference_id("worker_id"),
    Column("version", Integer, nullable=False),
    instant("started_at"),
    instant("completed_at", nullable=True),
    references("client_id", "client"),
    references("matter_id", "matter"),
    policy="client",
    personal=True,
)
"""What SHL 1301/2014 37 § asks: situation and need, conclusions, the client's view, need of an own worker."""
Index(None, assessment.c.organiser_id, assessment.c.client_id, assessment.c.started_at, assessment.c.id)

Index(
    "assessment_completed_at_idx",
    assessment.c.organiser_id,
    assessment.c.client_id,
    assessment.c.completed_at,
    assessment.c.id,
    postgresql_where=assessment.c.completed_at.isnot(None),
)

need = organiser_table(
    "need",
    reference_id("client_id"),
    reference_id("assessment_id"),
    closed_set("life_domain", LifeDomain),
    closed_set("duration", NeedDuration),
    Column("description", Text, nullable=False),
    Column("category_code", Text, ForeignKey("service_category.code")),
    Column("support_class", Integer, nullable=False),
    Column("minutes_per_month", Integer, nullable=False),
    Column("pieces_per_month", Integer, nullable=False),
    references("assessment_id", "assessment"),
    check("support_class BETWEEN 1 AND 5", "support_class"),
    check("minutes_per_month >= 0 AND pieces_per_month >= 0", "not_negative"),
    policy="client",
    personal=True,
)
Index(None, need.c.organiser_id, need.c.assessment_id, need.c.id)

rate = organiser_table(
    "rate",
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    Column("support_class", Integer, nullable=False),
    Column("valid_from", Date, nullable=False),
    cents("unit_cents"),
    check("unit_cents > 0", "positive"),
    key=("category_code", "support_class", "valid_from"),
    policy="organiser",
)
"""What an hour or a piece is worth in a proposal: the organiser's own cost, by support class."""

budget_proposal = organiser_table(
    "budget_proposal",
    reference_id("client_id"),
    reference_id("assessment_id"),
    cents("cents_per_month"),
    Column("explanation", JSONB, nullable=False),
    reference_id("made_by"),
    instant("made_at"),
    references("assessment_id", "assessment"),
    references("client_id", "client"),
    policy="client",
)
Index(None, budget_proposal.c.organiser_id, budget_proposal.c.assessment_id, budget_proposal.c.made_at)

proposal_line = organiser_table(
    "proposal_line",
    reference_id("client_id"),
    reference_id("proposal_id"),
    Column("line_no", Integer, nullable=False),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    Column("minutes_per_month", Integer, nullable=False),
    Column("pieces_per_month", Integer, nullable=False),
    cents("cents_per_month"),
    references("proposal_id", "budget_proposal"),
    key=("proposal_id", "line_no"),
    policy="client",
)
