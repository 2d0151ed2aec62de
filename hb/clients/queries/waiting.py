"""Statements of what waits for a leader too long, and of counted codes that are needed no more."""

from sqlalchemy import text

from hb.access.model import Parameter
from hb.access.queries.days import DAY, of_the_day
from hb.clients.rules import CareKind
from hb.kit.statement import Statement
from hb.messages.rules import Event
from hb.messages.rules.tasks import TaskState
from hb.work.queries import reminding


def _serving(client_id: str, worker_id: str) -> str:
    """The teams that serve a client on the day, or else a worker's own, as in `reviewing_teams`."""
    return f"""coalesce((
    SELECT array_agg(DISTINCT care_relationship.team_id ORDER BY care_relationship.team_id)
    FROM care_relationship WHERE care_relationship.organiser_id = ctx_organiser()
      AND care_relationship.client_id = {client_id} AND care_relationship.kind <> '{CareKind.TEMPORARY}'
      AND care_relationship.valid_from <= {DAY}
      AND (care_relationship.valid_until IS NULL OR care_relationship.valid_until >= {DAY})),
    ARRAY(SELECT worker.team_id FROM worker WHERE worker.organiser_id = ctx_organiser()
      AND worker.id = {worker_id}))"""


REVIEWS_WAITING = reminding(
    Event.REVIEW_WAITING,
    f"""
SELECT emergency_access.id AS subject_id, 0 AS mark, emergency_access.client_id,
  {_serving("emergency_access.client_id", "emergency_access.worker_id")} AS team_ids
FROM {of_the_day(Parameter.REVIEW_REMINDER_DAYS)} AS wait JOIN emergency_access
  ON emergency_access.organiser_id = ctx_organiser() AND emergency_access.reviewed_at IS NULL
  AND CAST(emergency_access.opened_at AT TIME ZONE 'Europe/Helsinki' AS date) + wait.days <= {DAY}""",
)
"""What was opened for a stated reason so many days ago, and no leader has reviewed."""

TASKS_LATE = reminding(
    Event.URGENT_TASK_LATE,
    f"""
SELECT urgent_task.id AS subject_id, 0 AS mark, urgent_task.client_id,
  {_serving("urgent_task.client_id", "urgent_task.recipient_id")} AS team_ids
FROM {of_the_day(Parameter.URGENT_TASK_HOURS)} AS wait (hours) JOIN urgent_task
  ON urgent_task.organiser_id = ctx_organiser() AND urgent_task.state = '{TaskState.OPEN}'
  AND urgent_task.given_at <= ctx_now() - make_interval(hours => wait.hours)""",
)
"""Urgent tasks that are open so many hours after they were given."""

CLEAR_TYPED_CODES = Statement(
    text(f"""
WITH old AS (
  SELECT typed_code.worker_id, typed_code.typed_on, typed_code.attempt_id
  FROM {of_the_day(Parameter.TYPED_CODE_KEPT_DAYS)} AS kept JOIN typed_code
    ON typed_code.organiser_id = ctx_organiser() AND typed_code.typed_on < {DAY} - kept.days
  ORDER BY typed_code.worker_id, typed_code.typed_on, typed_code.attempt_id
  LIMIT CAST(:count AS integer) FOR UPDATE OF typed_code SKIP LOCKED
)
DELETE FROM typed_code USING old WHERE typed_code.organiser_id = ctx_organiser()
  AND typed_code.worker_id = old.worker_id AND typed_code.typed_on = old.typed_on
  AND typed_code.attempt_id = old.attempt_id
""")
)
"""Deletes rows by which codes were counted on a day that is too long ago; a code itself is in none."""
