"""Putting rows past all policies, and the day of the tests."""

from datetime import date

import asyncpg
from sqlalchemy import Table, insert
from sqlalchemy.sql import bindparam

from hb.access import model as access
from hb.access.rules import Actor
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from tests.clock import utc

NOW = utc(2026, 5, 15, 9)
"""The instant of the tests: Friday 15 May 2026, noon in Helsinki."""
START = date(2026, 1, 1)


async def put(connection: asyncpg.Connection, table: Table, **values: object) -> None:
    """Insert one row past all policies (the connection is the superuser's)."""
    statement = Statement(insert(table).values({name: bindparam(name) for name in values}))
    await connection.execute(statement.text, *statement.arguments(values))


async def make_role(connection: asyncpg.Connection, actor: Actor) -> None:
    """Let an actor sign in with the role from the start of the year."""
    await put(
        connection,
        access.role_assignment,
        organiser_id=actor.organiser_id,
        id=new_id(),
        user_id=actor.user_id,
        role=actor.role,
        party_id=actor.party_id,
        valid_from=START,
    )
