"""The sending of a scene."""

import asyncpg
import pytest_asyncio

from hb.kit.db import Database
from tests.scene import Scene
from tests.sending.builders import Post, make_rules


@pytest_asyncio.fixture
async def post(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> Post:
    """The sending of a scene whose organiser has the rules of channels that all begin with."""
    await make_rules(all_rows, scene.organiser_id)
    return Post(db, all_rows, scene)
