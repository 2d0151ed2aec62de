"""In development: notices that no channel is set up for are files, so that anyone sees them."""

import asyncio
import json
from pathlib import Path

from hb.outlets.outcome import Notice, Outcome


class FolderOutlet:
    """Writes each notice into a folder as one file, named by channel and id; a repeat replaces it."""

    def __init__(self, folder: Path, channel: str, *, shows_address: bool = True) -> None:
        self._folder = folder
        self._channel = channel
        self._shows_address = shows_address

    async def send(self, notice: Notice) -> Outcome:
        """Write the file."""
        written = {
            "id": str(notice.id),
            "channel": self._channel,
            "to": list(notice.addresses) if self._shows_address else None,
            "title": notice.title,
            "body": notice.body,
        }
        text = json.dumps(written, ensure_ascii=False, indent=1)
        await asyncio.to_thread(self._write, f"{self._channel}-{notice.id}.json".lower(), text)
        return Outcome()

    def _write(self, name: str, text: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / name
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
