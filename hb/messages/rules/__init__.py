"""What people are notified of, in which words, and what of it is personal."""

from hb.messages.rules.events import (
    STATES,
    TEMPLATES,
    Channel,
    Event,
    MessageState,
    Recipient,
    body_of,
    channel_to,
    official_channel,
    title_of,
)
from hb.messages.rules.personal import IS_PERSONAL, PERSONAL_EVENTS

__all__ = [
    "IS_PERSONAL",
    "PERSONAL_EVENTS",
    "STATES",
    "TEMPLATES",
    "Channel",
    "Event",
    "MessageState",
    "Recipient",
    "body_of",
    "channel_to",
    "official_channel",
    "title_of",
]
