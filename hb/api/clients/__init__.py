"""Clients in GraphQL: who they are, who speaks for them, who serves them, and their matters."""

from hb.api.access import Team, Worker
from hb.api.clients.care import CARE_MUTATIONS
from hb.api.clients.emergency import EMERGENCY_MUTATIONS, EmergencyAccess, EmergencyQuery
from hb.api.clients.mutations import CLIENT_MUTATIONS
from hb.api.clients.representation import REPRESENTATION_MUTATIONS
from hb.api.clients.roots import ClientQuery
from hb.api.clients.types import (
    CareRelationship,
    Client,
    Matter,
    Municipality,
    Representation,
    Representative,
)

__all__ = [
    "CARE_MUTATIONS",
    "CLIENT_MUTATIONS",
    "EMERGENCY_MUTATIONS",
    "REPRESENTATION_MUTATIONS",
    "CareRelationship",
    "Client",
    "ClientQuery",
    "EmergencyAccess",
    "EmergencyQuery",
    "Matter",
    "Municipality",
    "Representation",
    "Representative",
    "Team",
    "Worker",
]
