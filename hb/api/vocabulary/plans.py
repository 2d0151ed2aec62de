"""Values of plans and orders, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "AssistanceChannel": {
        "PHONE": "By phone (puhelin).",
        "VISIT": "At the client's home (kotikäynti).",
        "OFFICE": "At an office (toimipiste).",
        "VIDEO": "By video (etäyhteys).",
    },
    "ChoiceKind": {
        "ADD": "A service was added.",
        "CHANGE": "A service was changed.",
        "REMOVE": "A service was taken out.",
        "END": "A service was ended.",
    },
    "ItemState": {
        "ACTIVE": "Holds money for its months.",
        "REMOVED": "Taken out of the plan; holds nothing.",
        "ENDED": "Ended early; months after its last one hold nothing.",
    },
    "OrderState": {
        "SENT": "Waits for the producer's answer (lähetetty).",
        "ACCEPTED": "The producer delivers it (hyväksytty).",
        "DECLINED": "The producer does not take it (hylätty).",
        "CANCELLED": "Cancelled before anything was delivered (peruttu).",
        "GIVEN_BACK": "The producer did not answer in time; the service can be chosen again (palautunut).",
    },
    "PlanState": {
        "DRAFT": "Being composed by the client (luonnos).",
        "SUBMITTED": "Waits for the worker's approval (jätetty).",
        "APPROVED": "Approved; its orders are sent (hyväksytty).",
        "CLOSED": "Closed; nothing more is chosen in it (suljettu).",
    },
}
