"""The endpoint of a producer's system: set, ended, and calls to it replayed."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound, WrongState
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.outlets.webhook import new_secret
from hb.sending import queries, rules
from hb.sending.model import SIGNING_SECRET, webhook_secret
from hb.sending.rules import NO_ENDPOINT_SET, CallState
from hb.work import service as work
from hb.work.queries import HASTEN_JOBS
from hb.work.service import Done, Job

POSTING = "WEBHOOK_POST"
"""The kind of job that makes the call which it is about (`hb.sending.work`)."""
HASTENING = "WEBHOOK_CALLS_HASTEN"
"""The kind of job that has the waiting calls of the producer which it is about made at once."""


@dataclass(frozen=True, slots=True)
class WebhookKept:
    """The endpoint that was set or ended, the former one that it replaced, and how many calls waited then."""

    webhook_id: UUID
    former_webhook_id: UUID | None = None
    waiting_calls: int = 0


@dataclass(frozen=True, slots=True)
class CallReplayed:
    """The call that waits to be made again."""

    call_id: UUID


async def set_webhook(
    tx: Transaction, actor: Actor, secrecy: Secrecy, url: str, *, allow_loopback: bool = False
) -> WebhookKept:
    """Have the events of this organiser posted to an endpoint, in place of the one before if there was one.

    A secret is made for it. `allow_loopback` lets http lead to this very machine (development). The producer
    is notified that the former ends; calls that waited for it are made to this one, and at once.

    Raises:
        Forbidden: the role keeps no endpoints.
        InvalidInput: the address is not of its form, or is never called.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    endpoint = rules.endpoint_of(url, allow_loopback=allow_loopback)
    await tx.rows(queries.LOCK_PRODUCER)
    present = await tx.row(queries.PRESENT_WEBHOOK)
    former_id, waiting = None, 0
    if present is not None:
        former_id, waiting = present["id"], await _end(tx, actor, present["id"])
    webhook_id = tx.new_id()
    await tx.execute(queries.ADD_WEBHOOK, webhook_id=webhook_id, url=endpoint)
    place = SIGNING_SECRET.place(webhook_secret, actor.organiser_id, webhook_id)
    columns = SIGNING_SECRET.parameters(secrecy, new_secret(), place)
    await tx.execute(queries.ADD_SECRET, webhook_id=webhook_id, **columns)
    audit.record(tx, actor, "webhook:set", subject_id=webhook_id)
    if former_id is not None:
        about = Subject(SubjectType.PRODUCER, actor.party_id)
        messages.tell(tx, actor, Event.WEBHOOK_REPLACED, actor.party_id, subject=about, calls=waiting)
    return WebhookKept(webhook_id, former_id, waiting)


async def read_secret(tx: Transaction, actor: Actor, secrecy: Secrecy, webhook_id: UUID) -> str | None:
    """The secret of an endpoint, for the payload of `set_webhook` alone; None if it has none any more.

    Raises:
        Forbidden: the role keeps no endpoints.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    row = await access.row_in_command_mode(tx, queries.SECRET, webhook_id=webhook_id)
    if row is None:
        return None
    place = SIGNING_SECRET.place(webhook_secret, actor.organiser_id, webhook_id)
    return secrecy.decrypt(row[SIGNING_SECRET.ciphertext], *place, key_id=row["key_id"])


async def end_webhook(tx: Transaction, actor: Actor) -> WebhookKept:
    """Have nothing more posted to the endpoint; calls that wait for it fail at once, and may be replayed.

    Raises:
        Forbidden: the role keeps no endpoints.
        NotFound: the producer has none.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    present = await tx.row(queries.PRESENT_WEBHOOK)
    if present is None:
        raise NotFound("input").saying(NO_ENDPOINT_SET)
    waiting = await _end(tx, actor, present["id"])
    audit.record(tx, actor, "webhook:end", subject_id=present["id"])
    return WebhookKept(present["id"], waiting_calls=waiting)


async def _end(tx: Transaction, actor: Actor, webhook_id: UUID) -> int:
    """End an endpoint and leave the job that has its waiting calls tried at once; gives how many wait."""
    row = await tx.row(queries.END_WEBHOOK, webhook_id=webhook_id)
    waiting: int = 0 if row is None else row["waiting"]
    if waiting:
        work.leave(tx, actor, HASTENING, subject_id=actor.party_id)
    return waiting


async def hasten_calls(tx: Transaction, _actor: Actor, job: Job) -> Done:
    """Have a producer's calls that wait for their next try made now: its endpoint is another, or none."""
    calls = await tx.rows(queries.WAITING_CALLS, producer_id=job.subject_id)
    await tx.execute(HASTEN_JOBS, kind=POSTING, subject_ids=[call["id"] for call in calls])
    return Done()


async def replay_call(tx: Transaction, actor: Actor, call_id: UUID) -> CallReplayed:
    """Have a call made again, with the same id, to the endpoint that the producer has then.

    Raises:
        Forbidden: the role keeps no endpoints.
        NotFound: the producer has no such call.
        WrongState: it still waits.
        EndpointNotSet: the producer has no endpoint now.
    """
    access.require(actor, Permission.WEBHOOK_EDIT)
    call = await tx.row(queries.LOCK_CALL, call_id=call_id)
    if call is None:
        raise NotFound("input", "callId")
    if call["state"] == CallState.WAITING:
        raise WrongState("input", "callId", state=call["state"])
    if await tx.row(queries.PRESENT_WEBHOOK) is None:
        raise rules.EndpointNotSet("input", "callId")
    await tx.execute(queries.REPLAY, call_id=call_id)
    work.leave(tx, actor, POSTING, subject_id=call_id)
    audit.record(tx, actor, "webhook:replay", subject_id=call_id)
    return CallReplayed(call_id)
