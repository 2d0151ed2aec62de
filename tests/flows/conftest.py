"""The API over ASGI, as in tests/api."""

from tests.api.conftest import api, engine

__all__ = ["api", "engine"]
