"""Suomi.fi Messages by its REST interface, version 2 (api.messages.suomi.fi/api-docs)."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from hb.outlets.http import Answer, Caller, CallFailed
from hb.outlets.outcome import Fault, Notice, Outcome


@dataclass(frozen=True, slots=True)
class SuomiFiAccount:
    """Where Suomi.fi Messages is, and as which service of which user we send."""

    url: str
    user: str
    password: str = field(repr=False)
    service_id: str


class SuomiFiOutlet:
    """Sends electronic messages: the address is the recipient's personal identity code.

    Suomi.fi knows a message by its `externalId` and answers a repeat with 409. Whether the recipient has a
    mailbox is asked before, since nobody else gets a message electronically.
    """

    def __init__(self, account: SuomiFiAccount, caller: Caller) -> None:
        self._account = account
        self._caller = caller
        self._token: str | None = None
        self._signing_in = asyncio.Lock()

    async def send(self, notice: Notice) -> Outcome:
        """Send to the one address."""
        (identity_code,) = notice.addresses
        try:
            if not await self._has_mailbox(identity_code):
                return Outcome(Fault.NO_MAILBOX)
            answer = await self._post("/v2/messages/electronic", self._message(notice, identity_code))
            if answer.status_code == 409:
                return Outcome(None, answer.status_code)
            outcome = answer.outcome(is_ours=True)
            if outcome.fault is None and not isinstance(answer.object().get("messageId"), int):
                return Outcome(Fault.BAD_ANSWER, answer.status_code)
        except _Refused as refused:
            return refused.outcome
        except CallFailed as failed:
            return Outcome(failed.fault)
        return outcome

    async def _has_mailbox(self, identity_code: str) -> bool:
        answer = await self._post("/v1/mailboxes/active", {"endUsers": [{"id": identity_code}]})
        active = _taken(answer).get("endUsersWithActiveMailbox")
        if not isinstance(active, list):
            raise CallFailed(Fault.BAD_ANSWER)
        return any(isinstance(user, dict) and user.get("id") == identity_code for user in active)

    async def _post(self, path: str, value: object) -> Answer:
        """Post signed in; a token that is not taken is asked for again, once."""
        token = self._token or await self._sign_in(None)
        answer = await self._caller.post_json(self._account.url + path, value, {"authorization": token})
        if answer.status_code != 401:
            return answer
        token = await self._sign_in(token)
        return await self._caller.post_json(self._account.url + path, value, {"authorization": token})

    async def _sign_in(self, refused: str | None) -> str:
        """A token for the user, one for all who wait for it."""
        async with self._signing_in:
            if self._token is None or self._token == refused:
                self._token = None
                credentials = {"username": self._account.user, "password": self._account.password}
                answer = await self._caller.post_json(self._account.url + "/v1/token", credentials, {})
                if answer.status_code in {400, 401, 403}:
                    raise _Refused(Outcome(Fault.SIGN_IN_REFUSED, answer.status_code))
                token = _taken(answer).get("access_token")
                if not isinstance(token, str):
                    raise CallFailed(Fault.BAD_ANSWER)
                self._token = f"Bearer {token}"
            return self._token

    def _message(self, notice: Notice, identity_code: str) -> Mapping[str, object]:
        return {
            "electronic": {
                "attachments": [],
                "body": notice.body,
                "bodyFormat": "Text",
                "messageServiceType": "Normal",
                "notifications": {
                    "senderDetailsInNotifications": "Organisation and service name",
                    "unreadMessageNotification": {"reminder": "Default reminder"},
                },
                "replyAllowedBy": "No one",
                "title": notice.title,
                "visibility": "Recipient only",
            },
            "externalId": str(notice.id),
            "recipient": {"id": identity_code},
            "sender": {"serviceId": self._account.service_id},
        }


class _Refused(Exception):
    """A call on the way was answered with something else than what was asked for."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.fault)
        self.outcome = outcome


def _taken(answer: Answer) -> Mapping[str, object]:
    outcome = answer.outcome(is_ours=True)
    if outcome.fault is not None:
        raise _Refused(outcome)
    return answer.object()
