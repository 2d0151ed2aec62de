"""The settings, read once from the environment (HB_…), and the keys they name."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from hb.kit.connecting import goes_unguarded, role_of
from hb.kit.environment import PREFIX, fault_of_names
from hb.kit.keys import KEY_BYTES, KeyPair, KeyRing, decoded, fault_of, new_key
from hb.kit.loopback import is_loopback
from hb.kit.outlet_settings import OutletSettings
from hb.kit.secret_file import kept_secret
from hb.kit.serving_settings import ServingSettings

DEVELOPMENT_ISSUER = "hb-development"


class UnfitSettings(Exception):
    """The settings do not go together; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an installation: of tokens, and of encrypted columns and their blind indexes."""

    tokens: KeySet = field(repr=False)
    ring: KeyRing = field(repr=False)


class Settings(ServingSettings, OutletSettings):
    """Every setting, named HB_<NAME>; `read_settings` makes it or says in one sentence what is wrong."""

    # Said again here: of several parents' configurations the last wins, one that says nothing included.
    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    home: Path = Path(".hb")
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    database_url: SecretStr | None = None
    owner_database_url: SecretStr | None = None
    pool_size: int = Field(default=10, ge=1, le=100)
    work_connections: int = Field(default=4, ge=2, le=100)
    statement_timeout_ms: int = Field(default=10_000, ge=100, le=600_000)
    request_seconds: float = Field(default=15, ge=1, le=600)
    rate_scale: int = Field(default=1, ge=1, le=1_000_000)
    durable_read_log: bool = True
    trusted_documents: Path | None = None
    demo: Literal["full", "small", "none"] = "full"

    jwt_issuer: str = DEVELOPMENT_ISSUER
    jwt_audience: str = "hb"
    jwt_longest_hours: float = Field(default=12, gt=0, le=24 * 31)
    jwt_keys: SecretStr | None = None
    jwt_keys_file: Path | None = None
    data_key: SecretStr | None = None
    index_key: SecretStr | None = None
    data_key_next: SecretStr | None = None
    index_key_next: SecretStr | None = None

    seal_key: SecretStr | None = None
    seal_public_keys: str = ""
    seal_dir: Path | None = None
    letter_dir: Path | None = None

    @field_validator("home")
    @classmethod
    def absolute_home(cls, home: Path) -> Path:
        """Fix the data directory, whatever becomes of the working directory."""
        return home.expanduser().absolute()

    @model_validator(mode="after")
    def databases_go_together(self) -> Self:
        """Refuse half a database, an address of something else, and one role for both duties."""
        urls = [
            url.get_secret_value() for url in (self.database_url, self.owner_database_url) if url is not None
        ]
        if len(urls) == 1:
            raise ValueError("HB_DATABASE_URL and HB_OWNER_DATABASE_URL are set together or not at all.")
        if not all(url.startswith(("postgresql://", "postgres://")) for url in urls):
            raise ValueError("HB_DATABASE_URL and HB_OWNER_DATABASE_URL begin with postgresql://.")
        roles = [_role(url) for url in urls]
        if not all(roles):
            raise ValueError(
                "HB_DATABASE_URL and HB_OWNER_DATABASE_URL read postgresql://role:password@host/database,"
                " with every character of the password that is neither a letter nor a digit percent-encoded."
            )
        if roles and roles[0] == roles[1]:
            raise ValueError(
                "HB_DATABASE_URL names the role of the app, not the owner of HB_OWNER_DATABASE_URL."
            )
        return self

    @model_validator(mode="after")
    def environment_is_said(self) -> Self:
        """Refuse to take for development what may hold real persons: there keys are made up and tokens given.

        In production refuse the embedded database, and a way to the database that may be plain text.
        """
        if "environment" not in self.model_fields_set:
            choice = "set HB_ENVIRONMENT to production, or to development where every person is invented."
            if self.database_url is not None:
                raise ValueError(f"HB_DATABASE_URL names a database, so {choice}")
            if not is_loopback(self.host):
                raise ValueError(f"HB_HOST opens the server to other machines, so {choice}")
        if self.environment == "development":
            return self
        if self.database_url is None or self.owner_database_url is None:
            raise ValueError(
                "In production HB_DATABASE_URL and HB_OWNER_DATABASE_URL must be set: the embedded database"
                " is for development."
            )
        for name, url in (
            ("HB_DATABASE_URL", self.database_url),
            ("HB_OWNER_DATABASE_URL", self.owner_database_url),
        ):
            if goes_unguarded(url.get_secret_value()):
                raise ValueError(
                    f"In production {name} must say sslmode=verify-full (or verify-ca, or require): the"
                    " database is on another machine, and without it the way there may be plain text."
                )
        return self

    @model_validator(mode="after")
    def keys_go_together(self) -> Self:
        """Refuse keys given twice, given alike, malformed, and in production keys that are missing."""
        if self.jwt_keys is not None and self.jwt_keys_file is not None:
            raise ValueError(
                "HB_JWT_KEYS and HB_JWT_KEYS_FILE are two ways to say one thing; set one of them."
            )
        if self.environment == "production":
            missing = [
                f"HB_{name.upper()}" for name in ("data_key", "index_key") if getattr(self, name) is None
            ]
            if self.jwt_keys is None and self.jwt_keys_file is None:
                missing.insert(0, "HB_JWT_KEYS (or HB_JWT_KEYS_FILE)")
            if self.jwt_issuer == DEVELOPMENT_ISSUER:
                missing.append("HB_JWT_ISSUER")
            if missing:
                raise ValueError(f"In production {', '.join(missing)} must be set: no key is made up there.")
        names = ("data_key", "index_key", "data_key_next", "index_key_next")
        fault = fault_of(
            {
                f"HB_{name.upper()}": decoded(key.get_secret_value())
                for name in names
                if (key := getattr(self, name)) is not None
            }
        )
        if fault is not None:
            raise ValueError(fault)
        if self.jwt_keys is not None:
            token_keys(self.jwt_keys.get_secret_value(), "HB_JWT_KEYS")
        return self

    @model_validator(mode="after")
    def keys_of_seals_are_keys(self) -> Self:
        """Refuse malformed keys for signing and verifying seals."""
        if self.seal_key is not None and len(decoded(self.seal_key.get_secret_value())) != KEY_BYTES:
            raise ValueError(f"HB_SEAL_KEY is not the base64 of {KEY_BYTES} bytes.")
        if any(len(key) != KEY_BYTES for key in self.public_keys_of_seals()):
            raise ValueError(f"A key of HB_SEAL_PUBLIC_KEYS is not the base64 of {KEY_BYTES} bytes.")
        return self

    @model_validator(mode="after")
    def sign_in_is_known(self) -> Self:
        """Refuse in production to send e-mails or text messages that do not say where people sign in."""
        sends = self.smtp_url is not None or self.sms_url is not None
        if self.environment == "production" and sends and self.public_url is None:
            raise ValueError(
                "In production HB_PUBLIC_URL must be set with HB_SMTP_URL or HB_SMS_URL: it is where people"
                " sign in, and messages name it."
            )
        return self

    @property
    def sign_in_url(self) -> str:
        """Where people sign in; in development the served address, where no other is set."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one."""
        return self.database_url is None

    @property
    def has_movable_time(self) -> bool:
        """Whether the database's time may be moved: the embedded one's in development alone."""
        return self.embedded and self.environment == "development"

    def keys(self) -> Keys:
        """Give the keys; in development those not set are made once and kept under the data directory.

        Raises:
            UnfitSettings: the file of token keys cannot be read or holds none.
            UnfitKeys: the keys of columns do not go together.
        """
        if self.jwt_keys_file is not None:
            try:
                tokens = token_keys(
                    self.jwt_keys_file.read_text(encoding="utf-8"), "The file HB_JWT_KEYS_FILE"
                )
            except OSError as error:
                raise UnfitSettings(f"The file HB_JWT_KEYS_FILE cannot be read: {error.strerror}.") from error
            except ValueError as error:
                raise UnfitSettings(str(error)) from error
        else:
            secret = self._secret(self.jwt_keys, "tokens.jwks", new_token_keys)
            tokens = token_keys(secret, "The file tokens.jwks")
        return Keys(tokens=tokens, ring=self.key_ring())

    def key_ring(self) -> KeyRing:
        """Give the keys of columns alone, made as `keys` makes them; the next ones are never made up.

        Raises:
            UnfitKeys: they do not go together.
        """
        return KeyRing(
            data=KeyPair(decoded(self._secret(self.data_key, "data", new_key)), _next(self.data_key_next)),
            index=KeyPair(
                decoded(self._secret(self.index_key, "index", new_key)), _next(self.index_key_next)
            ),
        )

    def _secret(self, setting: SecretStr | None, name: str, make: Callable[[], str]) -> str:
        """What is set, or else what is kept in a file of the data directory."""
        return kept_secret(self.home / "keys" / name, make) if setting is None else setting.get_secret_value()

    def public_keys_of_seals(self) -> tuple[bytes, ...]:
        """The public keys that seals may be signed with: the present one and those of before."""
        return tuple(decoded(key.strip()) for key in self.seal_public_keys.split(",") if key.strip())

    def seal_folder(self) -> Path | None:
        """Where seals are written outside the database; in development below the data directory."""
        if self.seal_dir is not None or self.environment == "production":
            return self.seal_dir
        return self.home / "seals"

    def letter_folder(self) -> Path | None:
        """Where letters are printed from; in development below the data directory."""
        development = self.environment == "development" and self.letter_dir is None
        return self.home / "letters" if development else self.letter_dir

    def seal_secret(self) -> bytes | None:
        """The private key that seals are signed with; in development it is made once, none in production."""
        if self.seal_key is not None:
            return decoded(self.seal_key.get_secret_value())
        if self.environment == "production":
            return None
        return decoded(kept_secret(self.home / "keys" / "seal", new_key))


def _next(setting: SecretStr | None) -> bytes | None:
    return None if setting is None else decoded(setting.get_secret_value())


def read_settings() -> Settings:
    """Read the environment; raises UnfitSettings with one sentence, which never holds a secret."""
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    if (fault := fault_of_names(os.environ, names)) is not None:
        raise UnfitSettings(fault)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        sentence = first["msg"].removeprefix("Value error, ")
        if first["loc"]:
            sentence = f"{PREFIX}{'_'.join(str(part) for part in first['loc']).upper()}: {sentence}."
        raise UnfitSettings(sentence) from error


def _role(url: str) -> str:
    """The role of a database's address, empty where none can be read."""
    try:
        return role_of(url)
    except ValueError:
        return ""


def token_keys(jwks: str, name: str) -> KeySet:
    """Read a JSON Web Key Set of asymmetric keys; raises ValueError with a sentence on that source."""
    try:
        keys = KeySet.import_key_set(json.loads(jwks))
    except (ValueError, TypeError, KeyError, AttributeError, JoseError) as error:
        raise ValueError(f"{name} is not a JSON Web Key Set.") from error
    if any(key.key_type == "oct" for key in keys.keys):
        raise ValueError(f"{name} must hold public or private keys, none that is symmetric.")
    return keys


def new_token_keys() -> str:
    """Make a key set of one private key for ES256."""
    key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
    return json.dumps(KeySet([key]).as_dict(private=True))
