"""Endpoints of producers' systems, what a call there says, and a producer's contact; pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from hb.clients.rules.contact import EMAIL, EMAIL_LENGTH, NAME_LENGTH, PHONE, optional
from hb.kit.errors import InvalidInput, Language
from hb.kit.input_rules import InputRule
from hb.kit.loopback import is_loopback
from hb.kit.text import tidy_text
from hb.outlets.addresses import host_may_be_called

URL_LENGTH = 500
TEST_EVENT = "WEBHOOK_TEST"
"""What a test call says that it is; no event that anybody is notified of is called so."""
TESTS_AN_HOUR = 10
"""How often a producer may have its endpoint tried: enough to set it up, too few to overrun somebody."""
NO_ENDPOINT_SET: Mapping[Language, str] = {
    "fi": "Teillä ei ole osoitetta, johon tapahtumat lähetettäisiin, joten lopetettavaa ei ole.",
    "sv": "Ni har ingen adress som händelser skickas till, så det finns inget att avsluta.",
    "en": "No address is set to which events would be sent, so there is nothing to end.",
}
"""What is said when an endpoint is to be ended and the producer has none."""


class EndpointRule(InputRule):
    """Rules of the address that a producer's system is called at."""

    ENDPOINT_URL = (
        "ENDPOINT_URL",
        "Anna osoite, joka alkaa https:// ja jossa ei ole käyttäjätunnusta, salasanaa eikä #-osaa.",
        "Ange en adress som börjar med https:// och som inte har användarnamn, lösenord eller #-del.",
        "Enter an address that begins with https:// and has no user name, password or # part.",
    )
    ENDPOINT_SPACES = (
        "ENDPOINT_SPACES",
        "Anna osoite ilman välilyöntejä; osoitteen sisällä välilyönti kirjoitetaan %20.",
        "Ange adressen utan mellanslag; inuti adressen skrivs ett mellanslag %20.",
        "Enter the address without spaces; within it a space is written %20.",
    )
    ENDPOINT_LETTERS = (
        "ENDPOINT_LETTERS",
        "Anna osoite ilman ä-, ö- ja muita erikoismerkkejä: kirjoita palvelimen nimi muodossa xn--.",
        "Ange adressen utan å, ä, ö och andra specialtecken: skriv serverns namn i formen xn--.",
        "Enter the address without letters such as ä and ö: write the server's name in its xn-- form.",
    )
    PUBLIC_ENDPOINT = (
        "PUBLIC_ENDPOINT",
        "Anna osoite, joka on julkisessa verkossa.",
        "Ange en adress som finns på det offentliga nätet.",
        "Enter an address that is on the public internet.",
    )


class CallState(StrEnum):
    """How far a call to a producer's system has come."""

    WAITING = "WAITING"
    RECEIVED = "RECEIVED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class ProducerContact:
    """Where a producer is notified that something waits for it; both may be missing."""

    email: str | None
    phone: str | None


def contact_of(email: str | None, phone: str | None) -> ProducerContact:
    """A producer's contact as it is stored; nothing in either clears it.

    Raises:
        InvalidInput: a text is not of its form.
    """
    return ProducerContact(
        email=optional(email, EMAIL_LENGTH, "input", "email", form=EMAIL),
        phone=optional(phone, NAME_LENGTH, "input", "phone", form=PHONE),
    )


def endpoint_of(url: str, *, allow_loopback: bool) -> str:
    """An address to call: https, and in development http to this very machine too.

    Where a name leads is checked when it is called, by the rule that an address is taken by here.

    Raises:
        InvalidInput: it is too long, of another form, or the address of a machine that is never called.
    """
    tidy = tidy_text(url, URL_LENGTH, "input", "url")
    if " " in tidy:
        raise InvalidInput("input", "url", rule=EndpointRule.ENDPOINT_SPACES)
    if not tidy.isascii():
        raise InvalidInput("input", "url", rule=EndpointRule.ENDPOINT_LETTERS)
    try:
        parts = urlsplit(tidy)
        host, _ = parts.hostname, parts.port
    except ValueError as fault:
        raise InvalidInput("input", "url", rule=EndpointRule.ENDPOINT_URL) from fault
    is_plain = parts.scheme == "http" and allow_loopback and is_loopback(host or "")
    has_more = parts.username is not None or parts.password is not None or bool(parts.fragment)
    if not host or has_more or (parts.scheme != "https" and not is_plain):
        raise InvalidInput("input", "url", rule=EndpointRule.ENDPOINT_URL)
    if not host_may_be_called(host, allow_loopback=allow_loopback):
        raise InvalidInput("input", "url", rule=EndpointRule.PUBLIC_ENDPOINT)
    return tidy


def body_of_call(
    event: str, at: datetime, *, organiser_id: UUID, producer_id: UUID, message_id: UUID, subject: str | None
) -> bytes:
    """The JSON that an endpoint gets: what happened, when and about what, by ids alone.

    `subject` is the id of the node that it is about, as the producer reads it here.
    """
    data = {
        "organiserId": str(organiser_id),
        "producerId": f"Producer:{producer_id}",
        "messageId": f"Message:{message_id}",
        "subjectId": subject,
    }
    call = {"type": event, "timestamp": at.isoformat(), "data": data}
    return json.dumps(call, separators=(",", ":")).encode()


def body_of_test(at: datetime, *, organiser_id: UUID, producer_id: UUID, test_id: UUID) -> bytes:
    """The JSON of a test call: of the form of any other, about no message and no node."""
    data = {
        "organiserId": str(organiser_id),
        "producerId": f"Producer:{producer_id}",
        "testId": f"WebhookTest:{test_id}",
        "messageId": None,
        "subjectId": None,
    }
    call = {"type": TEST_EVENT, "timestamp": at.isoformat(), "data": data}
    return json.dumps(call, separators=(",", ":")).encode()
