"""What a test run makes once and all its workers use: a region in a database, a data directory."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def once(name: str) -> Iterator[Path]:
    """The place of a thing that is made once in a run, in the run's folder; others wait for who makes it.

    Who finds nothing at the place makes the thing, and puts it there last.
    """
    folder = Path(tempfile.gettempdir()) / "once"
    folder.mkdir(exist_ok=True)
    lock = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / name
    finally:
        os.close(lock)
