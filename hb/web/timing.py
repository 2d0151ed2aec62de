"""How long the parts of a request took, as the header Server-Timing tells a developer's browser."""

import time


class Laps:
    """Times since the one before; measuring costs a tenth of a microsecond, telling is for development."""

    __slots__ = ("_laps", "_last", "_started")

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        """What was done since the last lap is called so."""
        now = time.perf_counter()
        self._laps.append((name, now - self._last))
        self._last = now

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.perf_counter() - self._started

    def header(self) -> str:
        """All laps and the total, in milliseconds."""
        told = [*self._laps, ("total", self.seconds)]
        return ", ".join(f"{name};dur={seconds * 1000:.2f}" for name, seconds in told)
