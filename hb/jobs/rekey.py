"""Bringing every encrypted row under the next keys while serving, and proving that none is under another."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import asyncpg

from hb.kit.db import Database
from hb.kit.encrypted import KEY_ID, OF_ORGANISER, ORGANISERS, EncryptedRows, encrypted_rows, organisers
from hb.kit.errors import Busy
from hb.kit.key_check import CHECKS, PROMOTE, REPLACE, FitKeys, KeyState, add_check, fit_keys
from hb.kit.keyed_hashes import KeyedRows, keyed_rows
from hb.kit.keys import KeyKind, KeyRing, UnfitKeys
from hb.kit.secrecy import Secrecy, Undecipherable, UnknownKey, key_id_of
from hb.kit.transaction import Row, Transaction
from hb.modules import metadata

ROWS_AT_ONCE = 500
"""Few enough that who registers waits a few hundredths of a second for the rows of a batch."""
BATCHES_BETWEEN_LINES = 20
ROUNDS = 3
"""How often all rows are gone through for those that were written meanwhile under the present keys."""
LOCK_ATTEMPTS = 20
BEFORE_ALL = UUID(int=0)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What was done: rows by table, each of which was decrypted, and how many were rewritten."""

    rows: Mapping[str, int]
    rewritten: int
    changed: tuple[KeyKind, ...]
    """The kinds whose next key is the current one from now on."""
    forgotten: Mapping[str, int]
    """Rows by table whose hashes were under a replaced index key: they were deleted."""

    def __str__(self) -> str:
        """What the operator may do next."""
        forgotten = "".join(
            f" {count} rows of {table} held hashes under a replaced index key and are deleted: they must be"
            " recorded again."
            for table, count in self.forgotten.items()
            if count
        )
        return self._next_step() + forgotten

    def _next_step(self) -> str:
        counts = ", ".join(f"{count} of {table}" for table, count in self.rows.items())
        if not self.changed:
            return (
                f"Every row is under the current keys alone ({counts}; {self.rewritten} rewritten):"
                " a former key may be taken away."
            )
        names = " and ".join(f"{kind}_NEXT to {kind}" for kind in self.changed)
        return (
            f"Every row is under the next keys ({counts}; {self.rewritten} rewritten): move {names}, restart"
            " each process, and run this once more; then the former keys may be taken away."
        )


async def rekey(database: Database, ring: KeyRing, say: Say) -> Rekeyed:
    """Re-encrypt and re-index every encrypted row under the next keys, over a connection of the owner's.

    All of it may be interrupted and begun again: each batch commits, and a row that is done is left as it is.
    Without next keys the rows are proved to be under the current ones, and indexes of a former key are
    taken out, which processes with settings from before the change have written since. At the end the rows of
    keyed hashes under a replaced index key are deleted, since nobody can make them again.

    Raises:
        UnfitKeys: the keys are not the database's; a row is under an unknown key or cannot be decrypted; a
            process still writes rows without the next keys; two rows of an organiser hold one text.
        Busy: the rows could not be locked for the last look.
    """
    fit = await _fit(database, ring)
    rewritten = 0
    changed = tuple(fit.following)
    if changed:
        rewritten = await _change(database, fit, say)
        fit = await _fit(database, ring)
    walk = _Walk(database, fit.secrecy(), say)
    await walk.all_rows()
    forgotten = await _forget(database, key_id_of(fit.pairs[KeyKind.INDEX].current))
    return Rekeyed(walk.rows, rewritten + walk.rewritten, changed, forgotten)


async def _fit(database: Database, ring: KeyRing) -> FitKeys:
    async def read(tx: Transaction) -> list[Row]:
        return await tx.rows(CHECKS)

    return fit_keys(ring, await database.run({"hb.door": "command"}, read))


async def _change(database: Database, fit: FitKeys, say: Say) -> int:
    """Announce the next keys, bring all rows under them, make them the current ones; rows rewritten."""

    async def announce(tx: Transaction) -> None:
        for kind, pair in fit.following.items():
            if pair.following is not None:
                await add_check(tx, kind, pair.following, KeyState.FOLLOWING, pair.following_slot)

    await database.run({"hb.door": "command"}, announce)
    rewritten = 0
    for _ in range(ROUNDS):
        walk = _Walk(database, fit.secrecy(), say)
        await walk.all_rows()
        rewritten += walk.rewritten
        left = await _finish(database, fit)
        if left == 0:
            return rewritten
    raise UnfitKeys(_old_settings(left, fit))


def _old_settings(count: int, fit: FitKeys) -> str:
    names = " and ".join(f"{kind}_NEXT" for kind in fit.following)
    return (
        f"A process without {names} wrote {count} rows meanwhile; restart each process with it and run"
        " `python -m hb rekey` again: until then the present keys stay."
    )


async def _finish(database: Database, fit: FitKeys) -> int:
    """Make the next keys the current ones if no row lacks them; how many rows are under a present data key.

    Nobody writes an encrypted row between the count and the commit. Rows under the present data key can be of
    processes that had begun them when the next was announced; rows without the next index cannot.

    Raises:
        UnfitKeys: rows lack the next index.
        Busy: others held the rows all the time.
    """
    index = fit.pairs[KeyKind.INDEX]
    slot = index.slot if index.following is None else index.following_slot
    key_id = fit.secrecy().next_key_id

    async def finish(tx: Transaction) -> int:
        tables = tuple(encrypted_rows(metadata()))
        for rows in tables:
            await tx.execute(rows.lock)
        unindexed = under_another = 0
        for organiser in await tx.rows(ORGANISERS):
            await tx.rows(OF_ORGANISER, organiser_id=organiser["id"])
            for rows in tables:
                left = await tx.row(rows.left, slot=slot, key_id=key_id)
                if left is not None:
                    unindexed += left["unindexed"]
                    under_another += left["under_another"]
        if unindexed:
            raise UnfitKeys(_old_settings(unindexed, fit))
        if not under_another:
            await tx.execute(REPLACE)
            await tx.execute(PROMOTE)
        return under_another

    for _ in range(LOCK_ATTEMPTS):
        with suppress(Busy):
            return await database.run({"hb.door": "command"}, finish)
        await asyncio.sleep(1)
    raise Busy


async def _forget(database: Database, index_key_id: str) -> Mapping[str, int]:
    """Delete the keyed hashes that are not under the current index key; how many rows, by table."""

    async def forget(tx: Transaction, rows: KeyedRows) -> int:
        row = await tx.row(rows.forget, index_key_id=index_key_id)
        return 0 if row is None else row["count"]

    counts: dict[str, int] = {}
    for organiser_id in await organisers(database):
        context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
        for rows in keyed_rows(metadata()):
            deleted = await database.run(context, partial(forget, rows=rows))
            counts[rows.table.name] = counts.get(rows.table.name, 0) + deleted
    return counts


class _Walk:
    """One time through all encrypted rows, which leaves each under the next data key and all index keys."""

    def __init__(self, database: Database, secrecy: Secrecy, say: Say) -> None:
        self._database = database
        self._secrecy = secrecy
        self._say = say
        self.rows: dict[str, int] = {}
        self.rewritten = 0

    async def all_rows(self) -> None:
        """Go through every organiser's rows of every table."""
        organiser_ids = await organisers(self._database)
        for rows in encrypted_rows(metadata()):
            self.rows.setdefault(rows.table.name, 0)
            batches = 0
            for organiser_id in organiser_ids:
                after: UUID | None = BEFORE_ALL
                while after is not None:
                    after = await self._batch(rows, organiser_id, after)
                    batches += 1
                    if batches % BATCHES_BETWEEN_LINES == 0:
                        self._tell(rows)
            self._tell(rows)

    def _tell(self, rows: EncryptedRows) -> None:
        name = rows.table.name
        self._say(f"{name}: {self.rows[name]} rows looked at, {self.rewritten} rewritten")

    async def _batch(self, rows: EncryptedRows, organiser_id: UUID, after: UUID) -> UUID | None:
        """Bring some rows of an organiser under the keys and commit; the last row's id, None at the end."""

        async def work(tx: Transaction) -> tuple[list[Row], int]:
            batch = await tx.rows(rows.batch, after=after, count=ROWS_AT_ONCE)
            changes = [
                change for row in batch if (change := self._change(rows, organiser_id, row)) is not None
            ]
            if changes:
                ids, ciphertexts, indexes_1, indexes_2 = zip(*changes, strict=True)
                await tx.execute(
                    rows.rewrite,
                    key_id=self._secrecy.next_key_id,
                    ids=list(ids),
                    ciphertexts=list(ciphertexts),
                    indexes_1=list(indexes_1),
                    indexes_2=list(indexes_2),
                )
            return batch, len(changes)

        context = {"hb.organiser": str(organiser_id), "hb.door": "command"}
        try:
            batch, changed = await self._database.run(context, work)
        except asyncpg.UniqueViolationError as twins:
            raise UnfitKeys(
                f"Two rows of {rows.table.name} of the organiser {organiser_id} hold one"
                f" {rows.encrypted.name}, indexed under different keys; merge them first."
            ) from twins
        self.rows[rows.table.name] += len(batch)
        self.rewritten += changed
        return batch[-1]["id"] if len(batch) == ROWS_AT_ONCE else None

    def _change(
        self, rows: EncryptedRows, organiser_id: UUID, row: Row
    ) -> tuple[UUID, bytes, bytes | None, bytes | None] | None:
        """A row's id, ciphertext and indexes as they must become; None when they are so already."""
        place = rows.encrypted.place(rows.table, organiser_id, row["row_id"])
        try:
            value = self._secrecy.decrypt(row["ciphertext"], *place, key_id=row[KEY_ID])
        except UnknownKey as unknown:
            raise UnfitKeys(
                f"The row {row['id']} of {rows.table.name} (organiser {organiser_id}) is under the data key"
                f" {row[KEY_ID]}, which is none of those that are set."
            ) from unknown
        except Undecipherable as unreadable:
            raise UnfitKeys(
                f"The row {row['id']} of {rows.table.name} (organiser {organiser_id}) cannot be decrypted"
                f" with the data key {row[KEY_ID]} that it names."
            ) from unreadable
        following = self._secrecy.next_key_id
        indexes = self._secrecy.blind_indexes(value)
        if row[KEY_ID] == following:
            if (row["index_1"], row["index_2"]) == indexes:
                return None
            return row["id"], row["ciphertext"], *indexes
        return row["id"], self._secrecy.encrypt(value, *place, key_id=following), *indexes
