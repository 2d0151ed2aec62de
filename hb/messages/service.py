"""Telling people: an outbox row in the event's own transaction."""

from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import Fact, Language
from hb.kit.transaction import Transaction
from hb.messages.model import message
from hb.messages.rules import Channel, Event, MessageState, body_of, title_of


def tell(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    client_id: UUID | None = None,
    subject_id: UUID | None = None,
    language: Language = "fi",
    channel: Channel = Channel.SUOMI_FI,
    **facts: Fact,
) -> None:
    """Leave a message for a party (client, representative, worker, producer), written with the commit.

    Facts are what the template names: sums in cents, months, counts; never names or hetu.
    """
    tx.gather(
        message,
        {
            "organiser_id": actor.organiser_id,
            "id": tx.new_id(),
            "recipient_id": recipient_id,
            "client_id": client_id,
            "event": event,
            "channel": channel,
            "state": MessageState.WAITING,
            "language": language,
            "title": title_of(event, language),
            "body": body_of(event, language, facts),
            "subject_id": subject_id,
            "facts": facts,
            "at": tx.now,
            "read_at": None,
        },
    )
