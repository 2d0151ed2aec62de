"""The commands of plans and orders."""

from hb.plans.service.changing import change_item
from hb.plans.service.choosing import add_item, what_if
from hb.plans.service.contact import (
    accept_filed_contact,
    change_contact,
    disclose_contact,
    end_disclosure,
    hide_contact,
    open_filed_contact,
)
from hb.plans.service.ending import end_item, end_plan_items_after, remove_item
from hb.plans.service.finding import open_plan_of_budget, plan_of_item, plan_of_order
from hb.plans.service.ordering import answer_order, cancel_order
from hb.plans.service.planning import approve_plan, return_plan, start_plan, submit_plan
from hb.plans.service.urgent import close_task

__all__ = [
    "accept_filed_contact",
    "add_item",
    "answer_order",
    "approve_plan",
    "cancel_order",
    "change_contact",
    "change_item",
    "close_task",
    "disclose_contact",
    "end_disclosure",
    "end_item",
    "end_plan_items_after",
    "hide_contact",
    "open_filed_contact",
    "open_plan_of_budget",
    "plan_of_item",
    "plan_of_order",
    "remove_item",
    "return_plan",
    "start_plan",
    "submit_plan",
    "what_if",
]
