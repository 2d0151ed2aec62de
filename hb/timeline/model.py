"""A client's case in time: one view for each kind of milestone, and one of them all."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Column, Table, Text, Uuid

import hb.assessments.model
import hb.budgets.model
import hb.clients.model.record
import hb.deliveries.model
import hb.plans.model  # noqa: F401 the views are over these modules' tables
from hb.kit.tables import instant, metadata

MILESTONES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "AssessmentCompleted": ("assessment_completed", "assessment", "completed_at"),
        "DeathRecorded": ("death_recorded", "death_record", "at"),
        "DecisionMade": ("decision_made", "decision", "decided_at"),
        "DeliveryReported": ("delivery_reported", "delivery", "reported_at"),
        "IdentityCodeChanged": ("identity_code_changed", "identity_change", "at"),
        "MatterOpened": ("matter_opened", "matter", "opened_at"),
        "OrderAnswered": ("order_answered", "service_order", "answered_at"),
        "OrderSent": ("order_sent", "service_order", "sent_at"),
        "PlanApproved": ("plan_approved", "plan", "approved_at"),
        "PlanSubmitted": ("plan_submitted", "plan", "submitted_at"),
        "RecordsMerged": ("records_merged", "record_merge", "at"),
        "ContactDisclosed": ("contact_disclosed", "disclosure", "at"),
        "OrderGivenBack": ("order_given_back", "service_order", "given_back_at"),
    }
)
"""What happens in a client's case: its type, its view, and the table's column that says when, if it has."""


def _milestone(kind: str) -> Table:
    """A view of one kind of milestone, which lies under the policy of its table."""
    name, table, at = MILESTONES[kind]
    of_table = metadata.tables[table].info
    return Table(
        name,
        metadata,
        Column("organiser_id", Uuid, primary_key=True),
        Column("id", Uuid, primary_key=True),
        Column("client_id", Uuid, nullable=False),
        instant("at"),
        info={
            **of_table,
            "view": f"SELECT organiser_id, id, client_id, {at} AS at FROM {table} WHERE {at} IS NOT NULL",
        },
    )


assessment_completed = _milestone("AssessmentCompleted")
contact_disclosed = _milestone("ContactDisclosed")
death_recorded = _milestone("DeathRecorded")
decision_made = _milestone("DecisionMade")
delivery_reported = _milestone("DeliveryReported")
identity_code_changed = _milestone("IdentityCodeChanged")
matter_opened = _milestone("MatterOpened")
order_answered = _milestone("OrderAnswered")
order_given_back = _milestone("OrderGivenBack")
order_sent = _milestone("OrderSent")
plan_approved = _milestone("PlanApproved")
plan_submitted = _milestone("PlanSubmitted")
records_merged = _milestone("RecordsMerged")

client_timeline = Table(
    "client_timeline",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    instant("at"),
    info={
        "policy": "client",
        "subject": "client_id",
        "roles": (),
        "view": "\nUNION ALL\n".join(
            f"SELECT organiser_id, id, text '{kind}' AS type, client_id, {at} AS at"
            f" FROM {table} WHERE {at} IS NOT NULL"
            for kind, (_, table, at) in MILESTONES.items()
        ),
    },
)
"""A client's case in time: each part is read through an index of its table's by client and instant."""
