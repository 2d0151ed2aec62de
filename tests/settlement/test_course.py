"""A settlement is calculated, checked and released, and then final, whoever writes to the database (S4)."""

from datetime import date, datetime, timedelta

import asyncpg
import pytest

from hb.access.rules import Role
from hb.jobs.books import prove
from hb.kit.db import Database
from hb.kit.proof import Difference
from hb.ledger.rules import SettlementState
from tests.deliveries.builders import APRIL, MARCH, Wanted, make_order, send, visit
from tests.scene import NOW, Scene
from tests.settlement.builders import check, close, make_payment_account, release, settlements, tamper

ALWAYS = {
    "its total": "UPDATE settlement SET total_cents = total_cents + 1 WHERE organiser_id = $1",
    "its number of deliveries": "UPDATE settlement SET deliveries_count = 9 WHERE organiser_id = $1",
    "its producer": "UPDATE settlement SET producer_id = organiser_id WHERE organiser_id = $1",
    "its month": "UPDATE settlement SET month = 202603 WHERE organiser_id = $1",
    "when it was calculated": "UPDATE settlement SET calculated_at = now() WHERE organiser_id = $1",
    "nothing": "UPDATE settlement SET state = state WHERE organiser_id = $1",
    "that it is": "DELETE FROM settlement WHERE organiser_id = $1",
    "that any is": "TRUNCATE settlement",
}
OF_STATE = {
    (SettlementState.CALCULATED, "released at once"): (
        "UPDATE settlement SET state = 'RELEASED', checked_by = gen_random_uuid(), checked_at = now(),"
        " released_by = gen_random_uuid(), released_at = now(), iban = 'FI2112345600000785'"
        " WHERE organiser_id = $1"
    ),
    (SettlementState.CALCULATED, "another total while checking"): (
        "UPDATE settlement SET state = 'CHECKED', checked_by = gen_random_uuid(), checked_at = now(),"
        " total_cents = total_cents + 1 WHERE organiser_id = $1"
    ),
    (SettlementState.CALCULATED, "an account while checking"): (
        "UPDATE settlement SET state = 'CHECKED', checked_by = gen_random_uuid(), checked_at = now(),"
        " iban = 'FI2112345600000785' WHERE organiser_id = $1"
    ),
    (SettlementState.CHECKED, "calculated again"): (
        "UPDATE settlement SET state = 'CALCULATED', checked_by = NULL, checked_at = NULL"
        " WHERE organiser_id = $1"
    ),
    (SettlementState.CHECKED, "another checker while releasing"): (
        "UPDATE settlement SET state = 'RELEASED', checked_by = gen_random_uuid(),"
        " released_by = gen_random_uuid(), released_at = now(), iban = 'FI2112345600000785'"
        " WHERE organiser_id = $1"
    ),
    (SettlementState.RELEASED, "payable again"): (
        "UPDATE settlement SET state = 'CHECKED', released_at = NULL, released_by = NULL, iban = NULL"
        " WHERE organiser_id = $1"
    ),
    (SettlementState.RELEASED, "who checked it"): (
        "UPDATE settlement SET checked_by = gen_random_uuid() WHERE organiser_id = $1"
    ),
    (SettlementState.RELEASED, "who released it"): (
        "UPDATE settlement SET released_by = gen_random_uuid() WHERE organiser_id = $1"
    ),
    (SettlementState.RELEASED, "when it was released"): (
        "UPDATE settlement SET released_at = now() WHERE organiser_id = $1"
    ),
    (SettlementState.RELEASED, "where it was paid to"): (
        "UPDATE settlement SET iban = 'FI5810171000000122' WHERE organiser_id = $1"
    ),
}


async def moved_to(db: Database, scene: Scene, all_rows: asyncpg.Connection, state: SettlementState) -> None:
    """Bring a settlement of April to a state by the commands."""
    ordered = await make_order(db, scene, all_rows, Wanted(is_decided=True))
    await close(db, scene, MARCH)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, date(2026, 4, 2))])
    await close(db, scene, APRIL)
    await make_payment_account(scene, all_rows)
    (made,) = await settlements(all_rows, scene)
    if state is not SettlementState.CALCULATED:
        await check(db, scene.actors[Role.INVOICE_CHECKER], made["id"])
    if state is SettlementState.RELEASED:
        await release(db, scene.actors[Role.PAYMENT_APPROVER], made["id"])


@pytest.mark.parametrize("state", SettlementState)
async def test_the_superuser_too_only_checks_and_then_releases_a_settlement(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, state: SettlementState
) -> None:
    await moved_to(db, scene, all_rows, state)
    before = await settlements(all_rows, scene)
    changes = {**ALWAYS, **{what: change for (of, what), change in OF_STATE.items() if of is state}}

    for what, change in changes.items():
        with pytest.raises(asyncpg.InsufficientPrivilegeError) as refused:
            await all_rows.execute(change, *([scene.organiser_id] if "$1" in change else []))
        assert str(refused.value) == "a settlement is only checked and then released", what

    assert [row["state"] for row in before] == [state]
    assert [tuple(row) for row in await settlements(all_rows, scene)] == [tuple(row) for row in before]


async def test_what_the_commands_moved_is_recorded_and_what_is_undone_is_named_also_of_late(
    db: Database, owner_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await moved_to(db, scene, all_rows, SettlementState.RELEASED)
    (made,) = await settlements(all_rows, scene)
    owner = await Database.connect(owner_dsn, size=1)

    async def differences(since: datetime | None) -> list[Difference]:
        return list((await prove(owner, scene.organiser_id, since=since)).differences)

    try:
        whole = await differences(None)
        await tamper(all_rows, OF_STATE[SettlementState.RELEASED, "payable again"], scene.organiser_id)
        undone = await differences(None)
        of_late = await differences(NOW)
        of_later = await differences(NOW + timedelta(seconds=1))
    finally:
        await owner.close()

    assert whole == of_later == []
    assert (
        undone
        == of_late
        == [
            {
                "kind": "SETTLEMENT_RELEASE_UNDONE",
                "settlement": str(made["id"]),
                "producer": str(scene.producer_id),
                "month": APRIL,
            }
        ]
    )
