"""The closed sets that the pages show, as enums of this schema."""

import strawberry

from hb.assessments.rules import AssessmentState
from hb.budgets.rules import BudgetState, DecisionKind, LineKind
from hb.catalogue.rules import TimeOfWeek, Unit
from hb.clients.rules import CareKind, MatterState, ServiceTask
from hb.deliveries.rules import DeliveryKind
from hb.plans.rules import ItemState, OrderState, PlanState
from hb.producers.rules import ProducerKind, ServiceLanguage

for closed_set in (
    AssessmentState,
    BudgetState,
    CareKind,
    DecisionKind,
    DeliveryKind,
    ItemState,
    LineKind,
    MatterState,
    OrderState,
    PlanState,
    ProducerKind,
    ServiceLanguage,
    ServiceTask,
    TimeOfWeek,
    Unit,
):
    strawberry.enum(closed_set)

__all__ = [
    "AssessmentState",
    "BudgetState",
    "CareKind",
    "DecisionKind",
    "DeliveryKind",
    "ItemState",
    "LineKind",
    "MatterState",
    "OrderState",
    "PlanState",
    "ProducerKind",
    "ServiceLanguage",
    "ServiceTask",
    "TimeOfWeek",
    "Unit",
]
