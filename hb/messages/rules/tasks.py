"""Urgent tasks: what cannot wait, and who does it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class TaskKind(StrEnum):
    """What must be done at once.

    VISIT_WITHOUT_ADDRESS: contact data are hidden from producers with visits to come; somebody must see to it
    that those visits still happen.
    """

    VISIT_WITHOUT_ADDRESS = "VISIT_WITHOUT_ADDRESS"


class TaskState(StrEnum):
    """Whether an urgent task is still to be done."""

    OPEN = "OPEN"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class VisitsToCome:
    """An order whose visits are still to come, with its producer, first and last month (yyyymm)."""

    order_id: UUID
    producer_id: UUID
    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class TaskDone:
    """The urgent task that was marked done."""

    task_id: UUID


def responsible(own_worker_id: UUID | None, *, open_now: bool, on_call: bool, actor_id: UUID) -> UUID | None:
    """Who is given an urgent task about a client; None is the workers on call.

    In office hours it is the client's own worker (omatyöntekijä, SHL 1301/2014 42 §); out of them, and for a
    client without one, it is the workers on call. Where nobody is on call (`on_call` is false), the own
    worker has it all the same, or else who made it necessary: an urgent task is always somebody's.
    """
    if own_worker_id is not None and (open_now or not on_call):
        return own_worker_id
    return None if on_call else actor_id
