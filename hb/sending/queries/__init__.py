"""Statements of sending: what leaves and to whom, endpoints and calls to them."""

from hb.sending.queries.endpoints import (
    ADD_SECRET,
    ADD_WEBHOOK,
    CALLED_MESSAGES,
    CALLS,
    CHANGE_CONTACT,
    END_CALLS,
    END_WEBHOOK,
    LOCK_DELIVERY,
    LOCK_PRODUCER,
    PRESENT_WEBHOOK,
    REPLAY,
    REPLAY_OF_MESSAGE,
    SECRET,
)
from hb.sending.queries.outgoing import (
    ADMINISTRATORS_TO_TELL,
    CONSENTS,
    HOUSE_RECIPIENTS,
    LEAVE_CALLS,
    OUTGOING,
    PERSONS,
    REPRESENTATIVES,
    RULES,
)
from hb.sending.queries.stopping import REMEMBER_HALT

__all__ = [
    "ADD_SECRET",
    "ADD_WEBHOOK",
    "ADMINISTRATORS_TO_TELL",
    "CALLED_MESSAGES",
    "CALLS",
    "CHANGE_CONTACT",
    "CONSENTS",
    "END_CALLS",
    "END_WEBHOOK",
    "HOUSE_RECIPIENTS",
    "LEAVE_CALLS",
    "LOCK_DELIVERY",
    "LOCK_PRODUCER",
    "OUTGOING",
    "PERSONS",
    "PRESENT_WEBHOOK",
    "REMEMBER_HALT",
    "REPLAY",
    "REPLAY_OF_MESSAGE",
    "REPRESENTATIVES",
    "RULES",
    "SECRET",
]
