"""Checking and releasing by two persons who approved nothing the payment rests on; and what was spent."""

from collections.abc import Sequence
from datetime import date

import asyncpg
import pytest

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import LANGUAGES, Forbidden, NotFound, WrongState
from hb.kit.ids import new_id
from hb.kit.transaction import Row, Transaction
from hb.settlement.queries import SHOW_SPEND
from hb.settlement.rules import PaymentAccountMissing, SeparatedDuties, SpendMeasure
from tests.deliveries.builders import APRIL, MARCH, make_order, send, visit
from tests.scene import NOW, Scene
from tests.settlement.builders import check, close, make_payment_account, release, settlements, tamper


async def _settled(db: Database, scene: Scene, all_rows: asyncpg.Connection) -> asyncpg.Record:
    """A calculated settlement of 34,00 € for April."""
    ordered = await make_order(db, scene, all_rows)
    await close(db, scene, MARCH)
    await send(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "1", 60, date(2026, 4, 2))])
    await close(db, scene, APRIL)
    return (await settlements(all_rows, scene))[0]


async def test_one_checks_another_releases_to_the_approved_account(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await _settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows)
    checker, approver = scene.actors[Role.INVOICE_CHECKER], scene.actors[Role.PAYMENT_APPROVER]

    await check(db, checker, made["id"])
    await release(db, approver, made["id"])

    row = (await settlements(all_rows, scene))[0]
    assert (row["state"], row["iban"], row["checked_by"], row["released_by"], row["released_at"]) == (
        "RELEASED",
        "FI2112345600000785",
        checker.user_id,
        approver.user_id,
        NOW,
    )
    told = await all_rows.fetch(
        "SELECT recipient_id, facts, channel, body FROM message"
        " WHERE organiser_id = $1 AND event = 'SETTLEMENT_RELEASED'",
        scene.organiser_id,
    )
    assert [tuple(one) for one in told] == [
        (
            scene.producer_id,
            {"month": APRIL, "cents": 3_400},
            None,
            "Kuukauden 4/2026 tilitys, 34,00 €, on hyväksytty maksettavaksi.",
        )
    ]
    with pytest.raises(WrongState):
        await release(db, approver, made["id"])
    with pytest.raises(WrongState):
        await check(db, checker, made["id"])


async def test_steps_are_taken_in_order_by_their_roles(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    made = await _settled(db, scene, all_rows)
    approver = scene.actors[Role.PAYMENT_APPROVER]

    with pytest.raises(WrongState) as unchecked:
        await release(db, approver, made["id"])
    assert [unchecked.value.message(language) for language in LANGUAGES] == [
        "Tilitystä ei ole vielä tarkastettu. Toisen henkilön on tarkastettava se ensin.",
        "Avräkningen har inte granskats ännu. En annan person ska granska den först.",
        "The settlement has not been checked yet. Another person must check it first.",
    ]
    for role in (Role.PAYMENT_APPROVER, Role.SOCIAL_WORKER, Role.PRODUCER_ADMINISTRATOR):
        with pytest.raises(Forbidden):
            await check(db, scene.actors[role], made["id"])
    for role in (Role.CONTROLLER, Role.INVOICE_CHECKER, Role.PRODUCER_COORDINATOR):
        with pytest.raises(Forbidden):
            await release(db, scene.actors[role], made["id"])
    with pytest.raises(NotFound):
        await check(db, scene.actors[Role.CONTROLLER], new_id())
    assert (await settlements(all_rows, scene))[0]["state"] == "CALCULATED"
    await check(db, scene.actors[Role.CONTROLLER], made["id"])
    with pytest.raises(PaymentAccountMissing):
        await release(db, approver, made["id"])
    await make_payment_account(scene, all_rows, valid_from=date(2026, 5, 16))
    with pytest.raises(PaymentAccountMissing):
        await release(db, approver, made["id"])
    assert (await settlements(all_rows, scene))[0]["state"] == "CHECKED"


@pytest.mark.parametrize(
    ("duty", "change"),
    [
        ("SETTLEMENT", "UPDATE settlement SET checked_by = $2 WHERE organiser_id = $1"),
        ("PRODUCER", "UPDATE producer_approval SET decided_by = $2 WHERE organiser_id = $1"),
        ("PAYMENT_ACCOUNT", "UPDATE payment_account SET approved_by = $2 WHERE organiser_id = $1"),
        (
            "OFFERING",
            "UPDATE offering SET decided_by = $2 WHERE organiser_id = $1 AND category_code = 'CLEANING'",
        ),
        ("PRICE", "UPDATE price SET decided_by = $2 WHERE organiser_id = $1"),
    ],
)
async def test_nobody_releases_what_they_approved_before(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, duty: str, change: str
) -> None:
    made = await _settled(db, scene, all_rows)
    await make_payment_account(scene, all_rows)
    await check(db, scene.actors[Role.INVOICE_CHECKER], made["id"])
    await tamper(all_rows, change, scene.organiser_id, scene.actors[Role.PAYMENT_APPROVER].user_id)

    with pytest.raises(SeparatedDuties) as refused:
        await release(db, scene.actors[Role.PAYMENT_APPROVER], made["id"])

    assert (refused.value.facts, refused.value.path) == ({"duty": duty}, ("input", "settlementId"))
    assert (await settlements(all_rows, scene))[0]["state"] == "CHECKED"


async def test_spend_is_seen_by_category_municipality_and_producer(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await _settled(db, scene, all_rows)

    cells = ("HOME_CARE~~", "~543~", f"~~{scene.producer_id}")
    shown = [
        f"{kind}~{month}~{cell}" for kind in SpendMeasure for month in range(202603, 202607) for cell in cells
    ]
    seen = await _spend(db, scene.actors[Role.CONTROLLER], shown)

    # A close frees nothing: March still reserves its own; April's 340,00 € have 34,00 € delivered.
    sums = [
        (202603, 34_000, 0, 0),
        (202604, 30_600, 3_400, 1),
        (202605, 34_000, 0, 0),
        (202606, 34_000, 0, 0),
    ]
    assert seen == {
        "spend_by_category": [(month, "HOME_CARE", *rest) for month, *rest in sums],
        "spend_by_municipality": [(month, "543", *rest) for month, *rest in sums],
        "spend_by_producer": [(month, str(scene.producer_id), *rest) for month, *rest in sums],
    }
    assert await _spend(db, scene.actors[Role.AUDITOR], shown) == {view: [] for view in seen}
    stranger = Actor(new_id(), new_id(), new_id(), Role.CONTROLLER)
    assert await _spend(db, stranger, shown) == {view: [] for view in seen}


async def _spend(db: Database, actor: Actor, shown: Sequence[str]) -> dict[str, list[tuple[object, ...]]]:
    views = {
        "spend_by_category": "category_code",
        "spend_by_municipality": "municipality_code",
        "spend_by_producer": "producer_id::text",
    }

    async def read(view: str, key: str) -> list[tuple[object, ...]]:
        sums = "reserved_cents, delivered_cents, deliveries_count"
        text = f"SELECT month, {key}, {sums} FROM {view} ORDER BY 1, 2"

        async def sums_of(tx: Transaction) -> list[Row]:
            await tx.rows(SHOW_SPEND, cells=";".join(shown))
            return await tx.fetch_text(text)

        return [tuple(row) for row in await db.run(actor.context("read"), sums_of)]

    return {view: await read(view, key) for view, key in views.items()}
