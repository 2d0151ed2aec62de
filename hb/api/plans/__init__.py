"""Plans and orders in GraphQL: what clients chose, what producers are asked for."""

from hb.api.plans.mutations import PLAN_MUTATIONS
from hb.api.plans.order_mutations import ORDER_MUTATIONS
from hb.api.plans.orders import Order, OrderRecipient, ProducerOrder
from hb.api.plans.roots import PlanQuery
from hb.api.plans.types import AssistedChoice, Plan, PlanItem, PlanItemMonth

__all__ = [
    "ORDER_MUTATIONS",
    "PLAN_MUTATIONS",
    "AssistedChoice",
    "Order",
    "OrderRecipient",
    "Plan",
    "PlanItem",
    "PlanItemMonth",
    "PlanQuery",
    "ProducerOrder",
]
