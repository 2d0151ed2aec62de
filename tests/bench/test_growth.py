"""A region three times as large: tables grow as told, references lead somewhere, the pages still answer."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncpg
import pytest
import pytest_asyncio

from hb.demo.load import SMALL, load
from hb.installation.keys import keep_check_values
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.clock import helsinki_date
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings
from hb.modules import metadata
from tests.bench import growth_copies
from tests.bench.growth_copies import CONSTRAINTS, COPIED, INDEXES, SHARED, multiply
from tests.bench.growth_draws import draw, prepare
from tests.bench.growth_writes import Writes, writes_of
from tests.bench.pages import PAGES, register
from tests.bench.peers import straight
from tests.bench.region import Region
from tests.bench.wire import data_of

FACTOR = 3
CASELOADS = "SELECT count(*) FROM reach WHERE ground = 'CARE_RELATIONSHIP' GROUP BY organiser_id, party_id"
HISTORIES = "SELECT count(*) FROM delivery GROUP BY organiser_id, client_id"
SIGHTS = (CASELOADS, HISTORIES)


@dataclass(frozen=True)
class Grown:
    """A region that was multiplied, and what it was before."""

    region: Region
    before: Mapping[str, int]
    sights: Mapping[str, Counter[int]]
    definitions: list[str]


@pytest_asyncio.fixture(scope="module")
async def small(
    embedded: EmbeddedPostgres, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Region:
    """The small region as of today, with room for its plans to be drawn."""
    name = f"{DATABASE}_growth_{worker_id}"
    embedded.create_database(name, template=DATABASE)
    home = tmp_path_factory.mktemp("growth")
    ring = Settings(home=home).keys().ring
    await keep_check_values(embedded.dsn(OWNER, name), ring)
    today = helsinki_date(datetime.now(UTC))
    secrecy = Secrecy(ring.data.present, ring.index.present)
    await load(embedded.dsn(OWNER, name), secrecy=secrecy, today=today, scale=SMALL)
    app, owner, superuser = (embedded.dsn(role, name) for role in (APP, OWNER, SUPERUSER))
    region = Region(home, app, owner, superuser, embedded.programs, pool_size=2)
    region.save()
    register(region)
    return region


@pytest_asyncio.fixture(scope="module")
async def superuser(small: Region) -> AsyncIterator[asyncpg.Connection]:
    """A connection past all policies."""
    connection = await asyncpg.connect(small.superuser_dsn)
    yield connection
    await connection.close()


@pytest_asyncio.fixture(scope="module")
async def grown(small: Region, superuser: asyncpg.Connection) -> Grown:
    """The small region, three times."""
    before = Grown(small, await counts(superuser), await sights(superuser), await definitions_of(superuser))
    await multiply(superuser, FACTOR)
    return before


async def counts(connection: asyncpg.Connection) -> dict[str, int]:
    """Rows by table."""
    tables = [table.name for table in metadata().sorted_tables if "view" not in table.info]
    return {name: await connection.fetchval(f"SELECT count(*) FROM {name}") for name in tables}


async def sights(connection: asyncpg.Connection) -> dict[str, Counter[int]]:
    """How many workers have a caseload of each size, how many clients a history of each length."""
    return {text: Counter(row["count"] for row in await connection.fetch(text)) for text in SIGHTS}


async def definitions_of(connection: asyncpg.Connection) -> list[str]:
    """Every index and constraint of the copied tables."""
    names = [table.name for table in COPIED]
    found = [*await connection.fetch(CONSTRAINTS, names), *await connection.fetch(INDEXES, names)]
    return sorted(f"{row['name']}: {row['definition']}" for row in found)


async def dangling(connection: asyncpg.Connection) -> dict[str, int]:
    """Rows whose reference leads nowhere, by foreign key; counted, whatever PostgreSQL has proved."""
    found: dict[str, int] = {}
    for table in metadata().sorted_tables:
        for key in table.foreign_key_constraints:
            pairs = [(each.parent.name, each.column.name) for each in key.elements]
            given = " AND ".join(f"t.{own} IS NOT NULL" for own, _ in pairs)
            meets = " AND ".join(f"r.{other} = t.{own}" for own, other in pairs)
            lost = await connection.fetchval(
                f"SELECT count(*) FROM {table.name} AS t WHERE {given}"
                f" AND NOT EXISTS (SELECT FROM {key.referred_table.name} AS r WHERE {meets})"
            )
            if lost and "view" not in table.info:
                found[f"{table.name} {pairs}"] = lost
    return found


async def test_a_copy_that_leads_nowhere_is_refused_and_undone(
    small: Region, superuser: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: products are not copied, so an offering must go on naming the first ones."""
    before = await counts(superuser), await definitions_of(superuser)
    monkeypatch.setattr(growth_copies, "SHARED_IDS", frozenset({"organiser_id"}))

    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await multiply(superuser, 2)

    assert (await counts(superuser), await definitions_of(superuser)) == before


async def test_every_table_grows_as_told(grown: Grown, superuser: asyncpg.Connection) -> None:
    after = await counts(superuser)

    assert after == {
        name: count if name in SHARED else count * FACTOR for name, count in grown.before.items()
    }
    assert after["delivery"] > 3_000
    assert await superuser.fetchval("SELECT count(DISTINCT organiser_id) FROM client") == 2


async def test_every_reference_leads_to_a_row(grown: Grown, superuser: asyncpg.Connection) -> None:
    assert await dangling(superuser) == {}
    assert await definitions_of(superuser) == grown.definitions


async def test_the_checker_of_references_sees_one_that_leads_nowhere(
    grown: Grown, superuser: asyncpg.Connection
) -> None:
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute("SET LOCAL session_replication_role = replica")
    await superuser.execute("DELETE FROM team")
    lost = await dangling(superuser)
    await transaction.rollback()

    assert {name.split(" ")[0]: count for name, count in lost.items()} == {
        name: grown.before[name] * FACTOR for name in ("care_relationship", "filed_contact", "worker")
    }


async def test_caseloads_and_histories_keep_their_size(grown: Grown, superuser: asyncpg.Connection) -> None:
    after = await sights(superuser)

    assert after == {
        text: Counter({size: number * FACTOR for size, number in found.items()})
        for text, found in grown.sights.items()
    }


async def test_copies_of_copies_are_rows_of_their_own(grown: Grown, superuser: asyncpg.Connection) -> None:
    """A region of three grows by twos: the numbers go on from three, so no copy is made twice."""
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute(
        growth_copies.copying(metadata().tables["producer"], range(FACTOR, 2 * FACTOR, FACTOR))
    )
    producers = await superuser.fetchval("SELECT count(*) FROM producer")
    with pytest.raises(asyncpg.UniqueViolationError):
        await superuser.execute(growth_copies.copying(metadata().tables["producer"], range(1, 2)))
    await transaction.rollback()

    assert producers == grown.before["producer"] * 2 * FACTOR


async def test_the_pages_answer_and_the_writes_are_done(grown: Grown) -> None:
    drawn = await draw(grown.region, await prepare(grown.region), caseload=5)
    peer = straight.start(grown.region, {name: drawn[name][-1] for name in PAGES})
    try:
        answers = {name: data_of(peer, name) for name in PAGES}
    finally:
        peer.stop()
    async with writes_of(grown.region) as writes:
        seconds = {name: await writes.do(name) for name in Writes.NAMES[:2]}

    assert [list(answer) for answer in answers.values() if isinstance(answer, dict)] == [
        ["plan"],
        ["clients"],
        ["catalogue"],
        ["client"],
    ]
    assert min(seconds.values()) > 0
