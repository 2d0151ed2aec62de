"""What a loop has done since its process began, for those who watch it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one process that only grow.

    Args:
        turns: how often it has looked what is due.
        done: steps of each clock and jobs of each kind, by `clock NAME` and `job KIND`.
        faults: faults by code that the loop has outlived.
    """

    turns: int = 0
    done: "Counter[str]" = field(default_factory=Counter)
    faults: "Counter[str]" = field(default_factory=Counter)
