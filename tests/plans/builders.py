"""Plans and orders for tests, made by the real commands: chosen by the client, approved, accepted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from hb.access.rules import Actor, Role
from hb.catalogue.rules import TimeOfWeek
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import (
    Assistance,
    AssistanceChannel,
    ItemSaved,
    ItemWish,
    OrderAnswer,
    OrderMoved,
    PlanMoved,
    PlanStarted,
    PlanStep,
)
from tests.scene import Scene

Result = TypeVar("Result")
Input = TypeVar("Input")
Command = Callable[[Transaction, Actor, Input], Awaitable[Result]]

BY_PHONE = Assistance(AssistanceChannel.PHONE, heard="Asiakas", shown="Kolme tuottajaa hintoineen")


@dataclass(frozen=True)
class OrderScene:
    """An order that its producer has accepted."""

    plan_id: UUID
    item_id: UUID
    order_id: UUID


async def do(
    db: Database,
    actor: Actor,
    kind: type[Result],
    command: Command[Input, Result],
    wish: Input,
    key: UUID | None = None,
) -> Result:
    """Run a command as the API does and give its result; under a fresh key unless one is given."""

    async def work(tx: Transaction) -> Result:
        return await command(tx, actor, wish)

    async def result_itself(_tx: Transaction, result: Result) -> Result:
        return result

    claim = Claim(key or new_id(), kind.__name__, b"")
    return await perform(db, actor.context("command"), claim, kind, work, result_itself)


async def started_plan(db: Database, scene: Scene, budget_id: UUID, client: Actor | None = None) -> UUID:
    """Open a plan as the client."""
    actor = client or scene.actors[Role.CLIENT]
    return (await do(db, actor, PlanStarted, plans.start_plan, budget_id)).plan_id


def wish_for(
    scene: Scene,
    plan_id: UUID,
    category: str = "HOME_CARE",
    quantity: int = 600,
    *,
    first_month: int = 202605,
    last_month: int = 202612,
    time_of_week: TimeOfWeek = TimeOfWeek.WEEKDAY,
    line_no: int | None = None,
    offering_id: UUID | None = None,
    expected_version: int | None = None,
    assistance: Assistance | None = None,
) -> ItemWish:
    """A wish for one of the scene's offerings: ten hours of home care a month until the year's end."""
    return ItemWish(
        plan_id=plan_id,
        offering_id=offering_id or scene.offerings[category],
        time_of_week=time_of_week,
        quantity_per_month=quantity,
        first_month=first_month,
        last_month=last_month,
        line_no=line_no,
        expected_version=expected_version,
        assistance=assistance,
    )


async def added_item(db: Database, scene: Scene, wish: ItemWish, client: Actor | None = None) -> UUID:
    """Add an item as the client."""
    actor = client or scene.actors[Role.CLIENT]
    return (await do(db, actor, ItemSaved, plans.add_item, wish)).item_id


async def sent_orders(
    db: Database, scene: Scene, plan_id: UUID, client: Actor | None = None, worker: Actor | None = None
) -> tuple[UUID, ...]:
    """Submit a plan as the client and approve it as the social worker; gives the orders sent."""
    step = PlanStep(plan_id)
    await do(db, client or scene.actors[Role.CLIENT], PlanMoved, plans.submit_plan, step)
    approver = worker or scene.actors[Role.SOCIAL_WORKER]
    return (await do(db, approver, PlanMoved, plans.approve_plan, step)).order_ids


async def approved_order(
    db: Database,
    scene: Scene,
    budget_id: UUID,
    category: str = "HOME_CARE",
    quantity: int = 600,
    *,
    first_month: int = 202605,
    last_month: int = 202612,
    time_of_week: TimeOfWeek = TimeOfWeek.WEEKDAY,
    line_no: int | None = None,
    plan_id: UUID | None = None,
    client: Actor | None = None,
    worker: Actor | None = None,
    producer: Actor | None = None,
    offering_id: UUID | None = None,
) -> OrderScene:
    """One item on a budget, ordered and accepted by the producer; opens a plan unless one is given."""
    plan_id = plan_id or await started_plan(db, scene, budget_id, client)
    wish = wish_for(
        scene,
        plan_id,
        category,
        quantity,
        first_month=first_month,
        last_month=last_month,
        time_of_week=time_of_week,
        line_no=line_no,
        offering_id=offering_id,
    )
    item_id = await added_item(db, scene, wish, client)
    (order_id,) = await sent_orders(db, scene, plan_id, client, worker)
    answerer = producer or scene.actors[Role.PRODUCER_REPORTER]
    await do(db, answerer, OrderMoved, plans.answer_order, OrderAnswer(order_id, accept=True))
    return OrderScene(plan_id, item_id, order_id)
