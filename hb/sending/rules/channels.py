"""Through which channel a message leaves: the most specific of the organiser's rules; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hb.messages.rules import Channel, Event, Recipient


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """For whom it is, and the channel; what is None fits all.

    Ages are those of a client whose own message it is: from one and below another, in years. Without a
    channel the client gets nothing of the kind: it goes to those who represent the client.
    """

    recipient: Recipient
    channel: Channel | None
    event: Event | None = None
    consents: bool | None = None
    from_age: int | None = None
    below_age: int | None = None
    valid_from: date = date.min

    def fits(self, addressee: "Addressee", day: date) -> bool:
        """Whether the rule is for this addressee on a day."""
        return (
            self.recipient is addressee.recipient
            and self.valid_from <= day
            and self.event in {None, addressee.event}
            and self.consents in {None, addressee.consents}
            and (self.from_age is None or (addressee.age is not None and addressee.age >= self.from_age))
            and (self.below_age is None or (addressee.age is not None and addressee.age < self.below_age))
        )

    @property
    def weight(self) -> tuple[bool, int, bool, date]:
        """How specific it is, to compare with others that fit."""
        ages = (self.from_age is not None) + (self.below_age is not None)
        return self.event is not None, ages, self.consents is not None, self.valid_from


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a message of an event: consent is the client's, the age that of a client alone."""

    recipient: Recipient
    event: Event
    consents: bool = False
    age: int | None = None


def channel_rule_for(rules: Iterable[ChannelRule], addressee: Addressee, day: date) -> ChannelRule | None:
    """The most specific rule that fits on a day, the latest of equal ones; None if none fits.

    A rule for one event is more specific than one for an age, and that than one for consent alone.
    """
    return max(
        (rule for rule in rules if rule.fits(addressee, day)), key=lambda rule: rule.weight, default=None
    )


AGE_OF_OWN_SAY = 15
"""From this age a minor speaks beside the custodian in a matter of the minor's person (hallintolaki 14 §)."""

DEFAULTS: tuple[ChannelRule, ...] = (
    ChannelRule(Recipient.PARTY, Channel.SUOMI_FI, consents=True),
    ChannelRule(Recipient.PARTY, Channel.LETTER, consents=False),
    ChannelRule(Recipient.PARTY, None, below_age=AGE_OF_OWN_SAY),
    ChannelRule(Recipient.WORKER, Channel.EMAIL),
    ChannelRule(Recipient.WORKER, Channel.SMS, event=Event.URGENT_TASK_GIVEN),
    ChannelRule(Recipient.WORKER, Channel.SMS, event=Event.URGENT_TASK_LATE),
    ChannelRule(Recipient.PRODUCER, Channel.EMAIL),
)
"""What an organiser begins with: rows of `channel_rule`, which alone decide once they are there.

An authority serves a document electronically with the recipient's consent (L 13/2003 18 §); without it the
ordinary way is a letter (hallintolaki 434/2003 59 §). For a child the custodian speaks (14 §). Workers and
producers get an e-mail that something waits for them here, and where it is urgent a text message.
"""
