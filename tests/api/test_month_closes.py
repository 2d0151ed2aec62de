"""Closing a month over the interface: its preview, its order, its progress, and who sees them."""

import asyncpg

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.settlement.work import JOBS
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, read, refusals, rows_at, send, text_at
from tests.api.test_settlement import APPROVER, APRIL_DAY, CHECKER, CONTROLLER, settled, worker
from tests.deliveries.builders import APRIL, MARCH, MAY, make_order, visit
from tests.deliveries.builders import send as report
from tests.scene import Scene, make_scene
from tests.settlement.builders import close
from tests.work.doing import do_work


async def test_a_close_is_previewed_ordered_and_watched_until_the_month_is_closed(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    ordered = await make_order(db, scene, all_rows)
    await report(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "v1", 60, APRIL_DAY)])
    controller = scene.actors[CONTROLLER]

    out_of_turn = await send(
        api, controller, "controller/CloseMonth", month=APRIL, expectedTotalCents=3_400, acceptsEarly=True
    )
    shown = await done(api, controller, "controller/PreviewMonthClose")
    closing = await done(api, controller, "controller/CloseMonth", month=MARCH, expectedTotalCents=0)
    again = await send(api, controller, "controller/CloseMonth", month=MARCH, expectedTotalCents=0)
    close_id = text_at(closing, "monthClose", "id")
    not_stopped = await send(api, controller, "controller/ResumeMonthClose", closeId=close_id)
    await do_work(db, scene.organiser_id, JOBS)
    watched = await read(api, controller, "controller/MonthCloseProgress", id=close_id)
    months = await read(api, controller, "controller/Months")

    assert refusals(out_of_turn) == [("EARLIER_MONTH_OPEN", ["input", "month"])]
    assert at(out_of_turn, "userErrors", 0, "message") == "The month March 2026 is to be closed first."
    assert (out_of_turn["period"], out_of_turn["monthClose"]) == (None, None)
    assert at(shown, "preview") == {
        "month": MARCH,
        "producersCount": 0,
        "deliveriesCount": 0,
        "totalCents": 0,
        "settlements": [],
        "obstacles": [],
        "unreportedCount": 1,
        "unreported": [
            {"producerId": f"Producer:{scene.producer_id}", "producerName": "Kotiapu Oy", "ordersCount": 1}
        ],
        "openReservations": [
            {"month": MARCH, "reservationsCount": 1, "cents": 34_000, "reportingDeadline": "2026-04-15"}
        ],
        "reportingDeadline": "2026-04-15",
        "isEarly": False,
        "warning": None,
    }
    period = {"month": MARCH, "state": "CLOSING", "closedAt": None, "closedBy": None}
    row = {
        "id": close_id,
        "month": MARCH,
        "state": "RUNNING",
        "isEarly": False,
        "orderedAt": "2026-05-15T09:00:00.000000Z",
        "orderedBy": worker(scene, CONTROLLER),
        "producersCount": 0,
        "deliveriesCount": 0,
        "totalCents": 0,
        "settledCount": 0,
        "settledCents": 0,
        "fault": None,
        "faultLabel": None,
        "differingProducers": None,
        "differenceCents": None,
        "endedAt": None,
    }
    assert closing == {"period": period, "monthClose": row}
    assert refusals(again) == [("WRONG_STATE", ["input", "month"])]
    assert refusals(not_stopped) == [("WRONG_STATE", ["input", "closeId"])]
    assert watched == {"monthClose": {**row, "state": "DONE", "endedAt": "2026-05-15T09:00:00.000000Z"}}
    nodes = rows_at(months, "periods", "nodes")
    assert [(each["month"], each["state"], each["reportingDeadline"]) for each in nodes] == [
        (202606, "OPEN", "2026-07-15"),
        (MAY, "OPEN", "2026-06-15"),
        (APRIL, "OPEN", "2026-05-15"),
        (MARCH, "CLOSED", "2026-04-15"),
    ]


async def test_an_early_close_is_warned_of_and_its_preview_must_not_be_outdated(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    """April is to be reported by today."""
    ordered = await make_order(db, scene, all_rows)
    await close(db, scene, MARCH)
    await report(db, scene.actors[Role.PRODUCER_REPORTER], [visit(ordered, "v1", 60, APRIL_DAY)])
    controller = scene.actors[CONTROLLER]
    wish = {"month": APRIL, "expectedTotalCents": 3_400}
    warned = {
        "code": "CLOSES_EARLY",
        "facts": [{"name": "month", "value": str(APRIL)}, {"name": "deadline", "value": "2026-05-15"}],
        "message": "The month April 2026 can be reported through 15 May 2026. If you close it now, what is"
        " reported later is paid a month later. Confirm that you close it early.",
    }

    shown = await done(api, controller, "controller/PreviewMonthClose")
    early = await send(api, controller, "controller/CloseMonth", **wish)
    outdated = await send(
        api, controller, "controller/CloseMonth", **{**wish, "expectedTotalCents": 3_500}, acceptsEarly=True
    )
    closing = await done(api, controller, "controller/CloseMonth", **wish, acceptsEarly=True)

    assert (at(shown, "preview", "isEarly"), at(shown, "preview", "obstacles")) == (True, [])
    assert at(shown, "preview", "warning") == warned
    refusal = at(early, "userErrors", 0)
    assert isinstance(refusal, dict)
    assert {name: refusal[name] for name in warned} == warned
    assert refusals(early) == [("CLOSES_EARLY", ["input", "acceptsEarly"])]
    assert refusals(outdated) == [("PREVIEW_OUTDATED", ["input", "expectedTotalCents"])]
    assert at(outdated, "userErrors", 0, "message") == (
        "The sum to be settled is now 34.00 €, but the preview showed 35.00 €. Look at the preview again."
    )
    assert (at(closing, "monthClose", "isEarly"), at(closing, "monthClose", "totalCents")) == (True, 3_400)


async def test_closes_are_seen_by_who_closes_and_pays_and_by_nobody_else(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await settled(db, scene, all_rows)
    elsewhere = await make_scene(all_rows)

    for role in (CONTROLLER, CHECKER, APPROVER):
        seen = await read(api, scene.actors[role], "controller/MonthCloses")
        assert [node["month"] for node in rows_at(seen, "monthCloses", "nodes")] == [APRIL, MARCH]
        assert (
            at(await read(api, elsewhere.actors[role], "controller/MonthCloses"), "monthCloses", "totalCount")
            == 0
        )
    for role in (Role.SOCIAL_WORKER, Role.CLIENT, Role.PRODUCER_ADMINISTRATOR):
        refused = await api.post(scene.actors[role], "{ monthCloses { totalCount } }")
        assert at(refused.json(), "errors", 0, "extensions", "code") == "FORBIDDEN"
    for role in (CHECKER, APPROVER, Role.PRODUCER_ADMINISTRATOR):
        await denied(api, scene.actors[role], "controller/PreviewMonthClose")
        await denied(api, scene.actors[role], "controller/ResumeMonthClose", closeId=f"MonthClose:{new_id()}")
