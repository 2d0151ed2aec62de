"""A token's claims are worth what the table of standing says on the Helsinki day."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from hb.access import model
from hb.access import service as access
from hb.access.rules import CLIENT_ROLES, PERMISSIONS, SCOPE_PERMISSIONS, Actor, Permission, Role, Scope
from hb.kit.db import Database
from hb.kit.errors import Forbidden
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clock import utc
from tests.scene import Scene, make_scene, put

SCENE_ROLES = (
    Role.SERVICE_GUIDE,
    Role.SOCIAL_WORKER,
    Role.TEAM_LEADER,
    Role.PRODUCER_COORDINATOR,
    Role.INVOICE_CHECKER,
    Role.PAYMENT_APPROVER,
    Role.CONTROLLER,
    Role.AUDITOR,
    Role.CLIENT,
    Role.REPRESENTATIVE,
    Role.PRODUCER_ADMINISTRATOR,
    Role.PRODUCER_REPORTER,
)


async def standing(
    db: Database, organiser_id: UUID, user_id: UUID, role: Role, on_behalf_of: UUID | None = None
) -> Actor | None:
    """Look up as the skin does: under the context of that user as party."""
    seeker = Actor(organiser_id, user_id, user_id, role, on_behalf_of)

    async def work(tx: Transaction) -> Actor | None:
        return await access.valid_actor(tx, organiser_id, user_id, role, on_behalf_of)

    return await db.run(seeker.context("read"), work)


@pytest.mark.parametrize("role", SCENE_ROLES)
async def test_every_kind_of_actor_is_found_as_they_are(db: Database, scene: Scene, role: Role) -> None:
    actor = scene.actors[role]

    assert await standing(db, scene.organiser_id, actor.user_id, role, actor.on_behalf_of) == actor


@pytest.mark.parametrize("role", SCENE_ROLES)
async def test_nobody_stands_as_another_role_elsewhere_or_for_another(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor = scene.actors[role]
    elsewhere = await make_scene(all_rows)

    for other in set(Role) - {role}:
        assert await standing(db, scene.organiser_id, actor.user_id, other, actor.on_behalf_of) is None
    assert await standing(db, elsewhere.organiser_id, actor.user_id, role, actor.on_behalf_of) is None
    assert await standing(db, scene.organiser_id, new_id(), role, actor.on_behalf_of) is None
    assert await standing(db, scene.organiser_id, actor.user_id, role, elsewhere.client_id) is None
    if role is Role.REPRESENTATIVE:
        assert await standing(db, scene.organiser_id, actor.user_id, role, None) is None


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "stands"),
    [
        (date(2026, 5, 15), None, True),
        (date(2026, 5, 15), date(2026, 5, 15), True),
        (date(2026, 1, 1), date(2026, 5, 14), False),
        (date(2026, 5, 16), None, False),
    ],
)
async def test_role_stands_from_its_first_to_its_last_day(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    valid_from: date,
    valid_until: date | None,
    stands: bool,
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE role_assignment SET valid_from = $2, valid_until = $3 WHERE user_id = $1",
        guide.user_id,
        valid_from,
        valid_until,
    )

    found = await standing(db, scene.organiser_id, guide.user_id, Role.SERVICE_GUIDE)

    assert (found is not None) is stands


async def test_day_changes_at_midnight_in_helsinki(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]
    await all_rows.execute(
        "UPDATE role_assignment SET valid_until = '2026-05-15' WHERE user_id = $1", guide.user_id
    )

    for minute, stands in ((59, True), (60, False)):
        night = await Database.connect(
            app_dsn, size=1, clock=utc(2026, 5, 15, 20 + minute // 60, minute % 60)
        )
        try:
            found = await standing(night, scene.organiser_id, guide.user_id, Role.SERVICE_GUIDE)
        finally:
            await night.close()
        assert (found is not None) is stands


async def test_representative_without_valid_representation_does_not_stand(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor = scene.actors[Role.REPRESENTATIVE]
    await all_rows.execute("UPDATE reach SET valid_until = '2026-05-14' WHERE party_id = $1", actor.party_id)

    found = await standing(db, scene.organiser_id, actor.user_id, Role.REPRESENTATIVE, scene.client_id)

    assert found is None


async def test_widest_of_several_scopes_counts(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    actor = scene.actors[Role.REPRESENTATIVE]

    for scope in (Scope.VIEW, Scope.FINANCIAL, Scope.FULL):
        await all_rows.execute("DELETE FROM reach WHERE party_id = $1 AND scope = 'FULL'", actor.party_id)
        await put(
            all_rows,
            model.reach,
            organiser_id=scene.organiser_id,
            party_id=actor.party_id,
            client_id=scene.client_id,
            ground="REPRESENTATION",
            source_id=new_id(),
            scope=scope,
            valid_from=date(2026, 1, 1),
        )
        found = await standing(db, scene.organiser_id, actor.user_id, Role.REPRESENTATIVE, scene.client_id)
        assert found == replace(actor, scope=scope)


async def test_ended_role_stands_through_its_last_day(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    user_id, assignment_id, producer_id = new_id(), new_id(), scene.producer_id
    coordinator = scene.actors[Role.PRODUCER_COORDINATOR]

    async def give(tx: Transaction) -> None:
        await access.assign_role(
            tx,
            assignment_id=assignment_id,
            user_id=user_id,
            role=Role.SERVICE_ACCOUNT,
            party_id=producer_id,
            valid_from=date(2026, 5, 1),
        )

    async def take(tx: Transaction) -> None:
        await access.end_role(tx, assignment_id, date(2026, 5, 14))
        await access.end_role(tx, assignment_id, date(2026, 12, 31))

    await db.run(coordinator.context("command"), give)
    found = await standing(db, scene.organiser_id, user_id, Role.SERVICE_ACCOUNT)
    assert found == Actor(scene.organiser_id, user_id, producer_id, Role.SERVICE_ACCOUNT)
    await db.run(coordinator.context("command"), take)
    assert await standing(db, scene.organiser_id, user_id, Role.SERVICE_ACCOUNT) is None
    last_day = await all_rows.fetchval("SELECT valid_until FROM role_assignment WHERE id = $1", assignment_id)
    assert last_day == date(2026, 5, 14)


EDITS = {Permission.PLAN_EDIT, Permission.CONTACT_CHANGE}


@pytest.mark.parametrize(
    ("scope", "refused"),
    [
        (Scope.FULL, set()),
        (
            Scope.FINANCIAL,
            {
                Permission.ASSESSMENT_READ,
                Permission.CONTACT_CHANGE,
                Permission.DISCLOSURE_READ,
                Permission.OWN_USE_LOG_READ,
            },
        ),
        (Scope.VIEW, EDITS | {Permission.DISCLOSURE_READ, Permission.OWN_USE_LOG_READ}),
        (Scope.ORDER, set(PERMISSIONS[Role.REPRESENTATIVE])),
    ],
)
def test_scope_narrows_what_a_representative_may(scope: Scope, refused: set[Permission]) -> None:
    actor = Actor(new_id(), new_id(), new_id(), Role.REPRESENTATIVE, on_behalf_of=new_id(), scope=scope)

    for permission in PERMISSIONS[Role.REPRESENTATIVE] - refused:
        access.require(actor, permission)
    for permission in set(Permission) - (PERMISSIONS[Role.REPRESENTATIVE] - refused):
        with pytest.raises(Forbidden):
            access.require(actor, permission)


@pytest.mark.parametrize("role", Role)
def test_role_may_what_the_table_says_and_nothing_else(role: Role) -> None:
    actor = Actor(new_id(), new_id(), new_id(), role)

    assert actor.permissions == PERMISSIONS[role]
    for permission in set(Permission) - PERMISSIONS[role]:
        with pytest.raises(Forbidden):
            access.require(actor, permission)
    assert (actor.own_client_id is not None) is (role is Role.CLIENT)


def test_every_scope_is_declared_and_every_client_role_has_one_own_client() -> None:
    assert set(SCOPE_PERMISSIONS) == set(Scope)
    for role in CLIENT_ROLES:
        assert Actor(new_id(), new_id(), new_id(), role, on_behalf_of=new_id()).own_client_id is not None


SEPARATED = [
    {Permission.PRODUCER_APPROVE, Permission.SETTLEMENT_RELEASE},
    {Permission.PRICE_APPROVE, Permission.SETTLEMENT_RELEASE},
    {Permission.PRICE_PROPOSE, Permission.PRICE_APPROVE},
    {Permission.SETTLEMENT_CHECK, Permission.SETTLEMENT_RELEASE},
    {Permission.BUDGET_DECIDE, Permission.SETTLEMENT_RELEASE},
    {Permission.AUDIT_READ, Permission.CLIENT_READ},
]


@pytest.mark.parametrize("pair", SEPARATED)
def test_no_role_holds_two_duties_that_are_kept_apart(pair: set[Permission]) -> None:
    assert [role for role in Role if pair <= PERMISSIONS[role]] == []
