"""What a database must be before we serve on it: version, durability, role, migrations, row policies."""

from collections.abc import Collection

import asyncpg
from sqlalchemy import text

from hb.kit.statement import Statement

# Temporal keys, virtual generated columns and uuidv7() arrived with 18.
OLDEST_VERSION = 180000

ABOUT_SERVER = Statement(
    text("""
SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       array(SELECT name FROM unnest(ARRAY['fsync', 'full_page_writes', 'synchronous_commit']) AS name
              WHERE current_setting(name) = 'off') AS volatile
""")
)
# The first fault is reported; pg_has_role looks through memberships, which SET ROLE would use.
ABOUT_ROLE = Statement(
    text("""
SELECT current_user AS role,
       (SELECT bool_or(rolsuper) FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')) AS is_super,
       (SELECT bool_or(rolbypassrls) FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER'))
         AS bypasses,
       (SELECT min(c.oid::regclass::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
           AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
           AND pg_has_role(current_user, c.relowner, 'MEMBER'))
         AS owned,
       (SELECT pg_has_role(current_user, datdba, 'MEMBER')
          FROM pg_database WHERE datname = current_database()) AS owns_database
""")
)
MIGRATED = Statement(
    text("""
SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num), '') AS version FROM alembic_version
""")
)
UNGUARDED = Statement(
    text("""
SELECT wanted.name, c.oid IS NOT NULL AS found, coalesce(c.relrowsecurity, false) AS enabled
  FROM unnest(CAST(:tables AS text[])) AS wanted (name)
  LEFT JOIN pg_class c ON c.relname = wanted.name AND c.relkind IN ('r', 'p')
        AND c.relnamespace = ANY (current_schemas(false)::regnamespace[])
 WHERE NOT coalesce(c.relrowsecurity AND c.relforcerowsecurity, false)
 ORDER BY wanted.name
 LIMIT 1
""")
)


class UnfitDatabase(Exception):
    """We do not serve on this database; the message says why in one sentence."""


async def refuse_unfit(
    connection: "asyncpg.Connection[asyncpg.Record]",
    *,
    durable_required: bool,
    head: str,
    guarded: Collection[str] = (),
) -> None:
    """Judge the database over a connection of the app's role, before the first request.

    `head` is the newest migration, `guarded` the tables that must have row-level security enabled and forced.
    Raises UnfitDatabase.
    """
    await _refuse_server(connection, durable_required=durable_required)
    await _refuse_role(connection)
    await refuse_unmigrated(connection, head)
    await _refuse_unguarded(connection, guarded)


async def _refuse_server(connection: "asyncpg.Connection[asyncpg.Record]", *, durable_required: bool) -> None:
    server = await connection.fetchrow(ABOUT_SERVER.text)
    assert server is not None  # noqa: S101 - a SELECT without FROM gives one row
    if server["number"] < OLDEST_VERSION:
        raise UnfitDatabase(f"PostgreSQL 18 or newer is needed, and this server is {server['version']}.")
    if durable_required and server["volatile"]:
        settings = ", ".join(server["volatile"])
        raise UnfitDatabase(f"The server would lose committed data in a crash: {settings} is off.")


async def _refuse_role(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    role = await connection.fetchrow(ABOUT_ROLE.text)
    assert role is not None  # noqa: S101 - a SELECT without FROM gives one row
    name = role["role"]
    if role["is_super"]:
        raise UnfitDatabase(f"The role {name} of HB_DATABASE_URL is, or may become, a superuser.")
    if role["bypasses"]:
        raise UnfitDatabase(f"The role {name} of HB_DATABASE_URL bypasses row-level security, or may.")
    if role["owned"] is not None:
        raise UnfitDatabase(
            f"The role {name} of HB_DATABASE_URL owns {role['owned']}, or is a member of its owner."
        )
    if role["owns_database"]:
        raise UnfitDatabase(
            f"The role {name} of HB_DATABASE_URL owns the database, or is a member of its owner."
        )


async def refuse_unmigrated(connection: "asyncpg.Connection[asyncpg.Record]", head: str) -> None:
    """See that the database is at the newest migration, over a connection of any role.

    Raises:
        UnfitDatabase: it is empty, behind or ahead.
    """
    try:
        applied = await connection.fetchval(MIGRATED.text)
    except asyncpg.UndefinedTableError as error:
        raise UnfitDatabase("The database is empty; run `python -m hb migrate`.") from error
    except asyncpg.InsufficientPrivilegeError as error:
        raise UnfitDatabase(
            "The role of HB_DATABASE_URL may not read alembic_version; run `python -m hb migrate`."
        ) from error
    if applied != head:
        raise UnfitDatabase(
            f"The database is at migration {applied or 'none'} and this release needs {head or 'none'}; "
            "run `python -m hb migrate` of this release."
        )


async def _refuse_unguarded(
    connection: "asyncpg.Connection[asyncpg.Record]", guarded: Collection[str]
) -> None:
    table = await connection.fetchrow(UNGUARDED.text, sorted(guarded))
    if table is None:
        return
    if not table["found"]:
        raise UnfitDatabase(f"The table {table['name']} is missing although its migration has run.")
    fault = "does not bind its owner (FORCE)" if table["enabled"] else "is not enabled"
    raise UnfitDatabase(f"Row-level security {fault} on the table {table['name']}.")
