"""Data directories of servers that tests kill: short paths, and nothing left of runs that were killed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hb.installation.postgres import EmbeddedPostgres, HomeInUse, PostgresError

PREFIX = "hbk-"


@contextmanager
def own_home(name: str) -> Iterator[Path]:
    """A data directory for one test, whose server and files are gone afterwards."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not Path(f"/proc/{home.name.split('-')[1]}").exists() and home.stat().st_uid == os.geteuid():
            clear(home)
    home = Path(tempfile.gettempdir()) / f"{PREFIX}{os.getpid()}-{name}"
    try:
        yield home
    finally:
        clear(home)


def clear(home: Path) -> None:
    """End what serves a data directory and remove it; one in use by a living process stays."""
    try:
        EmbeddedPostgres(home, durable=False).end_leftovers()
    except HomeInUse:
        return
    except PostgresError:
        pass
    shutil.rmtree(home, ignore_errors=True)
