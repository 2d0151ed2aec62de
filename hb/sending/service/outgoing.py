"""What the sender reads of messages before they leave, and writes of what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hb.access.queries.days import NOW
from hb.access.rules import Actor
from hb.audit import service as audit
from hb.clients.rules import ClientLanguage, RepresentativeKind
from hb.clients.rules.validity import HEARERS, language_of
from hb.kit.errors import Fact, Language
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Row, Transaction
from hb.letters import service as letters
from hb.messages import service as messages
from hb.messages.rules import (
    Channel,
    Event,
    Hearing,
    MessageState,
    NotSent,
    Recipient,
    SendingFault,
    Subject,
    SubjectType,
)
from hb.messages.service import Sent, Wording
from hb.sending import queries
from hb.sending.rules import DEFAULTS, ChannelRule, Target
from hb.sending.service.calls import follow_calls
from hb.sending.service.failing import end_and_tell
from hb.sending.service.targets import targets_of
from hb.sending.service.webhooks import POSTING
from hb.work import service as work


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is to leave: what it says, and who gets it."""

    id: UUID
    event: Event
    language: Language
    title: str = field(repr=False)
    body: str = field(repr=False)
    client_id: UUID | None
    subject: Subject | None
    facts: Mapping[str, Fact]
    target: Target
    together: tuple[UUID, ...]
    """The messages that one e-mail or text message is about, in order; this one is among them."""
    ahead: frozenset[UUID] = frozenset()
    """Those of the same recipient and instant, as yet unsent, of which the first takes this one with it."""
    first_due: float = 0
    """In how many seconds the first of them is due; taken already, it is not positive."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages that are to leave, those that are not to (any more), the organiser's rules and the day."""

    outgoing: tuple[Outgoing, ...]
    rules: tuple[ChannelRule, ...]
    day: date
    unneeded: Mapping[UUID, NotSent]
    ended: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of the messages of a batch."""

    sent: tuple[Sent, ...] = ()
    letters: tuple[UUID, ...] = ()
    for_representatives: tuple[Outgoing, ...] = ()
    to_suomi_fi: tuple[Outgoing, ...] = ()
    ended: tuple[UUID, ...] = ()


async def read_clock(tx: Transaction) -> None:
    """Let the transaction know its instant."""
    row = await tx.row(NOW)
    if row is not None:
        tx.clock_read(row["now"])


async def read_outgoing(
    tx: Transaction, actor: Actor, secrecy: Secrecy, message_ids: Sequence[UUID]
) -> Batch:
    """Read messages with what is known of their recipients now, and leave the calls to endpoints.

    One that was read here is not needed outside, nor one for a representative whose power has ended; one that
    is kept back, or was sent, is let be. What leaves together is read first: where another process sends it
    meanwhile, the message is seen to have been sent.
    """
    rules = await _rules(tx)
    together = {
        row["message_id"]: row
        for row in await tx.rows(queries.TOGETHER, kind=messages.SENDING, ids=list(message_ids))
    }
    rows = await tx.rows(queries.OUTGOING, ids=list(message_ids))
    for call in await tx.rows(queries.LEAVE_CALLS, ids=list(message_ids)):
        work.leave(tx, actor, POSTING, subject_id=call["id"])
    waiting = [row for row in rows if row["state"] == MessageState.WAITING]
    unneeded = {row["id"]: why for row in waiting if (why := _unneeded(row)) is not None}
    unread = [row for row in waiting if row["id"] not in unneeded]
    targets = await targets_of(tx, actor, secrecy, unread)
    return Batch(
        outgoing=tuple(
            Outgoing(
                id=row["id"],
                event=Event(row["event"]),
                language=row["language"],
                title=row["title"],
                body=row["body"],
                client_id=row["client_id"],
                subject=_subject(row),
                facts=row["facts"],
                target=targets[row["id"]],
                together=_ids(together, row["id"], "ids") or (row["id"],),
                ahead=frozenset(_ids(together, row["id"], "ahead")),
                first_due=float(together[row["id"]]["seconds"]) if row["id"] in together else 0,
            )
            for row in unread
        ),
        rules=rules,
        day=tx.today,
        unneeded=unneeded,
        ended=tuple(row["id"] for row in rows if row["state"] != MessageState.WAITING),
    )


async def end_outgoing(tx: Transaction, actor: Actor, ended: Ended) -> None:
    """Write what became of messages, lay letters by, and notify those who represent a child in its place.

    Where it is not known whether it was written, it may be done again: nothing happens twice.
    """
    unheard = await _tell_representatives(tx, actor, ended.for_representatives)
    written = await end_and_tell(tx, actor, [*ended.sent, *unheard], ended.ended)
    by_call = [sent.message_id for sent in ended.sent if sent.channel is Channel.WEBHOOK]
    if by_call:
        await follow_calls(tx, actor, by_call)
    if ended.letters:
        await letters.lay_by(tx, actor, ended.letters)
    for outgoing in ended.to_suomi_fi:
        if outgoing.id not in written:
            continue
        channel = Channel.SUOMI_FI.value
        audit.record(
            tx, actor, "message:send", client_id=outgoing.client_id, subject_id=outgoing.id, channel=channel
        )


async def _tell_representatives(tx: Transaction, actor: Actor, outgoing: Sequence[Outgoing]) -> list[Sent]:
    """Leave a message to each of those who represent a child; gives what became of the child's own.

    Who got the same beside the child gets no second one.
    """
    if not outgoing:
        return []
    rows = await tx.rows(queries.REPRESENTATIVES, ids=[child.id for child in outgoing])
    ended = []
    for child in outgoing:
        speaking = [row for row in rows if row["message_id"] == child.id]
        for row in speaking:
            if not row["has_own"]:
                messages.pass_on(
                    tx,
                    actor,
                    child.event,
                    row["id"],
                    client_id=child.client_id,
                    subject=child.subject,
                    language=language_of(ClientLanguage(row["language"])),
                    facts=child.facts,
                    earlier=Wording(child.language, child.title, child.body),
                    to=Hearing(HEARERS[RepresentativeKind(row["kind"])], row["is_hidden"], row["has_died"]),
                )
        unheard = Sent(child.id, MessageState.FAILED, None, SendingFault.NO_REPRESENTATIVE, attempts=1)
        unneeded = Sent(child.id, MessageState.NOT_NEEDED, None, unneeded=NotSent.TO_REPRESENTATIVES)
        ended.append(unneeded if speaking else unheard)
    return ended


def _unneeded(row: Row) -> NotSent | None:
    """Why a message that waits needs no sending; None where it does."""
    if row["read_at"] is not None:
        return NotSent.READ_HERE
    return NotSent.POWER_ENDED if row["power_ended"] else None


def _ids(together: Mapping[UUID, Row], message_id: UUID, column: str) -> tuple[UUID, ...]:
    row = together.get(message_id)
    return () if row is None else tuple(row[column] or ())


def _subject(row: Row) -> Subject | None:
    return (
        None if row["subject_type"] is None else Subject(SubjectType(row["subject_type"]), row["subject_id"])
    )


async def _rules(tx: Transaction) -> tuple[ChannelRule, ...]:
    """The organiser's rules; one that has none yet begins with the usual ones, which are its data then."""
    rows = await tx.rows(queries.RULES)
    if not rows:
        rows = await tx.rows(
            queries.BEGIN_RULES,
            ids=[tx.new_id() for _ in DEFAULTS],
            recipients=[rule.recipient for rule in DEFAULTS],
            events=[rule.event for rule in DEFAULTS],
            consents=[rule.consents for rule in DEFAULTS],
            from_ages=[rule.from_age for rule in DEFAULTS],
            below_ages=[rule.below_age for rule in DEFAULTS],
            channels=[rule.channel for rule in DEFAULTS],
        )
    return tuple(map(_rule, rows))


def _rule(row: Row) -> ChannelRule:
    return ChannelRule(
        recipient=Recipient(row["recipient"]),
        channel=None if row["channel"] is None else Channel(row["channel"]),
        event=None if row["event"] is None else Event(row["event"]),
        consents=row["consents"],
        from_age=row["from_age"],
        below_age=row["below_age"],
        valid_from=row["valid_from"],
    )
