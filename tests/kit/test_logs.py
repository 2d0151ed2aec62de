"""A log line keeps the keys on the list, and their values that have the right form, whatever it is given."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from hb.kit.faults import class_of, facts_of
from hb.kit.logs import ALLOWED, UNFIT, SeldomOfLibraries, WithoutMessages, configure_logs, keep_allowed
from hb.kit.sampling import Sampler

REQUEST_ID = "0192f8a0-0000-7000-8000-000000000001"
PERSONAL = (
    "010190-123X",
    "010190A123X",
    "131052-308T",
    "Aino Virtanen",
    "Väinö",
    "query Q { client { hetu } }",
    '{"input": {"hetu": "010190-123X"}}',
    "INSERT INTO client (hetu) VALUES ('010190-123X')",
)
"""Names, personal identity codes, variables and texts of queries, as a careless line could be handed them."""


def test_keys_not_on_the_list_are_dropped(caplog: pytest.LogCaptureFixture) -> None:
    configure_logs("info")
    with caplog.at_level(logging.INFO):
        structlog.get_logger("hb.test").error(
            "request_failed", request_id=REQUEST_ID, hetu="010190-123X", query="{ me }"
        )

    (record,) = caplog.records
    line = json.loads(record.getMessage())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request_failed",
        "request_id": REQUEST_ID,
        "level": "error",
        "logger": "hb.test",
    }


@pytest.mark.parametrize("planted", PERSONAL)
@pytest.mark.parametrize("key", ALLOWED)
def test_o3_a_personal_value_planted_under_any_key_is_not_written(key: str, planted: str) -> None:
    assert keep_allowed(None, "", {key: planted}) == {key: UNFIT}
    assert keep_allowed(None, "", {key: [planted]}) == {key: UNFIT}
    assert keep_allowed(None, "", {key: {"name": planted}}) == {key: UNFIT}


def test_values_of_their_keys_form_are_written_as_they_are() -> None:
    line: dict[str, object] = {
        "address": "127.0.0.1:8000",
        "code": "BUSY",
        "count": 3,
        "duration_ms": 12.5,
        "event": "request_failed",
        "fault": "SQLSTATE_55P03",
        "frames": ["web/endpoint.py:80", "kit/db.py:171"],
        "head": "0033",
        "metrics": "[::1]:9464",
        "operation": "ReportDeliveries",
        "place": "pool.py:571",
        "request_id": REQUEST_ID,
        "role": "SERVICE_GUIDE",
        "sqlstate": "57P01",
        "version": "0.1.0",
    }
    assert keep_allowed(None, "", dict(line)) == line


def record_of(message: str, fault: BaseException | None = None, line: int = 571) -> logging.LogRecord:
    """A line as a library hands it over."""
    info = None if fault is None else (type(fault), fault, fault.__traceback__)
    return logging.LogRecord("asyncpg.pool", logging.WARNING, "/lib/pool.py", line, message, (), info)


def raised() -> ValueError:
    """A fault whose text holds a personal identity code, as a driver's may."""
    try:
        facts_of("010190-123X")  # type: ignore[arg-type]  # a fault of hb's own code is wanted
    except AttributeError as cause:
        try:
            raise ValueError("Key (hetu)=(010190-123X) already exists") from cause
        except ValueError as fault:
            return fault
    raise AssertionError


def test_o3_a_librarys_line_says_where_and_what_class_and_never_its_message() -> None:
    fault = raised()
    line = json.loads(WithoutMessages().format(record_of("failed for 010190-123X", fault)))
    assert line.pop("timestamp").endswith("Z")
    frames = line.pop("frames")
    assert frames
    assert all(frame.startswith("kit/faults.py:") for frame in frames)
    assert line == {
        "event": "library",
        "fault": "AttributeError",
        "left_out": 0,
        "level": "warning",
        "logger": "asyncpg.pool",
        "place": "pool.py:571",
    }
    assert class_of(fault) == "AttributeError"


def test_o3_a_pool_that_cannot_reconnect_is_heard_once_a_minute_with_a_count() -> None:
    now = [0.0]
    seldom = SeldomOfLibraries(Sampler(clock=lambda: now[0]))

    def written(seconds: Iterator[int]) -> list[int]:
        counts = []
        for second in seconds:
            now[0] = second
            record = record_of("retrying")
            if seldom.filter(record):
                counts.append(json.loads(WithoutMessages().format(record))["left_out"])
        return counts

    assert written(iter(range(130))) == [0, 59, 59]
    ours = logging.LogRecord("hb.api", logging.ERROR, "/hb/x.py", 1, "{}", (), None)
    assert [seldom.filter(ours) for _ in range(3)] == [True] * 3


def test_sampler_counts_what_is_on_no_line_yet() -> None:
    now = [0.0]
    sampler = Sampler(clock=lambda: now[0])
    assert [sampler.take("a"), sampler.take("a"), sampler.take("b"), sampler.take("a")] == [0, None, 0, None]
    assert sampler.rest() == {"a": 2}
    now[0] = 60
    assert (sampler.take("a"), sampler.take("a")) == (0, None)
    now[0] = 120
    assert sampler.take("a") == 1
