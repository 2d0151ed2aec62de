"""Sealing the hours that have ended, organiser by organiser, in the database and outside it."""

import asyncio
import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from hb.access.rules import NO_ORGANISER
from hb.jobs.seal_folder import LinesLost, SealFolder
from hb.kit.db import Database
from hb.ledger import service as ledger
from hb.seals import service
from hb.seals.rules import MalformedSeal, Seal, SignedSeal, Signer, last_closed_hour, seal_of, signed_seal

POLL_SECONDS = 0.2


class OlderTransactionRuns(Exception):
    """A transaction that began before the hours to seal had ended still runs: its rows may come yet."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"A transaction that was running {seconds:.0f} seconds ago has not ended, and its rows may"
            " belong to the hours to be sealed; nothing is sealed now, run `python -m hb seal` again."
        )


class UnreadableSeals(Exception):
    """What lies outside as an organiser's seals is none."""

    def __init__(self, organiser_id: UUID) -> None:
        super().__init__(
            f"The file of the seals of organiser {organiser_id} holds a line that is no seal; nothing is"
            " sealed, and `python -m hb verify` says which."
        )


@dataclass(frozen=True, slots=True)
class SealingReport:
    """What was sealed: organisers, new seals, the rows that they cover; and why some were not sealed.

    The seals are in files of `folder` too, and `public_key` (32 bytes, RFC 8032) is what proves them.
    """

    organisers: int
    seals: int
    rows: int
    until: datetime
    folder: Path
    public_key: bytes
    refusals: tuple[str, ...]

    def __str__(self) -> str:
        """What was sealed, where it is outside, its key, and a sentence for each organiser that was not."""
        head = (
            f"Sealed until {self.until:%Y-%m-%dT%H:%MZ}: {self.organisers} organisers,"
            f" {self.seals} new seals, {self.rows} rows."
        )
        outside = (
            f"Outside the database they are in {self.folder}, a file for each organiser; the public key that"
            f" proves them is {base64.b64encode(self.public_key).decode()} (base64)."
        )
        return "\n".join([head, outside, *self.refusals])


async def seal_all(
    database: Database, signer: Signer, folder: SealFolder, *, wait_seconds: float = 60
) -> SealingReport:
    """Seal what ended more than five minutes ago, once every transaction that runs now has ended.

    It can be run again, or twice at once: each hour is sealed once. An organiser whose seals outside are not
    those of the database is not sealed, and the others are. The owner's connection is needed.

    Raises:
        OlderTransactionRuns: one did not end within `wait_seconds`.
    """
    closed = last_closed_hour(await older_transactions_end(database, wait_seconds))
    organisers = await ledger.organiser_ids(database)
    added: list[Seal] = []
    refusals: list[str] = []
    for organiser_id in organisers:
        try:
            added += await _seal(database, signer, folder, organiser_id, closed)
        except (service.SealsAhead, UnreadableSeals, LinesLost) as refusal:
            refusals.append(str(refusal))
    return SealingReport(
        organisers=len(organisers),
        seals=len(added),
        rows=sum(seal.rows for seal in added),
        until=closed,
        folder=folder.folder,
        public_key=signer.public_key,
        refusals=tuple(refusals),
    )


async def seal_organiser(
    database: Database, signer: Signer, folder: SealFolder, organiser_id: UUID, *, wait_seconds: float
) -> list[Seal]:
    """Seal one organiser's hours as `seal_all` does; gives the new seals.

    Raises:
        OlderTransactionRuns: a transaction did not end within `wait_seconds`.
        SealsAhead, UnreadableSeals, LinesLost: the seals outside are not those of the database.
    """
    closed = last_closed_hour(await older_transactions_end(database, wait_seconds))
    return await _seal(database, signer, folder, organiser_id, closed)


async def older_transactions_end(database: Database, wait_seconds: float) -> datetime:
    """Wait until every transaction that runs now has ended; gives the database's instant of now.

    Raises:
        OlderTransactionRuns: one did not end in time.
    """
    now, older = await database.run(SERVER, service.running)
    waited = 0.0
    while older:
        if waited >= wait_seconds:
            raise OlderTransactionRuns(waited)
        await asyncio.sleep(POLL_SECONDS)
        waited += POLL_SECONDS
        _, present = await database.run(SERVER, service.running)
        older &= present
    return now


async def _seal(
    database: Database, signer: Signer, folder: SealFolder, organiser_id: UUID, closed: datetime
) -> list[Seal]:
    """Seal one organiser's hours and write outside what is not there yet; gives the new seals."""
    context = context_of(organiser_id)
    added: list[Seal] = []
    while True:
        outside = outside_of(folder, organiser_id)
        is_sealed = await database.run(
            context,
            partial(
                service.seal_next, organiser_id=organiser_id, signer=signer, closed=closed, outside=outside
            ),
        )
        first = len(outside) + 1
        seals = await database.run(context, partial(service.seals_from, first=first))
        if seals:
            await asyncio.to_thread(folder.append, organiser_id, first, seals)
        if not is_sealed:
            return added
        added.append(seal_of(seals[-1].body))


def outside_of(folder: SealFolder, organiser_id: UUID) -> list[SignedSeal]:
    """The seals of an organiser outside the database.

    Raises:
        UnreadableSeals: one is none.
    """
    try:
        return [signed_seal(line) for line in folder.lines(organiser_id)]
    except MalformedSeal as error:
        raise UnreadableSeals(organiser_id) from error


async def export_seals(database: Database, organiser_id: UUID, path: Path, *, first: int = 1) -> int:
    """Write an organiser's seals with the digests of the rows that they cover; gives how many seals.

    A line of JSON for each: `body`, `signature` (base64), and `digests`: for each hour and table of the body,
    in its order, the digests (hex). `verifier/verify_seal.mjs` checks it with the public key alone.
    """
    context = context_of(organiser_id)
    seals = await database.run(context, partial(service.seals_from, first=first))
    with path.open("w", encoding="utf-8") as file:
        for signed in seals:
            seal = seal_of(signed.body)
            rows = await database.run(
                context, partial(service.digests_of, since=seal.since, until=seal.until)
            )
            exported = {**json.loads(signed.line), "digests": _by_hour(rows)}
            file.write(json.dumps(exported, separators=(",", ":")) + "\n")
    return len(seals)


def _by_hour(rows: Iterator[tuple[str, datetime, str]]) -> dict[str, dict[str, list[str]]]:
    digests: dict[str, dict[str, list[str]]] = {}
    for table, hour, digest in rows:
        spelled = hour.isoformat().replace("+00:00", "Z")
        digests.setdefault(spelled, {}).setdefault(table, []).append(digest)
    return digests


SERVER = {"hb.organiser": str(NO_ORGANISER), "hb.door": "command"}
"""The context of statements about the server alone: no organiser's rows."""


def context_of(organiser_id: UUID) -> dict[str, str]:
    """The context in which an organiser's rows are sealed and proved."""
    return {"hb.organiser": str(organiser_id), "hb.door": "command"}
