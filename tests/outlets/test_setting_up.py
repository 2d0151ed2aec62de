"""The outlets follow the settings: files in development, waiting in production, never half a channel."""

import json
from pathlib import Path

import pytest

from hb.kit.ids import new_id
from hb.kit.settings import Settings, UnfitSettings, read_settings
from hb.outlets.email import EmailOutlet
from hb.outlets.outcome import Notice, Outcome
from hb.outlets.setting_up import outlets_of
from hb.outlets.sms import SmsOutlet
from hb.outlets.suomi_fi import SuomiFiOutlet

SET_UP = {
    "HB_SMTP_URL": "smtps://hb:s%40la@mail.alue.fi",
    "HB_SMTP_FROM": "hb@alue.fi",
    "HB_SMS_URL": "https://sms.alue.fi/v1",
    "HB_SMS_TOKEN": "token-1",
    "HB_SUOMI_FI_URL": "https://api.messages.suomi.fi/",
    "HB_SUOMI_FI_USER": "hb",
    "HB_SUOMI_FI_PASSWORD": "salasana-1",
    "HB_SUOMI_FI_SERVICE": "palvelu-1",
}
PUBLIC = {"HB_PUBLIC_URL": "https://hb.alue.fi"}


def settings(monkeypatch: pytest.MonkeyPatch, home: Path, **values: str) -> Settings:
    for name, value in {"HB_HOME": str(home), **values}.items():
        monkeypatch.setenv(name, value)
    return read_settings()


async def test_in_development_messages_are_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outlets = outlets_of(settings(monkeypatch, tmp_path))
    assert outlets.email is not None
    assert outlets.suomi_fi is not None
    mail, message = (Notice(new_id(), ("131052-308T",), "Otsikko", "Teksti") for _ in range(2))
    for _ in range(2):
        assert await outlets.email.send(mail) == Outcome()
    assert await outlets.suomi_fi.send(message) == Outcome()
    written = {path.name: json.loads(path.read_text()) for path in (tmp_path / "outbox").iterdir()}
    assert written == {
        f"email-{mail.id}.json": {
            "id": str(mail.id),
            "channel": "EMAIL",
            "to": ["131052-308T"],
            "title": "Otsikko",
            "body": "Teksti",
        },
        f"suomi_fi-{message.id}.json": {
            "id": str(message.id),
            "channel": "SUOMI_FI",
            "to": None,
            "title": "Otsikko",
            "body": "Teksti",
        },
    }


def test_what_is_set_up_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = settings(monkeypatch, tmp_path, **SET_UP)
    outlets = outlets_of(given)
    assert isinstance(outlets.email, EmailOutlet)
    assert isinstance(outlets.sms, SmsOutlet)
    assert isinstance(outlets.suomi_fi, SuomiFiOutlet)
    assert not any(secret in repr(given) for secret in ("s%40la", "token-1", "salasana-1"))


def test_in_production_nothing_stands_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    development = settings(monkeypatch, tmp_path)
    outlets = outlets_of(development.model_copy(update={"environment": "production"}))
    assert (outlets.email, outlets.sms, outlets.suomi_fi) == (None, None, None)


@pytest.mark.parametrize("left_out", sorted(SET_UP))
def test_half_a_channel_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left_out: str) -> None:
    rest = {name: value for name, value in SET_UP.items() if name != left_out}
    with pytest.raises(UnfitSettings, match=f"set together or not at all; {left_out} is missing"):
        settings(monkeypatch, tmp_path, **rest)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HB_SMTP_URL", "mail.alue.fi", "HB_SMTP_URL reads smtp://"),
        ("HB_SMTP_FROM", "alue.fi", "HB_SMTP_FROM is an e-mail address"),
        ("HB_SMS_URL", "http://sms.alue.fi/", "HB_SMS_URL begins with https://"),
        ("HB_SUOMI_FI_URL", "http://api.messages.suomi.fi", "HB_SUOMI_FI_URL begins with https://"),
        ("HB_PUBLIC_URL", "http://hb.alue.fi", "HB_PUBLIC_URL begins with https://"),
        ("HB_PUBLIC_URL", "https://" + "a" * 60, "HB_PUBLIC_URL has at most 60 characters"),
    ],
)
def test_addresses_that_are_not_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    with pytest.raises(UnfitSettings, match=sentence):
        settings(monkeypatch, tmp_path, **{**SET_UP, name: value})
