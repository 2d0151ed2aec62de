"""What a database must be before we serve on it: server, session, role, migrations, policies, triggers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import asyncpg
from sqlalchemy import text

from hb.kit.connecting import POOLER, Connection
from hb.kit.db import SESSION
from hb.kit.statement import Statement

# Temporal keys, virtual generated columns and uuidv7() arrived with 18.
OLDEST_VERSION = 180000

ABOUT_SERVER = Statement(
    text("""
SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       array(SELECT name FROM unnest(ARRAY['fsync', 'full_page_writes', 'synchronous_commit']) AS name
              WHERE current_setting(name) = 'off') AS volatile,
       pg_is_in_recovery() AS is_standby, current_setting('transaction_read_only') = 'on' AS is_read_only,
       current_setting('plan_cache_mode') AS plan_cache_mode,
       current_setting('session_replication_role') AS replication_role
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
# A view shows rows with its owner's rights, and a policy binds neither a superuser nor a role with BYPASSRLS.
UNBOUND_OWNER = Statement(
    text("""
SELECT owner.rolname AS role, c.relname AS name
  FROM pg_class c JOIN pg_roles owner ON owner.oid = c.relowner
 WHERE c.relnamespace = ANY (current_schemas(false)::regnamespace[]) AND c.relkind IN ('r', 'p', 'v', 'm')
   AND (owner.rolsuper OR owner.rolbypassrls)
 ORDER BY c.relkind = 'v' DESC, c.relname
 LIMIT 1
""")
)
UNBOUND_SELF = Statement(
    text("""
SELECT rolname AS role FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
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
# A trigger in state O or A fires in an ordinary session; D never does, R in a replica's alone.
SILENT_TRIGGER = Statement(
    text("""
SELECT t.tgname AS name, c.relname AS table_name
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = ANY (current_schemas(false)::regnamespace[]) AND t.tgenabled NOT IN ('O', 'A')
 ORDER BY c.relname, t.tgname
 LIMIT 1
""")
)
MISSING_TRIGGER = Statement(
    text("""
SELECT wanted.name, wanted.table_name
  FROM unnest(CAST(:tables AS text[]), CAST(:triggers AS text[])) AS wanted (table_name, name)
 WHERE NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname = wanted.name AND c.relname = wanted.table_name
          AND c.relnamespace = ANY (current_schemas(false)::regnamespace[]))
 ORDER BY wanted.table_name, wanted.name
 LIMIT 1
""")
)
# Bits of pg_trigger.tgtype (src/include/catalog/pg_trigger.h): BEFORE 2, DELETE 8, UPDATE 16, TRUNCATE 32.
CHANGEABLE = Statement(
    text("""
SELECT wanted.name
  FROM unnest(CAST(:tables AS text[])) AS wanted (name)
  LEFT JOIN pg_class c ON c.relname = wanted.name
        AND c.relnamespace = ANY (current_schemas(false)::regnamespace[])
 WHERE (SELECT coalesce(bit_or(t.tgtype), 0) & 56
          FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgtype & 2 = 2 AND t.tgqual IS NULL
       ) <> 56
 ORDER BY wanted.name
 LIMIT 1
""")
)


@dataclass(frozen=True, slots=True)
class Schema:
    """What the database of this release has.

    Args:
        revisions: its migrations from the first to the newest.
        guarded: tables with row-level security enabled and forced.
        append_only: tables with triggers that refuse every change.
        triggers: others that rows depend on, each as table and name.
    """

    revisions: Sequence[str]
    guarded: Collection[str] = ()
    append_only: Collection[str] = ()
    triggers: Collection[tuple[str, str]] = ()


class UnfitDatabase(Exception):
    """We do not serve on this database; the message says why in one sentence."""


async def refuse_unfit(connection: Connection, schema: Schema, *, durable_required: bool) -> None:
    """Judge the database over a connection of the app's role with hb's session, before the first request.

    Raises:
        UnfitDatabase: one sentence on the first fault.
    """
    await _refuse_server(connection, durable_required=durable_required, has_session=True)
    await _refuse_role(connection)
    await refuse_unmigrated(connection, schema.revisions)
    await _refuse_unguarded(connection, schema.guarded)
    await _refuse_unbound(connection)
    await _refuse_changeable(connection, schema)


async def refuse_unfit_for_owner(connection: Connection, revisions: Sequence[str]) -> None:
    """Judge the database over a connection of the owner's, before it is migrated.

    Raises:
        UnfitDatabase: the server is too old or a standby, policies do not bind the owner, or a newer release
            has migrated the database.
    """
    await _refuse_server(connection, durable_required=False, has_session=False)
    role = await connection.fetchval(UNBOUND_SELF.text)
    if role is not None:
        raise UnfitDatabase(
            f"The role {role} of HB_OWNER_DATABASE_URL is a superuser or has BYPASSRLS: views that it"
            " owned would show every row."
        )
    try:
        applied = await connection.fetchval(MIGRATED.text)
    except asyncpg.UndefinedTableError:
        return
    _refuse_newer(applied, revisions)


async def _refuse_server(connection: Connection, *, durable_required: bool, has_session: bool) -> None:
    server = await connection.fetchrow(ABOUT_SERVER.text)
    assert server is not None  # noqa: S101 - a SELECT without FROM gives one row
    if server["number"] < OLDEST_VERSION:
        raise UnfitDatabase(f"PostgreSQL 18 or newer is needed, and this server is {server['version']}.")
    if server["is_standby"]:
        raise UnfitDatabase(
            "The server is a standby, which takes no writes; name the primary, or all hosts with"
            " target_session_attrs=read-write."
        )
    if server["is_read_only"]:
        raise UnfitDatabase(
            "The server takes no writes from this role here: default_transaction_read_only is on."
        )
    if durable_required and server["volatile"]:
        settings = ", ".join(server["volatile"])
        raise UnfitDatabase(f"The server would lose committed data in a crash: {settings} is off.")
    if has_session and server["plan_cache_mode"] != SESSION["plan_cache_mode"]:
        raise UnfitDatabase(f"The database {POOLER}.")
    if server["replication_role"] != "origin":
        raise UnfitDatabase(
            "The role's sessions fire no triggers: session_replication_role is"
            f" {server['replication_role']} and must be origin."
        )


async def _refuse_role(connection: Connection) -> None:
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


async def refuse_unmigrated(connection: Connection, revisions: Sequence[str]) -> None:
    """See that the database is at the newest of these migrations, over a connection of any role.

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
    _refuse_newer(applied, revisions)
    if applied != revisions[-1]:
        raise UnfitDatabase(
            f"The database is at migration {applied or 'none'} and this release needs {revisions[-1]}; "
            "run `python -m hb migrate` of this release."
        )


def _refuse_newer(applied: str, revisions: Sequence[str]) -> None:
    if applied and applied not in revisions:
        raise UnfitDatabase(
            f"The database is at migration {applied}, of a newer release than this one: run that release."
        )


async def _refuse_unguarded(connection: Connection, guarded: Collection[str]) -> None:
    table = await connection.fetchrow(UNGUARDED.text, sorted(guarded))
    if table is None:
        return
    if not table["found"]:
        raise UnfitDatabase(f"The table {table['name']} is missing although its migration has run.")
    fault = "does not bind its owner (FORCE)" if table["enabled"] else "is not enabled"
    raise UnfitDatabase(f"Row-level security {fault} on the table {table['name']}.")


async def _refuse_unbound(connection: Connection) -> None:
    relation = await connection.fetchrow(UNBOUND_OWNER.text)
    if relation is not None:
        raise UnfitDatabase(
            f"The owner of {relation['name']}, {relation['role']}, is a superuser or has BYPASSRLS:"
            " views that it owns would show every row."
        )


async def _refuse_changeable(connection: Connection, schema: Schema) -> None:
    trigger = await connection.fetchrow(SILENT_TRIGGER.text)
    if trigger is not None:
        raise UnfitDatabase(
            f"The trigger {trigger['name']} of the table {trigger['table_name']} is disabled."
        )
    wanted = sorted(schema.triggers)
    missing = await connection.fetchrow(
        MISSING_TRIGGER.text, [table for table, _ in wanted], [name for _, name in wanted]
    )
    if missing is not None:
        raise UnfitDatabase(f"The trigger {missing['name']} of the table {missing['table_name']} is missing.")
    table = await connection.fetchval(CHANGEABLE.text, sorted(schema.append_only))
    if table is not None:
        raise UnfitDatabase(
            f"The table {table} is append-only, and a trigger refusing UPDATE, DELETE or TRUNCATE is missing."
        )
