"""Tests of the preflight: each way a database can be unfit is told in one sentence."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from asyncpg import Connection, Record

from hb.installation import preflight
from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.installation.preflight import UnfitDatabase, refuse_unfit

HEAD = "0007"
SCHEMA = f"""
CREATE TABLE alembic_version (version_num text PRIMARY KEY);
INSERT INTO alembic_version VALUES ('{HEAD}');
CREATE TABLE secret_row (n int);
ALTER TABLE secret_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON alembic_version TO {APP};
"""


@pytest.fixture
async def name(embedded: EmbeddedPostgres, worker_id: str) -> AsyncIterator[str]:
    """A database of its own with a migration's table and one guarded table."""
    database = f"preflight_{worker_id}"
    embedded.create_database(database)
    await run(embedded.dsn(OWNER, database), SCHEMA)
    yield database
    embedded.drop_database(database)


@pytest.fixture
async def app(embedded: EmbeddedPostgres, name: str) -> AsyncIterator["Connection[Record]"]:
    """A connection of the app's role."""
    connection = await asyncpg.connect(embedded.dsn(APP, name))
    yield connection
    await connection.close()


async def run(dsn: str, script: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


async def refusal(
    connection: "Connection[Record]", *, durable: bool = False, guarded: tuple[str, ...] = ("secret_row",)
) -> str:
    with pytest.raises(UnfitDatabase) as caught:
        await refuse_unfit(connection, durable_required=durable, head=HEAD, guarded=guarded)
    return str(caught.value)


async def test_fit_database_passes(app: "Connection[Record]") -> None:
    await refuse_unfit(app, durable_required=False, head=HEAD, guarded=["secret_row"])


async def test_older_server_is_refused(app: "Connection[Record]", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "OLDEST_VERSION", 190000)
    assert await refusal(app) == "PostgreSQL 18 or newer is needed, and this server is 18.6."


async def test_forgetful_server_is_refused_where_durability_is_asked(app: "Connection[Record]") -> None:
    sentence = (
        "The server would lose committed data in a crash: fsync, full_page_writes, synchronous_commit is off."
    )
    assert await refusal(app, durable=True) == sentence


async def test_superuser_is_refused(embedded: EmbeddedPostgres, name: str) -> None:
    connection = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    try:
        assert (
            await refusal(connection)
            == "The role hb_superuser of HB_DATABASE_URL is, or may become, a superuser."
        )
    finally:
        await connection.close()


async def test_owner_is_refused(embedded: EmbeddedPostgres, name: str) -> None:
    connection = await asyncpg.connect(embedded.dsn(OWNER, name))
    try:
        assert (
            await refusal(connection)
            == "The role hb_owner of HB_DATABASE_URL owns alembic_version, or is a member of its owner."
        )
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("make", "undo", "sentence"),
    [
        (
            f"GRANT {OWNER} TO {APP}",
            f"REVOKE {OWNER} FROM {APP}",
            "owns alembic_version, or is a member of its owner.",
        ),
        (
            f"ALTER ROLE {APP} BYPASSRLS",
            f"ALTER ROLE {APP} NOBYPASSRLS",
            "bypasses row-level security, or may.",
        ),
        (
            f"CREATE ROLE passer BYPASSRLS; GRANT passer TO {APP}",
            "DROP ROLE passer",
            "bypasses row-level security, or may.",
        ),
        (
            f"ALTER DATABASE %s OWNER TO {APP}",
            f"ALTER DATABASE %s OWNER TO {OWNER}",
            "owns the database, or is a member of its owner.",
        ),
        (
            f"CREATE TABLE mine (n int); ALTER TABLE mine OWNER TO {APP}",
            "DROP TABLE mine",
            "owns mine, or is a member of its owner.",
        ),
    ],
)
async def test_role_that_can_pass_the_policies_is_refused(
    embedded: EmbeddedPostgres, name: str, app: "Connection[Record]", make: str, undo: str, sentence: str
) -> None:
    superuser = embedded.dsn(SUPERUSER, name)
    await run(superuser, make.replace("%s", name))
    try:
        assert await refusal(app) == f"The role hb_app of HB_DATABASE_URL {sentence}"
    finally:
        await run(superuser, undo.replace("%s", name))


BEHIND = (
    "The database is at migration {} and this release needs 0007; run `python -m hb migrate` of this release."
)
UNREADABLE = "The role of HB_DATABASE_URL may not read alembic_version; run `python -m hb migrate`."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE alembic_version SET version_num = '0006'", BEHIND.format("0006")),
        ("DELETE FROM alembic_version", BEHIND.format("none")),
        ("DROP TABLE alembic_version", "The database is empty; run `python -m hb migrate`."),
        (f"REVOKE ALL ON alembic_version FROM {APP}", UNREADABLE),
        (
            "ALTER TABLE secret_row DISABLE ROW LEVEL SECURITY",
            "Row-level security is not enabled on the table secret_row.",
        ),
        (
            "ALTER TABLE secret_row NO FORCE ROW LEVEL SECURITY",
            "Row-level security does not bind its owner (FORCE) on the table secret_row.",
        ),
        ("DROP TABLE secret_row", "The table secret_row is missing although its migration has run."),
    ],
)
async def test_schema_that_is_behind_or_unguarded_is_refused(
    embedded: EmbeddedPostgres, name: str, app: "Connection[Record]", change: str, sentence: str
) -> None:
    await run(embedded.dsn(OWNER, name), change)
    assert await refusal(app) == sentence
