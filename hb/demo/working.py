"""What happened by itself: runs of two clocks, a job that stopped, and the administrator who sees them."""

import json
from datetime import timedelta
from uuid import UUID

from hb.access.model import worker
from hb.access.rules import Role
from hb.demo.chance import cast_id
from hb.demo.making import Making, Organisation, assign
from hb.demo.organisers import address_of
from hb.demo.scale import at
from hb.kit.errors import Busy
from hb.seals.work import CLOCKS as OF_SEALS
from hb.sending.service.webhooks import HASTENING
from hb.work.model import clock, clock_run, job
from hb.work.rules import JobState
from hb.work.work import CLOCKS as OF_WORK

NAME = "Yrjö Ylläpitäjä"
COUNTS = {"seals": 1}, {"jobs": 3, "runs": 0}


def work_by_itself(making: Making, organisation: Organisation, producer_id: UUID) -> None:
    """Add the administrator, clocks with their last runs, and a stopped job that succeeds if tried again."""
    organiser_id, calendar = organisation.organiser_id, making.calendar
    user_id = cast_id(f"{organisation.area.key} {Role.ADMINISTRATOR} 0")
    team_id = organisation.teams["Hallinto"]
    making.rows.add(
        worker,
        organiser_id=organiser_id,
        id=user_id,
        name=NAME,
        team_id=team_id,
        **address_of(organisation.area.key, Role.ADMINISTRATOR, 0),
    )
    assign(making, organiser_id, user_id, Role.ADMINISTRATOR, user_id, calendar.beginning)
    for declared, counts in zip((*OF_SEALS, *OF_WORK), COUNTS, strict=True):
        due_at = declared.due.first(at(calendar.today, 0))
        ran_at = declared.due.first(at(calendar.today - timedelta(days=1), 0))
        making.rows.add(clock, organiser_id=organiser_id, name=declared.name, due_at=due_at, attempts=0)
        making.rows.add(
            clock_run,
            organiser_id=organiser_id,
            name=declared.name,
            due_at=ran_at,
            day=calendar.today - timedelta(days=1),
            started_at=ran_at,
            ended_at=ran_at + timedelta(seconds=1),
            counts=json.dumps(counts),
        )
    left_at = at(calendar.today - timedelta(days=2), 9, 12)
    making.rows.add(
        job,
        organiser_id=organiser_id,
        id=cast_id(f"{organiser_id} stopped job"),
        kind=HASTENING,
        state=JobState.STOPPED,
        subject_id=producer_id,
        facts=json.dumps({}),
        at=left_at,
        due_at=left_at + timedelta(hours=6),
        attempts=8,
        fault=Busy.code,
        ended_at=left_at + timedelta(hours=6),
    )
