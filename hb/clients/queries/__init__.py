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
    REGISTERING,
    SEE_CLIENT,
    SEE_GOING_ON,
)
from hb.clients.queries.deaths import (
    ENDED_BY_DEATH,
    INSERT_DEATH,
    INSERT_ENDINGS,
    LOCK_REPRESENTATIONS,
    REPRESENTATIVES_OF,
    SET_DIED_ON,
)
from hb.clients.queries.emergency import (
    CLOSE_EMERGENCY,
    INSERT_EMERGENCY,
    LOCK_EMERGENCY,
    TEAMS_SERVING,
)
from hb.clients.queries.identity import (
    CHANGE_BIRTH_DATE,
    CLIENT_OF_CODE,
    INSERT_IDENTITY_CHANGE,
    PRESENT_IDENTITY,
    REPLACE_IDENTITY,
    TAKE_CODE,
)
from hb.clients.queries.matters import (
    CLOSE_MATTER,
    INSERT_MATTER,
    LOCK_MATTER,
)
from hb.clients.queries.records import (
    INSERT_MERGE,
    LOCK_RECORDS,
    MERGED_INTO,
    POINT_RECORD,
    RESPONSIBLE_FOR,
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
    "CHANGE_BIRTH_DATE",
    "CHANGE_CONTACT",
    "CLAIM_IDENTITY",
    "CLIENT_OF_CODE",
    "CLOSE_EMERGENCY",
    "CLOSE_MATTER",
    "ENDED_BY_DEATH",
    "END_CARE",
    "END_REPRESENTATION",
    "INSERT_CARE",
    "INSERT_CLIENT",
    "INSERT_DEATH",
    "INSERT_EMERGENCY",
    "INSERT_ENDINGS",
    "INSERT_IDENTITY_CHANGE",
    "INSERT_MATTER",
    "INSERT_MERGE",
    "INSERT_REPRESENTATION",
    "INSERT_REPRESENTATIVE",
    "LOCK_CARE",
    "LOCK_CLIENT",
    "LOCK_EMERGENCY",
    "LOCK_MATTER",
    "LOCK_RECORDS",
    "LOCK_REPRESENTATION",
    "LOCK_REPRESENTATIONS",
    "MERGED_INTO",
    "MUNICIPALITY",
    "PARTIES_TO_TELL",
    "POINT_RECORD",
    "PRESENT_CARE",
    "PRESENT_IDENTITY",
    "REGISTERING",
    "REPLACE_IDENTITY",
    "REPRESENTATIVES_OF",
    "RESPONSIBLE_FOR",
    "SEE_CLIENT",
    "SEE_GOING_ON",
    "SEE_REPRESENTATIVE",
    "SET_DIED_ON",
    "TAKE_CODE",
    "TEAMS_SERVING",
    "WORKER_TEAMS",
]
