"""A letter that could not be sent, and how a producer tried its endpoint."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from hb.access.rules import Role
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, Producer
from hb.letters.model import letter
from hb.letters.rules import LetterFailure, LetterState
from hb.messages.model import message, unsent_message, unsent_party
from hb.messages.rules import EXPLANATIONS, Channel, Event, MessageState, SendingFault, UnsentRecipient
from hb.outlets.webhook import SIGNING_HEADERS
from hb.sending.model import webhook_test
from hb.sending.rules import CallState

ENDED_AFTER = timedelta(seconds=2)
TRIES = ((timedelta(days=3, hours=2), 500, 412), (timedelta(days=3, hours=1), 204, 187))
"""How long ago an endpoint was tried, with which status code and after how many milliseconds it answered."""


def fail_letter(making: Making, organisation: Organisation) -> None:
    """Have a letter fail to the leading client's representative, who had no address then."""
    approved = next(
        (
            row
            for row in making.rows.rows_of(message)
            if (row["organiser_id"], row["client_id"], row["event"])
            == (organisation.organiser_id, cast_id("client"), Event.PLAN_APPROVED)
        ),
        None,
    )
    if approved is None or not isinstance(approved["at"], datetime):
        return
    _fail(making, approved, cast_id("representative"), approved["at"])


def _fail(making: Making, approved: Mapping[str, object], representative_id: UUID, at: datetime) -> None:
    """Write the representative's own copy of a message, with what became of its letter."""
    message_id, language = cast_id("letter that failed"), "sv" if approved["language"] == "sv" else "fi"
    organiser_id, fault, ended_at = approved["organiser_id"], SendingFault.NO_ADDRESS, at + ENDED_AFTER
    failed: dict[str, object] = {
        "id": message_id,
        "recipient_id": representative_id,
        "channel": Channel.LETTER,
        "state": MessageState.FAILED,
        "read_at": None,
        "sent_at": None,
        "failure": fault,
        "explanation": EXPLANATIONS[fault]["sv" if language == "sv" else "fi"],
    }
    making.rows.add(message, **{**approved, **failed})
    making.rows.add(
        unsent_message,
        organiser_id=organiser_id,
        message_id=message_id,
        event=approved["event"],
        channel=Channel.LETTER,
        state=MessageState.FAILED,
        reason=fault,
        attempts=1,
        at=at,
        tried_at=ended_at,
        former_reason=None,
        resent_at=None,
        recipient=UnsentRecipient.REPRESENTATIVE,
        worker_id=None,
        producer_id=None,
    )
    making.rows.add(
        unsent_party,
        organiser_id=organiser_id,
        message_id=message_id,
        client_id=approved["client_id"],
        representative_id=representative_id,
        at=at,
    )
    making.rows.add(
        letter,
        organiser_id=organiser_id,
        id=cast_id("failed letter"),
        message_id=message_id,
        state=LetterState.FAILED,
        failure=LetterFailure.NO_ADDRESS,
        laid_by_at=at,
        batch_id=None,
        position=None,
        pages=None,
        ended_at=ended_at,
    )


def try_endpoint(making: Making, organisation: Organisation, producer: Producer, webhook_id: UUID) -> None:
    """Have a producer try its endpoint, which failed at first."""
    for number, (ago, status_code, duration_ms) in enumerate(TRIES):
        asked_at, failed = making.calendar.now - ago, status_code >= 500
        making.rows.add(
            webhook_test,
            organiser_id=organisation.organiser_id,
            id=cast_id(f"{organisation.area.key} test call {number}"),
            producer_id=producer.producer_id,
            webhook_id=webhook_id,
            state=CallState.FAILED if failed else CallState.RECEIVED,
            status_code=status_code,
            reason=SendingFault.ANSWERED_WITH_ERROR if failed else None,
            duration_ms=duration_ms,
            signature_headers=list(SIGNING_HEADERS),
            asked_by=producer.users[Role.PRODUCER_ADMINISTRATOR],
            asked_at=asked_at,
            ended_at=asked_at + ENDED_AFTER,
        )
