"""The SQL of plans, items and orders; nobody else writes their tables."""

from hb.plans.queries.counters import COUNT_DELIVERED, RESOLVE_MONTHS
from hb.plans.queries.items import (
    END_ITEMS,
    ITEM_OF_ORDER,
    LOCK_MONTHS,
    LOCK_ORDER,
    LOCK_ORDERS,
    READ_ITEMS,
)
from hb.plans.queries.orders import ANSWER_ORDER, ITEMS_TO_ORDER, SEND_ORDERS
from hb.plans.queries.plans import (
    CARE_WORKERS,
    INSERT_PLAN,
    LOCK_BUDGET,
    LOCK_PLAN,
    LOCK_PLAN_OF_BUDGET,
    LOCK_PLAN_OF_ITEM,
    MOVE_PLAN,
    PLAN_OF,
)
from hb.plans.queries.recipient import (
    DISCLOSABLE,
    END_DISCLOSURES,
    FIND_DISCLOSURE,
    INSERT_DISCLOSURE,
    OVERLAPPING_DISCLOSURE,
    PERIOD_DAYS_AFTER,
    RESPONSIBLE,
    RUNNING_ORDERS,
    SHARE_CLIENT,
)
from hb.plans.queries.wishes import ADD_ITEM, CHANGE_ITEM, LOCK_CHOICE, READ_WISH

__all__ = [
    "ADD_ITEM",
    "ANSWER_ORDER",
    "CARE_WORKERS",
    "CHANGE_ITEM",
    "COUNT_DELIVERED",
    "DISCLOSABLE",
    "END_DISCLOSURES",
    "END_ITEMS",
    "FIND_DISCLOSURE",
    "INSERT_DISCLOSURE",
    "INSERT_PLAN",
    "ITEMS_TO_ORDER",
    "ITEM_OF_ORDER",
    "LOCK_BUDGET",
    "LOCK_CHOICE",
    "LOCK_MONTHS",
    "LOCK_ORDER",
    "LOCK_ORDERS",
    "LOCK_PLAN",
    "LOCK_PLAN_OF_BUDGET",
    "LOCK_PLAN_OF_ITEM",
    "MOVE_PLAN",
    "OVERLAPPING_DISCLOSURE",
    "PERIOD_DAYS_AFTER",
    "PLAN_OF",
    "READ_ITEMS",
    "READ_WISH",
    "RESOLVE_MONTHS",
    "RESPONSIBLE",
    "RUNNING_ORDERS",
    "SEND_ORDERS",
    "SHARE_CLIENT",
]
