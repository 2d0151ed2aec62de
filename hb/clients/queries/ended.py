"""Statements of rights that have ended by their day, and of workers' sight of clients that ends soon."""

from hb.access.model import Parameter
from hb.access.queries.days import DAY, of_the_day
from hb.access.rules import Ground, Role
from hb.clients.rules import CareKind
from hb.messages.rules import Event
from hb.work.queries import reminding

_LATELY = f"BETWEEN {DAY} - 2 AND {DAY} - 1"
"""The last day was yesterday, or the day before that: what is ended at once has ended the day before."""

_OF_THE_LIVING = """JOIN client ON client.organiser_id = {source}.organiser_id
  AND client.id = {source}.client_id AND client.died_on IS NULL AND client.merged_into IS NULL"""


def _mark(source: str) -> str:
    return f"CAST(to_char({source}.valid_until, 'YYYYMMDD') AS bigint) AS mark"


def _access(source: str, last_day: str, until: str) -> str:
    """Care relationships with their last day, unless the worker sees the client by something else as well."""
    return f"""
SELECT care_relationship.id AS subject_id, {_mark("care_relationship")}, care_relationship.client_id,
  care_relationship.worker_id, care_relationship.valid_until AS last_day
FROM {source}care_relationship {_OF_THE_LIVING.format(source="care_relationship")}
WHERE care_relationship.organiser_id = ctx_organiser() AND care_relationship.valid_until {last_day}
  AND care_relationship.kind <> '{CareKind.TEMPORARY}'
  AND EXISTS (SELECT FROM role_assignment WHERE role_assignment.organiser_id = ctx_organiser()
    AND role_assignment.user_id = care_relationship.worker_id
    AND {until} <@ daterange(role_assignment.valid_from, role_assignment.valid_until + 1))
  AND NOT EXISTS (SELECT FROM reach WHERE reach.organiser_id = ctx_organiser()
    AND reach.party_id = care_relationship.worker_id AND reach.client_id = care_relationship.client_id
    AND reach.ground IN ('{Ground.CARE_RELATIONSHIP}', '{Ground.SUBSTITUTION}')
    AND reach.source_id <> care_relationship.id
    AND {until} <@ daterange(reach.valid_from, reach.valid_until + 1))"""


ACCESS_ENDING = reminding(
    Event.ACCESS_ENDING,
    _access(
        f"{of_the_day(Parameter.ENDING_NOTICE_DAYS)} AS notice, ",
        f"BETWEEN {DAY} AND {DAY} + notice.days",
        "care_relationship.valid_until + 1",
    ),
)
"""Workers' sight of clients that ends on the day or within the notice, of workers who go on working here."""

ACCESS_ENDED = reminding(Event.ACCESS_ENDED, _access("", _LATELY, DAY))
"""Workers' sight of clients that has ended, of workers who still work here.

What a worker has opened for a while (TEMPORARY) ends as the worker was informed when it was opened.
"""

ROLES_ENDED = reminding(
    Event.ROLE_ENDED,
    f"""
SELECT DISTINCT role_assignment.user_id AS subject_id, {_mark("role_assignment")},
  role_assignment.valid_until AS last_day
FROM role_assignment
WHERE role_assignment.organiser_id = ctx_organiser() AND role_assignment.valid_until {_LATELY}
  AND role_assignment.role NOT IN ('{Role.CLIENT}', '{Role.REPRESENTATIVE}', '{Role.SERVICE_ACCOUNT}')
  AND NOT EXISTS (SELECT FROM role_assignment AS present WHERE present.organiser_id = ctx_organiser()
    AND present.user_id = role_assignment.user_id AND present.role = role_assignment.role
    AND present.substitutes_for IS NOT DISTINCT FROM role_assignment.substitutes_for
    AND {DAY} <@ daterange(present.valid_from, present.valid_until + 1))""",
)
"""Users whose role has ended and who do not have it again; one notice is of a user and a last day."""

REPRESENTATIONS_ENDED = reminding(
    Event.REPRESENTATION_ENDED,
    f"""
SELECT representation.id AS subject_id, {_mark("representation")}, representation.client_id,
  representation.valid_until AS last_day
FROM representation {_OF_THE_LIVING.format(source="representation")}
WHERE representation.organiser_id = ctx_organiser() AND representation.valid_until {_LATELY}
  AND representation.valid_until >= representation.valid_from
  AND NOT EXISTS (SELECT FROM representation AS present WHERE present.organiser_id = ctx_organiser()
    AND present.client_id = representation.client_id
    AND present.representative_id = representation.representative_id
    AND {DAY} <@ daterange(present.valid_from, present.valid_until + 1))""",
)
"""Representations that have ended, unless the same person represents the client now."""
