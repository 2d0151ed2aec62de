"""The app's way into the database on other days than the tests' own."""

from datetime import datetime

from hb.kit.db import Database


class Days:
    """Databases whose clocks stand at chosen instants."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._opened: dict[datetime, Database] = {}

    async def at(self, instant: datetime) -> Database:
        """A database whose clock stands at an instant."""
        if instant not in self._opened:
            self._opened[instant] = await Database.connect(self._dsn, size=4, clock=instant)
        return self._opened[instant]

    async def close(self) -> None:
        """Close all of them."""
        for opened in self._opened.values():
            await opened.close()
