"""Faults as codes and places for logs and stored rows: they hold nothing of what the fault is about."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

import asyncpg

from hb.kit.errors import Busy, DomainError, UnknownOutcome

QUERY_CANCELED = "57014"
ROOT = Path(__file__).parents[1]
FRAMES_SHOWN = 12
CAUSES_FOLLOWED = 10


def code_of(fault: BaseException) -> str:
    """A refusal's code, the SQLSTATE of the database, or the class of any other fault; never its message."""
    if isinstance(fault, DomainError):
        return fault.code
    if isinstance(fault, asyncpg.PostgresError):
        return f"SQLSTATE_{fault.sqlstate}"
    return type(fault).__name__


def causes_of(fault: BaseException) -> Iterator[BaseException]:
    """The fault, and what caused it, one after another."""
    cause: BaseException | None = fault
    for _ in range(CAUSES_FOLLOWED):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def class_of(fault: BaseException) -> str:
    """The class of what lies at the bottom of a fault."""
    return type(list(causes_of(fault))[-1]).__name__


def sqlstate_of(fault: BaseException) -> str | None:
    """What PostgreSQL said, as its code (PostgreSQL 18, appendix A); None where it said nothing."""
    states = [cause.sqlstate for cause in causes_of(fault) if isinstance(cause, asyncpg.PostgresError)]
    return states[0] if states else None


def is_passing(fault: BaseException) -> bool:
    """Whether the database was away or busy for a moment, so that the same again can go well.

    A statement that ran into its timeout takes as long the next time: that is no passing fault.
    """
    return isinstance(fault, Busy | UnknownOutcome) and not is_timeout(fault)


def is_timeout(fault: BaseException) -> bool:
    """Whether PostgreSQL canceled a statement that took too long (query_canceled, 57014)."""
    return sqlstate_of(fault) == QUERY_CANCELED


def frames_of(fault: BaseException) -> list[str]:
    """Where in hb a fault was raised, as `file:line`, the innermost last; never a value or a line's text."""
    frames: list[str] = []
    for cause in reversed(list(causes_of(fault))):
        for frame, line in walk_tb(cause.__traceback__):
            file = Path(frame.f_code.co_filename)
            place = f"{file.relative_to(ROOT)}:{line}" if file.is_relative_to(ROOT) else ""
            if place and place not in frames:
                frames.append(place)
    return frames[-FRAMES_SHOWN:]


def facts_of(fault: BaseException, *, with_frames: bool = True) -> dict[str, str | list[str]]:
    """What a log line says of a fault: its class, the SQLSTATE if there is one, and where it was raised."""
    state = sqlstate_of(fault)
    facts: dict[str, str | list[str]] = {"fault": class_of(fault)}
    if state is not None:
        facts["sqlstate"] = state
    if with_frames:
        facts["frames"] = frames_of(fault)
    return facts
