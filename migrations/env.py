"""How Alembic reaches the database: over the connection it is handed, or over HB_OWNER_DATABASE_URL."""

import asyncio
import os

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from hb.installation.migration import migration_engine
from hb.modules import metadata


def is_table(thing: SchemaItem, _name: str | None, _kind: str, _reflected: bool, _compared: object) -> bool:
    """Views are declared as tables, for reading; their text stands in the migrations alone."""
    return "view" not in thing.info


def migrate(connection: Connection) -> None:
    """Run the migrations asked for, each in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        transaction_per_migration=True,
        include_object=is_table,
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_migrate(owner_dsn: str) -> None:
    """Open a connection of the owner's, with the timeouts of a migration, and migrate over it."""
    engine = migration_engine(owner_dsn)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
    finally:
        await engine.dispose()


def run() -> None:
    """Choose the connection: the program's own, else the environment's for Alembic's command line."""
    if context.is_offline_mode():
        raise CommandError("Migrations are run online only: they read what is there.")
    handed = context.config.attributes.get("connection")
    if handed is not None:
        migrate(handed)
    elif owner_dsn := os.environ.get("HB_OWNER_DATABASE_URL"):
        asyncio.run(connect_and_migrate(owner_dsn))
    else:
        raise CommandError("Set HB_OWNER_DATABASE_URL to the database that Alembic is to look at.")


run()
