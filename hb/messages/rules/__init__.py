"""What people are notified of, and in which words."""

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

__all__ = [
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
