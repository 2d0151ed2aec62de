"""A controller's exception to a reporting deadline: what it says to the ledger, and when it is refused."""

from datetime import date

import asyncpg
import pytest
from sqlalchemy import text

from hb.access.rules import Role
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.errors import Forbidden, InvalidInput, NotFound
from hb.kit.ids import new_id
from hb.kit.statement import Statement
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.settlement.rules import ExceptionWish, ReportingExceptionGranted
from hb.settlement.service import grant_reporting_exception
from tests.ledger.builders import MAY, act
from tests.scene import Scene

EXCEPTIONS = Statement(
    text("""
SELECT period.month, period.reporting_deadline, (SELECT max(reporting_exception.valid_until)
  FROM reporting_exception WHERE reporting_exception.organiser_id = ctx_organiser()
    AND reporting_exception.producer_id = CAST(:producer_id AS uuid)
    AND reporting_exception.month = period.month) AS exception_until
FROM period
WHERE period.organiser_id = ctx_organiser() AND period.month = ANY (CAST(:months AS integer[]))
ORDER BY period.month
""")
)
"""The deadline of service months, and the last day of the producer's exception to it."""
MARCH, APRIL = 202603, 202604
UNTIL = date(2026, 5, 31)


async def grant(
    db: Database, scene: Scene, wish: ExceptionWish, role: Role = Role.CONTROLLER
) -> ReportingExceptionGranted:
    actor = scene.actors[role]

    async def work(tx: Transaction) -> ReportingExceptionGranted:
        return await grant_reporting_exception(tx, actor, wish)

    async def payload(_tx: Transaction, result: ReportingExceptionGranted) -> ReportingExceptionGranted:
        return result

    claim = Claim(new_id(), "reportingExceptionGrant", b"")
    return await perform(db, actor.context("command"), claim, ReportingExceptionGranted, work, payload)


async def test_an_exception_holds_for_its_month_and_producer_alone(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [MARCH, APRIL, MAY]))

    granted = await grant(db, scene, ExceptionWish(MARCH, scene.producer_id, " Sairastapaus ", UNTIL))
    await grant(db, scene, ExceptionWish(MARCH, scene.producer_id, "Sairastapaus", date(2026, 5, 20)))

    asked = [MARCH, APRIL]
    own = await act(db, scene, lambda tx: tx.rows(EXCEPTIONS, months=asked, producer_id=scene.producer_id))
    other = await act(db, scene, lambda tx: tx.rows(EXCEPTIONS, months=asked, producer_id=new_id()))
    assert [tuple(row) for row in own] == [
        (MARCH, date(2026, 4, 15), UNTIL),
        (APRIL, date(2026, 5, 15), None),
    ]
    assert [row["exception_until"] for row in other] == [None, None]
    stored = await all_rows.fetchrow("SELECT * FROM reporting_exception WHERE id = $1", granted.exception_id)
    assert stored is not None
    assert (stored["reason"], stored["granted_by"]) == (
        "Sairastapaus",
        scene.actors[Role.CONTROLLER].user_id,
    )
    event = await all_rows.fetchrow("SELECT * FROM audit_event WHERE subject_id = $1", granted.exception_id)
    assert event is not None
    assert (event["action"], event["facts"]) == (
        "reporting-exception:grant",
        {"month": MARCH, "producer_id": str(scene.producer_id), "valid_until": "2026-05-31"},
    )


@pytest.mark.parametrize(
    ("month", "reason", "until", "own_producer", "role", "kind", "path"),
    [
        (APRIL, "  ", UNTIL, True, Role.CONTROLLER, InvalidInput, ("input", "reason")),
        (APRIL, "x" * 1001, UNTIL, True, Role.CONTROLLER, InvalidInput, ("input", "reason")),
        (APRIL, "x", date(2026, 5, 14), True, Role.CONTROLLER, InvalidInput, ("input", "validUntil")),
        (202501, "x", UNTIL, True, Role.CONTROLLER, NotFound, ("input", "month")),
        (APRIL, "x", UNTIL, False, Role.CONTROLLER, NotFound, ("input", "producerId")),
        (APRIL, "x", UNTIL, True, Role.PAYMENT_APPROVER, Forbidden, ()),
    ],
)
async def test_an_exception_that_may_not_be_is_refused_and_leaves_nothing(
    db: Database,
    scene: Scene,
    all_rows: asyncpg.Connection,
    month: int,
    reason: str,
    until: date,
    own_producer: bool,
    role: Role,
    kind: type[Exception],
    path: tuple[str, ...],
) -> None:
    await act(db, scene, lambda tx: service.ensure_periods(tx, [APRIL]))
    wish = ExceptionWish(month, scene.producer_id if own_producer else new_id(), reason, until)

    with pytest.raises(kind) as refusal:
        await grant(db, scene, wish, role)

    assert getattr(refusal.value, "path", None) == path
    for table in ("reporting_exception", "audit_event"):
        left = await all_rows.fetchval(
            f"SELECT count(*) FROM {table} WHERE organiser_id = $1", scene.organiser_id
        )
        assert left == 0
