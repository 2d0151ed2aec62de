"""Turvakielto that a known client states in a filed contact is the client's, with all that follows (A3)."""

import asyncpg
import pytest

from hb.access.rules import Role
from hb.kit.db import Database
from tests.budgets.builders import granted_budget
from tests.clients.builders import (
    HETU,
    accept_contact,
    file,
    make_team,
    make_worker,
    open_contact,
    registration,
)
from tests.clients.identities import make_identity
from tests.plans.builders import approved_order
from tests.plans.hiding import make_own_worker, notified, tasks_of
from tests.plans.test_contact import places
from tests.scene import Scene


@pytest.mark.parametrize("is_opened", [True, False])
@pytest.mark.parametrize("is_secret", [True, False])
async def test_a3_turvakielto_stated_in_a_contact_of_a_known_client_hides_the_place_from_producers(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, is_opened: bool, is_secret: bool
) -> None:
    owner = await make_own_worker(all_rows, scene, Role.SERVICE_GUIDE)
    order = await approved_order(db, scene, await granted_budget(db, scene))
    await make_identity(all_rows, scene, scene.client_id, HETU)
    await all_rows.execute(
        "UPDATE client SET birth_date = '1980-01-01', first_name = 'Matti', last_name = 'Meikäläinen'"
        " WHERE id = $1",
        scene.client_id,
    )
    reporter = scene.actors[Role.PRODUCER_REPORTER]
    team_id = await make_team(all_rows, scene.organiser_id)
    worker = await make_worker(all_rows, scene, Role.SOCIAL_WORKER, team_id)
    contact_id = await file(db, worker, registration(non_disclosure=is_secret))
    if is_opened:  # which reads and changes nothing
        await open_contact(db, worker, contact_id)
    assert await places(db, reporter) == {order.order_id: "Metsätie 2"}

    await accept_contact(db, owner, contact_id)

    assert await places(db, reporter) == {order.order_id: None if is_secret else "Metsätie 2"}
    about = (scene.producer_id, order.order_id, None)
    assert await notified(all_rows, scene, "CLIENT_CONTACT_HIDDEN") == ([about] if is_secret else [])
    assert await tasks_of(all_rows, scene) == ([(owner.user_id, [order.order_id])] if is_secret else [])
