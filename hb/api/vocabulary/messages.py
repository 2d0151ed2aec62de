"""Values of messages, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "Channel": {
        "SUOMI_FI": "Suomi.fi Messages (Suomi.fi-viestit).",
        "LETTER": "A letter by post (kirje).",
        "EMAIL": "E-mail, which never carries client data.",
        "SMS": "A text message, which never carries client data.",
        "WEBHOOK": "A call to the recipient's own system.",
    },
    "Event": {
        "ASSESSMENT_COMPLETED": "An assessment was completed.",
        "BUDGET_AWAITS_DECISION": "A budget is prepared and waits for a decision.",
        "BUDGET_RUNNING_OUT": "Little of the budget is left to choose with.",
        "CLIENT_CONTACT_CHANGED": "A client's contact data changed; the order shows the new ones.",
        "CLIENT_CONTACT_HIDDEN": "A client's contact data are hidden; contact goes through the organiser.",
        "CONTACT_FILED": "A contact was filed in the team and waits to be resolved.",
        "CONTACT_OPENED": "A worker opened a client for a while, on a filed contact and for a stated reason.",
        "CONTACT_RESOLVED": "A contact that the worker filed was accepted or rejected.",
        "DECISION_MADE": "A decision was made on a budget.",
        "DELIVERY_REFUSED": "A reported delivery was refused.",
        "EMERGENCY_ACCESS_OPENED": "Somebody opened emergency access to a client.",
        "MONTH_CLOSED": "A settlement month was closed.",
        "OFFERING_DECIDED": "An offering was approved or rejected.",
        "ORDER_ANSWERED": "A producer accepted or declined an order.",
        "ORDER_CANCELLED": "An order was cancelled.",
        "ORDER_CHANGED": "An order was changed.",
        "ORDER_WAITING": "An order waits for the producer's answer.",
        "PAYMENT_ACCOUNT_APPROVED": "A producer's account was approved for payments.",
        "PLACE_DISCLOSED": "A client's place was disclosed to you for named days.",
        "PLAN_APPROVED": "A plan was approved and its orders were sent.",
        "PLAN_RETURNED": "A plan was returned to the client to be mended.",
        "PLAN_SUBMITTED": "A plan was submitted and waits for approval.",
        "PRICE_DECIDED": "A price was approved or rejected.",
        "PRODUCER_DECIDED": "A producer's application was decided, or its approval revoked.",
        "REPRESENTATION_RECORDED": "A representative's power was recorded.",
        "SETTLEMENT_RELEASED": "A settlement was released for payment.",
        "URGENT_TASK_GIVEN": "An urgent task waits for you; by text message.",
    },
    "MessageState": {
        "WAITING": "Not sent yet (odottaa).",
        "SENT": "Given to the channel (lähetetty).",
        "FAILED": "The channel refused it (epäonnistui).",
    },
    "TaskKind": {
        "VISIT_WITHOUT_ADDRESS": "A producer has visits to come and no address (käynti ilman osoitetta).",
    },
    "TaskState": {
        "OPEN": "Still to be done (avoin).",
        "DONE": "Done (tehty).",
    },
}
