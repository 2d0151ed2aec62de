"""Signed calls to others' systems, as Standard Webhooks (standardwebhooks.com, version 1) says."""

import base64
import hashlib
import hmac
import secrets
from time import time
from uuid import UUID

from hb.outlets.http import Caller, CallFailed
from hb.outlets.outcome import Outcome

SECRET_BYTES = 32
"""Between 24 and 64, by the standard."""
PREFIX = "whsec_"


def new_secret() -> str:
    """Make a secret as it is shown: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_of(secret: str, call_id: UUID, timestamp: int, body: bytes) -> str:
    """`v1,` and the base64 of the HMAC-SHA256 over id.timestamp.body; the timestamp is in Unix seconds."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{call_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


class WebhookOutlet:
    """Posts a body with the headers webhook-id, webhook-timestamp and webhook-signature."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def post(self, url: str, secret: str, call_id: UUID, body: bytes) -> Outcome:
        """Call an endpoint; by the id it knows a call that it has had before.

        The timestamp is the true time, by which the endpoint refuses a call that somebody sends again.
        """
        timestamp = int(time())
        headers = {
            "webhook-id": str(call_id),
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature_of(secret, call_id, timestamp, body),
        }
        try:
            return (await self._caller.post(url, body, headers)).outcome(is_ours=False)
        except CallFailed as failed:
            return Outcome(failed.fault)
