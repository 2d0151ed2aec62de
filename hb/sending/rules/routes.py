"""Where one message goes: a channel with addresses, or why it cannot; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from hb.messages.rules import Channel, Event, Recipient, SendingFault
from hb.sending.rules.channels import Addressee, ChannelRule, channel_rule_for


@dataclass(frozen=True, slots=True)
class Target:
    """Who gets a message, as looked up when it is sent; `recipient` is None where nobody has the id.

    `identity_code` is what Suomi.fi knows a person by; one that is stored may be unreadable here.
    """

    recipient: Recipient | None
    event: Event
    consents: bool = False
    birth_date: date | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identity_code: str | None = field(default=None, repr=False)
    is_unreadable: bool = False
    has_endpoint: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """A channel and the addresses there; a letter and a webhook have their addresses elsewhere."""

    channel: Channel
    addresses: tuple[str, ...] = field(default=(), repr=False)


class Otherwise(Enum):
    """What becomes of a message that does not go to its recipient."""

    TO_REPRESENTATIVES = "TO_REPRESENTATIVES"


FALLS_TO: Mapping[Channel, Channel] = {
    Channel.SUOMI_FI: Channel.LETTER,
    Channel.SMS: Channel.EMAIL,
    Channel.WEBHOOK: Channel.EMAIL,
}
"""The channel of those who have no address on another; nothing takes the place of a letter or an e-mail."""


def route_of(
    target: Target, rules: Iterable[ChannelRule], day: date, *, without: Channel | None = None
) -> Route | SendingFault | Otherwise:
    """The way of a message on a day; `without` is a channel on which the recipient proved to have no address.

    Nothing goes to Suomi.fi without the client's consent, whatever the organiser's rules say.
    """
    if target.recipient is None:
        return SendingFault.NO_ADDRESS
    addressee = Addressee(target.recipient, target.event, target.consents, _age(target.birth_date, day))
    rule = channel_rule_for(rules, addressee, day)
    if rule is None:
        return SendingFault.NO_CHANNEL
    if rule.channel is None:
        return Otherwise.TO_REPRESENTATIVES
    if rule.channel is Channel.SUOMI_FI and (not target.consents or target.is_unreadable):
        return SendingFault.OWN_FAULT if target.consents else SendingFault.NO_CONSENT
    return _first_route(rule.channel, target, without)


def _first_route(first: Channel, target: Target, without: Channel | None) -> Route | SendingFault:
    """The route by a channel, or by those that it falls to."""
    channel: Channel | None = first
    while channel is not None:
        route = None if channel is without else _route_by(channel, target)
        if route is not None:
            return route
        channel = FALLS_TO.get(channel)
    return SendingFault.NO_ADDRESS


def _route_by(channel: Channel, target: Target) -> Route | None:
    """The route by one channel, None where the target has no address there."""
    addresses: tuple[str, ...]
    match channel:
        case Channel.LETTER:
            return Route(channel)
        case Channel.WEBHOOK:
            return Route(channel) if target.has_endpoint else None
        case Channel.SUOMI_FI:
            addresses = () if target.identity_code is None else (target.identity_code,)
        case Channel.EMAIL:
            addresses = target.emails
        case Channel.SMS:
            addresses = target.phones
    return Route(channel, addresses) if addresses else None


def _age(born: date | None, day: date) -> int | None:
    """The full years of age on a day."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def phone_number(text: str) -> str:
    """A phone number as a gateway takes it (ITU-T E.164); one without a country is of Finland (+358)."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    if text.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+358{digits.removeprefix('0')}"
