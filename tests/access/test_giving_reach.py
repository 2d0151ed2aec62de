"""Row-level security alone keeps reach from being widened by those it is about."""

import asyncpg
import pytest

from hb.access import service as access
from hb.access.rules import Ground, Role, Scope
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.scene import START, Scene, make_client


@pytest.mark.parametrize(
    "role", [Role.CLIENT, Role.REPRESENTATIVE, Role.PRODUCER_ADMINISTRATOR, Role.CONTROLLER, Role.AUDITOR]
)
async def test_only_workers_give_reach_whatever_the_application_does(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, role: Role
) -> None:
    actor, other = scene.actors[role], new_id()
    await make_client(all_rows, scene.organiser_id, other, "Oili", "Outo")

    async def widen(tx: Transaction) -> None:
        await access.give_reach(
            tx,
            party_id=actor.party_id,
            client_id=other,
            ground=Ground.CARE_RELATIONSHIP,
            source_id=new_id(),
            scope=Scope.FULL,
            valid_from=START,
            valid_until=None,
        )

    before = await all_rows.fetchval("SELECT count(*) FROM reach WHERE organiser_id = $1", scene.organiser_id)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await db.run(actor.context("command"), widen)
    after = await all_rows.fetchval("SELECT count(*) FROM reach WHERE organiser_id = $1", scene.organiser_id)
    assert after == before
