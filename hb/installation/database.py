"""The database of an installation: the embedded server or one named by settings, migrated and judged fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import asyncpg

from hb.installation.codes import CodeChanges, bring_codes
from hb.installation.keys import keep_check_values
from hb.installation.migration import head, upgrade
from hb.installation.postgres import EmbeddedPostgres, HomeInUse
from hb.installation.preflight import refuse_unfit, refuse_unmigrated
from hb.kit.keys import KeyRing
from hb.kit.settings import Settings
from hb.modules import metadata


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: for the app's role, and for the owner's (migrations, verify, demo)."""

    app: str
    owner: str

    @property
    def app_role(self) -> str:
        """The name of the app's role."""
        return urlsplit(self.app).username or "hb_app"


@contextmanager
def database_of(settings: Settings, *, join: bool = False) -> Iterator[Addresses]:
    """The database of these settings; an embedded server runs as long as the context lasts.

    With `join`, a server that another hb process runs on the same data directory is used as it is.

    Raises:
        PostgresError: the embedded server cannot be started; HomeInUse without `join`.
    """
    if settings.database_url is not None and settings.owner_database_url is not None:
        yield Addresses(
            settings.database_url.get_secret_value(), settings.owner_database_url.get_secret_value()
        )
        return
    server = EmbeddedPostgres(settings.home, durable=True)
    try:
        server.start()
    except HomeInUse:
        if not join:
            raise
        yield Addresses(server.app_dsn, server.owner_dsn)
        return
    try:
        yield Addresses(server.app_dsn, server.owner_dsn)
    finally:
        server.stop()


async def migrate(addresses: Addresses, ring: KeyRing | None = None) -> tuple[CodeChanges, ...]:
    """Bring the database to the newest migration, and its common codes to their files; gives what they were.

    With the keys their check values are written, or compared where they are there; without them nothing that
    needs keys starts on the database.

    Raises:
        UnfitCodes: a file of codes cannot be brought in; the migrations stay.
        UnfitKeys: the keys are not the database's; the migrations stay.
    """
    await upgrade(addresses.owner, app_role=addresses.app_role)
    if ring is not None:
        await keep_check_values(addresses.owner, ring)
    return await bring_codes(addresses.owner)


async def require_migrated(addresses: Addresses) -> None:
    """See that the owner's work can begin: the program's statements are those of its newest migration.

    Raises:
        UnfitDatabase: one sentence on why not.
    """
    connection = await asyncpg.connect(addresses.owner)
    try:
        await refuse_unmigrated(connection, head())
    finally:
        await connection.close()


async def judge(addresses: Addresses) -> None:
    """Look at the database before serving on it.

    Raises:
        UnfitDatabase: one sentence on why we do not serve.
    """
    connection = await asyncpg.connect(addresses.app)
    try:
        guarded = [
            table.name
            for table in metadata().tables.values()
            if table.info["policy"] != "common" and "view" not in table.info
        ]
        await refuse_unfit(connection, durable_required=True, head=head(), guarded=guarded)
    finally:
        await connection.close()
