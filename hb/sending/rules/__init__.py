"""What is decided about sending: channels, addresses, what an e-mail says, endpoints; pure."""

from hb.sending.rules.channels import DEFAULTS, Addressee, ChannelRule, channel_rule_for
from hb.sending.rules.endpoints import (
    NO_ENDPOINT_SET,
    TESTS_AN_HOUR,
    CallState,
    EndpointRule,
    ProducerContact,
    body_of_call,
    body_of_test,
    contact_of,
    endpoint_of,
)
from hb.sending.rules.faults import fault_of, wait_of
from hb.sending.rules.notices import notice_text, notice_title
from hb.sending.rules.refusals import EndpointNotSet, TooManyTestCalls
from hb.sending.rules.routes import Route, Target, route_of

__all__ = [
    "DEFAULTS",
    "NO_ENDPOINT_SET",
    "TESTS_AN_HOUR",
    "Addressee",
    "CallState",
    "ChannelRule",
    "EndpointNotSet",
    "EndpointRule",
    "ProducerContact",
    "Route",
    "Target",
    "TooManyTestCalls",
    "body_of_call",
    "body_of_test",
    "channel_rule_for",
    "contact_of",
    "endpoint_of",
    "fault_of",
    "notice_text",
    "notice_title",
    "route_of",
    "wait_of",
]
