"""The endpoint, for the tests of what administrators do."""

from tests.api.conftest import api, documents, endpoint, engine

__all__ = ["api", "documents", "endpoint", "engine"]
