"""How a transaction begins: BEGIN and its context in one round trip."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import count

from hb.kit.prepared import Prepared

OPENINGS_KEPT = 2_000
MOVED_NOW = (
    "(transaction_timestamp() + make_interval(secs =>"
    " CAST(coalesce((SELECT sum(moved_time.seconds) FROM moved_time), 0) AS double precision)))"
)
"""SQL of the instant of a transaction where the database's time is moved."""


@dataclass(frozen=True, slots=True)
class Opening:
    """BEGIN and the context in one round trip, once `settings` is prepared on the connection."""

    settings: Prepared
    text: str


@lru_cache(maxsize=OPENINGS_KEPT)
def opening_of(context: tuple[tuple[str, str], ...], clock: datetime | None, is_moved: bool) -> Opening:
    """The opening for a context; a clock, or else a moved time, takes the place of the server's own."""
    names, values = zip(*context, ("hb.now", clock.isoformat() if clock else ""), strict=True)
    if is_moved and clock is None:
        settings = entering(names[:-1], is_moved=True)
        return Opening(settings, f"BEGIN; {settings.call(*values[:-1])}")
    settings = entering(names)
    return Opening(settings, f"BEGIN; {settings.call(*values)}")


_numbers = count()


@cache
def entering(names: tuple[str, ...], *, is_moved: bool = False) -> Prepared:
    """The statement that sets these settings of a context for one transaction and then calls enter().

    With `is_moved` it also sets the instant of a database whose time is moved.
    """
    places = ", ".join(f"set_config('{name}', ${place}, true)" for place, name in enumerate(names, 1))
    if is_moved:
        places += f", set_config('hb.now', {MOVED_NOW}::text, true)"
    # OFFSET keeps the two apart: what is set here is there when enter() reads it.
    return Prepared(f"context_{next(_numbers)}", f"SELECT enter() FROM (SELECT {places} OFFSET 0) AS context")
