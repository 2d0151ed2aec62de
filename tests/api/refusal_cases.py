"""Cases of declared refusals that no other test provokes: what is arranged, and who sends what."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import asyncpg

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.producers import model as producers
from tests.api.sending import Json
from tests.budgets.builders import Prepared, granted_budget, prepared_budget
from tests.plans.builders import added_item, started_plan, wish_for
from tests.scene import START, Scene, put

GUIDE, OFFICIAL, CLIENT = Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.CLIENT
ADMINISTRATOR, REPORTER = Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER
COORDINATOR, LEADER = Role.PRODUCER_COORDINATOR, Role.TEAM_LEADER
BY_PHONE: Json = {"channel": "PHONE", "heard": "Asiakas", "shown": "Hinnat"}
LINE: Json = {
    "lineNo": 1,
    "categoryCode": "HOME_CARE",
    "kind": "EARMARKED",
    "wayOfOrganising": "PURCHASE",
    "centsPerMonth": 60_000,
}
MONTHS: Json = {"slicing": "MONTHLY", "validFrom": "2026-01-01", "validUntil": "2026-12-31"}
BASIS: Json = {"reasons": "Syy", "provisions": "SHL 45 §"}
CONTENT: Json = {"expectedVersion": 1, "lines": [LINE], **MONTHS}


@dataclass(frozen=True)
class World:
    """An organiser of its own, and the means to arrange what a case needs."""

    db: Database
    scene: Scene
    rows: asyncpg.Connection

    async def change(self, statement: str) -> None:
        """Change rows of the organiser past all rules; $1 is the organiser."""
        await self.rows.execute(statement, self.scene.organiser_id)

    async def budget(self) -> str:
        """An active budget of 2026, version 2."""
        return f"Budget:{await granted_budget(self.db, self.scene)}"

    async def plan(self) -> tuple[str, str]:
        """A draft with ten hours of home care a month in May and June, and its item."""
        plan_id = await started_plan(self.db, self.scene, await granted_budget(self.db, self.scene))
        item_id = await added_item(self.db, self.scene, wish_for(self.scene, plan_id, last_month=202606))
        return f"Plan:{plan_id}", f"PlanItem:{item_id}"

    def offering(self) -> str:
        """The scene's home care."""
        return f"Offering:{self.scene.offerings['HOME_CARE']}"


Sent: TypeAlias = tuple[Role | Actor, Json]
Arrange: TypeAlias = Callable[[World], Awaitable[Sent]]
CASES: dict[tuple[str, str], Arrange] = {}


def case(mutation: str, *codes: str) -> Callable[[Arrange], Arrange]:
    """The case of a mutation and the codes that it is refused with."""

    def keep(arrange: Arrange) -> Arrange:
        CASES.update({(mutation, code): arrange for code in codes})
        return arrange

    return keep


def plain(mutation: str, code: str, sender: Role, **fields: object) -> None:
    """A case that needs nothing arranged; an id is of a type, `Plan:`, and names nothing that exists."""

    async def send(world: World) -> Sent:
        return sender, {
            name: f"{value}{new_id()}" if isinstance(value, str) and value.endswith(":") else value
            for name, value in fields.items()
        }

    case(mutation, code)(send)


plain("budgetItemsEnd", "NOT_FOUND", OFFICIAL, budgetId="Budget:", lastMonth=202605)
plain("budgetItemsEnd", "INVALID_INPUT", OFFICIAL, budgetId="Budget:", lastMonth=202613)
plain(
    "budgetPreparationChange",
    "NOT_FOUND",
    GUIDE,
    budgetId="Budget:",
    expectedVersion=1,
    lines=[LINE],
    **MONTHS,
)
plain("planStart", "NOT_FOUND", CLIENT, budgetId="Budget:")
plain("planReturn", "NOT_FOUND", OFFICIAL, planId="Plan:", reason="Syy")
plain("orderCancel", "NOT_FOUND", CLIENT, orderId="Order:")
plain("orderCancel", "ASSISTANCE_REQUIRED", GUIDE, orderId="Order:")
plain("orderCancel", "INVALID_INPUT", CLIENT, orderId="Order:", assistance=BY_PHONE)
plain("planItemChange", "ASSISTANCE_REQUIRED", GUIDE, itemId="PlanItem:", quantityPerMonth=60)
plain("planItemEnd", "ASSISTANCE_REQUIRED", GUIDE, itemId="PlanItem:", lastMonth=202606)
plain("planItemRemove", "INVALID_INPUT", CLIENT, itemId="PlanItem:", assistance=BY_PHONE)
plain("producerApprovalRevoke", "NOT_FOUND", COORDINATOR, producerId="Producer:", reason="Syy")
plain("settlementRelease", "NOT_FOUND", Role.PAYMENT_APPROVER, settlementId="Settlement:")
plain("serviceUnitAdd", "INVALID_INPUT", ADMINISTRATOR, soteriOid="x", name="Yksikkö")


@case("clientContactChange", "INVALID_INPUT")
async def _postal_code(world: World) -> Sent:
    contact = {"language": "FI", "postalCode": "1"}
    client_id = f"Client:{world.scene.client_id}"
    return GUIDE, {"clientId": client_id, "expectedVersion": 1, "contact": contact}


@case("reportingExceptionGrant", "INVALID_INPUT")
async def _no_reason(world: World) -> Sent:
    producer_id = f"Producer:{world.scene.producer_id}"
    month = {"month": 202605, "validUntil": "2026-12-31"}
    return Role.CONTROLLER, {"producerId": producer_id, "reason": " ", **month}


@case("producerApprovalRevoke", "INVALID_INPUT")
async def _revoked_for_nothing(world: World) -> Sent:
    return COORDINATOR, {"producerId": f"Producer:{world.scene.producer_id}", "reason": " "}


@case("producerApprovalRevoke", "DISQUALIFIED")
async def _own_producer(world: World) -> Sent:
    await member(world, COORDINATOR)
    return COORDINATOR, {"producerId": f"Producer:{world.scene.producer_id}", "reason": "Syy"}


async def member(world: World, role: Role) -> None:
    """Let an official be a user of the scene's producer."""
    await put(
        world.rows,
        producers.producer_user,
        id=world.scene.actors[role].user_id,
        producer_id=world.scene.producer_id,
        name="Esteellinen",
        role=ADMINISTRATOR,
        valid_from=START,
    )


@case("budgetPreparationChange", "INVALID_INPUT")
async def _no_lines(world: World) -> Sent:
    budget_id = f"Budget:{await prepared_budget(world.db, world.scene)}"
    return GUIDE, {"budgetId": budget_id, "expectedVersion": 1, "lines": [], **MONTHS}


@case("budgetPreparationChange", "OVERLAPPING_VALIDITY")
async def _overlapping(world: World) -> Sent:
    await granted_budget(world.db, world.scene)
    next_year = Prepared(valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31))
    budget_id = f"Budget:{await prepared_budget(world.db, world.scene, next_year)}"
    return GUIDE, {"budgetId": budget_id, **CONTENT}


@case("budgetChange", "PARAMETER_NOT_SET")
async def _change_without_days_of_appeal(world: World) -> Sent:
    budget_id = await world.budget()
    await world.change("DELETE FROM parameter WHERE organiser_id = $1 AND name = 'APPEAL_DAYS'")
    more = {"effectiveFrom": 202606, "lines": [{**LINE, "lineNo": 9}]}
    return OFFICIAL, {"budgetId": budget_id, "expectedVersion": 2, **more, **BASIS}


@case("budgetEnd", "PARAMETER_NOT_SET")
async def _end_without_days_of_appeal(world: World) -> Sent:
    budget_id = await world.budget()
    await world.change("DELETE FROM parameter WHERE organiser_id = $1 AND name = 'APPEAL_DAYS'")
    return OFFICIAL, {"budgetId": budget_id, "expectedVersion": 2, "lastDay": "2026-06-30", **BASIS}


@case("planReturn", "VERSION_CONFLICT")
async def _return_of_another_version(world: World) -> Sent:
    plan_id, _ = await world.plan()
    return OFFICIAL, {"planId": plan_id, "reason": "Syy", "expectedVersion": 999}


@case("planReturn", "WRONG_STATE")
async def _return_of_a_draft(world: World) -> Sent:
    plan_id, _ = await world.plan()
    return OFFICIAL, {"planId": plan_id, "reason": "Syy"}


@case("planItemEnd", "VERSION_CONFLICT")
async def _end_of_another_version(world: World) -> Sent:
    _, item_id = await world.plan()
    return CLIENT, {"itemId": item_id, "lastMonth": 202605, "expectedVersion": 999}


@case("planItemRemove", "VERSION_CONFLICT")
async def _removal_of_another_version(world: World) -> Sent:
    _, item_id = await world.plan()
    return CLIENT, {"itemId": item_id, "expectedVersion": 999}


HINDRANCES = {
    "OFFERING_NOT_AVAILABLE": "UPDATE offering SET state = 'WITHDRAWN' WHERE organiser_id = $1",
    "PRODUCER_NOT_APPROVED": "UPDATE producer_approval SET state = 'REVOKED' WHERE organiser_id = $1",
    "PRICE_NOT_FOUND": "DELETE FROM price WHERE organiser_id = $1",
    "WRONG_STATE": "UPDATE plan SET state = 'CLOSED' WHERE organiser_id = $1",
}
"""What keeps an offering from being chosen, by the refusal that says so."""


def _hindered(code: str) -> None:
    @case("planItemEstimate", code)
    async def estimate(world: World) -> Sent:
        plan_id, _ = await world.plan()
        await world.change(HINDRANCES[code])
        months = {"quantityPerMonth": 60, "firstMonth": 202607, "lastMonth": 202607}
        return CLIENT, {"planId": plan_id, "offeringId": world.offering(), **months}

    @case("planItemChange", code)
    async def change(world: World) -> Sent:
        _, item_id = await world.plan()
        await world.change(HINDRANCES[code])
        return CLIENT, {"itemId": item_id, "lastMonth": 202607}


for _code in HINDRANCES:
    _hindered(_code)
