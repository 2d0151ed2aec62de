"""The API over ASGI, as in tests/api, and a database with nothing in it."""

import pytest

from hb.installation.postgres import OWNER, EmbeddedPostgres
from tests.api.conftest import api, documents, endpoint, engine

__all__ = ["api", "documents", "endpoint", "engine"]


@pytest.fixture
def empty_dsn(embedded: EmbeddedPostgres, worker_id: str) -> str:
    """The owner's address of a database of its own, from before the first migration."""
    name = f"empty_{worker_id}"
    embedded.drop_database(name)
    embedded.create_database(name)
    return embedded.dsn(OWNER, name)
