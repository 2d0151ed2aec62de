"""A client's case in time (asian vaiheet): what happened when, of whichever kind, in GraphQL."""

from datetime import datetime

import strawberry

from hb.access.rules import Permission
from hb.api.assessments.types import Assessment
from hb.api.budgets.types import Decision
from hb.api.clients.types import Matter
from hb.api.deliveries.types import Delivery
from hb.api.permission import needs
from hb.api.persons.types import DeathRecord, IdentityChange, RecordMerge
from hb.api.plans.types import Order, Plan
from hb.api.plans.types.disclosures import Disclosure
from hb.read import column, one, row
from hb.timeline import model

ASSESSING = needs(Permission.ASSESSMENT_READ)
DISCLOSURES = needs(Permission.DISCLOSURE_READ)
CHANGING_CODES = needs(Permission.HETU_CHANGE)
ID = "Opaque id of the entry."
AT = "When it happened."


@strawberry.interface(
    description="Something that happened in a client's case (vaihe). Leave room for types yet to come."
)
class TimelineEntry:
    """What every entry says."""

    id: strawberry.ID = strawberry.field(description=ID)
    at: datetime = strawberry.field(description=AT)


@row(model.matter_opened, subject="client_id", key="id", description="A matter was opened (asia avattiin).")
class MatterOpened(TimelineEntry):
    """The start of a case."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    matter: Matter = one(to="id", always=True, description="The matter.")


@row(
    model.assessment_completed,
    subject="client_id",
    key="id",
    description="An assessment was completed (palvelutarpeen arviointi valmistui).",
)
class AssessmentCompleted(TimelineEntry):
    """Personal: hidden from a representative in financial matters alone."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    assessment: Assessment = one(
        to="id",
        always=True,
        description="The assessment.",
        directives=ASSESSING["directives"],
        metadata=ASSESSING["metadata"],
    )


@row(model.decision_made, subject="client_id", key="id", description="A decision was made (päätös tehtiin).")
class DecisionMade(TimelineEntry):
    """On granting, changing or ending a budget."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    decision: Decision = one(to="id", always=True, description="The decision.")


@row(
    model.plan_submitted,
    subject="client_id",
    key="id",
    description="A plan was sent to be approved (suunnitelma lähetettiin).",
)
class PlanSubmitted(TimelineEntry):
    """The last time, where it was returned and sent again."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    plan: Plan = one(to="id", always=True, description="The plan.")


@row(
    model.plan_approved,
    subject="client_id",
    key="id",
    description="A plan was approved (suunnitelma hyväksyttiin).",
)
class PlanApproved(TimelineEntry):
    """Its orders went out with it."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    plan: Plan = one(to="id", always=True, description="The plan.")


@row(model.order_sent, subject="client_id", key="id", description="An order was sent (tilaus lähetettiin).")
class OrderSent(TimelineEntry):
    """To the producer that was chosen."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    order: Order = one(to="id", always=True, description="The order.")


@row(
    model.order_answered,
    subject="client_id",
    key="id",
    description="A producer answered an order (tilaukseen vastattiin).",
)
class OrderAnswered(TimelineEntry):
    """Accepted or declined."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    order: Order = one(to="id", always=True, description="The order.")


@row(
    model.order_given_back,
    subject="client_id",
    key="id",
    description="A producer did not answer an order in time, and it was given back (tilaus palautui).",
)
class OrderGivenBack(TimelineEntry):
    """The service can be chosen again."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    order: Order = one(to="id", always=True, description="The order.")


@row(
    model.delivery_reported,
    subject="client_id",
    key="id",
    description="A delivery was reported (toteuma ilmoitettiin).",
)
class DeliveryReported(TimelineEntry):
    """At the instant of the report, which may be days after the service."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    delivery: Delivery = one(to="id", always=True, description="The delivery.")


@row(
    model.contact_disclosed,
    subject="client_id",
    key="id",
    description="A hidden place was disclosed to a producer's user (osoite luovutettiin).",
)
class ContactDisclosed(TimelineEntry):
    """Personal: hidden from a representative in financial matters alone."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    disclosure: Disclosure = one(
        to="id",
        always=True,
        description="The disclosure.",
        directives=DISCLOSURES["directives"],
        metadata=DISCLOSURES["metadata"],
    )


@row(
    model.identity_code_changed,
    subject="client_id",
    key="id",
    description="The client's personal identity code was changed (henkilötunnus muutettiin).",
)
class IdentityCodeChanged(TimelineEntry):
    """Personal: hidden from a representative in financial matters alone."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    identity_change: IdentityChange = one(
        to="id",
        always=True,
        description="The change.",
        directives=CHANGING_CODES["directives"],
        metadata=CHANGING_CODES["metadata"],
    )


@row(
    model.records_merged,
    subject="client_id",
    key="id",
    description="The person's two records were merged or separated (yhdistettiin tai erotettiin).",
)
class RecordsMerged(TimelineEntry):
    """On each of the two records."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    record_merge: RecordMerge = one(to="id", always=True, description="What was done.")


@row(
    model.death_recorded,
    subject="client_id",
    key="id",
    description="The client's day of death was recorded or corrected (kuolinpäivä kirjattiin).",
)
class DeathRecorded(TimelineEntry):
    """A correction is an entry of its own."""

    id: strawberry.ID = column(description=ID)
    at: datetime = column(description=AT)
    death_record: DeathRecord = one(to="id", always=True, description="What was recorded.")


IMPLEMENTATIONS = (
    MatterOpened,
    AssessmentCompleted,
    DecisionMade,
    PlanSubmitted,
    PlanApproved,
    OrderSent,
    OrderAnswered,
    OrderGivenBack,
    DeliveryReported,
    ContactDisclosed,
    IdentityCodeChanged,
    RecordsMerged,
    DeathRecorded,
)
"""Types that no field names: the schema reaches them through `TimelineEntry` alone."""
