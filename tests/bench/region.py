"""The region under the bench: an embedded PostgreSQL of its own, fsync on, filled with the demo region."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
from pydantic import SecretStr

from hb.demo.load import FULL, DemoActor, Scale, is_empty, load
from hb.installation.database import Addresses, migrate
from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.clock import helsinki_date
from hb.kit.secrecy import Secrecy
from hb.kit.secret_file import read_secret
from hb.kit.settings import Settings
from hb.serving import token_for

POOL_SIZE = 16
"""Connections of every peer's pool."""
RATE_SCALE = 1_000_000
"""One caller may ask for as much as it can; the checks that say so run all the same."""
ISSUER = "https://identity.bench"
FILE = "region.json"
MANIFEST = "trusted_documents.json"
COUNTING = "pg_stat_statements"


@dataclass(frozen=True)
class Region:
    """Where the database is and what may be asked of it; kept as JSON for the peers' processes.

    `app_dsn` is under row-level security, `owner_dsn` owns the tables, `superuser_dsn` bypasses every policy.
    `programs` is the folder of pgbench and psql.
    """

    home: Path
    app_dsn: str
    owner_dsn: str
    superuser_dsn: str
    programs: Path
    pool_size: int = POOL_SIZE

    @property
    def settings(self) -> Settings:
        """The product's settings of production over this database, with the keys kept in its home."""
        keys = self.home / "keys"
        return Settings(
            environment="production",
            home=self.home,
            database_url=SecretStr(self.app_dsn),
            owner_database_url=SecretStr(self.owner_dsn),
            pool_size=self.pool_size,
            rate_scale=RATE_SCALE,
            trusted_documents=self.home / MANIFEST,
            jwt_issuer=ISSUER,
            jwt_longest_hours=7 * 24,  # a region is kept and measured again for days
            jwt_keys_file=keys / "tokens.jwks",
            data_key=SecretStr(read_secret(keys / "data")),
            index_key=SecretStr(read_secret(keys / "index")),
        )

    def token(self, actor: DemoActor) -> str:
        """A bearer token for an actor, good for a week."""
        return token_for(self.settings, actor)

    def save(self) -> None:
        """Keep the region's addresses in its home, for the peers' processes."""
        told = {name: str(value) for name, value in asdict(self).items()}
        (self.home / FILE).write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def kept_in(cls, home: Path) -> "Region":
        """The region that another process keeps in this home."""
        told = json.loads((home / FILE).read_text(encoding="utf-8"))
        return cls(
            Path(told["home"]),
            told["app_dsn"],
            told["owner_dsn"],
            told["superuser_dsn"],
            Path(told["programs"]),
            int(told["pool_size"]),
        )


@contextmanager
def region_in(home: Path, scale: Scale = FULL) -> Iterator[Region]:
    """Run the bench's server on a data directory, which is filled first where it is empty."""
    server = EmbeddedPostgres(home, durable=True)
    server.start()
    try:
        if asyncio.run(_preload_counting(server.dsn(SUPERUSER))):
            server.stop()
            server.start()
        Settings(home=home).keys()  # made here, as in development
        region = Region(home, server.dsn(APP), server.dsn(OWNER), server.dsn(SUPERUSER), server.programs)
        asyncio.run(_fill(region, scale))
        region.save()
        yield region
    finally:
        server.stop()


async def _preload_counting(superuser_dsn: str) -> bool:
    """Have the server count statements; True when it must be restarted for that."""
    connection = await asyncpg.connect(superuser_dsn)
    try:
        if await connection.fetchval("SHOW shared_preload_libraries") == COUNTING:
            return False
        await connection.execute(f"ALTER SYSTEM SET shared_preload_libraries = '{COUNTING}'")
        return True
    finally:
        await connection.close()


async def _fill(region: Region, scale: Scale) -> None:
    ring = region.settings.key_ring()
    await migrate(Addresses(region.app_dsn, region.owner_dsn), ring)
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        await connection.execute(f"CREATE EXTENSION IF NOT EXISTS {COUNTING}")
        await connection.execute(f"ALTER SYSTEM SET {COUNTING}.track = 'none'")
        await connection.execute("SELECT pg_reload_conf()")
        if not await is_empty(region.owner_dsn):
            return
        today = helsinki_date(datetime.now(UTC))
        secrecy = Secrecy(ring.data.present, ring.index.present)
        await load(region.owner_dsn, secrecy=secrecy, today=today, scale=scale)
        await connection.execute("VACUUM ANALYZE")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()
