"""Signed calls to others' systems, as Standard Webhooks (standardwebhooks.com, version 1) says."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Hashable
from time import monotonic, time
from uuid import UUID

from hb.outlets.http import Caller, CallFailed
from hb.outlets.outcome import Fault, Outcome

SECRET_BYTES = 32
"""Between 24 and 64, by the standard."""
PREFIX = "whsec_"
SIGNING_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
"""What a receiver checks a call by."""
LONG_SECONDS = 2.0
"""What a call takes at most that lets the next one to the same receiver follow at once."""
REST_SECONDS = 15.0
"""How long a receiver is left alone that took longer, or did not answer."""


def new_secret() -> str:
    """Make a secret as it is shown: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_of(secret: str, call_id: UUID, timestamp: int, body: bytes) -> str:
    """`v1,` and the base64 of the HMAC-SHA256 over id.timestamp.body; the timestamp is in Unix seconds."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{call_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


class Rests:
    """Receivers that are left alone for a while, because they took long: others have their turn meanwhile.

    It is kept in the process: another finds out by itself.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until: dict[Hashable, tuple[float, Fault | None]] = {}

    def begin(self, receiver: Hashable, fault: Fault | None) -> None:
        """Leave a receiver alone from now on; the fault is why, None where it merely took long."""
        self._until[receiver] = (self._clock() + REST_SECONDS, fault)

    def left(self, receiver: Hashable) -> tuple[float, Fault | None] | None:
        """For how many seconds more a receiver is left alone, and its fault; None where it is not."""
        rest = self._until.get(receiver)
        if rest is None or rest[0] <= self._clock():
            self._until.pop(receiver, None)
            return None
        return rest[0] - self._clock(), rest[1]


class WebhookOutlet:
    """Posts a body with the headers webhook-id, webhook-timestamp and webhook-signature."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self.rests = Rests()
        """Whose endpoints are left alone, by what the caller knows them by."""

    async def post(self, url: str, secret: str, call_id: UUID, body: bytes) -> Outcome:
        """Call an endpoint; by the id it knows a call that it has had before.

        The timestamp is the true time, by which the endpoint refuses a call that somebody sends again.
        """
        timestamp = int(time())
        values = (str(call_id), str(timestamp), signature_of(secret, call_id, timestamp, body))
        headers = dict(zip(SIGNING_HEADERS, values, strict=True))
        try:
            return (await self._caller.post(url, body, headers)).outcome(is_ours=False)
        except CallFailed as failed:
            return Outcome(failed.fault)
