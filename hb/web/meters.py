"""The meters of requests: how many by operation, role and code, and how long they took."""

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
"""Upper ends in seconds; the last is the default deadline of a request (HB_REQUEST_SECONDS)."""
SERIES_KEPT = 4_000
"""How many series are at hand without looking them up by their labels."""


class RequestMeters:
    """The meters of requests in a registry of this process.

    The labels are bounded: operations are the trusted documents' names, roles and codes are ours.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        registry = registry or CollectorRegistry()
        self._requests = Counter(
            "hb_requests",
            "Requests that were answered, by the trusted document, the caller's role and the code.",
            ("operation", "role", "code"),
            registry=registry,
        )
        self._seconds = Histogram(
            "hb_request_seconds",
            "How long requests took, in seconds.",
            ("operation",),
            buckets=BUCKETS,
            registry=registry,
        )
        self._connections = Counter(
            "hb_connections_refused",
            "Connections that were answered before a request of theirs was read, by status.",
            ("status",),
            registry=registry,
        )
        self._counter = lru_cache(SERIES_KEPT)(self._requests.labels)
        self._histogram = lru_cache(SERIES_KEPT)(self._seconds.labels)

    def count(self, operation: str, role: str, code: str, seconds: float) -> None:
        """Count a request that is over."""
        self._counter(operation, role, code).inc()
        self._histogram(operation).observe(seconds)

    def count_connection(self, status: int) -> None:
        """Count a connection that was refused."""
        self._connections.labels(str(status)).inc()
