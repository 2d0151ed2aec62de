"""Checking rows against their digests and seals, and the seals in the database against those outside it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from hb.jobs.seal import context_of
from hb.jobs.seal_folder import SealFolder
from hb.kit.db import Database
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.seals import service
from hb.seals.rules import MalformedSeal, SealDifference, SignedSeal, chained, signed_seal

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SealsVerified:
    """What was checked of one organiser: seals, rows they cover, rows not sealed yet; and what is wrong."""

    seals: int
    sealed_rows: int
    new_rows: int
    sealed_until: datetime | None
    differences: tuple[SealDifference, ...]


@dataclass(frozen=True, slots=True)
class SealsReport:
    """What was checked for each organiser; printed, it names every difference."""

    verified: Mapping[UUID, SealsVerified]
    only_new: bool
    is_outside_read: bool = True

    @property
    def differences(self) -> tuple[tuple[UUID, SealDifference], ...]:
        """Everything that is not as it was sealed, with the organiser's id."""
        return tuple(
            (organiser_id, difference)
            for organiser_id, verified in self.verified.items()
            for difference in verified.differences
        )

    @property
    def sealed_until(self) -> Mapping[UUID, datetime]:
        """Until when each organiser's rows are sealed; none for who has no seal."""
        return {
            organiser_id: verified.sealed_until
            for organiser_id, verified in self.verified.items()
            if verified.sealed_until is not None
        }

    def __str__(self) -> str:
        """One line of counts, one more where only what is new was proved, one for each difference."""
        every = self.verified.values()
        lines = [
            f"Checked {sum(one.seals for one in every)} seals: {sum(one.sealed_rows for one in every)} sealed"
            f" rows, {sum(one.new_rows for one in every)} rows not sealed yet;"
            f" {len(self.differences)} differences."
        ]
        if self.only_new:
            since = ", ".join(
                f"{organiser_id} since {instant:%Y-%m-%dT%H:%MZ}"
                for organiser_id, instant in self.sealed_until.items()
            )
            lines.append(
                "Proved is only what is new since the last seal; what was sealed before is not"
                f" ({since or 'nothing is sealed yet, so that all was proved'})."
            )
        if not self.is_outside_read:
            lines.append("The seals outside the database were not read, since HB_SEAL_DIR is not set.")
        return "\n".join([*lines, *(_line(*difference) for difference in self.differences)])


async def verify_seals(
    database: Database,
    folder: SealFolder | None,
    public_keys: Collection[bytes],
    *,
    only_new: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> SealsReport:
    """Check every organiser that the database or the folder knows; the owner's connection is needed.

    With `only_new`, rows of before the last seal are not read: what is new since it is proved, and that the
    seals in the database are those outside. Without a folder the database's own seals are believed as far as
    they are signed.
    """
    every = {*await ledger.organiser_ids(database), *(folder.organiser_ids() if folder else ())}
    return SealsReport(
        {
            organiser_id: await _verify(database, folder, public_keys, organiser_id, only_new, progress)
            for organiser_id in sorted(every)
        },
        only_new,
        folder is not None,
    )


async def _verify(
    database: Database,
    folder: SealFolder | None,
    public_keys: Collection[bytes],
    organiser_id: UUID,
    only_new: bool,
    progress: Progress,
) -> SealsVerified:
    context = context_of(organiser_id)
    lines = folder.lines(organiser_id) if folder is not None else await _stored(database, organiser_id)
    seals, differences = chained(organiser_id, lines, public_keys)
    outside = _readable(lines)

    async def prove_chain_and_states(tx: Transaction) -> tuple[SealDifference, ...]:
        return (*await service.prove_chain(tx, outside), *await service.prove_states(tx))

    differences += await database.run(context, prove_chain_and_states)
    intervals = service.intervals_of(seals, only_new=only_new)
    sealed = new = 0
    for done, interval in enumerate(intervals, 1):
        proof = await database.run(context, partial(service.prove_interval, interval=interval))
        differences += proof.differences
        if interval.sealed is None:
            new += proof.rows
        else:
            sealed += proof.rows
        progress(done, len(intervals))
    until = seals[-1].until if seals else None
    return SealsVerified(len(seals), sealed, new, until, differences)


async def _stored(database: Database, organiser_id: UUID) -> list[str]:
    seals = await database.run(context_of(organiser_id), partial(service.seals_from, first=1))
    return [signed.line for signed in seals]


def _readable(lines: list[str]) -> list[SignedSeal]:
    """The lines before the first that is no seal."""
    seals: list[SignedSeal] = []
    for line in lines:
        try:
            seals.append(signed_seal(line))
        except MalformedSeal:
            break
    return seals


def _line(organiser_id: UUID, difference: SealDifference) -> str:
    hour = difference.hour
    values = {
        "organiser": organiser_id,
        "table": difference.table,
        "hour": f"{hour:%Y-%m-%dT%H:%MZ}" if hour is not None else None,
        "row": difference.row,
        "seal": difference.seal,
        "expected": difference.expected,
        "found": difference.actual,
    }
    return " ".join(
        [difference.kind, *(f"{name}={value}" for name, value in values.items() if value is not None)]
    )
