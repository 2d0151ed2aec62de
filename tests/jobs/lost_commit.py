"""A connection that breaks while committing, as a trigger of the database itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.scene import Scene


@asynccontextmanager
async def lost_commit(
    all_rows: asyncpg.Connection, scene: Scene, table: str, condition: str
) -> AsyncIterator[None]:
    """Within it, whoever commits a new row of the organiser that meets the condition loses the connection."""
    await all_rows.execute(
        "CREATE FUNCTION lose_commit() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
    )
    try:
        await all_rows.execute(
            f"CREATE CONSTRAINT TRIGGER lose_commit AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED"
            f" FOR EACH ROW WHEN (NEW.organiser_id = '{scene.organiser_id}' AND {condition})"
            " EXECUTE FUNCTION lose_commit()"
        )
        yield
    finally:
        await all_rows.execute("DROP FUNCTION lose_commit() CASCADE")
