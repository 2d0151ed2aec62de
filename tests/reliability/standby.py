"""A hot standby of an embedded server: copied from it while it runs, it streams from it and only reads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from hb.installation.postgres import SUPERUSER, EmbeddedPostgres
from hb.installation.postgres_files import make_home, server_folder, socket_folder
from hb.installation.postgres_setup import write_configuration
from hb.kit.secret_file import read_secret
from tests.reliability.homes import own_home
from tests.waiting import until

REPLICATION = "local replication all scram-sha-256\n"
STREAMS = "SELECT status = 'streaming' FROM pg_stat_wal_receiver"


@asynccontextmanager
async def standby_of(primary: EmbeddedPostgres) -> AsyncIterator[EmbeddedPostgres]:
    """A standby that streams from a running server; passwords are the primary's."""
    await _let_replicate(primary)
    with own_home("standby") as home:
        standby = EmbeddedPostgres(home, durable=True)
        await asyncio.to_thread(_copy, primary, standby)
        try:
            await until(lambda: _streams(standby))
            yield standby
        finally:
            await asyncio.to_thread(standby.stop)


async def _let_replicate(primary: EmbeddedPostgres) -> None:
    with (primary.folder / "pg_hba.conf").open("a", encoding="utf-8") as rules:
        rules.write(REPLICATION)
    connection = await asyncpg.connect(primary.dsn(SUPERUSER))
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


def _copy(primary: EmbeddedPostgres, standby: EmbeddedPostgres) -> None:
    """Copy a server's data with where to stream from, and start the copy."""
    make_home(standby.home)
    keys = standby.home / "keys"
    keys.symlink_to(primary.home / "keys")
    standby._hold()
    account = standby._account
    folder = server_folder(standby.home, account)
    socket = socket_folder(folder, account)
    data = account.own_folder(standby.data)
    copied = account.run(
        *(primary.programs / "pg_basebackup", "-D", data, "-R", "-X", "stream", "-c", "fast"),
        environment={
            "PGHOST": str((primary.folder / "socket").resolve()),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": read_secret(keys / SUPERUSER),
        },
    )
    assert copied.returncode == 0, copied.stderr
    assert Path(data / "standby.signal").exists()
    standby._launch(socket, write_configuration(folder, socket, standby._cluster(), durable=True))


async def _streams(standby: EmbeddedPostgres) -> bool:
    connection = await asyncpg.connect(standby.dsn(SUPERUSER))
    try:
        return bool(await connection.fetchval(STREAMS))
    finally:
        await connection.close()
