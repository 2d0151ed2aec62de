"""The small region in a database of its own, for tests that want an organiser full of life."""

from dataclasses import dataclass

from hb.demo.load import SMALL, DemoRegion, load
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.clock import helsinki_date
from hb.kit.secrecy import Secrecy
from tests.scene import NOW

TODAY = helsinki_date(NOW)
SECRECY = Secrecy(b"d" * 32, b"i" * 32)


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
    return Loaded(region, owner_dsn, embedded.dsn(APP, name), embedded.dsn(SUPERUSER, name))
