"""Cases of declared refusals on assessments, sites, reports and payments."""

from collections.abc import Awaitable, Callable
from datetime import date

from hb.access.rules import Role
from hb.kit.transaction import Transaction
from hb.ledger import service as ledger
from hb.ledger.rules import Remainder, Slice, TransferCode
from tests.api.refusal_cases import (
    GUIDE,
    LEADER,
    REPORTER,
    Sent,
    World,
    case,
    member,
)
from tests.api.sending import Json
from tests.assessments.builders import completed_assessment, started_assessment
from tests.deliveries.builders import APRIL, MARCH, Ordered, Wanted, make_order, send, visit
from tests.producers.builders import administrator, iban
from tests.scene import make_role
from tests.settlement.builders import close, grant_exception

DAY = date(2026, 5, 4)
LATE = date(2026, 3, 20)


@case("assessmentComplete", "VERSION_CONFLICT")
async def _completed_in_another_version(world: World) -> Sent:
    assessment_id = await started_assessment(world.db, world.rows, world.scene)
    return GUIDE, {"assessmentId": f"Assessment:{assessment_id}", "expectedVersion": 999}


@case("budgetProposalMake", "NOTHING_TO_PROPOSE")
async def _without_services(world: World) -> Sent:
    assessment_id = await completed_assessment(world.db, world.rows, world.scene)
    await world.change(
        "UPDATE need SET category_code = NULL, minutes_per_month = 0, pieces_per_month = 0"
        " WHERE organiser_id = $1"
    )
    return GUIDE, {"assessmentId": f"Assessment:{assessment_id}"}


@case("paymentAccountPropose", "NOT_FOUND")
async def _never_applied(world: World) -> Sent:
    newcomer = administrator(world.scene)
    await make_role(world.rows, newcomer)
    return newcomer, {"iban": iban(), "validFrom": "2026-06-01"}


@case("representationEnd", "INVALID_INPUT")
async def _ended_long_ago(world: World) -> Sent:
    found = "SELECT id FROM representation WHERE organiser_id = $1"
    representation_id = await world.rows.fetchval(found, world.scene.organiser_id)
    return GUIDE, {"representationId": f"Representation:{representation_id}", "lastDay": "2026-02-01"}


@case("substituteEnd", "INVALID_INPUT")
async def _substitution_ended_long_ago(world: World) -> Sent:
    actors = world.scene.actors
    await world.rows.execute(
        "INSERT INTO role_assignment"
        " (organiser_id, id, user_id, role, party_id, valid_from, valid_until, substitutes_for)"
        " SELECT organiser_id, gen_random_uuid(), $2, role, party_id, '2026-01-01', '2026-12-31', user_id"
        " FROM role_assignment WHERE organiser_id = $1 AND user_id = $3",
        world.scene.organiser_id,
        actors[Role.SOCIAL_WORKER].user_id,
        actors[GUIDE].user_id,
    )
    found = "SELECT id FROM role_assignment WHERE organiser_id = $1 AND substitutes_for IS NOT NULL"
    assignment_id = await world.rows.fetchval(found, world.scene.organiser_id)
    return LEADER, {"assignmentId": f"Substitution:{assignment_id}", "lastDay": "2026-02-01"}


def _row(ordered: Ordered, **changes: object) -> Json:
    return {
        "externalId": "HP-1",
        "orderId": f"ProducerOrder:{ordered.order_id}",
        "serviceDate": DAY.isoformat(),
        "quantity": 60,
        **changes,
    }


def _reported(code: str, change: str = "", wanted: Wanted | None = None, **changes: object) -> None:
    """Cases of a row that is reported alone, and in a batch."""

    async def row(world: World) -> Json:
        ordered = await make_order(world.db, world.scene, world.rows, wanted)
        if change:
            await world.change(change)
        return _row(ordered, **changes)

    _both(code, row)


def _both(code: str, row: Callable[[World], Awaitable[Json]]) -> None:
    @case("deliveryReport", code)
    async def report(world: World) -> Sent:
        return REPORTER, {"delivery": await row(world)}

    @case("deliveriesReport", code)
    async def report_rows(world: World) -> Sent:
        return REPORTER, {"deliveries": [await row(world)]}


_reported("INVALID_EXTERNAL_ID", externalId="")
_reported("INVALID_QUANTITY", quantity=0)
_reported("ORDER_NOT_ACCEPTED", wanted=Wanted(state="SENT"))
_reported("OUTSIDE_ORDER", wanted=Wanted(months=(202604,)))
_reported("MONTH_RESOLVED", "UPDATE plan_item_month SET resolved_at = now() WHERE organiser_id = $1")


async def _reported_otherwise(world: World) -> Json:
    ordered = await make_order(world.db, world.scene, world.rows)
    await send(world.db, world.scene.actors[REPORTER], [visit(ordered, "HP-1", 60, DAY)])
    return _row(ordered, quantity=30)


_both("DUPLICATE_WITH_OTHER_CONTENT", _reported_otherwise)


async def _too_little_left(world: World) -> Json:
    """March's reservation has expired, and of its money less than an hour is left."""
    ordered = await make_order(world.db, world.scene, world.rows)
    reserved = "SELECT reservation_id FROM plan_item_month WHERE item_id = $1 AND month = $2"
    reservation_id = await world.rows.fetchval(reserved, ordered.item_id, MARCH)
    remainder = Remainder(reservation_id, Slice(1, MARCH, 34_000, minutes=600))
    actor, budget_id = world.scene.actors[Role.CONTROLLER], ordered.budget_id

    async def expire(tx: Transaction) -> None:
        await ledger.void(tx, actor, budget_id, ordered.client_id, [remainder], TransferCode.EXPIRE)

    await world.db.run(actor.context("command"), expire)
    await world.change(
        "UPDATE plan_item_month SET resolved_at = now() WHERE organiser_id = $1 AND month = 202603"
    )
    await world.change(
        "UPDATE account SET granted = 3000 WHERE organiser_id = $1 AND month = 202603 AND measure = 'CENTS'"
    )
    await grant_exception(world.scene, world.rows, MARCH)
    return _row(ordered, serviceDate=LATE.isoformat())


_both("BUDGET_EXCEEDED", _too_little_left)


async def _settlement(world: World, official: Role) -> Json:
    """A calculated settlement of April, and an official who belongs to its producer."""
    ordered = await make_order(world.db, world.scene, world.rows)
    await close(world.db, world.scene, MARCH)
    await send(world.db, world.scene.actors[REPORTER], [visit(ordered, "1", 60, date(2026, 4, 2))])
    await close(world.db, world.scene, APRIL)
    await member(world, official)
    found = "SELECT id FROM settlement WHERE organiser_id = $1"
    settlement_id = await world.rows.fetchval(found, world.scene.organiser_id)
    return {"settlementId": f"Settlement:{settlement_id}"}


@case("settlementCheck", "DISQUALIFIED")
async def _checked_by_a_member(world: World) -> Sent:
    return Role.INVOICE_CHECKER, await _settlement(world, Role.INVOICE_CHECKER)


@case("settlementRelease", "DISQUALIFIED")
async def _released_by_a_member(world: World) -> Sent:
    return Role.PAYMENT_APPROVER, await _settlement(world, Role.PAYMENT_APPROVER)
