"""The calls that a producer's system gets, judged as its own code would: by code that is not the house's."""

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from time import time

from tests.outlets.standins import Posted

FRESH_SECONDS = 3_600
"""A receiver takes five minutes; this allows for a machine that is busy, and for no demo's day."""


def require_signed_once(calls: Sequence[Posted], secret: str) -> None:
    """Each call came once, and was signed rightly."""
    assert set(Counter(call.headers["webhook-id"] for call in calls).values()) == {1}
    assert [call for call in calls if not is_signed(call, secret)] == []


def is_signed(call: Posted, secret: str) -> bool:
    """Whether a producer's own code would take a call (Standard Webhooks 1, symmetric signatures)."""
    sent_at = call.headers["webhook-timestamp"]
    signed = b".".join([call.headers["webhook-id"].encode(), sent_at.encode(), call.body])
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    is_fresh = abs(time() - int(sent_at)) < FRESH_SECONDS  # by the true time, which no demo moves
    return is_fresh and call.headers["webhook-signature"].split(" ") == [f"v1,{expected}"]
