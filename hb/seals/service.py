"""Sealing an organiser's hours, and proving that rows and seals are as they were sealed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hb.access.queries.days import NOW
from hb.kit.transaction import Transaction
from hb.seals import queries
from hb.seals.rules import (
    HOURS_AT_ONCE,
    HourRows,
    Seal,
    SealDifference,
    SealDifferenceKind,
    SignedSeal,
    Signer,
    compared,
)


class SealsAhead(Exception):
    """The seals outside are ahead of the database, or other than its own: it is not sealed further."""

    def __init__(self, organiser_id: UUID) -> None:
        super().__init__(
            f"The seals of organiser {organiser_id} outside the database are not those in it, which has lost"
            " some or is an older copy; nothing is sealed, and `python -m hb verify` says what differs."
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """Hours since an instant and before another, None without end, and what was sealed of them.

    Of hours that are not sealed yet (`sealed` is None) the rows are compared with their own digests alone.
    """

    since: datetime | None
    until: datetime | None
    sealed: tuple[HourRows, ...] | None


@dataclass(frozen=True, slots=True)
class IntervalProof:
    """How many rows an interval has, and what is wrong with them."""

    rows: int
    differences: tuple[SealDifference, ...]


async def running(tx: Transaction) -> tuple[datetime, frozenset[str]]:
    """The present instant, and the other transactions that run in the database now."""
    now = await tx.row(NOW)
    assert now is not None  # noqa: S101 - a SELECT without FROM gives one row
    return now["now"], frozenset(row["transaction"] for row in await tx.rows(queries.RUNNING))


async def seal_next(
    tx: Transaction, organiser_id: UUID, signer: Signer, closed: datetime, outside: Sequence[SignedSeal]
) -> bool:
    """Add a seal to an organiser's chain, of the hours before `closed` that it does not cover; False if none.

    No transaction may still run that began before `closed`: its rows would fall behind the seal. `outside`
    are the seals that were written outside before this transaction began. Quiet hours are covered by the seal
    of the next hour that has rows. The owner's connection is needed (access mode: command).

    Raises:
        SealsAhead: there are seals outside that the database does not have.
    """
    await tx.rows(queries.LOCK_CHAIN)
    last = await tx.row(queries.LAST)
    number = 0 if last is None else last["number"]
    await _require_outside(tx, organiser_id, number, outside)
    since = last["until"] if last is not None else await _first_hour(tx)
    if since is None or since >= closed:
        return False
    until = min(since + timedelta(hours=HOURS_AT_ONCE), closed)
    hours = await hours_of(tx, since, until)
    while not hours and until < closed:
        until = min(until + timedelta(hours=HOURS_AT_ONCE), closed)
        hours = await hours_of(tx, since, until)
    now = await tx.row(NOW)
    assert now is not None  # noqa: S101 - a SELECT without FROM gives one row
    previous = "" if last is None else last["head"]
    seal = Seal(organiser_id, number + 1, since, until, now["now"], previous, hours)
    signed = signer.sign(seal)
    await tx.execute(
        queries.INSERT_SEAL,
        id=tx.new_id(),
        number=seal.number,
        since=since,
        until=until,
        hours_count=seal.hours_count,
        rows_count=seal.rows,
        sealed_at=seal.sealed_at,
        body=signed.body,
        head=signed.head.hex(),
        signature=signed.signature,
    )
    return True


async def _require_outside(
    tx: Transaction, organiser_id: UUID, number: int, outside: Sequence[SignedSeal]
) -> None:
    if not outside:
        return
    if number < len(outside):
        raise SealsAhead(organiser_id)
    (stored, *_) = await tx.rows(queries.SEALS, first=len(outside))
    if stored["number"] != len(outside) or stored["body"] != outside[-1].body:
        raise SealsAhead(organiser_id)


async def _first_hour(tx: Transaction) -> datetime | None:
    row = await tx.row(queries.FIRST)
    return None if row is None else row["hour"]


async def seals_from(tx: Transaction, first: int) -> list[SignedSeal]:
    """The seals that the database has, from a number on."""
    return [SignedSeal(row["body"], row["signature"]) for row in await tx.rows(queries.SEALS, first=first)]


async def hours_of(tx: Transaction, since: datetime | None, until: datetime | None) -> tuple[HourRows, ...]:
    """What each sealed table has of the hours of an interval."""
    return tuple(
        HourRows(row["table_name"], row["hour"], row["rows_count"], row["root"])
        for row in await tx.rows(queries.HOURS, since=since, until=until)
    )


async def digests_of(
    tx: Transaction, since: datetime, until: datetime
) -> Iterator[tuple[str, datetime, str]]:
    """The digest (hex) of each sealed row of an interval, with its table and hour, in the order of a root."""
    rows = await tx.rows(queries.DIGESTS, since=since, until=until)
    return ((row["table_name"], row["hour"], row["digest"]) for row in rows)


async def prove_interval(tx: Transaction, interval: Interval) -> IntervalProof:
    """Compare an interval's rows with what was sealed, and each row with its own digest, at one instant."""
    hours = await hours_of(tx, interval.since, interval.until)
    differences = [
        SealDifference(SealDifferenceKind.ROW_DIGEST, row["table_name"], row["hour"], row["row_key"])
        for row in await tx.rows(queries.UNLIKE, since=interval.since, until=interval.until)
    ]
    if interval.sealed is not None:
        differences += compared(interval.sealed, hours)
    return IntervalProof(sum(part.rows for part in hours), tuple(differences))


async def prove_states(tx: Transaction) -> tuple[SealDifference, ...]:
    """Compare each row that may change with its digest and with the state that was recorded last."""
    return tuple(
        SealDifference(
            _kind_of_state(row["is_missing"], row["is_unlike"]), row["table_name"], None, row["row_key"]
        )
        for row in await tx.rows(queries.STATES)
    )


def _kind_of_state(is_missing: bool, is_unlike: bool) -> SealDifferenceKind:
    if is_missing:
        return SealDifferenceKind.ROW_MISSING
    return SealDifferenceKind.ROW_DIGEST if is_unlike else SealDifferenceKind.ROW_STATE


async def prove_chain(tx: Transaction, outside: Sequence[SignedSeal]) -> tuple[SealDifference, ...]:
    """Compare the seals in the database with those outside it."""
    stored = {row["number"]: row["body"] for row in await tx.rows(queries.SEALS, first=1)}
    written = {number: signed.body for number, signed in enumerate(outside, 1)}
    differences = [
        SealDifference(SealDifferenceKind.SEAL_CHANGED, seal=number)
        for number in sorted(stored.keys() & written.keys())
        if stored[number] != written[number]
    ]
    for kind, numbers in (
        (SealDifferenceKind.SEAL_MISSING, written.keys() - stored.keys()),
        (SealDifferenceKind.SEAL_NOT_OUTSIDE, stored.keys() - written.keys()),
    ):
        if numbers:
            differences.append(
                SealDifference(kind, seal=min(numbers), expected=len(written), actual=len(stored))
            )
    return tuple(differences)


def intervals_of(seals: Sequence[Seal], *, only_new: bool) -> list[Interval]:
    """The intervals to prove: all of time, or what is new since the last seal."""
    if not seals:
        return [Interval(None, None, None)]
    new = Interval(seals[-1].until, None, None)
    if only_new:
        return [new]
    intervals = [Interval(None, seals[0].since, ())]
    start = 0
    for end, seal in enumerate(seals, 1):
        is_last = end == len(seals)
        if is_last or seals[end].until - seals[start].since > timedelta(hours=HOURS_AT_ONCE):
            hours = tuple(hour for covered in seals[start:end] for hour in covered.hours)
            intervals.append(Interval(seals[start].since, seal.until, hours))
            start = end
    return [*intervals, new]
