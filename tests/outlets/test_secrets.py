"""Passwords, tokens and signing secrets appear in no repr, dump, error or log line once they are set."""

import io
import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from hb.kit.ids import new_id
from hb.kit.settings import Settings
from hb.outlets.email import EmailOutlet, mail_server_of
from hb.outlets.http import Caller
from hb.outlets.outcome import Fault, Notice
from hb.outlets.sms import SmsOutlet
from hb.outlets.suomi_fi import SuomiFiAccount, SuomiFiOutlet
from hb.outlets.webhook import WebhookOutlet, new_secret
from hb.sending.service import Call
from tests.outlets.standins import closed_port

PASSWORD, TOKEN = "Sala-Sana-1-smtp", "Merkki-2-sms"
NOTICE = Notice(new_id(), ("131052-308T",), "Otsikko", "Teksti")


def test_settings_and_accounts_show_no_secret(tmp_path: Path) -> None:
    settings = Settings(
        environment="development",
        home=tmp_path,
        smtp_url=SecretStr(f"smtp://hb:{PASSWORD}@127.0.0.1:25"),
        smtp_from="hb@alue.fi",
        sms_url="http://127.0.0.1/",
        sms_token=SecretStr(TOKEN),
        suomi_fi_url="http://127.0.0.1",
        suomi_fi_user="hb",
        suomi_fi_service="service",
        suomi_fi_password=SecretStr(PASSWORD),
    )
    secret = new_secret()
    shown = [
        *(repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()),
        repr(mail_server_of(f"smtp://hb:{PASSWORD}@127.0.0.1:25")),
        repr(SuomiFiAccount("http://127.0.0.1", "hb", PASSWORD, "service")),
        repr(SmsOutlet("http://127.0.0.1", TOKEN, Caller())),
        repr(Call(new_id(), new_id(), b"{}", "https://example.fi/", secret)),
    ]
    for text in shown:
        assert PASSWORD not in text
        assert TOKEN not in text
        assert secret.removeprefix("whsec_") not in text


async def test_a_failure_says_no_secret_in_its_outcome_or_any_log_line(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    port = await closed_port()
    url, secret = f"http://127.0.0.1:{port}", new_secret()
    mail = mail_server_of(f"smtp://hb:{PASSWORD}@127.0.0.1:{port}", is_plain=True)
    outcomes = [
        await EmailOutlet(mail, "hb@alue.fi", seconds=1).send(NOTICE),
        await SmsOutlet(url, TOKEN, Caller(seconds=1)).send(NOTICE),
        await SuomiFiOutlet(SuomiFiAccount(url, "hb", PASSWORD, "s"), Caller(seconds=1)).send(NOTICE),
        await WebhookOutlet(Caller(seconds=1)).post(url, secret, new_id(), b"{}"),
    ]
    logging.getLogger().removeHandler(handler)
    assert [outcome.fault for outcome in outcomes] == [Fault.UNREACHABLE] * 4
    printed = capsys.readouterr()
    for text in (repr(outcomes), caplog.text, stream.getvalue(), printed.out, printed.err):
        assert PASSWORD not in text
        assert TOKEN not in text
        assert secret.removeprefix("whsec_") not in text
