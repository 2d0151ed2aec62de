"""What a loop has done since its process began, for those who watch it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one process that only grow.

    Args:
        turns: how often it has looked what is due.
        done: steps that each clock has taken well and jobs of each kind that are done, by `clock NAME` and
            `job KIND`.
        faults: faults by code that the loop has outlived: of clocks, of jobs, and of its own.
    """

    turns: int = 0
    done: "Counter[str]" = field(default_factory=Counter)
    faults: "Counter[str]" = field(default_factory=Counter)
