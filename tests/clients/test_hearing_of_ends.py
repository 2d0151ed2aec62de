"""Who loses a right hears of it once, before or after: a role, the sight of clients, a power to represent."""

from datetime import date, timedelta
from uuid import UUID

import asyncpg
import pytest

from hb.access import model as access
from hb.access.rules import Ground, Role, Scope
from hb.clients.model import care_relationship, representation
from hb.kit.db import Database
from hb.kit.ids import new_id
from tests.clients.ending import DAY, LAST, care_of, ended, representation_of
from tests.scene import START, Scene, make_client, make_scene, put
from tests.work.running import catch_up, events_of, run_clock

NOTHING = {"roles": 0, "access": 0, "representations": 0}


async def run(db: Database, scene: Scene, day: date = DAY) -> dict[str, int]:
    return await run_clock(db, scene.organiser_id, "RIGHTS_ENDED", day)


async def subjects_of(
    all_rows: asyncpg.Connection, scene: Scene, event: str
) -> list[tuple[UUID | None, UUID | None]]:
    """Client and subject of each message of an event."""
    rows = await all_rows.fetch(
        "SELECT client_id, subject_id FROM message WHERE organiser_id = $1 AND event = $2",
        scene.organiser_id,
        event,
    )
    return [(row["client_id"], row["subject_id"]) for row in rows]


async def representative_of(all_rows: asyncpg.Connection, representation_id: UUID) -> UUID:
    found = await all_rows.fetchval(
        "SELECT representative_id FROM representation WHERE id = $1", representation_id
    )
    assert isinstance(found, UUID)
    return found


HAS_ENDED = ("RIGHTS_ENDED", "ROLE_ENDED", "Roolisi palvelussa päättyi {day}.")
ENDS = (
    "ROLES_ENDING",
    "ROLE_ENDING",
    "Roolisi palvelussa päättyy {day}. Jos jatkat tehtävässäsi, pyydä rooliin jatkoa.",
)
IN_TWO_WEEKS = DAY + timedelta(days=14)


@pytest.mark.parametrize(
    ("notice", "last_day", "count"),
    [
        (HAS_ENDED, DAY, 0),
        (HAS_ENDED, LAST, 1),
        (HAS_ENDED, LAST - timedelta(days=1), 1),
        (HAS_ENDED, LAST - timedelta(days=2), 0),
        (ENDS, IN_TWO_WEEKS + timedelta(days=1), 0),
        (ENDS, IN_TWO_WEEKS, 1),
        (ENDS, DAY, 1),
        (ENDS, LAST, 0),
    ],
)
async def test_a_user_hears_once_of_a_role_that_ends_or_has_ended(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    notice: tuple[str, str, str],
    last_day: date,
    count: int,
) -> None:
    clock, event, text = notice
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await all_rows.execute("UPDATE role_assignment SET valid_until = $2 WHERE user_id = $1", guide, last_day)
    assert await run_clock(db, scene.organiser_id, clock, DAY) == {**NOTHING, "roles": count}
    said = text.format(day=f"{last_day.day}.5.2026")
    assert await events_of(all_rows, scene.organiser_id, event) == [(guide, said)][:count]
    later = max(DAY, last_day) if count else DAY
    assert await run_clock(db, scene.organiser_id, clock, later) == NOTHING


@pytest.mark.parametrize(("clock", "last_day"), [("RIGHTS_ENDED", LAST), ("ROLES_ENDING", IN_TWO_WEEKS)])
async def test_nobody_hears_of_a_role_that_goes_on_after_its_end(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, clock: str, last_day: date
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE role_assignment SET valid_until = $2 WHERE user_id = $1", guide.user_id, last_day
    )
    await put(
        all_rows,
        access.role_assignment,
        organiser_id=scene.organiser_id,
        id=new_id(),
        user_id=guide.user_id,
        role=Role.SERVICE_GUIDE,
        party_id=guide.party_id,
        valid_from=last_day + timedelta(days=1),
    )
    assert await run_clock(db, scene.organiser_id, clock, DAY) == NOTHING


async def test_client_own_worker_and_who_represented_hear_once_of_a_power_that_has_ended(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representation_id = await representation_of(all_rows, scene)
    who = await representative_of(all_rows, representation_id)
    own_id = scene.actors[Role.SOCIAL_WORKER].user_id
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE id = $1",
        await care_of(all_rows, scene, Role.SOCIAL_WORKER),
    )
    await ended(all_rows, "representation", representation_id, LAST)
    other = await make_scene(all_rows)
    await ended(all_rows, "representation", await representation_of(all_rows, other), LAST)

    assert await run(db, scene) == {**NOTHING, "representations": 1}
    party = "Edustus päättyi 14.5.2026. Edustaja ei enää hoida asioita palvelussa."
    worker = "Asiakkaan edustus päättyi 14.5.2026. Selvitä, tarvitseeko asiakas edustajaa."
    messages = dict(await events_of(all_rows, scene.organiser_id, "REPRESENTATION_ENDED"))
    assert messages[scene.client_id] == messages[who] == party
    owns = {
        row["worker_id"]
        for row in await all_rows.fetch(
            "SELECT worker_id FROM care_relationship WHERE client_id = $1 AND kind = 'OWN_WORKER'",
            scene.client_id,
        )
    }
    assert own_id in owns
    assert {recipient for recipient, text in messages.items() if text == worker} == owns
    assert set(messages) == {scene.client_id, who, *owns}
    assert await run(db, scene) == NOTHING
    assert await events_of(all_rows, other.organiser_id, "REPRESENTATION_ENDED") == []


async def test_the_parties_and_the_own_worker_hear_once_of_a_power_that_ends(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representation_id = await representation_of(all_rows, scene)
    await ended(all_rows, "representation", representation_id, date(2026, 5, 25))
    own_id = await all_rows.fetchval(
        "SELECT worker_id FROM care_relationship WHERE client_id = $1 AND kind = 'OWN_WORKER'",
        scene.client_id,
    )
    other = await make_scene(all_rows)
    others = await representation_of(all_rows, other)
    await ended(all_rows, "representation", others, date(2026, 5, 25))

    days = await catch_up(db, all_rows, scene.organiser_id, "ROLES_ENDING", 6)
    assert [counts["representations"] for counts in days.values()] == [0, 1, 0, 0, 0, 0]
    messages = await events_of(all_rows, scene.organiser_id, "REPRESENTATION_ENDING")
    assert {recipient for recipient, _ in messages} == {
        scene.client_id,
        scene.representative_id,
        *([own_id] if own_id else []),
    }
    assert all("25.5.2026" in body for _, body in messages)
    assert await events_of(all_rows, other.organiser_id, "REPRESENTATION_ENDING") == []


@pytest.mark.parametrize("how", ["died", "goes on", "no day"])
async def test_nobody_hears_of_a_power_that_ended_with_a_death_or_goes_on(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, how: str
) -> None:
    representation_id = await representation_of(all_rows, scene)
    await ended(all_rows, "representation", representation_id, LAST)
    if how == "died":
        await all_rows.execute("UPDATE client SET died_on = $2 WHERE id = $1", scene.client_id, LAST)
    elif how == "no day":
        await all_rows.execute(
            "UPDATE representation SET valid_from = $2 WHERE id = $1", representation_id, DAY
        )
    else:
        await put(
            all_rows,
            representation,
            organiser_id=scene.organiser_id,
            id=new_id(),
            client_id=scene.client_id,
            representative_id=await representative_of(all_rows, representation_id),
            kind="GUARDIAN",
            scope="FULL",
            ground="2",
            valid_from=DAY,
        )
    assert await run(db, scene) == NOTHING


@pytest.mark.parametrize(
    ("event", "clock", "last_day", "text"),
    [
        (
            "ACCESS_ENDED",
            "RIGHTS_ENDED",
            LAST,
            "Oikeutesi nähdä asiakkaan tiedot päättyi 14.5.2026. Se koskee yhtä asiakasta.",
        ),
        (
            "ACCESS_ENDING",
            "ROLES_ENDING",
            date(2026, 5, 29),
            "Oikeutesi nähdä asiakkaan tiedot päättyy 29.5.2026. Se koskee yhtä asiakasta. Tee "
            "keskeneräiset kirjaukset "
            "ennen sitä.",
        ),
    ],
)
async def test_a_worker_hears_once_of_sight_of_a_client_that_ends(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    event: str,
    clock: str,
    last_day: date,
    text: str,
) -> None:
    care_id = await care_of(all_rows, scene, Role.SERVICE_GUIDE)
    await ended(all_rows, "care_relationship", care_id, last_day)
    await all_rows.execute("UPDATE reach SET valid_until = $2 WHERE source_id = $1", care_id, last_day)
    assert await run_clock(db, scene.organiser_id, clock, DAY) == {**NOTHING, "access": 1}
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    assert await events_of(all_rows, scene.organiser_id, event) == [(guide, text)]
    about = scene.client_id if event == "ACCESS_ENDING" else None
    assert await subjects_of(all_rows, scene, event) == [(about, about)]
    assert await run_clock(db, scene.organiser_id, clock, DAY) == NOTHING


@pytest.mark.parametrize(
    ("how", "last_day"),
    [
        ("temporary", LAST),
        ("other reach", LAST),
        ("no role", LAST),
        ("other reach", date(2026, 5, 29)),
        ("far", date(2026, 5, 30)),
        ("long ago", date(2026, 5, 12)),
    ],
)
async def test_nobody_hears_of_sight_that_goes_on_or_was_for_a_while(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, how: str, last_day: date
) -> None:
    care_id = await care_of(all_rows, scene, Role.SERVICE_GUIDE)
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await ended(all_rows, "care_relationship", care_id, last_day)
    await all_rows.execute("UPDATE reach SET valid_until = $2 WHERE source_id = $1", care_id, last_day)
    if how == "temporary":
        await all_rows.execute("UPDATE care_relationship SET kind = 'TEMPORARY' WHERE id = $1", care_id)
    elif how == "no role":
        await all_rows.execute(
            "UPDATE role_assignment SET valid_until = '2026-04-01' WHERE user_id = $1", guide
        )
    elif how == "other reach":
        await put(
            all_rows,
            access.reach,
            organiser_id=scene.organiser_id,
            party_id=guide,
            client_id=scene.client_id,
            ground=Ground.CARE_RELATIONSHIP,
            source_id=new_id(),
            scope=Scope.FULL,
            valid_from=START,
        )
    assert await run(db, scene) == NOTHING


async def test_sight_of_several_clients_that_ends_at_once_is_one_message(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE].user_id
    await ended(all_rows, "care_relationship", await care_of(all_rows, scene, Role.SERVICE_GUIDE), LAST)
    await all_rows.execute("UPDATE reach SET valid_until = $2 WHERE client_id = $1", scene.client_id, LAST)
    other_id = new_id()
    await make_client(all_rows, scene.organiser_id, other_id, "Bertta", "Berg")
    for _ in range(2):
        await put(
            all_rows,
            care_relationship,
            organiser_id=scene.organiser_id,
            id=new_id(),
            client_id=other_id,
            worker_id=guide,
            team_id=scene.team_id,
            kind="CARE",
            valid_from=START,
            valid_until=LAST,
        )
    assert await run(db, scene) == {**NOTHING, "access": 3}
    ((recipient, text),) = await events_of(all_rows, scene.organiser_id, "ACCESS_ENDED")
    assert (recipient, text) == (
        guide,
        "Oikeutesi nähdä asiakkaan tiedot päättyi 14.5.2026. Se koskee 2 asiakasta.",
    )
