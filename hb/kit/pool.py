"""How much of a pool of connections is in use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PoolFigures:
    """The connections of a pool that are open, in use, the most there may be; and how many wait for one."""

    size: int
    in_use: int
    most: int
    waiting: int
