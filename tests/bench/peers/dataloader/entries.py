"""What every event of a client's case says, and their listing; the kinds of event are in `timeline`."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

import strawberry

from tests.bench.peers.dataloader.paging import Listing


@strawberry.interface
class TimelineEntry:
    """Something that happened in a client's case (vaihe)."""

    key: strawberry.Private[UUID]
    client_id: strawberry.Private[UUID]
    type: strawberry.Private[str]
    id: strawberry.ID
    at: datetime


@lru_cache(maxsize=1)
def _kinds() -> dict[str, type[TimelineEntry]]:
    return {kind.__name__: kind for kind in TimelineEntry.__subclasses__()}


def entry(key: UUID, client_id: UUID, type: str, id: str, at: datetime) -> TimelineEntry:  # noqa: A002
    """An entry of the kind that a row names."""
    return _kinds()[type](key=key, client_id=client_id, type=type, id=strawberry.ID(id), at=at)


TIMELINE = Listing(
    """SELECT id AS key, client_id, type, type || ':' || id AS id, at
    FROM client_timeline AS event WHERE organiser_id = ctx_organiser() AND client_id = parent.key""",
    entry,
    {"event.at": "at", "event.type": "type", "event.id": "key"},
    ("timestamptz", "text", "uuid"),
    descending=True,
)
