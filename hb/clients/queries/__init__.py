"""The SQL of clients and of all around them; nobody else writes their tables."""

from hb.clients.queries.care import (
    CARE_WORKER,
    END_CARE,
    INSERT_CARE,
    LOCK_CARE,
    PRESENT_CARE,
    WORKER_TEAMS,
)
from hb.clients.queries.clients import (
    CHANGE_CONTACT,
    CLAIM_IDENTITY,
    INSERT_CLIENT,
    LOCK_CLIENT,
    MUNICIPALITY,
    READ_HETU,
    REGISTERING,
    SEE_CLIENT,
)
from hb.clients.queries.emergency import (
    CLIENT_OF_CODE,
    CLOSE_EMERGENCY,
    INSERT_EMERGENCY,
    LOCK_EMERGENCY,
    TEAMS_SERVING,
)
from hb.clients.queries.matters import (
    CLOSE_MATTER,
    INSERT_MATTER,
    LOCK_MATTER,
)
from hb.clients.queries.representation import (
    END_REPRESENTATION,
    INSERT_REPRESENTATION,
    INSERT_REPRESENTATIVE,
    LOCK_REPRESENTATION,
    PARTIES_TO_TELL,
    SEE_REPRESENTATIVE,
)

__all__ = [
    "CARE_WORKER",
    "CHANGE_CONTACT",
    "CLAIM_IDENTITY",
    "CLIENT_OF_CODE",
    "CLOSE_EMERGENCY",
    "CLOSE_MATTER",
    "END_CARE",
    "END_REPRESENTATION",
    "INSERT_CARE",
    "INSERT_CLIENT",
    "INSERT_EMERGENCY",
    "INSERT_MATTER",
    "INSERT_REPRESENTATION",
    "INSERT_REPRESENTATIVE",
    "LOCK_CARE",
    "LOCK_CLIENT",
    "LOCK_EMERGENCY",
    "LOCK_MATTER",
    "LOCK_REPRESENTATION",
    "MUNICIPALITY",
    "PARTIES_TO_TELL",
    "PRESENT_CARE",
    "READ_HETU",
    "REGISTERING",
    "SEE_CLIENT",
    "SEE_REPRESENTATIVE",
    "TEAMS_SERVING",
    "WORKER_TEAMS",
]
