"""Secrets that are made once and kept in files only their owner can read."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path


class UnsafeSecretFile(Exception):
    """A secret lies in a file that others can read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The secret file {path} can be read by others; make it mode 0600 (chmod 600).")


def read_secret(path: Path) -> str:
    """Read one secret; raises UnsafeSecretFile when others may read it, FileNotFoundError when missing."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UnsafeSecretFile(path)
    return path.read_text(encoding="utf-8")


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """Read the secret at this path, and make it first where there is none; raises UnsafeSecretFile.

    Whole or absent: the text is written beside its place and linked into it, so that a process killed
    half-way leaves no half secret, and of two that make it at once the first wins.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".making-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as scratch:
                scratch.write(make())
                scratch.flush()
                os.fsync(scratch.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(name, path)
        finally:
            os.unlink(name)
    return read_secret(path)
