"""Two records of one person are merged: one goes on, both histories stay, and a wrong merge is undone."""

import asyncio
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import PERMISSIONS, Actor, Ground, Permission, Role, Scope
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetSaved
from hb.clients import service as clients
from hb.clients.rules import (
    CareAssignment,
    CareKept,
    CareKind,
    HetuOfAnother,
    MatterKept,
    MatterOpening,
    MatterSource,
    RecordMerged,
    ServiceTask,
)
from hb.kit.db import Database
from hb.kit.errors import DomainError, Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.persons.rules import CodeOfMergedRecord, DeathsDiffer, MergeBlocked, NotMerged, TookOver
from tests.budgets.builders import Prepared, granted_budget, prepared_budget
from tests.clients.builders import HETU, OTHER_HETU, command, counts, make_team, make_worker
from tests.clients.identities import client_of, make_served
from tests.clients.test_changed_hetu import change
from tests.clients.test_identity import show
from tests.clients.test_representation import record, wish_for
from tests.persons.builders import make_pair, merge, record_death, sees, separate
from tests.scene import Scene, make_client, make_reach

THIRD_HETU = "010180-916M"
TODAY = date(2026, 5, 15)
WRITTEN = ("record_merge", "reach", "message", "audit_event", "client")


async def open_matter(db: Database, actor: Actor, client_id: UUID) -> UUID:
    async def work(tx: Transaction) -> MatterKept:
        opening = MatterOpening(
            client_id, ServiceTask.DISABILITY, MatterSource.CONTACT, TODAY, "Avun tarve kotona."
        )
        return await clients.open_matter(tx, actor, opening)

    return (await command(db, actor, MatterKept, work)).matter_id


async def assign(db: Database, actor: Actor, client_id: UUID, worker_id: UUID) -> UUID:
    async def work(tx: Transaction) -> CareKept:
        wish = CareAssignment(client_id, worker_id, CareKind.CARE, TODAY)
        return await clients.assign_care(tx, actor, wish)

    return (await command(db, actor, CareKept, work)).care_relationship_id


async def end_care(db: Database, actor: Actor, care_id: UUID) -> None:
    async def work(tx: Transaction) -> CareKept:
        return await clients.end_care(tx, actor, care_id, date(2026, 5, 14))

    await command(db, actor, CareKept, work)


async def events_of(connection: asyncpg.Connection, client_id: UUID) -> list[tuple[str, UUID, str]]:
    rows = await connection.fetch(
        "SELECT kind, other_id, reason FROM record_merge WHERE client_id = $1 ORDER BY at, id", client_id
    )
    return [tuple(row) for row in rows]


async def test_one_record_goes_on_and_both_tell_of_the_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]

    await merge(db, leader, closed_id, kept_id)

    rows = await all_rows.fetch("SELECT id, merged_into FROM client WHERE id = ANY($1)", [closed_id, kept_id])
    assert {row["id"]: row["merged_into"] for row in rows} == {closed_id: kept_id, kept_id: None}
    reason = "Sama henkilö, kaksi tunnusta."
    assert await events_of(all_rows, closed_id) == [("CLOSED", kept_id, reason)]
    assert await events_of(all_rows, kept_id) == [("TOOK_OVER", closed_id, reason)]
    audited = await all_rows.fetch(
        "SELECT client_id, facts FROM audit_event WHERE organiser_id = $1 AND action = 'record:merge'",
        scene.organiser_id,
    )
    assert {row["client_id"]: row["facts"] for row in audited} == {
        closed_id: {"kept": str(kept_id)},
        kept_id: {"kept": str(kept_id)},
    }


async def test_codes_of_both_find_the_record_that_goes_on_and_it_may_take_the_closed_ones_code(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    stranger = await make_served(all_rows, scene, THIRD_HETU)
    await merge(db, leader, closed_id, kept_id)

    assert [await client_of(db, worker, code) for code in (HETU, OTHER_HETU)] == [kept_id, kept_id]
    assert [await show(db, worker, client) for client in (closed_id, kept_id)] == [HETU, OTHER_HETU]
    with pytest.raises(HetuOfAnother):
        await change(db, worker, stranger, HETU)

    await change(db, worker, kept_id, HETU)
    assert await show(db, worker, kept_id) == HETU
    with pytest.raises(CodeOfMergedRecord):
        await separate(db, leader, closed_id)
    await change(db, worker, kept_id, OTHER_HETU)
    await separate(db, leader, closed_id)
    assert [await client_of(db, worker, code) for code in (HETU, OTHER_HETU)] == [closed_id, kept_id]


async def test_whoever_reaches_the_record_that_goes_on_reaches_the_closed_one(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The client, the worker, the team, a substitute and a representative, whether before or after."""
    closed_id = await make_served(all_rows, scene, HETU)
    kept_id = scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    client, representative = scene.actors[Role.CLIENT], scene.actors[Role.REPRESENTATIVE]
    for_closed = Actor(
        scene.organiser_id,
        representative.user_id,
        representative.party_id,
        Role.REPRESENTATIVE,
        on_behalf_of=closed_id,
    )
    reaching = (guide, client, for_closed)
    assert [await sees(db, actor, closed_id) for actor in reaching] == [False] * 3

    await merge(db, leader, closed_id, kept_id)
    assert [await sees(db, actor, closed_id) for actor in reaching] == [True] * 3

    later = await record(db, guide, wish_for(scene))
    for_closed_later = Actor(
        scene.organiser_id,
        later.representative_id,
        later.representative_id,
        Role.REPRESENTATIVE,
        on_behalf_of=closed_id,
    )
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    care_id = await assign(db, leader, kept_id, worker.user_id)
    assert [await sees(db, actor, closed_id) for actor in (for_closed_later, worker)] == [True, True]
    scopes = await all_rows.fetch(
        "SELECT scope, valid_until FROM reach WHERE client_id = $1 AND party_id = $2",
        closed_id,
        later.representative_id,
    )
    assert [tuple(row) for row in scopes] == [("VIEW", date(2026, 12, 31))]

    await all_rows.execute("UPDATE reach SET valid_from = '2026-05-01' WHERE source_id = $1", care_id)
    await end_care(db, leader, care_id)
    assert [await sees(db, worker, of) for of in (kept_id, closed_id)] == [False, False]


async def test_who_served_the_closed_record_gets_no_sight_of_the_other(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    other = await make_worker(
        all_rows, scene, Role.SOCIAL_WORKER, await make_team(all_rows, scene.organiser_id)
    )
    await make_reach(
        all_rows, scene.organiser_id, other.party_id, closed_id, Ground.CARE_RELATIONSHIP, new_id()
    )

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)

    assert [await sees(db, other, of) for of in (closed_id, kept_id)] == [True, False]


async def test_nothing_begins_on_the_closed_record(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await merge(db, leader, closed_id, kept_id)
    before = await counts(all_rows, scene, *WRITTEN, "matter", "budget", "care_relationship")

    async def prepare(tx: Transaction) -> BudgetSaved:
        return await budgets.prepare(tx, worker, Prepared(client_id=closed_id).preparation(scene))

    with pytest.raises(RecordMerged):
        await open_matter(db, worker, closed_id)
    with pytest.raises(RecordMerged):
        await command(db, worker, BudgetSaved, prepare)
    with pytest.raises(RecordMerged):
        await assign(db, leader, closed_id, scene.actors[Role.SERVICE_GUIDE].user_id)
    with pytest.raises(RecordMerged):
        await record(db, worker, wish_for(scene, client_id=closed_id))
    with pytest.raises(RecordMerged):
        await change(db, worker, closed_id, THIRD_HETU)
    with pytest.raises(RecordMerged):
        await record_death(db, worker, closed_id, TODAY)

    assert await counts(all_rows, scene, *WRITTEN, "matter", "budget", "care_relationship") == before


async def test_own_workers_of_both_are_told(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    worker = scene.actors[Role.SOCIAL_WORKER]
    await all_rows.execute(
        "UPDATE care_relationship SET kind = 'OWN_WORKER' WHERE client_id = ANY($1)", [closed_id, kept_id]
    )

    await merge(db, scene.actors[Role.TEAM_LEADER], closed_id, kept_id)

    told = await all_rows.fetch(
        "SELECT client_id, recipient_id FROM message WHERE event = 'RECORDS_MERGED' AND organiser_id = $1",
        scene.organiser_id,
    )
    assert {tuple(row) for row in told} == {(closed_id, worker.user_id), (kept_id, worker.user_id)}


async def test_separated_records_go_on_and_what_the_merge_gave_ends_at_once(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_served(all_rows, scene, HETU), scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    worker = scene.actors[Role.SOCIAL_WORKER]
    await merge(db, leader, closed_id, kept_id)
    new_worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await assign(db, leader, kept_id, new_worker.user_id)

    await separate(db, leader, closed_id)

    assert [await sees(db, actor, closed_id) for actor in (guide, new_worker)] == [False, False]
    assert [await sees(db, actor, closed_id) for actor in (worker, leader)] == [True, True]
    assert await events_of(all_rows, closed_id) == [
        ("CLOSED", kept_id, "Sama henkilö, kaksi tunnusta."),
        ("SEPARATED", kept_id, "Eri henkilöt."),
    ]
    assert [kind for kind, *_ in await events_of(all_rows, kept_id)] == ["TOOK_OVER", "SEPARATED"]
    await open_matter(db, worker, closed_id)
    later = await make_worker(all_rows, scene, Role.SOCIAL_WORKER)
    await assign(db, leader, kept_id, later.user_id)
    assert not await sees(db, later, closed_id)
    with pytest.raises(NotMerged):
        await separate(db, leader, closed_id)


async def test_merged_again_after_a_separation(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    closed_id, kept_id = await make_served(all_rows, scene, HETU), scene.client_id
    leader, guide = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SERVICE_GUIDE]
    for _ in range(2):
        await merge(db, leader, closed_id, kept_id)
        assert await sees(db, guide, closed_id)
        await separate(db, leader, closed_id)
        assert not await sees(db, guide, closed_id)
    await merge(db, leader, kept_id, await make_served(all_rows, scene, OTHER_HETU))


async def test_refusals_change_nothing(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    third = await make_served(all_rows, scene, THIRD_HETU)
    foreign, dead = new_id(), new_id()
    await make_client(all_rows, scene.organiser_id, foreign, "Bertta", "Berg")
    dead = await make_served(all_rows, scene, "290200A248A")
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await record_death(db, worker, dead, TODAY)
    await merge(db, leader, closed_id, kept_id)
    before = await counts(all_rows, scene, *WRITTEN)

    attempts: tuple[tuple[Actor, UUID, UUID, str, type[DomainError], tuple[str, ...]], ...] = (
        (worker, third, kept_id, "Syy", Forbidden, ()),
        (leader, third, third, "Syy", InvalidInput, ("input", "keptId")),
        (leader, third, kept_id, " ", InvalidInput, ("input", "reason")),
        (leader, foreign, kept_id, "Syy", NotFound, ("input", "closedId")),
        (leader, third, foreign, "Syy", NotFound, ("input", "keptId")),
        (leader, third, closed_id, "Syy", RecordMerged, ("input", "keptId")),
        (leader, closed_id, third, "Syy", RecordMerged, ("input", "closedId")),
        (leader, kept_id, third, "Syy", TookOver, ("input", "closedId")),
        (leader, dead, kept_id, "Syy", DeathsDiffer, ("input", "closedId")),
    )
    for actor, of_closed, of_kept, reason, kind, path in attempts:
        with pytest.raises(kind) as refusal:
            await merge(db, actor, of_closed, of_kept, reason)
        assert refusal.value.path == path

    assert await counts(all_rows, scene, *WRITTEN) == before


@pytest.mark.parametrize("role", [role for role in Role if Permission.RECORD_MERGE not in PERMISSIONS[role]])
async def test_other_roles_merge_and_separate_nothing(db: Database, scene: Scene, role: Role) -> None:
    actor = Actor(scene.organiser_id, new_id(), new_id(), role)
    with pytest.raises(Forbidden):
        await merge(db, actor, scene.client_id, new_id())
    with pytest.raises(Forbidden):
        await separate(db, actor, scene.client_id)


async def test_what_runs_on_the_record_to_be_closed_is_listed(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    kept_id = await make_served(all_rows, scene, HETU)
    leader, worker = scene.actors[Role.TEAM_LEADER], scene.actors[Role.SOCIAL_WORKER]
    await open_matter(db, worker, scene.client_id)
    await granted_budget(db, scene)

    with pytest.raises(MergeBlocked) as refusal:
        await merge(db, leader, scene.client_id, kept_id)

    assert refusal.value.facts == {"matters": 1, "assessments": 0, "budgets": 1, "orders": 0}
    assert "pending matters 1" in refusal.value.message("en")


@pytest.mark.parametrize("attempt", range(6))
async def test_merge_and_a_budget_begun_at_once_never_both_happen(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    kept_id = await make_served(all_rows, scene, HETU)
    leader = scene.actors[Role.TEAM_LEADER]

    outcomes = await asyncio.gather(
        merge(db, leader, scene.client_id, kept_id), prepared_budget(db, scene), return_exceptions=True
    )

    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)]
    assert refused in ([MergeBlocked], [RecordMerged])
    merged = await all_rows.fetchval("SELECT merged_into FROM client WHERE id = $1", scene.client_id)
    prepared = await all_rows.fetchval("SELECT count(*) FROM budget WHERE client_id = $1", scene.client_id)
    assert (merged, prepared) in ((kept_id, 0), (None, 1))


@pytest.mark.parametrize("attempt", range(6))
async def test_care_that_begins_or_ends_during_a_merge_is_the_same_for_both_records(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    ending, beginning = [await make_worker(all_rows, scene, Role.SOCIAL_WORKER) for _ in range(2)]
    care_id = await assign(db, leader, kept_id, ending.user_id)
    await all_rows.execute("UPDATE reach SET valid_from = '2026-05-01' WHERE source_id = $1", care_id)

    await asyncio.gather(
        merge(db, leader, closed_id, kept_id),
        end_care(db, leader, care_id),
        assign(db, leader, kept_id, beginning.user_id),
    )

    assert [await sees(db, ending, of) for of in (kept_id, closed_id)] == [False, False]
    assert [await sees(db, beginning, of) for of in (kept_id, closed_id)] == [True, True]


async def test_reach_given_outside_every_command_is_repeated_too(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """The trigger repeats what any statement gives, but not a producer's reach to one order."""
    closed_id, kept_id = await make_pair(all_rows, scene)
    leader = scene.actors[Role.TEAM_LEADER]
    await merge(db, leader, closed_id, kept_id)
    party, producer = new_id(), new_id()

    async def give(tx: Transaction) -> None:
        await access.give_reaches(
            tx,
            [
                access.Given(party, kept_id, Ground.EMERGENCY, new_id(), TODAY, TODAY),
                access.Given(producer, kept_id, Ground.ORDER, new_id(), TODAY, scope=Scope.ORDER),
            ],
        )

    await command(db, leader, type(None), give)

    rows = await all_rows.fetch(
        "SELECT party_id, ground, valid_until, by_merge FROM reach"
        " WHERE client_id = $1 AND party_id = ANY($2)",
        closed_id,
        [party, producer],
    )
    assert [tuple(row) for row in rows] == [(party, "EMERGENCY", TODAY, True)]
