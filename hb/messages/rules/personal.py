"""Which events are about a client's personal matters and not about money."""

from collections.abc import Mapping

from hb.messages.rules.events import Event

IS_PERSONAL: Mapping[Event, bool] = {
    Event.ACCESS_ENDED: False,
    Event.ACCESS_ENDING: False,
    Event.ASSESSMENT_COMPLETED: True,
    Event.BUDGET_AWAITS_DECISION: False,
    Event.BUDGET_ENDING: False,
    Event.BUDGET_RUNNING_OUT: False,
    Event.CLIENT_CONTACT_CHANGED: False,
    Event.CLIENT_CONTACT_HIDDEN: False,
    Event.CLIENT_DIED: False,
    Event.CONTACT_ACCEPTED: False,
    Event.CONTACT_FILED: False,
    Event.CONTACT_OPENED: False,
    Event.CONTACT_RESOLVED: False,
    Event.DAILY_SUMMARY: False,
    Event.DEATH_CORRECTED: False,
    Event.DECISION_MADE: False,
    Event.DELIVERY_REFUSED: False,
    Event.EMERGENCY_ACCESS_OPENED: True,
    Event.IDENTITY_CODE_CHANGED: True,
    Event.LETTER_FAILED: False,
    Event.MESSAGE_FAILED: False,
    Event.MONTH_CLOSED: False,
    Event.MONTH_CLOSE_STOPPED: False,
    Event.OFFERING_DECIDED: False,
    Event.ORDER_ANSWERED: False,
    Event.ORDER_CANCELLED: False,
    Event.ORDER_CHANGED: False,
    Event.ORDER_CLIENT_DIED: False,
    Event.ORDER_GIVEN_BACK: False,
    Event.ORDER_GOES_ON: False,
    Event.ORDER_REMINDED: False,
    Event.ORDER_WAITING: False,
    Event.PAYMENT_ACCOUNT_APPROVED: False,
    Event.PAYMENT_ACCOUNT_DIFFERS: False,
    Event.PLACE_DISCLOSED: False,
    Event.PLAN_APPROVED: False,
    Event.PLAN_RETURNED: False,
    Event.PLAN_SUBMITTED: False,
    Event.PRICE_DECIDED: False,
    Event.PRODUCER_DECIDED: False,
    Event.RECORDS_MERGED: False,
    Event.RECORDS_SEPARATED: False,
    Event.REPORTING_DUE: False,
    Event.REPORTS_MISSING: False,
    Event.REPRESENTATION_ENDED: False,
    Event.REPRESENTATION_ENDING: False,
    Event.REPRESENTATION_RECORDED: False,
    Event.RESERVATION_FREED: False,
    Event.REVIEW_WAITING: False,
    Event.ROLE_ENDED: False,
    Event.ROLE_ENDING: False,
    Event.SETTLEMENT_DIFFERS: False,
    Event.SETTLEMENT_RELEASED: False,
    Event.URGENT_TASK_GIVEN: False,
    Event.URGENT_TASK_LATE: False,
    Event.WEBHOOK_FAILED: False,
    Event.WEBHOOK_REPLACED: False,
    Event.WORK_STOPPED: False,
}
"""A representative in financial matters hears of money alone (holhoustoimilaki 442/1999 29 §).

What is personal here is what is personal in the tables: assessments, emergency
access and changed personal identity codes.
"""

PERSONAL_EVENTS = frozenset(event for event, is_personal in IS_PERSONAL.items() if is_personal)
"""The policy of messages names these: another one needs a migration that states the policy again."""
