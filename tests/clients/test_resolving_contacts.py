"""A leader or an own worker resolves a filed contact: accepts, compares or rejects it."""

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.rules import CareAssignment, CareKept, CareKind
from hb.clients.rules.filing import (
    Comparison,
    LeaderResolves,
    NotCompared,
    ResolvedByAnother,
    ServedByAnotherTeam,
)
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound, WrongState
from tests.clients.builders import (
    OTHER_HETU,
    REASON,
    accept_contact,
    command,
    counts,
    file,
    make_team,
    make_worker,
    open_contact,
    register,
    registration,
)
from tests.clients.second_acts import (
    OPENS,
    TODAY,
    YESTERDAY,
    compare,
    known_client,
    make_own_worker,
    reject,
    sees,
    state_of,
)
from tests.scene import Scene, make_role, make_scene

GUIDE, OFFICIAL, LEADER = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER


async def test_leader_accepts_a_new_person_for_the_worker_who_filed_it(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    contact_id = await file(db, guide, registration())

    await accept_contact(db, leader, contact_id)

    state, client_id, by, reason = await state_of(all_rows, contact_id)
    assert (state, by, reason) == ("ACCEPTED", leader.user_id, None)
    assert client_id in await sees(db, guide)
    assert client_id in await sees(db, leader)
    told = await all_rows.fetchrow(
        "SELECT recipient_id, client_id, body FROM message"
        " WHERE subject_id = $1 AND event = 'CONTACT_RESOLVED'",
        contact_id,
    )
    assert tuple(told or ()) == (
        guide.user_id,
        client_id,
        "Kirjaamasi yhteydenotto on hyväksytty. Palvelet nyt asiakasta.",
    )


async def test_leader_compares_before_accepting_what_differs_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    team_id = await all_rows.fetchval("SELECT team_id FROM worker WHERE id = $1", worker.user_id)
    leader = await make_worker(all_rows, scene, LEADER, team_id)
    contact_id = await file(db, worker, registration(last_name="Virta"))
    before = await counts(all_rows, scene, *OPENS)

    for actor, refusal in ((leader, ServedByAnotherTeam), (scene.actors[LEADER], NotCompared)):
        with pytest.raises(refusal):
            await accept_contact(db, actor, contact_id)
    shown = await compare(db, leader, contact_id)

    assert shown.recorded is not None
    assert (
        shown.recorded.first_name,
        shown.recorded.last_name,
        shown.recorded.birth_date,
        shown.is_same,
    ) == (
        "Matti",
        "Meikäläinen",
        date(1980, 1, 1),
        False,
    )
    assert await counts(all_rows, scene, *OPENS) == before
    assert client_id not in await sees(db, leader)
    used = await all_rows.fetch("SELECT actor_id, operation FROM use_log WHERE client_ids = $1", [client_id])
    assert [tuple(row) for row in used] == [(leader.user_id, "filed-contact:compare")]

    with pytest.raises(ServedByAnotherTeam):
        await accept_contact(db, leader, contact_id)
    assert await counts(all_rows, scene, *OPENS) == before
    serving = scene.actors[LEADER]
    await compare(db, serving, contact_id)
    await accept_contact(db, serving, contact_id)

    assert await state_of(all_rows, contact_id) == ("ACCEPTED", client_id, serving.user_id, None)
    assert client_id in await sees(db, worker)
    assert await all_rows.fetchval("SELECT last_name FROM client WHERE id = $1", client_id) == "Meikäläinen"


async def test_comparing_a_new_person_shows_nobody_and_does_not_count_for_a_later_client_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    contact_id = await file(db, guide, registration(last_name="Virta"))

    assert await compare(db, leader, contact_id) == Comparison(None, None)
    await register(db, scene.actors[OFFICIAL], registration())

    with pytest.raises(NotCompared):
        await accept_contact(db, leader, contact_id)


async def test_own_worker_accepts_what_fits_and_leaves_the_rest_to_a_leader_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    guide = scene.actors[GUIDE]
    fits, differs = (
        await file(db, worker, registration()),
        await file(db, worker, registration(first_name="Mikko")),
    )

    with pytest.raises(NotFound):
        await accept_contact(db, guide, fits)
    await make_own_worker(all_rows, client_id)
    with pytest.raises(LeaderResolves):
        await accept_contact(db, guide, differs)
    with pytest.raises(Forbidden):
        await compare(db, guide, differs)
    await accept_contact(db, guide, fits)

    care = await all_rows.fetch(
        "SELECT kind, valid_until FROM care_relationship WHERE client_id = $1 AND worker_id = $2",
        client_id,
        worker.user_id,
    )
    assert [tuple(row) for row in care] == [("CARE", None)]
    assert client_id in await sees(db, worker)


async def test_accepting_what_was_opened_makes_it_lasting(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id, worker = await known_client(db, scene, all_rows)
    contact_id = await file(db, worker, registration())
    await open_contact(db, worker, contact_id)

    await accept_contact(db, scene.actors[LEADER], contact_id)

    care = await all_rows.fetch(
        "SELECT kind, valid_until FROM care_relationship WHERE client_id = $1 AND worker_id = $2 ORDER BY id",
        client_id,
        worker.user_id,
    )
    assert [tuple(row) for row in care] == [("TEMPORARY", YESTERDAY), ("CARE", None)]
    with pytest.raises(WrongState):
        await accept_contact(db, scene.actors[LEADER], contact_id)


async def test_worker_who_serves_the_client_already_keeps_one_relationship(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    client_id = await register(db, guide, registration())
    again, third = await file(db, guide, registration()), await file(db, guide, registration())

    await open_contact(db, guide, again)
    await accept_contact(db, leader, third)

    count = "SELECT count(*) FROM care_relationship WHERE client_id = $1"
    assert await all_rows.fetchval(count, client_id) == 1
    lasting = "SELECT count(*) FROM reach WHERE client_id = $1 AND valid_until IS NULL"
    assert await all_rows.fetchval(lasting, client_id) == 3
    assert [await state_of(all_rows, contact) for contact in (again, third)] == [
        ("ACCEPTED", client_id, guide.user_id, REASON),
        ("ACCEPTED", client_id, leader.user_id, None),
    ]


async def test_only_who_may_resolve_resolves_s1(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, leader = scene.actors[GUIDE], scene.actors[LEADER]
    contact_id = await file(db, guide, registration())
    strange_leader = await make_worker(all_rows, scene, LEADER, await make_team(all_rows, scene.organiser_id))
    elsewhere = await make_scene(all_rows)
    also_leader = Actor(scene.organiser_id, guide.user_id, scene.team_id, LEADER)
    await make_role(all_rows, also_leader)
    before = await counts(all_rows, scene, *OPENS)

    for actor in (strange_leader, scene.actors[OFFICIAL], elsewhere.actors[LEADER], elsewhere.actors[GUIDE]):
        with pytest.raises(NotFound):
            await accept_contact(db, actor, contact_id)
        with pytest.raises(NotFound):
            await reject(db, actor, contact_id)
    for actor in (scene.actors[OFFICIAL], elsewhere.actors[GUIDE]):
        with pytest.raises(NotFound):
            await open_contact(db, actor, contact_id)
    for role, actor in scene.actors.items():
        if role not in {GUIDE, OFFICIAL}:
            with pytest.raises(Forbidden):
                await open_contact(db, actor, contact_id)
        if role not in {GUIDE, OFFICIAL, LEADER}:
            with pytest.raises(Forbidden):
                await accept_contact(db, actor, contact_id)
            with pytest.raises(Forbidden):
                await reject(db, actor, contact_id)
    for act in (accept_contact, reject):
        with pytest.raises(ResolvedByAnother):
            await act(db, also_leader, contact_id)
    assert await counts(all_rows, scene, *OPENS) == before

    with pytest.raises(InvalidInput):
        await reject(db, leader, contact_id, " ")
    await reject(db, leader, contact_id)
    assert await state_of(all_rows, contact_id) == ("REJECTED", None, leader.user_id, "Eri ihminen")
    for late in (open_contact, reject):
        with pytest.raises(WrongState):
            await late(db, guide if late is open_contact else leader, contact_id)
    assert await counts(all_rows, scene, *OPENS) == before


async def test_leader_assigns_no_temporary_relationship_and_a_lasting_one_takes_its_place(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    client_id = await register(db, scene.actors[GUIDE], registration())
    worker, leader = await make_worker(all_rows, scene, GUIDE), scene.actors[LEADER]

    async def assign(kind: CareKind) -> None:
        wish = CareAssignment(client_id, worker.user_id, kind, TODAY)
        await command(db, leader, CareKept, lambda tx: clients.assign_care(tx, leader, wish))

    with pytest.raises(InvalidInput):
        await assign(CareKind.TEMPORARY)
    await open_contact(db, worker, await file(db, worker, registration(OTHER_HETU)))
    await open_contact(db, worker, await file(db, worker, registration()))
    await assign(CareKind.CARE)

    care = await all_rows.fetch(
        "SELECT kind, valid_until FROM care_relationship WHERE client_id = $1 AND worker_id = $2 ORDER BY id",
        client_id,
        worker.user_id,
    )
    assert [tuple(row) for row in care] == [("TEMPORARY", YESTERDAY), ("CARE", None)]


async def test_no_reason_opens_nothing(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    guide = scene.actors[GUIDE]
    contact_id = await file(db, guide, registration())

    for reason in (" ", "x" * 1001):
        with pytest.raises(InvalidInput) as refused:
            await open_contact(db, guide, contact_id, reason)
        assert refused.value.path == ("input", "reason")

    assert (await state_of(all_rows, contact_id))[0] == "FILED"


async def test_accepted_contact_of_a_substitute_is_served_in_the_absent_workers_stead_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """Whoever files as a substitute works on with the client as with those of the absent worker."""
    guide, leader = await make_worker(all_rows, scene, GUIDE), scene.actors[LEADER]
    standing_in = replace(guide, on_behalf_of=scene.actors[GUIDE].user_id)
    contact_id = await file(db, standing_in, registration())

    await accept_contact(db, leader, contact_id)

    client_id = (await state_of(all_rows, contact_id))[1]
    assert client_id in await sees(db, standing_in)
    assert client_id in await sees(db, guide)
