"""Data directories of servers that tests kill."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.run_folder import clear_home


@contextmanager
def own_home(name: str) -> Iterator[Path]:
    """A data directory for one test in the run's folder, whose server and files are gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix=f"hbk-{name}-")) / "home"
    home.parent.chmod(0o711)
    try:
        yield home
    finally:
        clear_home(home)
        with suppress(OSError):  # a server that a failed test left running is ended with the run
            home.parent.rmdir()
