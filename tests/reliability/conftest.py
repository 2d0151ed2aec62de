"""The endpoint over ASGI, as the tests of the interface meet it."""

from tests.api.conftest import api, documents, endpoint, engine

__all__ = ["api", "documents", "endpoint", "engine"]
