"""The settings of the ways out of the house: e-mail, text messages, Suomi.fi Messages."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hb.kit.environment import PREFIX
from hb.kit.loopback import is_loopback

LONGEST_PUBLIC_URL = 60
"""A text message of 160 characters has no more place beside its title."""


class OutletSettings(BaseSettings):
    """Each way out is set up whole or not at all.

    In development what is not set up is written into the folder outbox of the data directory; in production
    messages wait for it.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    smtp_url: SecretStr | None = None
    """smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465 (TLS from the start)."""
    smtp_from: str | None = None
    """The address that e-mail comes from."""
    sms_url: str | None = None
    """Where a text message is posted to, as hb/outlets/sms.py says."""
    sms_token: SecretStr | None = None
    """The bearer token of the gateway."""
    suomi_fi_url: str | None = None
    """https://api.messages.suomi.fi, or that of the environment for customers' tests."""
    suomi_fi_user: str | None = None
    suomi_fi_password: SecretStr | None = None
    suomi_fi_service: str | None = None
    """The service (serviceId) in whose name messages are sent."""
    public_url: str | None = None
    """Where people sign in: e-mails and text messages name this address, and say nothing more."""

    @model_validator(mode="after")
    def outlets_are_whole(self) -> Self:
        """Refuse a way out that is set up by half, of another form, or in plain text to another machine."""
        for names in (
            ("smtp_url", "smtp_from"),
            ("sms_url", "sms_token"),
            ("suomi_fi_url", "suomi_fi_user", "suomi_fi_password", "suomi_fi_service"),
        ):
            missing = [f"HB_{name.upper()}" for name in names if getattr(self, name) is None]
            if missing and len(missing) < len(names):
                whole = ", ".join(f"HB_{name.upper()}" for name in names)
                raise ValueError(f"{whole} are set together or not at all; {missing[0]} is missing.")
        if self.smtp_url is not None:
            parts = urlsplit(self.smtp_url.get_secret_value())
            if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
                raise ValueError(
                    "HB_SMTP_URL reads smtp://user:password@host:587 or smtps://user:password@host:465."
                )
        if self.smtp_from is not None and "@" not in self.smtp_from:
            raise ValueError("HB_SMTP_FROM is an e-mail address.")
        for name in ("sms_url", "suomi_fi_url", "public_url"):
            url: str | None = getattr(self, name)
            if url is not None and not _is_safe(url):
                raise ValueError(
                    f"HB_{name.upper()} begins with https://; http:// is for this very machine alone."
                )
        if self.public_url is not None and len(self.public_url) > LONGEST_PUBLIC_URL:
            raise ValueError(f"HB_PUBLIC_URL has at most {LONGEST_PUBLIC_URL} characters.")
        return self


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    )
