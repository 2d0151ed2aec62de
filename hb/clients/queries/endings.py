"""Statements of what has ended or ends soon: relationships, representations, roles, and the reach of each."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.access.queries.days import DAY, of_the_day
from hb.access.rules import Ground, Role
from hb.kit.statement import Statement
from hb.messages.rules import Event
from hb.work.queries import STEP_ROWS, reminding


def _outlasting(source: str, grounds: str) -> str:
    """Reach that outlasts its source, whose last day lies before the day."""
    return f"""SELECT {source}.id AS source_id, reach.client_id, {source}.valid_until AS last_day,
  reach.ground
FROM {source} JOIN reach ON reach.organiser_id = {source}.organiser_id AND reach.source_id = {source}.id
  AND reach.ground IN ({grounds})
  AND (reach.valid_until IS NULL
    OR reach.valid_until > {source}.valid_until AND reach.valid_until >= reach.valid_from)
WHERE {source}.organiser_id = ctx_organiser() AND {source}.valid_until < {DAY}"""


OUTLASTING_REACH = Statement(
    text(f"""
SELECT ended.source_id, ended.client_id, ended.last_day, min(ended.ground) AS ground FROM (
{_outlasting("care_relationship", f"'{Ground.CARE_RELATIONSHIP}', '{Ground.TEAM}'")}
UNION ALL
{_outlasting("representation", f"'{Ground.REPRESENTATION}'")}
UNION ALL
{_outlasting("role_assignment", f"'{Ground.SUBSTITUTION}'")}
) AS ended GROUP BY 1, 2, 3 ORDER BY 3, 1, 2 LIMIT {STEP_ROWS}
""")
)
"""Reach that goes on though its care relationship, representation or substitution has ended.

Reach that is left no day ends on the day before it begins, which may be after its source's last day.
"""

OUTLASTING_ROLES = Statement(
    text(f"""
WITH own AS (
  SELECT role_assignment.user_id, role_assignment.role,
    max(coalesce(role_assignment.valid_until, 'infinity')) AS last_day
  FROM role_assignment WHERE role_assignment.organiser_id = ctx_organiser()
    AND role_assignment.substitutes_for IS NULL GROUP BY 1, 2
)
SELECT substitute.id, own.last_day FROM role_assignment AS substitute
JOIN own ON own.user_id = substitute.substitutes_for AND own.role = substitute.role
WHERE substitute.organiser_id = ctx_organiser() AND own.last_day < {DAY}
  AND (substitute.valid_until IS NULL
    OR substitute.valid_until > own.last_day AND substitute.valid_until >= substitute.valid_from)
UNION ALL
SELECT sign_in.id, representation.valid_until FROM representation
JOIN role_assignment AS sign_in ON sign_in.organiser_id = representation.organiser_id
  AND sign_in.id = representation.id AND sign_in.role = '{Role.REPRESENTATIVE}'
  AND (sign_in.valid_until IS NULL
    OR sign_in.valid_until > representation.valid_until AND sign_in.valid_until >= sign_in.valid_from)
WHERE representation.organiser_id = ctx_organiser() AND representation.valid_until < {DAY}
ORDER BY 2, 1 LIMIT {STEP_ROWS}
""")
)
"""Substitutes' roles that outlast the absent worker's own, and representatives' that outlast their power."""

ROLES_ENDING = reminding(
    Event.ROLE_ENDING,
    f"""
SELECT DISTINCT role_assignment.user_id AS subject_id,
  CAST(to_char(role_assignment.valid_until, 'YYYYMMDD') AS bigint) AS mark,
  role_assignment.valid_until AS last_day
FROM {of_the_day(Parameter.ENDING_NOTICE_DAYS)} AS notice JOIN role_assignment
  ON role_assignment.organiser_id = ctx_organiser()
  AND role_assignment.valid_until BETWEEN {DAY} AND {DAY} + notice.days
  AND role_assignment.valid_from <= {DAY}
  AND role_assignment.role NOT IN ('{Role.CLIENT}', '{Role.REPRESENTATIVE}', '{Role.SERVICE_ACCOUNT}')
WHERE NOT EXISTS (SELECT FROM role_assignment AS later WHERE later.organiser_id = ctx_organiser()
  AND later.user_id = role_assignment.user_id AND later.role = role_assignment.role
  AND later.substitutes_for IS NOT DISTINCT FROM role_assignment.substitutes_for
  AND later.valid_from <= role_assignment.valid_until + 1
  AND (later.valid_until IS NULL OR later.valid_until > role_assignment.valid_until))""",
)
"""Users whose role ends on the day or within the notice, unless they have it from then on again.

One notice is of a user and a last day: a substitute's roles end together. Clients and representatives hear of
their own matter, and programs of nothing.
"""

REPRESENTATIONS_ENDING = reminding(
    Event.REPRESENTATION_ENDING,
    f"""
SELECT representation.id AS subject_id,
  CAST(to_char(representation.valid_until, 'YYYYMMDD') AS bigint) AS mark, representation.client_id,
  representation.valid_until AS last_day
FROM {of_the_day(Parameter.ENDING_NOTICE_DAYS)} AS notice JOIN representation
  ON representation.organiser_id = ctx_organiser()
  AND representation.valid_until BETWEEN {DAY} AND {DAY} + notice.days
  AND representation.valid_from <= {DAY}
JOIN client ON client.organiser_id = representation.organiser_id AND client.id = representation.client_id
  AND client.died_on IS NULL AND client.merged_into IS NULL
WHERE NOT EXISTS (SELECT FROM representation AS later WHERE later.organiser_id = ctx_organiser()
  AND later.client_id = representation.client_id
  AND later.representative_id = representation.representative_id
  AND later.valid_from <= representation.valid_until + 1
  AND (later.valid_until IS NULL OR later.valid_until > representation.valid_until))""",
)
"""Representations that end on the day or within the notice, unless the same person represents on."""
