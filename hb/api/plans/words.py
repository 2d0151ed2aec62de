"""The closed sets of plans and orders as GraphQL enums, declared once."""

import strawberry

from hb.catalogue.rules import TimeOfWeek
from hb.plans.rules import AssistanceChannel, ChoiceKind, ItemState, OrderState, PlanState

strawberry.enum(
    AssistanceChannel, description="How worker and client met for an assisted choice (avustettu valinta)."
)
strawberry.enum(ChoiceKind, description="What was chosen with a worker's help (valinnan laji).")
strawberry.enum(ItemState, description="Whether an item holds money (rivin tila).")
strawberry.enum(OrderState, description="Where an order stands with its producer (tilauksen tila).")
strawberry.enum(PlanState, description="Whose turn it is with a plan (suunnitelman tila).")
strawberry.enum(TimeOfWeek, description="Times of the week that carry a price of their own (ajankohta).")

__all__ = ["AssistanceChannel", "ChoiceKind", "ItemState", "OrderState", "PlanState", "TimeOfWeek"]
