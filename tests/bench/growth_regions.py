"""The region at several sizes side by side: databases of one server, each the last one copied and grown."""

import asyncio
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import asyncpg

from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from tests.bench.growth_copies import multiply
from tests.bench.growth_draws import Filters, prepare
from tests.bench.pages import register
from tests.bench.region import COUNTING, Region

SETTINGS = (
    f"{COUNTING}.track = 'top'",
    f"{COUNTING}.track_utility = off",
    "synchronous_commit = off",
)
"""Of these databases alone: statements are counted, and no wait for the disk hides what a write costs."""
ROOMY = "max_wal_size = '4GB'"
"""While copies are made: fewer checkpoints."""


@contextmanager
def side_by_side(region: Region, sizes: Sequence[int]) -> Iterator[tuple[Mapping[int, Region], Filters]]:
    """The region at 1, 10, 100 times its rows, and searches that fill a page at each; dropped at the end.

    Nobody may be connected to the region's own database meanwhile.
    """
    server = EmbeddedPostgres(region.home, durable=True)
    grown: dict[int, Region] = {}
    try:
        last, filters = 1, []
        for size in sizes:
            name = f"growth_{size}"
            server.drop_database(name)
            server.create_database(name, template=f"growth_{last}" if grown else DATABASE)
            grown[size] = _region(region, server, name)
            if size == 1:
                filters = list(asyncio.run(prepare(grown[1])))
            asyncio.run(_ready(grown[size], last, size // last))
            last = size
        yield grown, filters
    finally:
        for size in grown:
            server.drop_database(f"growth_{size}")


def _region(region: Region, server: EmbeddedPostgres, name: str) -> Region:
    """The addresses of one of the databases, kept in a home of its own with the keys of the region's."""
    home = region.home / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    (home / "keys").symlink_to(region.home / "keys")
    grown = replace(
        region,
        home=home,
        app_dsn=server.dsn(APP, name),
        owner_dsn=server.dsn(OWNER, name),
        superuser_dsn=server.dsn(SUPERUSER, name),
    )
    grown.save()
    register(grown, with_product=False)
    return grown


async def _ready(region: Region, size: int, factor: int) -> None:
    """Grow a copy of the last size by a factor; count its statements from now on."""
    name = Path(region.home).name
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        if factor > 1:
            await connection.execute(f"ALTER SYSTEM SET {ROOMY}")
            await connection.execute("SELECT pg_reload_conf()")
            await multiply(connection, factor, size=size)
            await connection.execute("ALTER SYSTEM RESET max_wal_size")
            await connection.execute("SELECT pg_reload_conf()")
        else:
            await connection.execute("VACUUM (ANALYZE)")
        for setting in SETTINGS:
            await connection.execute(f"ALTER DATABASE {name} SET {setting}")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()
