"""A process that kills itself (SIGKILL) while it prints: `python -m tests.letters.dying POINT DSN ID FOLDER`.

It dies before the file is written, in the middle of writing it, or when it lies ready and nobody knows yet.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

from hb.access.rules import system_actor
from hb.kit.db import Database
from hb.letters.service import LetterFolder
from hb.letters.service.batching import make_batch
from hb.work.service import Workplace
from tests.letters.days import DAY
from tests.scene import NOW


class DyingFolder(LetterFolder):
    """A folder in which the process dies at a point of writing."""

    def write(self, organiser_id: UUID, name: str, content: bytes) -> None:
        point = sys.argv[1]
        if point == "file":
            super().write(organiser_id, name, content)
        if point == "half":
            super().write(organiser_id, f".{name}.part", content[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)


async def main(dsn: str, organiser_id: UUID, folder: Path) -> None:
    """Print what is laid by."""
    database = await Database.connect(dsn, size=2, clock=NOW)
    place = Workplace(database, {LetterFolder: DyingFolder(folder)})
    await make_batch(place, system_actor(organiser_id), DAY)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[2], UUID(sys.argv[3]), Path(sys.argv[4])))
