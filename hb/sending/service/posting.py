"""Calls to producers' systems: each is made outside of any transaction, by turns, and written as it comes."""

from collections.abc import Mapping, Sequence
from functools import partial
from time import monotonic
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages.rules import SendingFault
from hb.outlets.outcome import Outcome
from hb.outlets.setting_up import Outlets
from hb.outlets.webhook import LONG_SECONDS, WebhookOutlet
from hb.sending.rules import CallState, fault_of, wait_of
from hb.sending.rules.faults import MOST_ATTEMPTS
from hb.sending.service.batches import Desk
from hb.sending.service.calls import Call, Called, end_calls, read_calls
from hb.work.service import Again, Done, Ending, Job, Workplace

OTHERS_FIRST = "OTHERS_FIRST"
"""The fault of a job that waits while its receiver, which took long, is left alone."""


class Poster:
    """Makes calls to producers' systems; one that took long or did not answer is left alone for a while."""

    def __init__(self, outlet: WebhookOutlet, attempts: Mapping[UUID, int]) -> None:
        self._outlet = outlet
        self._attempts = attempts

    async def post(self, call: Call) -> tuple[Called | None, Ending]:
        """Make a call: what is written of it (None: it was not its turn), and how its job ends."""
        attempts = self._attempts[call.id]
        if call.url is None or call.secret is None:
            reason = SendingFault.NO_ENDPOINT if call.url is None else SendingFault.OWN_FAULT
            return Called(call.id, CallState.FAILED, attempts, reason=reason), Done()
        rest = self._outlet.rests.left(_receiver(call))
        if rest is None:
            outcome = await self._try(call, call.url, call.secret)
        elif rest[1] is None:
            return None, Again(OTHERS_FIRST, rest[0], is_counted=False)
        else:
            outcome = Outcome(rest[1])
        if outcome.fault is None:
            return Called(call.id, CallState.RECEIVED, attempts, outcome.status_code), Done()
        reason = fault_of(outcome.fault)
        if outcome.fault.is_final or attempts >= MOST_ATTEMPTS:
            return Called(call.id, CallState.FAILED, attempts, outcome.status_code, reason), Done()
        waits = Called(call.id, CallState.WAITING, attempts, outcome.status_code, reason)
        return waits, Again(reason, wait_of(outcome))

    async def _try(self, call: Call, url: str, secret: str) -> Outcome:
        """Call an endpoint, and leave it alone afterwards if that took long or led nowhere."""
        begun = monotonic()
        outcome = await self._outlet.post(url, secret, call.id, call.body)
        if outcome.fault is not None and outcome.fault.is_of_outlet:
            self._outlet.rests.begin(_receiver(call), outcome.fault)
        elif monotonic() - begun > LONG_SECONDS:
            self._outlet.rests.begin(_receiver(call), None)
        return outcome


async def post_calls(workplace: Workplace, actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    """Make the calls that jobs are about, each written as it comes; gives how each job ends.

    What is tried for the first time goes first, and no producer takes all places.
    """
    about = {job.subject_id: job for job in jobs if job.subject_id is not None}
    attempts = {call_id: job.attempts for call_id, job in about.items()}
    poster = Poster(workplace.tool(Outlets).webhooks, attempts)
    desk = Desk(workplace, actor)
    calls = await desk.run(
        partial(read_calls, actor=actor, secrecy=workplace.tool(Secrecy), call_ids=list(about))
    )

    async def make(call: Call) -> Ending:
        called, ending = await poster.post(call)
        if called is not None:
            await desk.keep(partial(end_calls, actor=actor, calls=[called]))
        return ending

    in_order = sorted(calls, key=lambda call: attempts[call.id])
    endings = await desk.each({call.id: call for call in in_order}, make, _receiver)
    return {job.id: endings.get(job.subject_id or job.id, Done()) for job in jobs}


async def give_up_call(tx: Transaction, actor: Actor, job: Job, _fault: str) -> None:
    """A job that our own fault has stopped: its call failed, and the producer may have it made again."""
    if job.subject_id is not None:
        failed = Called(job.subject_id, CallState.FAILED, job.attempts, reason=SendingFault.OWN_FAULT)
        await end_calls(tx, actor, [failed])


def _receiver(call: Call) -> tuple[UUID, str | None]:
    """By what an endpoint is known that is left alone for a while: another of the same producer is not."""
    return call.producer_id, call.url
