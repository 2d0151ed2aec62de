"""What is seen of requests from outside: each is counted, and one that we failed leaves a log line."""

import time
from collections.abc import Iterable

import structlog

from hb.kit.faults import class_of, facts_of
from hb.kit.sampling import Sampler
from hb.web.meters import RequestMeters

ANSWERED = "OK"
FREE = "free"
"""In place of the operation of a document that is no trusted one: its name may be anything."""
NONE = "none"
"""In place of the operation, or role, of a request that was refused before it was known."""
OURS = frozenset({"BUSY", "UNKNOWN_OUTCOME", "INTERNAL", "DEADLINE_PASSED", "CANCELLED"})
"""Codes of what is not the caller's fault: each leaves a line."""
COUNTED = frozenset({"UNAUTHENTICATED", "RATE_LIMITED", "TOO_MANY_REQUESTS_AT_ONCE"})
"""Codes of what callers do thousands of times when they do it: a line a minute has their number."""

log = structlog.get_logger("hb.api")


class Observation:
    """What became of one request: the operation, in which role, and the code and cause of its refusal."""

    __slots__ = ("code", "fault", "operation", "request_id", "role", "started")

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id
        self.operation = self.role = NONE
        self.code = ANSWERED
        self.fault: BaseException | None = None
        self.started = time.perf_counter()

    def refuse(self, code: str, fault: BaseException | None = None) -> None:
        """Note a refusal; of several, the first counts unless a later one is ours and the first is not."""
        if self.code == ANSWERED or (code in OURS and self.code not in OURS):
            self.code, self.fault = code, fault

    def refuse_all(self, faults: Iterable[tuple[str, BaseException]], codes: Iterable[str]) -> None:
        """Note the errors within an answer, and the refusals that it shows as data."""
        for code, fault in faults:
            self.refuse(code, fault)
        for code in codes:
            self.refuse(code)


class Observer:
    """Counts the requests of a process and writes the lines of those that failed."""

    def __init__(self, meters: RequestMeters | None = None, sampler: Sampler | None = None) -> None:
        self._meters = meters or RequestMeters()
        self._sampler = sampler or Sampler()

    def ended(self, seen: Observation) -> None:
        """Count a request that is over."""
        seconds = time.perf_counter() - seen.started
        self._meters.count(seen.operation, seen.role, seen.code, seconds)
        if seen.code in OURS:
            self._tell(seen, seconds)
        elif seen.code in COUNTED:
            self._sum_up(seen.code)

    def connection_refused(self, status: int) -> None:
        """Count a connection that was answered before any request of it was read."""
        self._meters.count_connection(status)
        if status >= 500:
            self._sum_up("TOO_MANY_CONNECTIONS")

    def _sum_up(self, code: str) -> None:
        left_out = self._sampler.take(code)
        if left_out is not None:
            log.warning("callers_refused", code=code, count=1 + left_out)

    def _tell(self, seen: Observation, seconds: float) -> None:
        """Write the line of a request that failed through us, one in a minute of its kind with its frames."""
        facts: dict[str, object] = {}
        if seen.fault is not None:
            left_out = self._sampler.take((seen.code, class_of(seen.fault)))
            facts.update(facts_of(seen.fault, with_frames=left_out is not None))
            if left_out:
                facts["left_out"] = left_out
        log.error(
            "request_failed",
            request_id=seen.request_id,
            operation=seen.operation,
            role=seen.role,
            code=seen.code,
            duration_ms=round(seconds * 1000, 1),
            **facts,
        )

    def close(self) -> None:
        """Write what is counted and on no line yet."""
        for kind, count in self._sampler.rest().items():
            if isinstance(kind, str):
                log.warning("callers_refused", code=kind, count=count)
