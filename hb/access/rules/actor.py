"""The actor in whose name a request runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from uuid import UUID

from hb.access.rules.permissions import (
    APPLICANT_PERMISSIONS,
    PERMISSIONS,
    SCOPE_PERMISSIONS,
    Permission,
    Scope,
)
from hb.access.rules.roles import PRODUCER_ROLES, PURPOSES, Purpose, Role
from hb.kit.errors import Language

AccessMode = Literal["read", "command"]
"""Which policies a transaction is under (the setting hb.door)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """In whose name a request runs.

    `user_id` is the person or program that signed in; `party_id` is what reach is given to: the worker, the
    team of a team leader, the producer of a producer's user, the client, the representative. `on_behalf_of`
    is the client a representative acts for, or a substitute's absent worker. `scope` narrows
    what the role may do to what the representative's power covers. An applicant is the administrator of a
    producer that the organiser has not approved yet. `address` is the network address that the request came
    from, as the audit trail keeps it. `has_traits` is of a worker whose surname is compared with clients'.
    """

    organiser_id: UUID
    user_id: UUID
    party_id: UUID
    role: Role
    on_behalf_of: UUID | None = None
    language: Language = "fi"
    scope: Scope = Scope.FULL
    is_applicant: bool = False
    address: str | None = None
    has_traits: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this actor may do: the role's permissions within the scope."""
        return _permissions(self.role, self.scope, self.is_applicant)

    @property
    def own_client_id(self) -> UUID | None:
        """The client who acts here, oneself or through a representative; None for everybody else."""
        if self.role is Role.CLIENT:
            return self.party_id
        return self.on_behalf_of if self.role is Role.REPRESENTATIVE else None

    @property
    def purpose(self) -> Purpose:
        """Why this role uses client data."""
        return PURPOSES[self.role]

    @property
    def producer_id(self) -> UUID | None:
        """The producer whose user this is, if any."""
        return self.party_id if self.role in PRODUCER_ROLES else None

    def context(self, mode: AccessMode) -> Mapping[str, str]:
        """The settings that row-level security reads, by name."""
        return {
            "hb.organiser": str(self.organiser_id),
            "hb.actor": str(self.user_id),
            "hb.party": str(self.party_id),
            "hb.on_behalf_of": str(self.on_behalf_of or ""),
            "hb.role": self.role.value,
            "hb.purpose": self.purpose.value,
            "hb.door": mode,
        }


NO_ORGANISER = UUID(int=0)
"""Whose work is of the server alone, or of all organisers: no organiser's rows are seen with it."""


def system_actor(organiser_id: UUID) -> Actor:
    """The actor in whose name an organiser's jobs and clocks run; it signs in nowhere."""
    return Actor(organiser_id, organiser_id, organiser_id, Role.SYSTEM)


@cache
def _permissions(role: Role, scope: Scope, is_applicant: bool) -> frozenset[Permission]:
    allowed = PERMISSIONS[role] & SCOPE_PERMISSIONS[scope]
    return allowed & APPLICANT_PERMISSIONS if is_applicant else allowed
