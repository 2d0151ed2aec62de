"""A producer tries its endpoint: one signed call about nothing, and what the endpoint answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from time import monotonic
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages.rules import SendingFault
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import SIGNING_HEADERS, WebhookOutlet
from hb.sending import queries, rules
from hb.sending.rules import CallState, body_of_test, fault_of
from hb.sending.service.batches import Desk
from hb.sending.service.calls import secret_of
from hb.work import service as work
from hb.work.service import Done, Ending, Job, Workplace

TRYING = "WEBHOOK_TEST"
"""The kind of job that makes the test call which it is about (`hb.sending.work`)."""


@dataclass(frozen=True, slots=True)
class TestCallLeft:
    """The test call that waits to be made."""

    test_id: UUID


@dataclass(frozen=True, slots=True)
class TestCall:
    """A test call to make: its body, and where to with which secret; None where the endpoint has ended."""

    id: UUID
    producer_id: UUID
    body: bytes
    url: str | None
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class TestCalled:
    """What the endpoint answered, and after how many milliseconds; None where it was not called."""

    state: CallState
    status_code: int | None = None
    reason: SendingFault | None = None
    duration_ms: int | None = None


async def try_webhook(tx: Transaction, actor: Actor) -> TestCallLeft:
    """Have a signed call made to the producer's endpoint, which says that it is a test and nothing else.

    It is made once. A producer may ask for a few in an hour, so that nobody is overrun through us.

    Raises:
        Forbidden: the role tries no endpoints.
        EndpointNotSet: the producer has no endpoint.
        TooManyTestCalls: it has asked for as many in the last hour as it may.
    """
    access.require(actor, Permission.WEBHOOK_TEST)
    await tx.rows(queries.LOCK_PRODUCER)
    present = await tx.row(queries.WEBHOOK_TO_TRY)
    if present is None:
        raise rules.EndpointNotSet("input")
    if present["tests"] >= rules.TESTS_AN_HOUR:
        raise rules.TooManyTestCalls("input", most=rules.TESTS_AN_HOUR)
    test_id = tx.new_id()
    await tx.execute(queries.ADD_TEST, test_id=test_id, webhook_id=present["id"])
    work.leave(tx, actor, TRYING, subject_id=test_id)
    audit.record(tx, actor, Permission.WEBHOOK_TEST, subject_id=test_id)
    return TestCallLeft(test_id)


async def make_test_calls(workplace: Workplace, actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    """Make the test calls that jobs are about, each written as it comes; none is made a second time."""
    ids = [job.subject_id for job in jobs if job.subject_id is not None]
    desk, outlet = Desk(workplace, actor), workplace.tool(Outlets).webhooks
    calls = await desk.run(partial(_read, actor=actor, secrecy=workplace.tool(Secrecy), test_ids=ids))

    async def make(call: TestCall) -> Ending:
        called = await _made(outlet, call)
        await desk.keep(partial(_end, test_id=call.id, called=called))
        return Done()

    endings = await desk.each({call.id: call for call in calls}, make, lambda call: call.producer_id)
    return {job.id: endings.get(job.subject_id or job.id, Done()) for job in jobs}


async def give_up_test_call(tx: Transaction, _actor: Actor, job: Job, _fault: str) -> None:
    """A job that our own fault has stopped: its call failed, and the producer may ask for another."""
    if job.subject_id is not None:
        await _end(tx, job.subject_id, TestCalled(CallState.FAILED, reason=SendingFault.OWN_FAULT))


async def _read(tx: Transaction, actor: Actor, secrecy: Secrecy, test_ids: Sequence[UUID]) -> list[TestCall]:
    """Read the test calls that still wait."""
    calls = []
    for row in await tx.rows(queries.TESTS, ids=list(test_ids)):
        at: datetime = row["asked_at"]
        body = body_of_test(
            at, organiser_id=actor.organiser_id, producer_id=row["producer_id"], test_id=row["id"]
        )
        secret = secret_of(actor, secrecy, row)
        calls.append(TestCall(row["id"], row["producer_id"], body, row["url"], secret))
    return calls


async def _made(outlet: WebhookOutlet, call: TestCall) -> TestCalled:
    """Call the endpoint, and time its answer."""
    if call.url is None or call.secret is None:
        reason = SendingFault.NO_ENDPOINT if call.url is None else SendingFault.OWN_FAULT
        return TestCalled(CallState.FAILED, reason=reason)
    begun = monotonic()
    outcome = await outlet.post(call.url, call.secret, call.id, call.body)
    duration_ms = round((monotonic() - begun) * 1000)
    if outcome.fault is None:
        return TestCalled(CallState.RECEIVED, outcome.status_code, duration_ms=duration_ms)
    return TestCalled(CallState.FAILED, outcome.status_code, fault_of(outcome.fault), duration_ms)


async def _end(tx: Transaction, test_id: UUID, called: TestCalled) -> None:
    is_signed = called.duration_ms is not None
    await tx.execute(
        queries.END_TEST,
        test_id=test_id,
        state=called.state,
        status_code=called.status_code,
        reason=called.reason,
        duration_ms=called.duration_ms,
        signature_headers=list(SIGNING_HEADERS) if is_signed else None,
    )
