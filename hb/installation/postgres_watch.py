"""An embedded server whose postmaster dies is started again by the process that holds it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from hb.installation.postgres import EmbeddedPostgres
from hb.kit.faults import facts_of

SECONDS_BETWEEN_LOOKS = 0.5
LONGEST_WAIT_SECONDS = 30
"""How long at most until the next attempt after one that failed; it is never given up."""

log = structlog.get_logger("hb")


@contextmanager
def watched(server: EmbeddedPostgres) -> Iterator[None]:
    """Start the running server again whenever its postmaster has died, until the context ends.

    Requests are answered BUSY in between, and the pool finds the server at the same address. After an attempt
    that failed the next waits twice as long.
    """
    over = threading.Event()

    def look() -> None:
        attempt, wait = 1, SECONDS_BETWEEN_LOOKS
        while not over.wait(wait):
            began = time.monotonic()
            try:
                is_started = server.revive()
            except Exception as fault:  # noqa: BLE001 whatever it is, the next attempt may succeed
                log.error("postgres_not_started_again", attempt=attempt, **facts_of(fault))
                attempt, wait = attempt + 1, min(2 * wait, LONGEST_WAIT_SECONDS)
                continue
            if is_started:
                seconds = round(time.monotonic() - began, 1)
                log.warning("postgres_started_again", attempt=attempt, seconds=seconds)
            attempt, wait = 1, SECONDS_BETWEEN_LOOKS

    watching = threading.Thread(target=look, name="embedded PostgreSQL")
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
