"""Loading the demo region into an empty, migrated database, in one transaction of the owner's."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from hb.clients.model import FILED_HETU, HETU, client_identity, filed_contact_identity
from hb.demo import queries
from hb.demo.cast import DemoActor, cast, organiser_id_of_cast
from hb.demo.region import Generated, generate
from hb.demo.rows import MOVED_COLUMNS
from hb.demo.scale import FULL, SMALL, Scale
from hb.kit.connecting import Connection, connect
from hb.kit.secrecy import Secrecy
from hb.modules import metadata
from hb.sending.model import SIGNING_SECRET, webhook_secret

__all__ = ["FULL", "SMALL", "DemoActor", "DemoRegion", "NotEmpty", "Scale", "demo_actors", "is_empty", "load"]

TABLES = tuple(table for table in metadata().sorted_tables if "view" not in table.info)
OWNED = tuple(table for table in TABLES if table.info["policy"] != "common")


class NotEmpty(Exception):
    """The database holds an organiser or a producer already; the region is for an empty one."""

    def __init__(self) -> None:
        super().__init__("The database is not empty: the demo region is loaded into an empty one only.")


@dataclass(frozen=True, slots=True)
class DemoRegion:
    """What was loaded: rows by table, transfers by posting, and who can be signed in as."""

    today: date
    counts: Mapping[str, int]
    actors: Mapping[str, DemoActor]

    def __str__(self) -> str:
        """A line for the one who asked for it."""
        counted = ("organiser", "producer", "offering", "client", "plan_item", "delivery", "transfer")
        counts = ", ".join(f"{self.counts[name]} {name.replace('_', ' ')}" for name in counted)
        return f"The demo region of {self.today.isoformat()} is loaded; rows: {counts}."


async def is_empty(owner_dsn: str) -> bool:
    """Whether nothing was stored yet: no organiser, no producer."""
    async with _connected(owner_dsn) as connection:
        return bool(await connection.fetchval(queries.IS_EMPTY.text))


async def demo_actors(connection_or_dsn: "Connection | str") -> Mapping[str, DemoActor]:
    """Everybody of the cast by role in lower case; empty when the region was not loaded here."""
    if isinstance(connection_or_dsn, str):
        async with _connected(connection_or_dsn) as connection:
            return await demo_actors(connection)
    is_loaded = await connection_or_dsn.fetchval(queries.HAS_ORGANISER.text, organiser_id_of_cast())
    return cast() if is_loaded else {}


async def load(
    owner_dsn: str, *, secrecy: Secrecy, today: date, seed: int = 1, scale: Scale = FULL
) -> DemoRegion:
    """Generate the region around a day and load it, all or nothing.

    The owner's address is needed: row-level security is not forced while the rows are copied, and is again
    before the commit. Money moves by the ledger's own posting, so its chain is as a service would leave it.

    Raises:
        NotEmpty: there is an organiser or a producer already.
    """
    async with _connected(owner_dsn) as connection:
        # The connection's end undoes what was not committed.
        await connection.execute("BEGIN")
        await connection.execute(queries.LOCK_ORGANISERS.text)
        if not await connection.fetchval(queries.IS_EMPTY.text):
            raise NotEmpty
        region = generate(today, seed, scale)
        _encrypt(region, secrecy)
        await connection.execute(queries.SETTINGS.text)
        await connection.execute(queries.unforced(OWNED))
        await _copy(connection, region)
        await _post(connection, region)
        await connection.execute(queries.CHECK_REFERENCES.text)
        await connection.execute(queries.forced(OWNED))
        await connection.execute(queries.analysed(TABLES))
        await connection.execute("COMMIT")
    counts = {table.name: region.rows.count(table) for table in TABLES}
    return DemoRegion(today, {**counts, "transfer": len(region.rows.moved)}, cast())


def _encrypt(region: Generated, secrecy: Secrecy) -> None:
    for identity in region.identities:
        owner, client_id = identity.organiser_id, identity.client_id
        place = HETU.place(client_identity, owner, client_id)
        columns = HETU.stored(secrecy, identity.hetu, place)
        region.rows.add(
            client_identity,
            organiser_id=owner,
            id=identity.id,
            client_id=client_id,
            replaced_at=identity.replaced_at,
            **columns,
        )
    for filed in region.filed_identities:
        owner, contact_id = filed.organiser_id, filed.filed_contact_id
        place = FILED_HETU.place(filed_contact_identity, owner, contact_id)
        columns = FILED_HETU.stored(secrecy, filed.hetu, place)
        region.rows.add(filed_contact_identity, organiser_id=owner, filed_contact_id=contact_id, **columns)
    for signing in region.signing_secrets:
        owner, webhook_id = signing.organiser_id, signing.webhook_id
        place = SIGNING_SECRET.place(webhook_secret, owner, webhook_id)
        columns = SIGNING_SECRET.stored(secrecy, signing.secret, place)
        region.rows.add(webhook_secret, organiser_id=owner, webhook_id=webhook_id, **columns)


async def _copy(connection: Connection, region: Generated) -> None:
    for table in TABLES:
        made = region.rows.tables.get(table)
        if made is not None:
            await connection.copy_records_to_table(table.name, records=made.rows, columns=made.columns)


async def _post(connection: Connection, region: Generated) -> None:
    await connection.execute(queries.MAKE_MOVED.text)
    await connection.copy_records_to_table("demo_moved", records=region.rows.moved, columns=MOVED_COLUMNS)
    await connection.execute(queries.INDEX_MOVED.text)
    await connection.execute(queries.ANALYSE_MOVED.text)
    for row in await connection.fetch(queries.BATCHES.text):
        arguments = queries.POST_BATCH.arguments({"batch": row["batch"]})
        await connection.execute(queries.POST_BATCH.text, *arguments)


@asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Connection]:
    connection = await connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()
