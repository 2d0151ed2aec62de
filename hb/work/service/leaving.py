"""Leaving a job in the transaction of what makes it necessary."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.transaction import Transaction
from hb.work.model import job
from hb.work.rules import JobState


def leave(
    tx: Transaction,
    actor: Actor,
    kind: str,
    *,
    subject_id: UUID | None = None,
    facts: Mapping[str, int | str | None] | None = None,
    due_at: datetime | None = None,
) -> UUID:
    """Leave a job of a kind, written at the end of the command with all else that it gathered.

    Facts are ids, numbers and codes, never names or hetu. Without `due_at` the job is due at once.
    """
    job_id = tx.new_id()
    tx.gather(
        job,
        {
            "organiser_id": actor.organiser_id,
            "id": job_id,
            "kind": kind,
            "state": JobState.WAITING,
            "subject_id": subject_id,
            "facts": dict(facts or {}),
            "at": tx.now,
            "due_at": due_at or tx.now,
            "attempts": 0,
            "leased_until": None,
            "lease_id": None,
            "fault": None,
            "failing_since": None,
            "ended_at": None,
        },
    )
    return job_id
