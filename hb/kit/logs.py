"""Logs hold what is on one list of keys and nothing else, so that no personal data can reach them.

Each key has a form as well: a text that does not have it is not written. Lines of libraries are written
without their message, which may hold anything: where they come from, and the class and place of the fault.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from hb.kit.faults import class_of, facts_of
from hb.kit.sampling import Sampler

Form = Callable[[object], bool]
UNFIT = "-"
"""Written in place of what does not have the form of its key."""


def _text(pattern: str) -> Form:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _number(value: object) -> bool:
    return value is None or isinstance(value, (bool, int, float))


_frame = _text(r"[A-Za-z_/]{1,80}\.py:\d{1,5}")


def _frames(value: object) -> bool:
    return isinstance(value, list) and all(_frame(frame) for frame in value)


_word = _text(r"[A-Za-z][A-Za-z0-9_.]{0,79}")
_address = _text(r"([0-9.]{7,15}|\[?[0-9a-f:.]{2,45}\]?|localhost):\d{1,5}")

ALLOWED: Mapping[str, Form] = {
    "address": _address,
    "attempt": _number,
    "clock": _word,
    "code": _word,
    "count": _number,
    "database": _word,
    "drain_seconds": _number,
    "duration_ms": _number,
    "environment": _word,
    "event": _word,
    "fault": _word,
    "frames": _frames,
    "grace_seconds": _number,
    "head": _text(r"\d{4}(_[a-z_]{1,40})?"),
    "job": _word,
    "left_out": _number,
    "level": _word,
    "logger": _word,
    "metrics": _address,
    "operation": _word,
    "place": _text(r"[A-Za-z0-9_]{1,60}\.py:\d{1,5}"),
    "pool": _number,
    "request_id": _text(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "role": _word,
    "seconds": _number,
    "sqlstate": _text(r"[0-9A-Z]{5}"),
    "status": _number,
    "timestamp": _text(r"[0-9TZ:.-]{20,32}"),
    "version": _text(r"\d+\.\d+\.\d+[a-z0-9.]{0,20}"),
    "works": _number,
}
"""Keys a log line may have, and the form of each: what happened, to which operation of which role, a fault's
class and code, where in hb it was raised, the request's id. Never a message, a name, a variable, a query."""


def configure_logs(level: str) -> None:
    """Write one JSON object a line to standard error, through the standard library's handlers."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutMessages())
    handler.addFilter(SeldomOfLibraries())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("hb").setLevel(level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def keep_allowed(_logger: WrappedLogger, _method: str, line: EventDict) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list, and every value that does not have its key's form."""
    return {key: value if ALLOWED[key](value) else UNFIT for key, value in line.items() if key in ALLOWED}


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == "hb" or record.name.startswith("hb.")


def _kind(record: logging.LogRecord) -> tuple[str, str, int, str]:
    """What lines of a library count as alike: their place in it, and the class of the fault."""
    fault = record.exc_info[1] if record.exc_info else None
    return record.name, record.filename, record.lineno, "" if fault is None else class_of(fault)


class SeldomOfLibraries(logging.Filter):
    """Lets through one line a minute from each place of a library, with the count of those left out.

    A pool that cannot reconnect would write one at each try.
    """

    def __init__(self, sampler: Sampler | None = None) -> None:
        super().__init__()
        self._sampler = sampler or Sampler()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if _is_ours(record):
            return True
        left_out = self._sampler.take(_kind(record))
        record.left_out = left_out
        return left_out is not None


class WithoutMessages(logging.Formatter):
    """Writes our lines as they are, and those of libraries without their message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as JSON."""
        if _is_ours(record):
            return record.getMessage()
        fault = record.exc_info[1] if record.exc_info else None
        line: EventDict = {
            "event": "library",
            "logger": record.name,
            "level": record.levelname.lower(),
            "place": f"{record.filename}:{record.lineno}",
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
            "left_out": getattr(record, "left_out", 0),
        }
        if fault is not None:
            line.update(facts_of(fault))
        return json.dumps(keep_allowed(None, "", line))
