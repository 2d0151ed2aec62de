"""Identifiers: UUIDv7 made by the application, in time order."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits."""
    return uuid7()
