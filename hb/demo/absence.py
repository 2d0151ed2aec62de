"""An absent guide and the substitute whom the team's leader assigned."""

from collections.abc import Sequence
from datetime import timedelta

from hb.access.rules import Ground, Role, Scope
from hb.demo.making import Making, Organisation, Person, assign, give_reach

DAYS_GONE = 4
DAYS_TO_COME = 14


def stand_in(making: Making, organisation: Organisation, people: Sequence[Person]) -> None:
    """Let the last guide serve the clients of the one before, for some weeks around today."""
    absent, substitute = (worker.worker_id for worker in organisation.workers[Role.SERVICE_GUIDE][-2:])
    since = making.calendar.today - timedelta(days=DAYS_GONE)
    until = making.calendar.today + timedelta(days=DAYS_TO_COME)
    organiser_id = organisation.organiser_id
    assignment_id = assign(
        making,
        organiser_id,
        substitute,
        Role.SERVICE_GUIDE,
        substitute,
        since,
        until=until,
        substitutes_for=absent,
    )
    for person in people:
        # Reach is never given for days before the client came.
        if person.own_worker == absent:
            first_day = max(since, person.day(60))
            give_reach(
                making,
                organiser_id,
                substitute,
                person.client_id,
                Ground.SUBSTITUTION,
                assignment_id,
                Scope.FULL,
                first_day,
                until,
            )
