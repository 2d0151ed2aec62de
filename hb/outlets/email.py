"""E-mail by SMTP (RFC 5321), over TLS from the start or by STARTTLS (RFC 3207)."""

import asyncio
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

import aiosmtplib

from hb.outlets.outcome import Fault, Notice, Outcome

SECONDS = 10.0
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is given to: `is_plain` is for a server on this very machine alone."""

    host: str
    port: int
    uses_tls: bool
    is_plain: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def mail_server_of(url: str, *, is_plain: bool = False) -> MailServer:
    """Read smtp://user:password@host:port (STARTTLS) or smtps://… (TLS from the start).

    Raises:
        ValueError: it is no such address.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("an address of a mail server reads smtp://user:password@host:587 or smtps://…")
    return MailServer(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        uses_tls=parts.scheme == "smtps",
        is_plain=is_plain and parts.scheme == "smtp",
        user=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
    )


class EmailOutlet:
    """Sends plain-text e-mail; its Message-ID is made of the notice's id, so that a repeat is known."""

    def __init__(
        self, server: MailServer, sender: str, *, seconds: float = SECONDS, tls: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._sender = sender
        self._seconds = seconds
        self._tls = tls

    async def send(self, notice: Notice) -> Outcome:
        """Send one e-mail to all addresses; one that only some of them took has been sent."""
        server = self._server
        try:
            mail = self._mail(notice)
        except ValueError:
            return Outcome(Fault.OWN_FAULT)
        try:
            async with asyncio.timeout(self._seconds):
                await aiosmtplib.send(
                    mail,
                    sender=self._sender,
                    recipients=list(notice.addresses),
                    hostname=server.host,
                    port=server.port,
                    username=server.user,
                    password=server.password,
                    use_tls=server.uses_tls,
                    start_tls=not server.uses_tls and not server.is_plain,
                    timeout=self._seconds,
                    tls_context=self._tls,
                )
        except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
            return _of_fault(fault)
        return Outcome()

    def _mail(self, notice: Notice) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._sender
        mail["To"] = ", ".join(notice.addresses)
        mail["Subject"] = notice.title
        mail["Date"] = formatdate()
        mail["Message-ID"] = f"<{notice.id}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834 5: nobody's absence notice answers it
        mail.set_content(notice.body)
        return mail


def _of_fault(fault: Exception) -> Outcome:
    """What a fault of the library says of the mail."""
    match fault:
        case aiosmtplib.SMTPRecipientsRefused():
            return _of_code(min(error.code for error in fault.recipients))
        case aiosmtplib.SMTPAuthenticationError():
            return Outcome(Fault.SIGN_IN_REFUSED, fault.code)
        case aiosmtplib.SMTPConnectResponseError():
            return Outcome(Fault.UNREACHABLE, fault.code)
        case aiosmtplib.SMTPResponseException():
            return _of_code(fault.code)
        case aiosmtplib.SMTPConnectError() | aiosmtplib.SMTPTimeoutError() | OSError():
            return Outcome(Fault.UNREACHABLE)
        case _:
            return Outcome(Fault.BAD_ANSWER)


def _of_code(code: int) -> Outcome:
    """What a reply code says (RFC 5321 4.2.1): 4yz may be tried again, 5yz not."""
    if 500 <= code < 600:
        return Outcome(Fault.REFUSED, code)
    if 400 <= code < 500:
        return Outcome(Fault.BUSY, code)
    return Outcome(Fault.BAD_ANSWER, None)
