"""Logs hold what is on one list of keys and nothing else, so that no personal data can reach them."""

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    {"clock", "event", "fault", "job", "level", "logger", "request_id", "status", "timestamp"}
)
"""Keys a log line may have: what happened, a fault's class, the request's id, the
kind of a job or the name of a clock; never a message or value."""


def configure_logs(level: str) -> None:
    """Write one JSON object a line to standard error, through the standard library's handlers."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("hb").setLevel(level.upper())
    # A pool that cannot reconnect logs it at each try; the requests that it refuses are logged anyway.
    logging.getLogger("asyncpg.pool").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def keep_allowed(_logger: WrappedLogger, _method: str, line: EventDict) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list."""
    return {key: value for key, value in line.items() if key in ALLOWED}
