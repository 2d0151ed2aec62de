"""How much is measured: the whole bench, or a cut of it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Rounds of turns, seconds of load in each turn, and the numbers of connections."""

    name: str
    rounds: int
    seconds: float
    warm_seconds: float
    connections: Sequence[int]

    @property
    def is_quick(self) -> bool:
        """Whether this is the cut."""
        return self is QUICK


WHOLE = Effort("whole", rounds=5, seconds=1.5, warm_seconds=1.0, connections=(1, 16, 64))
QUICK = Effort("quick", rounds=3, seconds=0.3, warm_seconds=0.2, connections=(16,))
JUDGED = 16
"""Connections at which reads are judged: one worker is saturated, and nobody waits in a long queue."""
