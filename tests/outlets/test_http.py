"""HTTP calls end in a typed outcome, whatever the other side does, and lead to public addresses alone."""

import asyncio
import base64
import hashlib
import hmac
import json
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address

import httpcore2
import pytest

from hb.kit.ids import new_id
from hb.outlets.addresses import is_public
from hb.outlets.http import Caller, CallFailed
from hb.outlets.outcome import Fault, Notice, Outcome
from hb.outlets.sms import SmsOutlet
from hb.outlets.suomi_fi import SuomiFiAccount, SuomiFiOutlet
from hb.outlets.webhook import WebhookOutlet, new_secret
from tests.outlets.standins import GARBAGE, HALF, Posted, answer, closed_port, web_server

NOTICE = Notice(new_id(), ("+358401234567",), "Otsikko", "Otsikko. Kirjaudu hb-palveluun ja lue viesti.")


def caller(seconds: float = 5) -> Caller:
    return Caller(seconds=seconds)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (answer(200, {"id": str(NOTICE.id)}), Outcome(None, 200)),
        (answer(409), Outcome(None, 409)),
        (answer(200, {"id": "of another"}), Outcome(Fault.BAD_ANSWER, 200)),
        (answer(200, ["no object"]), Outcome(Fault.BAD_ANSWER)),
        (GARBAGE, Outcome(Fault.BAD_ANSWER)),
        (HALF, Outcome(Fault.BAD_ANSWER)),
        (b"", Outcome(Fault.BAD_ANSWER)),
        (answer(200, "x" * 70_000), Outcome(Fault.BAD_ANSWER)),
        (answer(400), Outcome(Fault.REFUSED, 400)),
        (answer(401), Outcome(Fault.SIGN_IN_REFUSED, 401)),
        (answer(429, retry_after="120"), Outcome(Fault.BUSY, 429, 120)),
        (answer(503, retry_after="999999"), Outcome(Fault.BUSY, 503, 3600)),
        (answer(503, retry_after="soon"), Outcome(Fault.BUSY, 503)),
        (answer(503, retry_after="Mon, 01 Jan 99999999999 00:00:00 GMT"), Outcome(Fault.BUSY, 503)),
        (answer(503, retry_after="Mon, 01 Jan 2035 99999999999:00:00 GMT"), Outcome(Fault.BUSY, 503)),
        (
            answer(503, retry_after="Mon, 01 Jan 2035 00:00:00 +99999999999999999"),
            Outcome(Fault.BUSY, 503),
        ),
        (answer(302, location="http://127.0.0.1:1/inward"), Outcome(Fault.REDIRECTED, 302)),
        (None, Outcome(Fault.TIMED_OUT)),
    ],
)
async def test_a_gateway_of_text_messages(said: bytes | None, outcome: Outcome) -> None:
    async with web_server(lambda _posted: said) as server:
        outlet = SmsOutlet(f"{server.url}/sms", "token", caller(0.5))
        assert await outlet.send(NOTICE) == outcome
    (posted,) = server.got
    assert (posted.method, posted.path, posted.headers["authorization"]) == ("POST", "/sms", "Bearer token")
    assert posted.headers["idempotency-key"] == str(NOTICE.id)
    assert posted.json == {"id": str(NOTICE.id), "to": ["+358401234567"], "text": NOTICE.body}


async def test_nobody_listens() -> None:
    outlet = SmsOutlet(f"http://127.0.0.1:{await closed_port()}/", "token", caller())
    assert await outlet.send(NOTICE) == Outcome(Fault.UNREACHABLE)


async def test_a_name_that_nobody_has() -> None:
    outlet = SmsOutlet("http://no-such-host.invalid/", "token", caller())
    assert await outlet.send(NOTICE) == Outcome(Fault.UNREACHABLE)


async def test_a_day_to_try_again() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    async with web_server(lambda _posted: answer(503, retry_after=later)) as server:
        outcome = await SmsOutlet(server.url, "token", caller()).send(NOTICE)
    assert outcome.retry_after == pytest.approx(600, abs=5)


class SuomiFi:
    """Suomi.fi Messages: gives tokens, knows mailboxes, and takes each externalId once."""

    def __init__(self) -> None:
        self.token = "first"
        self.mailboxes = {"131052-308T"}
        self.taken: dict[str, Posted] = {}

    def __call__(self, posted: Posted) -> bytes:
        if posted.path == "/v1/token":
            if posted.json != {"username": "hb", "password": "secret"}:
                return answer(400, {"reason": "Bad credentials"})
            return answer(200, {"access_token": self.token, "expires_in": 3600, "token_type": "bearer"})
        if posted.headers["authorization"] != f"Bearer {self.token}":
            return answer(401, {"reason": "Unauthorized"})
        if posted.path == "/v1/mailboxes/active":
            users = posted.json["endUsers"]
            assert isinstance(users, list)
            active = [user for user in users if user["id"] in self.mailboxes]
            return answer(200, {"endUsersWithActiveMailbox": active})
        external_id = str(posted.json["externalId"])
        if external_id in self.taken:
            return answer(409, {"reason": "Duplicate", "messageId": 1})
        self.taken[external_id] = posted
        return answer(200, {"messageId": len(self.taken)})


def suomi_fi(url: str, password: str = "secret") -> SuomiFiOutlet:
    return SuomiFiOutlet(SuomiFiAccount(url, "hb", password, "service-1"), caller())


async def test_suomi_fi_takes_a_message_once() -> None:
    notice = Notice(new_id(), ("131052-308T",), "Päätös", "Budjetista on tehty päätös.")
    stand_in = SuomiFi()
    async with web_server(stand_in) as server:
        outlet = suomi_fi(server.url)
        assert await outlet.send(notice) == Outcome(None, 200)
        stand_in.token = "second"  # the first has expired
        assert await outlet.send(notice) == Outcome(None, 409)
    (message,) = stand_in.taken.values()
    assert message.path == "/v2/messages/electronic"
    assert message.json == {
        "electronic": {
            "attachments": [],
            "body": "Budjetista on tehty päätös.",
            "bodyFormat": "Text",
            "messageServiceType": "Normal",
            "notifications": {
                "senderDetailsInNotifications": "Organisation and service name",
                "unreadMessageNotification": {"reminder": "Default reminder"},
            },
            "replyAllowedBy": "No one",
            "title": "Päätös",
            "visibility": "Recipient only",
        },
        "externalId": str(notice.id),
        "recipient": {"id": "131052-308T"},
        "sender": {"serviceId": "service-1"},
    }
    assert [posted.path for posted in server.got].count("/v1/token") == 2


async def test_suomi_fi_without_a_mailbox() -> None:
    async with web_server(SuomiFi()) as server:
        notice = Notice(new_id(), ("010190-9014",), "t", "b")
        assert await suomi_fi(server.url).send(notice) == Outcome(Fault.NO_MAILBOX)
    assert "/v2/messages/electronic" not in [posted.path for posted in server.got]


async def test_suomi_fi_with_a_wrong_password() -> None:
    async with web_server(SuomiFi()) as server:
        notice = Notice(new_id(), ("131052-308T",), "t", "b")
        outcome = await suomi_fi(server.url, "wrong").send(notice)
    assert outcome == Outcome(Fault.SIGN_IN_REFUSED, 400)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (answer(200, {"access_token": 7}), Outcome(Fault.BAD_ANSWER)),
        (answer(500), Outcome(Fault.BUSY, 500)),
        (HALF, Outcome(Fault.BAD_ANSWER)),
        (answer(307, location="/elsewhere"), Outcome(Fault.REDIRECTED, 307)),
    ],
)
async def test_suomi_fi_answers_otherwise(said: bytes, outcome: Outcome) -> None:
    async with web_server(lambda _posted: said) as server:
        assert await suomi_fi(server.url).send(Notice(new_id(), ("131052-308T",), "t", "b")) == outcome


async def test_a_signature_is_that_of_the_standard() -> None:
    secret, call_id, body = new_secret(), new_id(), b'{"type":"ORDER_WAITING"}'
    async with web_server(lambda _posted: answer(204)) as server:
        outlet = WebhookOutlet(Caller(is_guarded=True, allow_loopback=True))
        assert await outlet.post(f"{server.url}/hook", secret, call_id, body) == Outcome(None, 204)
    (posted,) = server.got
    assert posted.body == body
    assert posted.headers["webhook-id"] == str(call_id)
    sent_at = datetime.fromtimestamp(int(posted.headers["webhook-timestamp"]), UTC)
    assert abs(datetime.now(UTC) - sent_at) < timedelta(seconds=10)
    # Computed here by the standard's own words: base64 of the key after "whsec_", over id.timestamp.body.
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = b".".join([str(call_id).encode(), posted.headers["webhook-timestamp"].encode(), body])
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert posted.headers["webhook-signature"] == f"v1,{expected}"
    assert 24 <= len(key) <= 64


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.7", "169.254.169.254"],
)
async def test_an_endpoint_inside_is_never_called(host: str) -> None:
    async with web_server(lambda _posted: answer(200)) as server:
        outlet = WebhookOutlet(Caller(is_guarded=True, seconds=2))
        outcome = await outlet.post(f"http://{host}:{server.port}/", new_secret(), new_id(), b"{}")
    assert outcome == Outcome(Fault.NOT_PUBLIC)
    assert server.got == []


async def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is public at first and inward afterwards (DNS rebinding) leads nowhere inward."""
    loop, answers, connections = asyncio.get_running_loop(), [], []

    async def rebinding(host: str, port: int, **_options: object) -> list[tuple[object, ...]]:
        answers.append(host)
        return [(2, 1, 6, "", ("8.8.8.8" if len(answers) == 1 else "127.0.0.1", port))]

    async def connect(_backend: object, host: str, port: int, *_options: object) -> None:
        connections.append((host, port))
        raise httpcore2.ConnectError

    monkeypatch.setattr(loop, "getaddrinfo", rebinding)
    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect)
    outlet = WebhookOutlet(Caller(is_guarded=True, seconds=1))
    outcome = await outlet.post("https://rebinding.test/", new_secret(), new_id(), b"{}")
    monkeypatch.undo()
    assert (outcome, answers, connections) == (
        Outcome(Fault.UNREACHABLE),
        ["rebinding.test"],
        [("8.8.8.8", 443)],
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("64:ff9b::808:808", True),
        ("64:ff9b::7f00:1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("192.88.99.1", False),
        ("192.0.0.8", False),
        ("2001:db8::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


async def test_a_server_that_speaks_no_tls_is_not_called_in_plain() -> None:
    async with web_server(lambda _posted: answer(200)) as server:
        with pytest.raises(CallFailed) as failed:
            await Caller(tls=ssl.create_default_context()).post(
                f"https://127.0.0.1:{server.port}/", json.dumps({}).encode(), {}
            )
    assert failed.value.fault is Fault.TIMED_OUT
    assert server.got == []
