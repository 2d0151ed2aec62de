"""Roles, what each may do, and the actor in whose name a request runs."""

from hb.access.rules.actor import NO_ORGANISER, AccessMode, Actor, system_actor
from hb.access.rules.permissions import (
    APPLICANT_PERMISSIONS,
    PERMISSIONS,
    SCOPE_PERMISSIONS,
    Ground,
    Permission,
    Scope,
)
from hb.access.rules.roles import CARE_ROLES, CLIENT_ROLES, PRODUCER_ROLES, PURPOSES, Purpose, Role

__all__ = [
    "APPLICANT_PERMISSIONS",
    "CARE_ROLES",
    "CLIENT_ROLES",
    "NO_ORGANISER",
    "PERMISSIONS",
    "PRODUCER_ROLES",
    "PURPOSES",
    "SCOPE_PERMISSIONS",
    "AccessMode",
    "Actor",
    "Ground",
    "Permission",
    "Purpose",
    "Role",
    "Scope",
    "system_actor",
]
