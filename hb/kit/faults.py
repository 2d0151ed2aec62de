"""Faults as codes for logs and stored rows: they hold nothing of what the fault is about."""

import asyncpg

from hb.kit.errors import DomainError


def code_of(fault: BaseException) -> str:
    """A refusal's code, the SQLSTATE of the database, or the class of any other fault; never its message."""
    if isinstance(fault, DomainError):
        return fault.code
    if isinstance(fault, asyncpg.PostgresError):
        return f"SQLSTATE_{fault.sqlstate}"
    return type(fault).__name__
