"""Tests of the preflight: each way a database can be unfit is told in one sentence."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from asyncpg import Connection, Record

from hb.installation import preflight
from hb.installation.database import Addresses, migrate
from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.installation.preflight import Schema, UnfitDatabase, refuse_unfit, refuse_unfit_for_owner
from hb.kit.connecting import connect
from hb.kit.db import SESSION

REVISIONS = ("0006", "0007")
SCHEMA = f"""
CREATE TABLE alembic_version (version_num text PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0007');
CREATE TABLE secret_row (n int);
ALTER TABLE secret_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON alembic_version TO {APP};
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE TRIGGER secret_row_append_only BEFORE UPDATE OR DELETE ON secret_row
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER secret_row_no_truncate BEFORE TRUNCATE ON secret_row
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
FIT = Schema(REVISIONS, guarded=("secret_row",), append_only=("secret_row",))


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
    connection = await connect(embedded.dsn(APP, name), SESSION)
    yield connection
    await connection.close()


async def run(dsn: str, script: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


async def refusal(connection: "Connection[Record]", *, durable: bool = False) -> str:
    with pytest.raises(UnfitDatabase) as caught:
        await refuse_unfit(connection, FIT, durable_required=durable)
    return str(caught.value)


async def test_fit_database_passes(app: "Connection[Record]") -> None:
    await refuse_unfit(app, FIT, durable_required=False)


async def test_older_server_is_refused(app: "Connection[Record]", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "OLDEST_VERSION", 190000)
    assert await refusal(app) == "PostgreSQL 18 or newer is needed, and this server is 18.6."


async def test_forgetful_server_is_refused_where_durability_is_asked(app: "Connection[Record]") -> None:
    sentence = (
        "The server would lose committed data in a crash: fsync, full_page_writes, synchronous_commit is off."
    )
    assert await refusal(app, durable=True) == sentence


async def test_superuser_is_refused(embedded: EmbeddedPostgres, name: str) -> None:
    connection = await connect(embedded.dsn(SUPERUSER, name), SESSION)
    try:
        assert (
            await refusal(connection)
            == "The role hb_superuser of HB_DATABASE_URL is, or may become, a superuser."
        )
    finally:
        await connection.close()


async def test_owner_is_refused(embedded: EmbeddedPostgres, name: str) -> None:
    connection = await connect(embedded.dsn(OWNER, name), SESSION)
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
NEWER = "The database is at migration 0999, of a newer release than this one: run that release."
SILENT = "The trigger secret_row_{} of the table secret_row is disabled."
CHANGEABLE = (
    "The table secret_row is append-only, and a trigger refusing UPDATE, DELETE or TRUNCATE is missing."
)
ONE_LESS = """
DROP TRIGGER secret_row_append_only ON secret_row;
CREATE TRIGGER secret_row_append_only {} ON secret_row
  FOR EACH ROW {} EXECUTE FUNCTION refuse_change();
"""
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
        # O10: what an earlier release says of a newer one's database.
        ("UPDATE alembic_version SET version_num = '0999'", NEWER),
        # S4: the triggers that make rows append-only.
        ("ALTER TABLE secret_row DISABLE TRIGGER USER", SILENT.format("append_only")),
        ("ALTER TABLE secret_row DISABLE TRIGGER secret_row_no_truncate", SILENT.format("no_truncate")),
        (
            "ALTER TABLE secret_row ENABLE REPLICA TRIGGER secret_row_no_truncate",
            SILENT.format("no_truncate"),
        ),
        ("DROP TRIGGER secret_row_append_only ON secret_row", CHANGEABLE),
        ("DROP TRIGGER secret_row_no_truncate ON secret_row", CHANGEABLE),
        (ONE_LESS.format("BEFORE UPDATE", ""), CHANGEABLE),
        (ONE_LESS.format("AFTER UPDATE OR DELETE", ""), CHANGEABLE),
        (ONE_LESS.format("BEFORE UPDATE OR DELETE", "WHEN (false)"), CHANGEABLE),
    ],
)
async def test_schema_that_is_behind_or_unguarded_is_refused(
    embedded: EmbeddedPostgres, name: str, app: "Connection[Record]", change: str, sentence: str
) -> None:
    await run(embedded.dsn(OWNER, name), change)
    assert await refusal(app) == sentence


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            "default_transaction_read_only = on",
            "The server takes no writes from this role here: default_transaction_read_only is on.",
        ),
        (
            "session_replication_role = replica",
            "The role's sessions fire no triggers: session_replication_role is replica and must be origin.",
        ),
    ],
)
async def test_session_that_cannot_write_or_fires_no_triggers_is_refused(
    embedded: EmbeddedPostgres, name: str, setting: str, sentence: str
) -> None:
    await run(embedded.dsn(SUPERUSER, name), f"ALTER ROLE {APP} IN DATABASE {name} SET {setting}")
    connection = await connect(embedded.dsn(APP, name), SESSION)
    try:
        assert await refusal(connection) == sentence
    finally:
        await connection.close()


async def test_session_without_our_settings_is_refused_as_behind_a_pooler(
    embedded: EmbeddedPostgres, name: str
) -> None:
    """O14: PgBouncer told to ignore what it does not know loses the settings silently."""
    connection = await connect(embedded.dsn(APP, name))
    try:
        assert await refusal(connection) == (
            "The database is behind a connection pooler that does not keep hb's settings of a session"
            " (plan_cache_mode …); name PostgreSQL itself."
        )
    finally:
        await connection.close()


UNBOUND = "is a superuser or has BYPASSRLS: views that it {} would show every row."


@pytest.fixture
async def bypasser(embedded: EmbeddedPostgres, name: str, worker_id: str) -> AsyncIterator[str]:
    """A role with BYPASSRLS of this worker's own, since all databases of a run are on one server."""
    role = f"bypasser_{worker_id}"
    await run(embedded.dsn(SUPERUSER, name), f"CREATE ROLE {role} BYPASSRLS")
    yield role
    await run(embedded.dsn(SUPERUSER, name), f"DROP OWNED BY {role}; DROP ROLE {role}")


@pytest.mark.parametrize("is_super", [True, False])
async def test_view_of_an_owner_whom_policies_do_not_bind_is_refused(
    embedded: EmbeddedPostgres, name: str, app: "Connection[Record]", bypasser: str, is_super: bool
) -> None:
    """S2: what producers know of clients is a view with its owner's rights, over tables with FORCE."""
    await run(embedded.dsn(OWNER, name), "CREATE VIEW secret_view AS SELECT n FROM secret_row")
    await refuse_unfit(app, FIT, durable_required=False)
    role = SUPERUSER if is_super else bypasser
    await run(embedded.dsn(SUPERUSER, name), f"ALTER VIEW secret_view OWNER TO {role}")
    assert await refusal(app) == f"The owner of secret_view, {role}, {UNBOUND.format('owns')}"


async def test_owner_whom_policies_do_not_bind_may_not_migrate(
    embedded: EmbeddedPostgres, name: str, bypasser: str
) -> None:
    """S2: the same at `migrate`, before anything is made."""
    with pytest.raises(UnfitDatabase) as refused:
        await migrate(Addresses(embedded.dsn(APP, name), embedded.dsn(SUPERUSER, name)))
    assert str(refused.value) == f"The role {SUPERUSER} of HB_OWNER_DATABASE_URL {UNBOUND.format('owned')}"
    connection = await asyncpg.connect(embedded.dsn(SUPERUSER, name))
    try:
        assert await connection.fetchval("SELECT to_regclass('client')") is None
        await connection.execute(f"SET ROLE {bypasser}")
        with pytest.raises(UnfitDatabase, match=f"^The role {bypasser} of "):
            await refuse_unfit_for_owner(connection, REVISIONS)
    finally:
        await connection.close()


async def test_owner_may_migrate_what_is_empty_or_behind_and_nothing_newer(
    embedded: EmbeddedPostgres, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O10: PostgreSQL 15 and a newer release's database at `migrate`."""
    connection = await connect(embedded.dsn(OWNER, name))
    try:
        await refuse_unfit_for_owner(connection, REVISIONS)
        await connection.execute("UPDATE alembic_version SET version_num = '0999'")
        with pytest.raises(UnfitDatabase) as newer:
            await refuse_unfit_for_owner(connection, REVISIONS)
        assert str(newer.value) == NEWER
        await connection.execute("DROP TABLE alembic_version")
        await refuse_unfit_for_owner(connection, REVISIONS)
        monkeypatch.setattr(preflight, "OLDEST_VERSION", 190000)
        with pytest.raises(UnfitDatabase, match=r"^PostgreSQL 18 or newer is needed"):
            await refuse_unfit_for_owner(connection, REVISIONS)
    finally:
        await connection.close()
