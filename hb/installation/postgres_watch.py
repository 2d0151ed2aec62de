"""An embedded server whose postmaster dies is started again by the process that serves on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from hb.installation.postgres import EmbeddedPostgres, PostgresError

SECONDS_BETWEEN_LOOKS = 0.5

log = structlog.get_logger("hb")


@contextmanager
def watched(server: EmbeddedPostgres) -> Iterator[None]:
    """Start the running server again whenever its postmaster has died, until the context ends.

    Requests are answered BUSY in between, and the pool finds the server at the same address.
    """
    over = threading.Event()

    def look() -> None:
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            try:
                server.revive()
            except PostgresError as fault:
                log.error("the embedded PostgreSQL was not started again", fault=type(fault).__name__)

    watching = threading.Thread(target=look, name="embedded PostgreSQL")
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
