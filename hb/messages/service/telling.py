"""Leaving a message for a party: an outbox row and the job that sends it, in the event's own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.errors import Fact, Language
from hb.kit.transaction import Transaction
from hb.messages.model import message
from hb.messages.rules import (
    HEARD,
    Event,
    Hearing,
    MessageState,
    Subject,
    Telling,
    body_of,
    telling,
    title_of,
    without_details,
)
from hb.messages.rules.details import without_added
from hb.messages.rules.hearing import PROFESSIONAL
from hb.messages.rules.sentences import OUTCOME
from hb.work import service as work

SENDING = "MESSAGE_SEND"
"""The kind of job that sends the message which it is about (`hb.sending.work`)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and text of a message in a language."""

    language: Language
    title: str = field(repr=False)
    body: str = field(repr=False)


def tell(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    subject: Subject | None,
    client_id: UUID | None = None,
    language: Language = "fi",
    outcome: str | None = None,
    to: Hearing | None = None,
    **facts: Fact,
) -> None:
    """Leave a message for a party (client, representative, worker, producer), written with the commit.

    `subject` is the node it is about, of a type that the recipient may open; None is for what has no node,
    such as a whole month. It has no channel until it is sent: the organiser's rules decide it then
    (`hb.sending.rules.channels`). `outcome` is the word by which the event has several sentences: what it
    came to, or to what kind of recipient it is said. Facts are what the sentence names: sums in cents,
    months (yyyymm), ISO dates, counts; never hetu, and names only in the details of a message to a client.

    `to` says in what capacity a client, or who represents the client, hears of it: who may not be notified is
    not, by `hb.messages.rules.hearing`. Without it the recipient is a worker or a producer.

    Raises:
        KeyError: the sentence names a fact that is missing.
        ValueError: `to` is missing for an event of which neither workers nor producers may hear.
    """
    if outcome is not None:
        facts[OUTCOME] = outcome
    heard = _heard(event, to, facts)
    if heard is not None:
        _leave(tx, actor, event, recipient_id, client_id, subject, _worded(event, language, heard), heard)


def pass_on(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    *,
    subject: Subject | None,
    client_id: UUID | None,
    language: Language,
    facts: Mapping[str, Fact],
    earlier: Wording,
    to: Hearing,
) -> None:
    """Leave a message that another was left of before, with its facts (`outcome` among them).

    It is worded as `tell` does it; where the sentence names by now what the facts lack, as it was worded, but
    for details that the recipient may not hear.
    """
    heard = _heard(event, to, facts)
    if heard is None:
        return
    try:
        wording = _worded(event, language, heard)
    except KeyError:
        wording = earlier
        if heard != facts:
            wording = replace(earlier, body=without_added(earlier.body, earlier.language, facts))
    _leave(tx, actor, event, recipient_id, client_id, subject, wording, heard)


def _heard(event: Event, to: Hearing | None, facts: Mapping[str, Fact]) -> Mapping[str, Fact] | None:
    """The facts that a recipient hears; None where the recipient may not be notified."""
    if to is None and not HEARD[event] & PROFESSIONAL:
        fault = f"{event} is for parties of a client: say in what capacity the recipient hears of it"
        raise ValueError(fault)
    match Telling.TOLD if to is None else telling(event, to):
        case Telling.NOT_TOLD:
            return None
        case Telling.WITHOUT_DETAILS:
            return without_details(facts)
        case _:
            return facts


def _worded(event: Event, language: Language, facts: Mapping[str, Fact]) -> Wording:
    return Wording(language, title_of(event, language, facts), body_of(event, language, facts))


def _leave(
    tx: Transaction,
    actor: Actor,
    event: Event,
    recipient_id: UUID,
    client_id: UUID | None,
    subject: Subject | None,
    wording: Wording,
    facts: Mapping[str, Fact],
) -> None:
    message_id = tx.new_id()
    work.leave(tx, actor, SENDING, subject_id=message_id)
    tx.gather(
        message,
        {
            "organiser_id": actor.organiser_id,
            "id": message_id,
            "recipient_id": recipient_id,
            "client_id": client_id,
            "event": event,
            "channel": None,
            "state": MessageState.WAITING,
            "language": wording.language,
            "title": wording.title,
            "body": wording.body,
            "subject_type": None if subject is None else subject.type,
            "subject_id": None if subject is None else subject.id,
            "facts": dict(facts),
            "at": tx.now,
            "read_at": None,
            "sent_at": None,
            "failure": None,
            "explanation": None,
        },
    )
