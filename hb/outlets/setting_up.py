"""The outlets of an installation, made of its settings."""

from dataclasses import dataclass

from hb.kit.loopback import is_loopback
from hb.kit.settings import Settings
from hb.outlets.email import EmailOutlet, mail_server_of
from hb.outlets.folder import FolderOutlet
from hb.outlets.http import Caller
from hb.outlets.outcome import Outlet
from hb.outlets.sms import SmsOutlet
from hb.outlets.suomi_fi import SuomiFiAccount, SuomiFiOutlet
from hb.outlets.webhook import WebhookOutlet


@dataclass(frozen=True, slots=True)
class Outlets:
    """The ways out of the house; None is one that is not set up."""

    email: Outlet | None
    sms: Outlet | None
    suomi_fi: Outlet | None
    webhooks: WebhookOutlet
    sign_in_url: str
    """Where people sign in, as e-mails and text messages name it."""


def outlets_of(settings: Settings) -> Outlets:
    """Make the outlets; in development those that are not set up write files into HB_HOME/outbox."""
    development = settings.environment == "development"
    caller = Caller()
    folder = settings.home / "outbox"
    email = sms = suomi_fi = None
    if development:
        email = FolderOutlet(folder, "EMAIL")
        sms = FolderOutlet(folder, "SMS")
        suomi_fi = FolderOutlet(folder, "SUOMI_FI", shows_address=False)
    return Outlets(
        email=_email(settings) or email,
        sms=_sms(settings, caller) or sms,
        suomi_fi=_suomi_fi(settings, caller) or suomi_fi,
        webhooks=WebhookOutlet(Caller(is_guarded=True, allow_loopback=development)),
        sign_in_url=settings.sign_in_url,
    )


def _email(settings: Settings) -> Outlet | None:
    if settings.smtp_url is None or settings.smtp_from is None:
        return None
    server = mail_server_of(settings.smtp_url.get_secret_value())
    if is_loopback(server.host):
        server = mail_server_of(settings.smtp_url.get_secret_value(), is_plain=True)
    return EmailOutlet(server, settings.smtp_from)


def _sms(settings: Settings, caller: Caller) -> Outlet | None:
    if settings.sms_url is None or settings.sms_token is None:
        return None
    return SmsOutlet(settings.sms_url, settings.sms_token.get_secret_value(), caller)


def _suomi_fi(settings: Settings, caller: Caller) -> Outlet | None:
    user, password = settings.suomi_fi_user, settings.suomi_fi_password
    if settings.suomi_fi_url is None or user is None or password is None or settings.suomi_fi_service is None:
        return None
    account = SuomiFiAccount(
        settings.suomi_fi_url.rstrip("/"), user, password.get_secret_value(), settings.suomi_fi_service
    )
    return SuomiFiOutlet(account, caller)
