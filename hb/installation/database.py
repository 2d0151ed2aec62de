"""The database of an installation: the embedded server or one named by settings, migrated and judged fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hb.access.model import reach
from hb.installation.codes import CodeChanges, bring_codes
from hb.installation.keys import keep_check_values
from hb.installation.migration import revisions, upgrade
from hb.installation.postgres import EmbeddedPostgres, HomeInUse
from hb.installation.postgres_watch import watched
from hb.installation.preflight import (
    Schema,
    UnfitDatabase,
    refuse_unfit,
    refuse_unfit_for_owner,
    refuse_unmigrated,
)
from hb.kit.connecting import Unreachable, connect, role_of
from hb.kit.db import SESSION
from hb.kit.encrypted import encrypted_rows
from hb.kit.keys import KeyRing
from hb.kit.settings import Settings
from hb.modules import append_only, metadata
from hb.seals.model import DIGESTED

REACH_OF_MERGED = ("reach_of_merged_given", "reach_of_merged_ended")
"""The triggers of reach that give what is had to a client also to the records merged into it, and end it."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: for the app's role, and for the owner's (migrations, verify, demo)."""

    app: str
    owner: str

    @property
    def app_role(self) -> str:
        """The name of the app's role."""
        return role_of(self.app)


@contextmanager
def database_of(settings: Settings, *, join: bool = False) -> Iterator[Addresses]:
    """The database of these settings; an embedded server runs as long as the context lasts.

    With `join`, a server that another hb process runs on the same data directory is used as it is.

    Raises:
        PostgresError: the embedded server cannot be started; HomeInUse without `join`.
        UnfitDatabase: inside the context a connection could not be opened; says by which setting.
    """
    if settings.database_url is None or settings.owner_database_url is None:
        with _embedded(settings, join=join) as addresses:
            yield addresses
        return
    addresses = Addresses(
        settings.database_url.get_secret_value(), settings.owner_database_url.get_secret_value()
    )
    try:
        yield addresses
    except Unreachable as unreachable:
        setting = "HB_DATABASE_URL" if unreachable.role == addresses.app_role else "HB_OWNER_DATABASE_URL"
        raise UnfitDatabase(f"{setting}: {unreachable}") from unreachable


@contextmanager
def _embedded(settings: Settings, *, join: bool) -> Iterator[Addresses]:
    server = EmbeddedPostgres(settings.home, durable=True)
    try:
        server.start()
    except HomeInUse:
        if not join:
            raise
        yield Addresses(server.app_dsn, server.owner_dsn)
        return
    try:
        with watched(server):
            yield Addresses(server.app_dsn, server.owner_dsn)
    finally:
        server.stop()


async def migrate(addresses: Addresses, ring: KeyRing | None = None) -> tuple[CodeChanges, ...]:
    """Bring the database to the newest migration, and its common codes to their files; gives what they were.

    With the keys their check values are written, or compared where they are there; without them nothing that
    needs keys starts on the database.

    Raises:
        UnfitCodes: a file of codes cannot be brought in; the migrations stay.
        UnfitDatabase: the server is too old or a standby, policies do not bind the owner, or a newer release
            has migrated the database.
        UnfitKeys: the keys are not the database's; the migrations stay.
    """
    connection = await connect(addresses.owner)
    try:
        await refuse_unfit_for_owner(connection, revisions())
    finally:
        await connection.close()
    await upgrade(addresses.owner, app_role=addresses.app_role)
    if ring is not None:
        await keep_check_values(addresses.owner, ring)
    return await bring_codes(addresses.owner)


async def require_migrated(addresses: Addresses, *, writes: bool) -> None:
    """See that the owner's work can begin: the program's statements are those of its newest migration.

    What only reads, such as `verify`, may run on a standby.

    Raises:
        UnfitDatabase: one sentence on why not.
    """
    connection = await connect(addresses.owner, SESSION)
    try:
        if writes:
            await refuse_unfit_for_owner(connection, revisions())
        await refuse_unmigrated(connection, revisions())
    finally:
        await connection.close()


def declared_schema() -> Schema:
    """What this release declares: its migrations, tables with policies, and the triggers they depend on."""
    tables = [table for table in metadata().tables.values() if "view" not in table.info]
    digests = [(digested.table.name, f"{digested.table.name}_digest") for digested in DIGESTED]
    keys = [
        (rows.table.name, f"{rows.table.name}_{rows.encrypted.name}_keys")
        for rows in encrypted_rows(metadata())
    ]
    return Schema(
        revisions=revisions(),
        guarded=[table.name for table in tables if table.info["policy"] != "common"],
        append_only=[table.name for table in append_only()],
        triggers=[*digests, *keys, *((reach.name, name) for name in REACH_OF_MERGED)],
    )


async def judge(addresses: Addresses) -> None:
    """Look at the database before serving on it.

    Raises:
        UnfitDatabase: one sentence on why we do not serve.
    """
    connection = await connect(addresses.app, SESSION)
    try:
        await refuse_unfit(connection, declared_schema(), durable_required=True)
    finally:
        await connection.close()
