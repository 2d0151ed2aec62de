"""The small region in a database of its own, for tests that want an organiser full of life."""

import json
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from hb.demo.cast import cast
from hb.demo.load import SMALL, DemoRegion, load
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.jobs.seal import seal_all
from hb.jobs.seal_folder import SealFolder
from hb.kit.clock import helsinki_date
from hb.kit.db import Database
from hb.kit.secrecy import Secrecy
from hb.seals.rules import Signer
from tests.once import once
from tests.scene import NOW

TODAY = helsinki_date(NOW)
SECRECY = Secrecy(b"d" * 32, b"i" * 32)
TEMPLATE = f"{DATABASE}_region"
SIGNER = Signer(b"s" * 32)


@dataclass(frozen=True)
class Loaded:
    """The region and the addresses of its database."""

    region: DemoRegion
    owner_dsn: str
    app_dsn: str
    superuser_dsn: str


async def load_small(embedded: EmbeddedPostgres, name: str) -> Loaded:
    """A new database with the small region of the tests' day, which is loaded once in a run and copied."""
    with once(TEMPLATE) as place:
        if not place.exists():
            embedded.drop_database(TEMPLATE)
            embedded.create_database(TEMPLATE, template=DATABASE)
            region = await load(embedded.dsn(OWNER, TEMPLATE), secrecy=SECRECY, today=TODAY, scale=SMALL)
            await _seal(embedded.dsn(OWNER, TEMPLATE))
            place.write_text(json.dumps(dict(region.counts)), encoding="utf-8")
        embedded.create_database(name, template=TEMPLATE)
        counts = json.loads(place.read_text(encoding="utf-8"))
    region = DemoRegion(TODAY, counts, cast())
    owner_dsn, app_dsn = embedded.dsn(OWNER, name), embedded.dsn(APP, name)
    return Loaded(region, owner_dsn, app_dsn, embedded.dsn(SUPERUSER, name))


async def _seal(owner_dsn: str) -> None:
    """Seal the region's past at the instant of the tests, with counted ids."""
    ids = (UUID(int=(0x0198 << 112) | (7 << 76) | (2 << 62) | number) for number in count(1))
    owner = await Database.connect(owner_dsn, size=1, clock=NOW, make_id=lambda: next(ids))
    try:
        with tempfile.TemporaryDirectory() as folder:
            await seal_all(owner, SIGNER, SealFolder(Path(folder)))
    finally:
        await owner.close()
