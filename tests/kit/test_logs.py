"""A log line keeps the keys on the list and drops the rest, whatever is handed to it."""

import json
import logging

import pytest
import structlog

from hb.kit.logs import configure_logs


def test_keys_not_on_the_list_are_dropped(caplog: pytest.LogCaptureFixture) -> None:
    configure_logs("info")
    with caplog.at_level(logging.INFO):
        structlog.get_logger("hb.test").error(
            "request_failed", request_id="r1", hetu="010190-123X", query="{ me }"
        )

    (record,) = caplog.records
    line = json.loads(record.getMessage())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "request_failed", "request_id": "r1", "level": "error", "logger": "hb.test"}
