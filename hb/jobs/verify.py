"""Checking the books of every organiser, and telling what was checked and what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hb.kit.db import Database
from hb.ledger import service as ledger
from hb.ledger.rules import Difference, Verified

COUNTED = ("budgets", "accounts", "transfers", "links", "reservations")


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What was checked for each organiser; printed, it names every difference."""

    verified: Mapping[UUID, Verified]

    @property
    def differences(self) -> tuple[tuple[UUID, Difference], ...]:
        """Everything that is not as it must be, with the organiser's id."""
        return tuple(
            (organiser_id, difference)
            for organiser_id, verified in self.verified.items()
            for difference in verified.differences
        )

    def __str__(self) -> str:
        """One line of counts, one for each difference."""
        counts = ", ".join(
            f"{sum(getattr(verified, name) for verified in self.verified.values())} {name}"
            for name in COUNTED
        )
        head = f"Checked {len(self.verified)} organisers: {counts}; {len(self.differences)} differences."
        return "\n".join(
            [head, *(_line(organiser_id, difference) for organiser_id, difference in self.differences)]
        )


async def verify_all(
    database: Database,
    *,
    since: Mapping[UUID, datetime] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> VerificationReport:
    """Check the ledger of every organiser, each in transactions of its own.

    With `since`, only budgets on which something was posted from an organiser's instant on.

    The owner's connection will do: it too is under row-level security, and the access mode that
    `ledger.verify_all` opens shows one organiser's ledger at a time.
    """
    return VerificationReport(await ledger.verify_all(database, since=since, progress=progress))


def _line(organiser_id: UUID, difference: Difference) -> str:
    values = {
        "organiser": organiser_id,
        "budget": difference.budget_id,
        "line": difference.line_no,
        "month": difference.month,
        "measure": difference.measure,
        "seq": difference.seq,
        "transfer": difference.transfer_id,
        "expected": difference.expected,
        "found": difference.actual,
    }
    return " ".join(
        [difference.kind, *(f"{name}={value}" for name, value in values.items() if value is not None)]
    )
