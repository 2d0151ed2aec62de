"""The small region in a database of its own, for tests that want an organiser full of life."""

import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from hb.demo.load import SMALL, DemoRegion, load
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.jobs.seal import seal_all
from hb.jobs.seal_folder import SealFolder
from hb.kit.clock import helsinki_date
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.seals.rules import Signer
from tests.scene import NOW

TODAY = helsinki_date(NOW)
SECRECY = Secrecy(b"d" * 32, b"i" * 32)
SIGNER = Signer(b"s" * 32)


@dataclass(frozen=True)
class Loaded:
    """The region and the addresses of its database."""

    region: DemoRegion
    owner_dsn: str
    app_dsn: str
    superuser_dsn: str


async def load_small(embedded: EmbeddedPostgres, name: str) -> Loaded:
    """Load the small region of the tests' day into a new database."""
    embedded.create_database(name, template=DATABASE)
    owner_dsn = embedded.dsn(OWNER, name)
    region = await load(owner_dsn, secrecy=SECRECY, today=TODAY, scale=SMALL)
    await _seal(owner_dsn)
    return Loaded(region, owner_dsn, embedded.dsn(APP, name), embedded.dsn(SUPERUSER, name))


async def _seal(owner_dsn: str) -> None:
    """Seal the region's past at the instant of the tests, with counted ids."""
    ids = (UUID(int=(0x0198 << 112) | (7 << 76) | (2 << 62) | number) for number in count(1))
    owner = await Database.connect(owner_dsn, size=1, clock=NOW, make_id=lambda: next(ids))
    try:
        with tempfile.TemporaryDirectory() as folder:
            await seal_all(owner, SIGNER, SealFolder(Path(folder)))
    finally:
        await owner.close()
