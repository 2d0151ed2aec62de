"""The folder from which letters are printed: a folder of each organiser, a file of each batch."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID


class LetterFolderMissing(Exception):
    """Letters wait, and HB_LETTER_DIR does not say where to: they stay laid by."""


@dataclass(frozen=True, slots=True)
class LetterFolder:
    """Where files lie that the printing house fetches, `<organiser>/<day>.pdf`; they name clients.

    Files and folders are for their owner alone. A file is there whole or not at all.
    """

    path: Path

    def has(self, organiser_id: UUID, name: str) -> bool:
        """Whether a file lies there."""
        return (self._of(organiser_id) / name).exists()

    def write(self, organiser_id: UUID, name: str, content: bytes) -> None:
        """Put a file there durably, in place of one of that name; of two who do so one waits.

        Raises:
            OSError: it cannot be written.
        """
        folder = self._of(organiser_id)
        for level in (folder.parent, folder):  # the mode is that of the last folder made alone
            level.mkdir(mode=0o700, parents=True, exist_ok=True)
        at_folder = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(at_folder, fcntl.LOCK_EX)
            unfinished = folder / f".{name}.part"
            unfinished.unlink(missing_ok=True)
            at_file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(at_file, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(folder / name)
            os.fsync(at_folder)
        finally:
            os.close(at_folder)

    def _of(self, organiser_id: UUID) -> Path:
        return self.path / str(organiser_id)
