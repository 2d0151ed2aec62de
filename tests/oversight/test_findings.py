"""S6: what stands out in the logs is found by worker and day, with the rows behind it."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access.model import office_hours
from hb.access.rules import PURPOSES, Actor, Role
from hb.audit.model import audit_event, use_log
from hb.budgets.rules import ParameterNotSet
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.oversight import service as oversight
from hb.oversight.rules import FindingsCollected
from tests.clients.builders import command, counts, make_worker
from tests.clock import utc
from tests.scene import Scene, make_client, put

DAY = date(2026, 5, 14)
"""A Thursday; Helsinki is three hours ahead of UTC."""
NOON = utc(2026, 5, 14, 9)
WRITTEN = ("look_finding", "found_look", "audit_event")
Found = dict[tuple[UUID, str], list[UUID]]


async def use(
    all_rows: asyncpg.Connection, actor: Actor, at: datetime, *client_ids: UUID, **marks: bool
) -> UUID:
    use_id = new_id()
    await put(
        all_rows,
        use_log,
        organiser_id=actor.organiser_id,
        id=use_id,
        at=at,
        actor_id=actor.user_id,
        role=actor.role,
        purpose=PURPOSES[actor.role],
        operation="ClientPage",
        client_ids=list(client_ids),
        **marks,
    )
    return use_id


async def refused(
    all_rows: asyncpg.Connection, actor: Actor, at: datetime, outcome: str = "OUT_OF_REACH"
) -> UUID:
    event_id = new_id()
    await put(
        all_rows,
        audit_event,
        organiser_id=actor.organiser_id,
        id=event_id,
        at=at,
        actor_id=actor.user_id,
        role=actor.role,
        action="client",
        facts={},
        outcome=outcome,
    )
    return event_id


async def collect(db: Database, actor: Actor, day: date = DAY) -> FindingsCollected:
    async def work(tx: Transaction) -> FindingsCollected:
        return await oversight.collect_findings(tx, actor, day)

    return await command(db, actor, FindingsCollected, work)


async def found(all_rows: asyncpg.Connection, scene: Scene) -> Found:
    """The rows behind each finding of the organiser, by worker and kind."""
    rows = await all_rows.fetch(
        "SELECT worker_id, kind, looks, state, array_agg(row_id ORDER BY f.at, row_id) AS row_ids"
        " FROM look_finding JOIN found_look f ON f.finding_id = look_finding.id"
        " WHERE look_finding.organiser_id = $1 GROUP BY look_finding.organiser_id, look_finding.id",
        scene.organiser_id,
    )
    assert all((row["looks"], row["state"]) == (len(row["row_ids"]), "OPEN") for row in rows)
    return {(row["worker_id"], row["kind"]): row["row_ids"] for row in rows}


async def test_many_refusals_of_a_worker_stand_out(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, other = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.SOCIAL_WORKER]
    rows = [await refused(all_rows, guide, NOON + timedelta(minutes=minute)) for minute in range(2)]
    rows.append(await refused(all_rows, guide, NOON + timedelta(minutes=9), "DENIED"))
    for at in (NOON, NOON, NOON + timedelta(days=1), NOON - timedelta(days=1)):
        await refused(all_rows, other, at)  # never three on one day
    for _ in range(3):
        await refused(all_rows, scene.actors[Role.CLIENT], NOON)
        await refused(all_rows, other, NOON, "DONE")

    collected = await collect(db, scene.actors[Role.AUDITOR])

    assert len(collected.finding_ids) == 1
    assert await found(all_rows, scene) == {(guide.user_id, "MANY_REFUSALS"): rows}


@pytest.mark.parametrize(
    ("at", "stands_out"),
    [
        (utc(2026, 5, 14, 3, 59), True),  # 6:59 in Helsinki
        (utc(2026, 5, 14, 4, 0), False),
        (utc(2026, 5, 14, 14, 59), False),
        (utc(2026, 5, 14, 15, 0), True),  # 18:00
        (utc(2026, 5, 13, 21, 0), True),  # midnight, of that day
        (utc(2026, 5, 13, 20, 59), False),  # of the day before
        (utc(2026, 5, 14, 21, 0), False),  # of the day after
    ],
)
async def test_reads_out_of_office_hours_stand_out(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, at: datetime, stands_out: bool
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    row = await use(all_rows, guide, at, scene.client_id)

    await collect(db, scene.actors[Role.AUDITOR])

    assert await found(all_rows, scene) == ({(guide.user_id, "OUT_OF_HOURS"): [row]} if stands_out else {})


async def test_weekends_are_out_of_hours_and_on_call_workers_are_excepted(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, on_call = scene.actors[Role.SERVICE_GUIDE], await make_worker(all_rows, scene, Role.ON_CALL_WORKER)
    saturday = utc(2026, 5, 9, 9)
    row = await use(all_rows, guide, saturday, scene.client_id)
    await use(all_rows, guide, saturday)  # nobody's data
    await use(all_rows, on_call, saturday, scene.client_id)
    await use(all_rows, scene.actors[Role.CLIENT], saturday, scene.client_id)

    await collect(db, scene.actors[Role.AUDITOR], saturday.date())

    assert await found(all_rows, scene) == {(guide.user_id, "OUT_OF_HOURS"): [row]}


@pytest.mark.parametrize(
    ("valid_from", "closes", "stands_out"),
    [
        (DAY, time(12), True),  # it is noon, when the offices close
        (DAY, time(12, 1), False),
        (DAY, None, True),  # closed all day, such as on Ascension Day
        (DAY + timedelta(days=1), None, False),
        (DAY - timedelta(days=7), time(12), True),
    ],
)
async def test_office_hours_are_those_of_the_weekday_that_were_set_last(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    valid_from: date,
    closes: time | None,
    stands_out: bool,
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    row = await use(all_rows, guide, NOON, scene.client_id)
    await put(
        all_rows,
        office_hours,
        organiser_id=scene.organiser_id,
        weekday=DAY.isoweekday(),
        valid_from=valid_from,
        opens=None if closes is None else time(7),
        closes=closes,
    )

    await collect(db, scene.actors[Role.AUDITOR])

    assert await found(all_rows, scene) == ({(guide.user_id, "OUT_OF_HOURS"): [row]} if stands_out else {})


async def test_searches_by_name_without_a_care_relation_stand_out(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.TEAM_LEADER]
    stranger = new_id()
    await make_client(all_rows, scene.organiser_id, stranger, "Vieras", "Virta")
    rows = [
        await use(all_rows, leader, NOON, scene.client_id, by_name=True),  # the team's, not the leader's own
        await use(all_rows, leader, NOON + timedelta(1 / 24), by_name=True),  # in vain
    ]
    await use(all_rows, guide, NOON, scene.client_id, by_name=True)
    await use(all_rows, guide, NOON, by_name=True)  # once is below the threshold of two
    await use(all_rows, scene.actors[Role.SOCIAL_WORKER], NOON, stranger)  # not by name

    await collect(db, scene.actors[Role.AUDITOR])

    assert await found(all_rows, scene) == {(leader.user_id, "BY_NAME"): rows}


async def test_namesakes_and_neighbours_stand_out_from_the_first_read_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    both = await use(all_rows, guide, NOON, scene.client_id, own_surname=True, own_address=True)
    one = await use(all_rows, guide, NOON + timedelta(1 / 24), scene.client_id, own_surname=True)

    await collect(db, scene.actors[Role.AUDITOR])

    assert await found(all_rows, scene) == {
        (guide.user_id, "OWN_SURNAME"): [both, one],
        (guide.user_id, "OWN_ADDRESS"): [both],
    }


async def test_a_day_collected_again_has_what_has_come_since(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, auditor = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.AUDITOR]
    late = utc(2026, 5, 14, 19)
    row = await use(all_rows, guide, late, scene.client_id)
    first = await collect(db, auditor)
    assert await collect(db, auditor) == FindingsCollected(())
    await all_rows.execute(
        "UPDATE parameter SET value = 2 WHERE organiser_id = $1 AND name = 'REFUSALS_A_DAY'",
        scene.organiser_id,
    )
    refusals = [await refused(all_rows, guide, NOON + timedelta(minutes=minute)) for minute in range(2)]

    second = await collect(db, auditor)

    assert (len(first.finding_ids), len(second.finding_ids)) == (1, 1)
    assert await found(all_rows, scene) == {
        (guide.user_id, "OUT_OF_HOURS"): [row],
        (guide.user_id, "MANY_REFUSALS"): refusals,
    }


async def test_another_organisers_logs_are_not_looked_at(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await use(
        all_rows,
        Actor(new_id(), guide.user_id, guide.party_id, guide.role),
        utc(2026, 5, 14, 19),
        scene.client_id,
    )

    assert await collect(db, scene.actors[Role.AUDITOR]) == FindingsCollected(())


async def test_a_day_that_is_not_over_and_a_missing_parameter_are_refused(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    auditor, before = scene.actors[Role.AUDITOR], await counts(all_rows, scene, *WRITTEN)

    with pytest.raises(InvalidInput) as refusal:
        await collect(db, auditor, date(2026, 5, 15))
    assert refusal.value.facts == {"rule": "TOO_LATE", "latest": "2026-05-14"}
    await all_rows.execute(
        "UPDATE office_hours SET valid_from = '2026-05-15' WHERE organiser_id = $1", scene.organiser_id
    )
    with pytest.raises(ParameterNotSet) as no_hours:
        await collect(db, auditor)
    await all_rows.execute(
        "DELETE FROM parameter WHERE organiser_id = $1 AND name = 'REFUSALS_A_DAY'", scene.organiser_id
    )
    with pytest.raises(ParameterNotSet) as no_number:
        await collect(db, auditor)

    assert no_hours.value.facts == {"name": "OFFICE_HOURS", "day": "2026-05-14"}
    assert no_number.value.facts == {"name": "REFUSALS_A_DAY", "day": "2026-05-14"}
    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.SOCIAL_WORKER, Role.CONTROLLER, Role.CLIENT])
async def test_other_roles_collect_nothing(db: Database, scene: Scene, role: Role) -> None:
    with pytest.raises(Forbidden):
        await collect(db, scene.actors[role])
