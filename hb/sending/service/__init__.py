"""Contacts and endpoints of producers, messages sent again, and what the sender reads and writes."""

from hb.sending.service.calls import Call, Called, end_calls, read_calls
from hb.sending.service.contacts import ContactChanged, change_contact
from hb.sending.service.failing import end_and_tell
from hb.sending.service.outgoing import Batch, Ended, Outgoing, end_outgoing, read_clock, read_outgoing
from hb.sending.service.resending import MessageResent, resend
from hb.sending.service.stopping import notify_of_halt
from hb.sending.service.trying import TestCallLeft, give_up_test_call, make_test_calls, try_webhook
from hb.sending.service.webhooks import (
    CallReplayed,
    WebhookKept,
    end_webhook,
    hasten_calls,
    read_secret,
    replay_call,
    set_webhook,
)

__all__ = [
    "Batch",
    "Call",
    "CallReplayed",
    "Called",
    "ContactChanged",
    "Ended",
    "MessageResent",
    "Outgoing",
    "TestCallLeft",
    "WebhookKept",
    "change_contact",
    "end_and_tell",
    "end_calls",
    "end_outgoing",
    "end_webhook",
    "give_up_test_call",
    "hasten_calls",
    "make_test_calls",
    "notify_of_halt",
    "read_calls",
    "read_clock",
    "read_outgoing",
    "read_secret",
    "replay_call",
    "resend",
    "set_webhook",
    "try_webhook",
]
