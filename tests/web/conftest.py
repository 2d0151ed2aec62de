"""The API over ASGI, as in tests/api."""

from tests.api.conftest import api, documents, endpoint, engine, statements

__all__ = ["api", "documents", "endpoint", "engine", "statements"]
