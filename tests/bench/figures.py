"""Figures of several rounds: medians, spreads, and ratios taken within each round."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent of the values do not exceed (nearest rank); values in order.

    Raises:
        ValueError: there are no values.
    """
    if not ordered:
        raise ValueError("no values")
    rank = math.ceil(len(ordered) * percent / 100)
    return ordered[max(rank, 1) - 1]


@dataclass(frozen=True)
class Spread:
    """The median of some rounds, and the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Of the values of the rounds; raises statistics.StatisticsError when there are none."""
        return cls(statistics.median(values), min(values), max(values))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """How ours stand to theirs: the ratio of each round, so that a machine that drifts does not decide.

    Raises:
        ValueError: not the same number of rounds.
    """
    return Spread.of([a / b for a, b in zip(ours, theirs, strict=True)])
