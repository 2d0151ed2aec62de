"""Typed ids: `Type:uuid`, opaque by contract; what names another type or nothing is not found."""

from uuid import UUID

import strawberry

from hb.kit.errors import NotFound


def uuid_of(typed_id: strawberry.ID, type_name: str, *path: str | int) -> UUID:
    """The key behind an id of a type.

    Raises:
        NotFound: it is no id of that type; `path` says where in the arguments it is.
    """
    prefix, _, key = typed_id.partition(":")
    if prefix != type_name:
        raise NotFound(*path)
    try:
        return UUID(key)
    except ValueError as fault:
        raise NotFound(*path) from fault


def optional_uuid_of(typed_id: strawberry.ID | None, type_name: str, *path: str | int) -> UUID | None:
    """As `uuid_of`, for an id that may be left out."""
    return None if typed_id is None else uuid_of(typed_id, type_name, *path)
