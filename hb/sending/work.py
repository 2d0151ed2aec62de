"""Jobs of sending: a message leaves by the channel that is right now, a call goes to a producer's system.

Both happen outside of any transaction and may happen again when a process dies in between: every receiver
knows a message by its id.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.language import Label
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import FAULT_LABELS, Channel, MessageState, SendingFault
from hb.messages.service import Sent
from hb.outlets.outcome import Fault, Notice, Outcome, Outlet
from hb.outlets.setting_up import Outlets
from hb.sending import service as sending
from hb.sending.queries.endpoints import TAKE_CALLS
from hb.sending.rules import Route, fault_of, notice_text, notice_title, route_of, wait_of
from hb.sending.rules.faults import MOST_ATTEMPTS, NOT_SET_UP_SECONDS
from hb.sending.rules.routes import Otherwise
from hb.sending.service import Batch, Ended, Outgoing
from hb.sending.service.batches import Desk
from hb.sending.service.posting import give_up_call, post_calls
from hb.sending.service.trying import TRYING
from hb.sending.service.webhooks import HASTENING, POSTING
from hb.work.rules import JobSubject
from hb.work.service import Again, Done, Ending, Job, JobKind, Later, Workplace

BATCH = 16
SECONDS_OF_ONE = 20.0
"""How long one message may take in all: a process that is stopped in production has 30 seconds."""
LEASE_SECONDS = 60.0
"""How long what a process took waits when the process dies: half as long again as a batch takes at worst."""
WAIT_FOR_FIRST_SECONDS = 5.0
"""How long a message waits at least for the first of those that it leaves with, which another process has."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt on a message came to: what is written of it, and how its job ends."""

    outgoing: Outgoing
    ending: Ending = field(default_factory=Done)
    sent: Sent | None = None
    is_letter: bool = False
    is_for_representatives: bool = False


class Sender:
    """Sends messages of one batch; what is found to be down is not tried again in it."""

    def __init__(self, outlets: Outlets, batch: Batch, attempts: Mapping[UUID, int]) -> None:
        self._outlets: Mapping[Channel, Outlet | None] = {
            Channel.EMAIL: outlets.email,
            Channel.SMS: outlets.sms,
            Channel.SUOMI_FI: outlets.suomi_fi,
        }
        self._sign_in_url = outlets.sign_in_url
        self._batch = batch
        self._attempts = attempts
        self._down: set[Channel] = set()

    def is_gathered(self, outgoing: Outgoing) -> bool:
        """Whether a message is to leave together with others of its recipient and instant."""
        way = route_of(outgoing.target, self._batch.rules, self._batch.day)
        return isinstance(way, Route) and way.channel in GATHERING

    async def send(self, outgoing: Outgoing) -> Attempt:
        """Send a message by the channel that is right for it now."""
        way = route_of(outgoing.target, self._batch.rules, self._batch.day)
        outcome: Outcome | None = None
        if isinstance(way, Route) and way.channel in self._outlets:
            outcome = await self._try(outgoing, way)
            if outcome is not None and outcome.fault is Fault.NO_MAILBOX:
                way = route_of(outgoing.target, self._batch.rules, self._batch.day, without=way.channel)
        if isinstance(way, Otherwise):
            return Attempt(outgoing, is_for_representatives=True)
        if isinstance(way, SendingFault):
            return self._failed(outgoing, None, way)
        if way.channel in {Channel.LETTER, Channel.WEBHOOK}:
            waits = Sent(outgoing.id, MessageState.WAITING, way.channel)
            return Attempt(outgoing, sent=waits, is_letter=way.channel is Channel.LETTER)
        return self._attempt(outgoing, way.channel, outcome)

    async def _try(self, outgoing: Outgoing, route: Route) -> Outcome | None:
        """Give a message to an outlet; None where it is not set up."""
        outlet = self._outlets[route.channel]
        if outlet is None:
            return None
        if route.channel in self._down:
            return Outcome(Fault.UNREACHABLE)
        try:
            async with asyncio.timeout(SECONDS_OF_ONE):
                outcome = await outlet.send(_notice(outgoing, route, self._sign_in_url))
        except TimeoutError:
            outcome = Outcome(Fault.TIMED_OUT)
        if outcome.fault is not None and outcome.fault.is_of_outlet:
            self._down.add(route.channel)
        return outcome

    def _attempt(self, outgoing: Outgoing, channel: Channel, outcome: Outcome | None) -> Attempt:
        """What an outlet's outcome means for a message and its job."""
        attempts = self._attempts[outgoing.id]
        if outcome is None:
            fault = SendingFault.CHANNEL_NOT_SET_UP
            waits = Sent(outgoing.id, MessageState.WAITING, channel, fault, attempts)
            return Attempt(outgoing, Again(seconds=NOT_SET_UP_SECONDS), waits)
        if outcome.fault is None:
            return Attempt(outgoing, sent=Sent(outgoing.id, MessageState.SENT, channel))
        fault = fault_of(outcome.fault)
        if outcome.fault.is_final or attempts >= MOST_ATTEMPTS:
            return self._failed(outgoing, channel, fault)
        waits = Sent(outgoing.id, MessageState.WAITING, channel, fault, attempts)
        return Attempt(outgoing, Again(fault, wait_of(outcome)), waits)

    def _failed(self, outgoing: Outgoing, channel: Channel | None, fault: SendingFault) -> Attempt:
        attempts = self._attempts[outgoing.id]
        return Attempt(outgoing, sent=Sent(outgoing.id, MessageState.FAILED, channel, fault, attempts))


async def send_messages(workplace: Workplace, actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    """Send the messages that jobs are about, each written as it comes; gives how each job ends.

    What leaves in one e-mail is sent by the process that has the first of it, and waits in any other.
    """
    about = {job.subject_id: job for job in jobs if job.subject_id is not None}
    desk = Desk(workplace, actor)
    batch = await desk.run(
        partial(
            sending.read_outgoing,
            actor=actor,
            secrecy=workplace.tool(Secrecy),
            message_ids=list(about),
        )
    )
    unneeded = [
        Sent(message_id, MessageState.NOT_NEEDED, None, unneeded=why)
        for message_id, why in batch.unneeded.items()
    ]
    if unneeded or batch.ended:
        ended = Ended(sent=tuple(unneeded), ended=batch.ended)
        await desk.keep(partial(sending.end_outgoing, actor=actor, ended=ended))
    attempts = {message_id: job.attempts for message_id, job in about.items()}
    sender = Sender(workplace.tool(Outlets), batch, attempts)

    over = {*batch.unneeded}
    ended_with: set[UUID] = set()

    async def send(outgoing: Outgoing) -> Ending:
        attempt = await sender.send(outgoing)
        ended = _ended(attempt)
        await desk.keep(partial(sending.end_outgoing, actor=actor, ended=ended))
        if isinstance(attempt.ending, Done):
            over.add(outgoing.id)
            ended_with.update(one.message_id for one in ended.sent if one.state is not MessageState.WAITING)
        return attempt.ending

    now = {one.id: one for one in batch.outgoing if one.ahead <= over or not sender.is_gathered(one)}
    endings = await desk.each(now, send)
    for one in batch.outgoing:
        if one.id in now:
            continue
        if one.id in ended_with:
            endings[one.id] = Done()
        else:
            wait = 0.0 if one.ahead <= over else max(WAIT_FOR_FIRST_SECONDS, one.first_due)
            endings[one.id] = Later(wait)
    return {job.id: endings.get(job.subject_id or job.id, Done()) for job in jobs}


async def give_up_message(tx: Transaction, actor: Actor, job: Job, _fault: str) -> None:
    """A job that our own fault has stopped: its message failed, and an administrator may send it again."""
    if job.subject_id is not None:
        failed = Sent(job.subject_id, MessageState.FAILED, None, SendingFault.OWN_FAULT, job.attempts)
        await sending.end_and_tell(tx, actor, [failed])


GATHERING = frozenset({Channel.EMAIL, Channel.SMS})
"""Channels by which nothing but the title leaves: what has the same title for one recipient goes at once."""


def _notice(outgoing: Outgoing, route: Route, sign_in_url: str) -> Notice:
    """What an outlet gets: the message itself by Suomi.fi alone, and by the others that there is one.

    What goes at once has the id of its first message, which is the one that is sent.
    """
    if route.channel not in GATHERING:
        return Notice(outgoing.id, route.addresses, outgoing.title, outgoing.body)
    count = len(outgoing.together)
    body = notice_text(
        outgoing.title,
        outgoing.language,
        sign_in_url,
        is_short=route.channel is Channel.SMS,
        count=count,
    )
    return Notice(outgoing.id, route.addresses, notice_title(outgoing.title, count), body)


def _ended(attempt: Attempt) -> Ended:
    """What is written of one attempt; what would have gone at once has come to the same."""
    outgoing, sent = attempt.outgoing, attempt.sent
    with_it: tuple[UUID, ...] = ()
    if sent is not None and sent.channel in GATHERING:
        with_it = tuple(message_id for message_id in outgoing.together if message_id != outgoing.id)
    return Ended(
        sent=() if sent is None else (sent, *(replace(sent, message_id=other) for other in with_it)),
        letters=(outgoing.id,) if attempt.is_letter else (),
        for_representatives=(outgoing,) if attempt.is_for_representatives else (),
        to_suomi_fi=(outgoing,) if _has_gone_to_suomi_fi(attempt) else (),
    )


def _has_gone_to_suomi_fi(attempt: Attempt) -> bool:
    sent = attempt.sent
    return sent is not None and sent.channel is Channel.SUOMI_FI and sent.state is MessageState.SENT


FAULTS: Mapping[str, Label] = {str(fault): label for fault, label in FAULT_LABELS.items()}
JOBS = (
    JobKind(
        HASTENING,
        inside=sending.hasten_calls,
        label=Label(
            "Odottavien kutsujen kiirehtiminen uuteen osoitteeseen",
            "Påskyndande av väntande anrop till en ny adress",
            "Hastening of waiting calls to a new endpoint",
        ),
        about=JobSubject.PRODUCER,
    ),
    JobKind(
        messages.SENDING,
        outside=send_messages,
        batch=BATCH,
        most_attempts=MOST_ATTEMPTS,
        lease_seconds=LEASE_SECONDS,
        on_stop=give_up_message,
        instead=Label("Lähetä viesti uudelleen.", "Skicka meddelandet på nytt.", "Send the message again."),
        label=Label("Viestin lähettäminen", "Sändning av ett meddelande", "Sending of a message"),
        about=JobSubject.MESSAGE,
    ),
    JobKind(
        POSTING,
        outside=post_calls,
        take=TAKE_CALLS,
        batch=BATCH,
        most_attempts=MOST_ATTEMPTS,
        lease_seconds=LEASE_SECONDS,
        on_stop=give_up_call,
        instead=Label(
            "Toista kutsu palveluntuottajan järjestelmään.",
            "Upprepa anropet till producentens system.",
            "Replay the call to the producer's system.",
        ),
        label=Label(
            "Kutsu palveluntuottajan järjestelmään",
            "Anrop till producentens system",
            "Call to a producer's system",
        ),
        about=JobSubject.WEBHOOK_CALL,
    ),
    JobKind(
        TRYING,
        outside=sending.make_test_calls,
        batch=BATCH,
        lease_seconds=LEASE_SECONDS,
        on_stop=sending.give_up_test_call,
        instead=Label(
            "Kokeile kutsun osoitetta uudelleen.", "Prova adressen på nytt.", "Try the endpoint again."
        ),
        label=Label(
            "Koekutsu palveluntuottajan järjestelmään",
            "Provanrop till producentens system",
            "Test call to a producer's system",
        ),
        about=JobSubject.WEBHOOK_TEST,
    ),
)
