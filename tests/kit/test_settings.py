"""Tests of the settings: what goes together, what is refused in which words, which keys are made."""

import json
import os
import stat
from pathlib import Path

import pytest

from hb.kit.keys import UnfitKeys, decoded, new_key
from hb.kit.settings import Settings, UnfitSettings, new_token_keys, read_settings

APP = "postgresql://hb_app:app-password@db/hb"
OWNER = "postgresql://hb_owner:owner-password@db/hb"
KEY, OTHER_KEY = new_key(), new_key()
TOKENS = new_token_keys()
SYMMETRIC = json.dumps({"keys": [{"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}]})
DATABASES = {"HB_DATABASE_URL": APP, "HB_OWNER_DATABASE_URL": OWNER}
PRODUCTION = {
    "HB_ENVIRONMENT": "production",
    "HB_DATABASE_URL": f"{APP}?sslmode=verify-full",
    "HB_OWNER_DATABASE_URL": f"{OWNER}?sslmode=verify-full",
    "HB_DATA_KEY": KEY,
    "HB_INDEX_KEY": OTHER_KEY,
    "HB_JWT_KEYS": TOKENS,
    "HB_JWT_ISSUER": "https://id.example",
}


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    """Settings of this environment alone."""
    for name in [name for name in os.environ if name.upper().startswith("HB_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_in_production_what_leaves_names_where_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    mails = {"HB_SMTP_URL": "smtps://hb:s%40la@mail.example", "HB_SMTP_FROM": "hb@example.fi"}
    texts = {"HB_SMS_URL": "https://sms.example/v1", "HB_SMS_TOKEN": "token-1"}
    for ways in (mails, texts):
        with pytest.raises(UnfitSettings, match="In production HB_PUBLIC_URL must be set with HB_SMTP_URL"):
            read(monkeypatch, **PRODUCTION, **ways)
        public = read(monkeypatch, **PRODUCTION, **ways, HB_PUBLIC_URL="https://hb.example.fi")
        assert public.sign_in_url == "https://hb.example.fi"
    assert read(monkeypatch, **PRODUCTION).public_url is None
    assert read(monkeypatch, HB_PORT="8123").sign_in_url == "http://127.0.0.1:8123"


def test_no_environment_gives_the_development_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read(monkeypatch)
    assert (settings.environment, settings.host, settings.port) == ("development", "127.0.0.1", 8000)
    assert settings.home == tmp_path / ".hb"
    assert settings.embedded
    assert settings.durable_read_log


TOGETHER = "HB_DATABASE_URL and HB_OWNER_DATABASE_URL are set together or not at all."
BEGINNING = "HB_DATABASE_URL and HB_OWNER_DATABASE_URL begin with postgresql://."
SAME_ROLE = "HB_DATABASE_URL names the role of the app, not the owner of HB_OWNER_DATABASE_URL."
MISSING = (
    "In production HB_JWT_KEYS (or HB_JWT_KEYS_FILE), HB_DATA_KEY, HB_INDEX_KEY, HB_JWT_ISSUER must be set: "
    "no key is made up there."
)
UNREAD = (
    "HB_DATABASE_URL and HB_OWNER_DATABASE_URL read postgresql://role:password@host/database, with every"
    " character of the password that is neither a letter nor a digit percent-encoded."
)
CHOICE = "so set HB_ENVIRONMENT to production, or to development where every person is invented."
SAID = f"HB_DATABASE_URL names a database, {CHOICE}"
OPEN = f"HB_HOST opens the server to other machines, {CHOICE}"
EMBEDDED = (
    "In production HB_DATABASE_URL and HB_OWNER_DATABASE_URL must be set: the embedded database is for"
    " development."
)
UNGUARDED = (
    "In production {} must say sslmode=verify-full (or verify-ca, or require): the database is on another"
    " machine, and without it the way there may be plain text."
)
NOT_A_SET = "HB_JWT_KEYS is not a JSON Web Key Set."
NOT_PAIRED = "HB_JWT_KEYS must hold public or private keys, none that is symmetric."
TWICE = "HB_JWT_KEYS and HB_JWT_KEYS_FILE are two ways to say one thing; set one of them."


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"HB_DATABASE_URL": APP}, TOGETHER),
        ({"HB_OWNER_DATABASE_URL": OWNER}, TOGETHER),
        ({"HB_DATABASE_URL": "mysql://a@b/c", "HB_OWNER_DATABASE_URL": OWNER}, BEGINNING),
        ({"HB_DATABASE_URL": OWNER, "HB_OWNER_DATABASE_URL": OWNER}, SAME_ROLE),
        ({"HB_DATABASE_URL": "postgresql://hb/x", "HB_OWNER_DATABASE_URL": OWNER}, UNREAD),
        ({"HB_DATABASE_URL": "postgresql://a:p/w@h/x", "HB_OWNER_DATABASE_URL": OWNER}, UNREAD),
        ({"HB_DATABASE_URL": "postgresql://a:p@[h/x", "HB_OWNER_DATABASE_URL": OWNER}, UNREAD),
        # S3: what may hold real persons is not taken for development.
        (DATABASES, SAID),
        ({"HB_HOST": "0.0.0.0"}, OPEN),
        ({"HB_HOST": "::"}, OPEN),
        ({"HB_HOST": ""}, OPEN),
        ({"HB_HOST": "192.0.2.7"}, OPEN),
        ({"HB_HOST": "hb.example"}, OPEN),
        ({"HB_HOST": "localhost.example"}, OPEN),
        # O5: production never falls back to the embedded database.
        ({"HB_ENVIRONMENT": "production"}, EMBEDDED),
        ({name: PRODUCTION[name] for name in PRODUCTION if "DATABASE" not in name}, EMBEDDED),
        (PRODUCTION | {"HB_DATABASE_URL": APP}, UNGUARDED.format("HB_DATABASE_URL")),
        (
            PRODUCTION | {"HB_OWNER_DATABASE_URL": f"{OWNER}?sslmode=prefer"},
            UNGUARDED.format("HB_OWNER_DATABASE_URL"),
        ),
        (
            {
                name: PRODUCTION[name]
                for name in ("HB_ENVIRONMENT", "HB_DATABASE_URL", "HB_OWNER_DATABASE_URL")
            },
            MISSING,
        ),
        (PRODUCTION | {"HB_INDEX_KEY": KEY}, "HB_DATA_KEY and HB_INDEX_KEY must differ."),
        ({"HB_DATA_KEY": "c2hvcnQ="}, "HB_DATA_KEY is not the base64 of 32 bytes."),
        ({"HB_INDEX_KEY": "å"}, "HB_INDEX_KEY is not the base64 of 32 bytes."),
        ({"HB_INDEX_KEY_NEXT": "å"}, "HB_INDEX_KEY_NEXT is not the base64 of 32 bytes."),
        (PRODUCTION | {"HB_DATA_KEY_NEXT": KEY}, "HB_DATA_KEY and HB_DATA_KEY_NEXT must differ."),
        ({"HB_JWT_KEYS": "{}"}, NOT_A_SET),
        ({"HB_JWT_KEYS": "secret"}, NOT_A_SET),
        ({"HB_JWT_KEYS": '{"keys": []}'}, NOT_A_SET),
        ({"HB_JWT_KEYS": SYMMETRIC}, NOT_PAIRED),
        ({"HB_JWT_KEYS": TOKENS, "HB_JWT_KEYS_FILE": "/x"}, TWICE),
        ({"HB_PORT": "70000"}, "HB_PORT: Input should be less than or equal to 65535."),
        ({"HB_ENVIRONMENT": "prod"}, "HB_ENVIRONMENT: Input should be 'development' or 'production'."),
    ],
)
def test_settings_that_do_not_go_together_are_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UnfitSettings) as refusal:
        read(monkeypatch, **environment)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "environment",
    [
        {"HB_HOST": "127.0.0.2"},
        {"HB_HOST": "::1"},
        {"HB_HOST": "localhost"},
        {"HB_HOST": "0.0.0.0", "HB_ENVIRONMENT": "development"},
        DATABASES | {"HB_ENVIRONMENT": "development"},
        PRODUCTION | {"HB_HOST": "0.0.0.0"},
    ],
)
def test_environment_said_aloud_or_a_loopback_of_its_own_starts(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    settings = read(monkeypatch, **environment)
    assert settings.environment == environment.get("HB_ENVIRONMENT", "development")


def test_complete_production_takes_the_keys_given_and_makes_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = read(monkeypatch, HB_HOME=str(tmp_path), **PRODUCTION)
    keys = settings.keys()
    assert len(keys.ring.data.present) == len(keys.ring.index.present) == 32
    assert not settings.embedded
    assert list(tmp_path.iterdir()) == []
    for secret in (KEY, "app-password", "owner-password", json.loads(TOKENS)["keys"][0]["d"]):
        assert secret not in repr(settings) + repr(keys)


def test_development_keys_are_made_once_and_kept_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = read(monkeypatch, HB_HOME=str(tmp_path))
    first, second = settings.keys(), settings.keys()
    assert first.ring == second.ring
    assert first.ring.data.present != first.ring.index.present
    assert first.tokens.as_dict(private=True) == second.tokens.as_dict(private=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {"data": 0o600, "index": 0o600, "tokens.jwks": 0o600}


def test_next_keys_come_from_the_settings_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = read(monkeypatch, HB_HOME=str(tmp_path), HB_DATA_KEY_NEXT=KEY)
    ring = settings.key_ring()
    assert (ring.data.following, ring.index.following) == (decoded(KEY), None)
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["data", "index"]

    (tmp_path / "keys" / "index").write_text(KEY)
    with pytest.raises(UnfitKeys, match=r"^HB_DATA_KEY_NEXT and HB_INDEX_KEY must differ\.$"):
        settings.key_ring()


def test_file_of_token_keys_is_read_or_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "jwks.json"
    settings = read(monkeypatch, HB_HOME=str(tmp_path), HB_JWT_KEYS_FILE=str(path))
    with pytest.raises(
        UnfitSettings, match=r"^The file HB_JWT_KEYS_FILE cannot be read: No such file or directory\.$"
    ):
        settings.keys()
    path.write_text("{}")
    with pytest.raises(UnfitSettings, match=r"^The file HB_JWT_KEYS_FILE is not a JSON Web Key Set\.$"):
        settings.keys()
    path.write_text(TOKENS)
    assert len(settings.keys().tokens.keys) == 1


def test_letters_lie_below_the_data_directory_in_development_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert read(monkeypatch, HB_HOME=str(tmp_path)).letter_folder() == tmp_path / "letters"
    assert read(monkeypatch, HB_LETTER_DIR="/srv/letters").letter_folder() == Path("/srv/letters")
    assert read(monkeypatch, **PRODUCTION).letter_folder() is None
    assert read(monkeypatch, **PRODUCTION, HB_LETTER_DIR="/srv/letters").letter_folder() == Path(
        "/srv/letters"
    )
