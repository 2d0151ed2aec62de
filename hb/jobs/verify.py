"""Checking the books of every organiser, and telling what was checked and what is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hb.jobs import books
from hb.jobs.books import Proved, prove
from hb.kit.db import Database
from hb.ledger import service as ledger
from hb.ledger.rules import Difference, Verified

COUNTED = ("budgets", "accounts", "transfers", "links", "reservations")
FACTS = (
    *("budget", "item", "order", "delivery", "decision", "settlement", "payment_account", "producer"),
    *("line", "month", "measure", "seq", "transfer", "expected", "found"),
)
"""The ids and numbers of a difference in the order they are printed."""


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What was checked for each organiser; printed, it names every difference."""

    verified: Mapping[UUID, Verified]
    proved: Mapping[UUID, Proved]

    @property
    def differences(self) -> tuple[tuple[UUID, Mapping[str, object]], ...]:
        """Everything that is not as it must be, with the organiser's id: kind, ids and numbers."""
        return tuple(self._differences())

    def _differences(self) -> Iterator[tuple[UUID, Mapping[str, object]]]:
        for organiser_id, verified in self.verified.items():
            for difference in verified.differences:
                yield organiser_id, _facts(difference)
            for other in self.proved[organiser_id].differences:
                yield organiser_id, other

    def __str__(self) -> str:
        """One line of counts, one for each difference."""
        counts = {
            name: sum(getattr(verified, name) for verified in self.verified.values()) for name in COUNTED
        }
        for name in books.COUNTED:
            counts[name] = sum(proved.counts[name] for proved in self.proved.values())
        counted = ", ".join(f"{count} {name}" for name, count in counts.items())
        differences = self.differences
        head = f"Checked {len(self.verified)} organisers: {counted}; {len(differences)} differences."
        return "\n".join([head, *(_line(organiser_id, facts) for organiser_id, facts in differences)])


async def verify_all(
    database: Database,
    *,
    since: Mapping[UUID, datetime] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> VerificationReport:
    """Check the ledger of every organiser and the books beside it, each in transactions of its own.

    With `since`, only what was posted, reported or settled from an organiser's instant on.

    The owner's connection is needed: it too is under row-level security, and policies of its own show it one
    organiser's books at a time, in the access mode `command`.
    """
    verified = await ledger.verify_all(database, since=since, progress=progress)
    return VerificationReport(
        verified,
        {
            organiser_id: await prove(database, organiser_id, since=(since or {}).get(organiser_id))
            for organiser_id in verified
        },
    )


def _facts(difference: Difference) -> Mapping[str, object]:
    """A difference of the ledger, by the names that all differences are printed with."""
    return {
        "kind": difference.kind,
        "budget": difference.budget_id,
        "line": difference.line_no,
        "month": difference.month,
        "measure": difference.measure,
        "seq": difference.seq,
        "transfer": difference.transfer_id,
        "expected": difference.expected,
        "found": difference.actual,
    }


def _line(organiser_id: UUID, facts: Mapping[str, object]) -> str:
    values = {"organiser": organiser_id, **{name: facts.get(name) for name in FACTS}}
    return " ".join(
        [str(facts["kind"]), *(f"{name}={value}" for name, value in values.items() if value is not None)]
    )
