"""The seals outside the database: a file of each organiser, to which lines are added and never changed."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from hb.seals.rules import SignedSeal

SUFFIX = ".jsonl"


class LinesLost(Exception):
    """Seals outside the database have vanished while the following ones were made: no gap is written."""

    def __init__(self, path: Path, expected: int, present: int) -> None:
        super().__init__(
            f"The file {path} had {expected} seals and now has {present}: nothing is written to it; find out"
            " who changed it, and `python -m hb verify` says which seals are missing."
        )


class SealFolder:
    """A folder of one file for each organiser, `<id>.jsonl`: a seal is one line.

    It belongs on storage that the database's machine and administrators cannot change, or is copied there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def organiser_ids(self) -> list[UUID]:
        """Whose seals are here, in the order of their ids."""
        return sorted(UUID(path.stem) for path in self.folder.glob(f"*{SUFFIX}"))

    def lines(self, organiser_id: UUID) -> list[str]:
        """The lines of an organiser; one that has no end yet is being written, or was when a crash came."""
        try:
            text = self._path(organiser_id).read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        return text.split("\n")[:-1]

    def append(self, organiser_id: UUID, first: int, seals: Sequence[SignedSeal]) -> int:
        """Add the seals from number `first` on that are not there yet, durably; gives how many were added.

        Of two that append at once the second finds the lines of the first.

        Raises:
            LinesLost: lines before number `first` are not there any more; nothing is written.
            OSError: they cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(organiser_id)
        is_new = not path.exists()
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            written = file.read()
            whole = written.rfind(b"\n") + 1
            present = written.count(b"\n")
            if present < first - 1:
                raise LinesLost(path, first - 1, present)
            if whole < len(written):
                file.truncate(whole)
            missing = seals[present + 1 - first :]
            file.write(b"".join(f"{seal.line}\n".encode() for seal in missing))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return len(missing)

    def _path(self, organiser_id: UUID) -> Path:
        return self.folder / f"{organiser_id}{SUFFIX}"
