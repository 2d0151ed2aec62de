"""The installation on which processes work."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.work.installed import Installation, installed


@pytest_asyncio.fixture
async def installation() -> AsyncIterator[Installation]:
    async with installed() as made:
        yield made
