"""Text messages by an HTTP gateway: JSON with the notice's id, which the gateway delivers once."""

from hb.outlets.http import Caller, CallFailed
from hb.outlets.outcome import Fault, Notice, Outcome


class SmsOutlet:
    """Posts {"id", "to", "text"} with the bearer token; 2xx with {"id"} is taken, 409 was taken before."""

    def __init__(self, url: str, token: str, caller: Caller) -> None:
        self._url = url
        self._token = token
        self._caller = caller

    async def send(self, notice: Notice) -> Outcome:
        """Send one text message to all numbers."""
        body = {"id": str(notice.id), "to": list(notice.addresses), "text": notice.body}
        headers = {"authorization": f"Bearer {self._token}", "idempotency-key": str(notice.id)}
        try:
            answer = await self._caller.post_json(self._url, body, headers)
            if answer.status_code == 409:
                return Outcome(None, answer.status_code)
            outcome = answer.outcome(is_ours=True)
            if outcome.fault is None and answer.object().get("id") != str(notice.id):
                return Outcome(Fault.BAD_ANSWER, answer.status_code)
        except CallFailed as failed:
            return Outcome(failed.fault)
        return outcome
