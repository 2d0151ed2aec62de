"""What the commands `seal` and `verify` do over the owner's connection, with the settings they need."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from hb.jobs.progress import Progress
from hb.jobs.seal import export_seals, seal_all
from hb.jobs.seal_folder import SealFolder
from hb.jobs.verify import verify_all
from hb.jobs.verify_seals import verify_seals
from hb.kit.db import Database
from hb.kit.settings import Settings, UnfitSettings
from hb.ledger import service as ledger
from hb.seals.rules import Signer

STATEMENT_TIMEOUT_MS = 600_000


def sealing(settings: Settings) -> tuple[Signer, SealFolder]:
    """The signer and the folder.

    Raises:
        UnfitSettings: production names no key or no folder; neither is made up there.
    """
    secret, folder = settings.seal_secret(), seal_folder(settings)
    if secret is None or folder is None:
        raise UnfitSettings("In production HB_SEAL_KEY and HB_SEAL_DIR must be set to seal.")
    return Signer(secret), folder


def seal_folder(settings: Settings) -> SealFolder | None:
    """Where the seals are outside the database; None in production without HB_SEAL_DIR."""
    folder = settings.seal_folder()
    return None if folder is None else SealFolder(folder)


def public_keys(settings: Settings) -> tuple[bytes, ...]:
    """The keys that seals may be signed with: HB_SEAL_PUBLIC_KEYS, else the one of the signing key."""
    keys = settings.public_keys_of_seals()
    secret = None if keys else settings.seal_secret()
    return keys if secret is None else (Signer(secret).public_key,)


async def seal(
    settings: Settings, owner_dsn: str, wait_seconds: float, export: Path | None, organiser_id: UUID | None
) -> tuple[str, bool]:
    """Seal the hours that have ended, or export an organiser's seals; gives what was done, and if all was.

    Raises:
        UnfitSettings: keys or folder are missing, or the export names no organiser of this database.
        OlderTransactionRuns: nothing can be sealed yet.
    """
    async with _database(settings, owner_dsn) as database:
        if export is None:
            report = await seal_all(database, *sealing(settings), wait_seconds=wait_seconds)
            return str(report), not report.refusals
        organisers = await ledger.organiser_ids(database)
        if organiser_id not in organisers:
            raise UnfitSettings(_no_organiser(organiser_id, organisers))
        return f"{await export_seals(database, organiser_id, export)} seals are in {export}.", True


def _no_organiser(organiser_id: UUID | None, organisers: Sequence[UUID]) -> str:
    """The sentence on an export of no organiser or an unknown one; it lists those of the database."""
    listed = ", ".join(str(one) for one in organisers) or "none"
    if organiser_id is None:
        return f"--export needs --organiser, whose seals are to be exported. Organisers: {listed}."
    return f"No organiser has the id {organiser_id}. Organisers: {listed}."


async def verify(settings: Settings, owner_dsn: str, *, only_new: bool) -> tuple[str, bool]:
    """Check ledger, rows and seals, or only what is new; gives the report and whether all is whole."""
    async with _database(settings, owner_dsn) as database:
        seals = await verify_seals(
            database,
            seal_folder(settings),
            public_keys(settings),
            only_new=only_new,
            progress=Progress("intervals of an organiser's seals"),
        )
        books = await verify_all(
            database,
            since=seals.sealed_until if only_new else None,
            progress=Progress("budgets of an organiser"),
        )
    return f"{books}\n{seals}", not books.differences and not seals.differences


@asynccontextmanager
async def _database(settings: Settings, owner_dsn: str) -> AsyncIterator[Database]:
    database = await Database.connect(
        owner_dsn,
        size=2,
        statement_timeout_ms=STATEMENT_TIMEOUT_MS,
        is_moved=settings.has_movable_time,
    )
    try:
        yield database
    finally:
        await database.close()
