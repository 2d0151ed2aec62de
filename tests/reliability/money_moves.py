"""Every command that moves money, each on something picked at random, for mixes of many at once."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

import asyncpg

from hb.access.queries.days import NOW
from hb.access.rules import Actor, Role, system_actor
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetChange, BudgetDecided
from hb.deliveries.rules import DeliveryKind, OnError, ReportedDelivery
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.errors import Busy, DomainError
from hb.kit.transaction import Transaction
from hb.plans import service as plans
from hb.plans.rules import (
    BudgetItemsEnd,
    ItemChange,
    ItemEnd,
    ItemRemoval,
    ItemSaved,
    ItemsEnded,
    ItemWish,
    OrderAnswer,
    OrderCancellation,
    OrderMoved,
    PlanMoved,
    PlanStarted,
    PlanStep,
)
from hb.settlement import service as settlement
from hb.settlement.rules import CloseOrdered, ExceptionWish, ReportingExceptionGranted
from hb.settlement.service.deadline import free_reservations
from hb.work.service import WorkLoop, Workplace
from tests.assessments.builders import command
from tests.budgets.builders import LINES, PROVISIONS, REASONS
from tests.deliveries.builders import send
from tests.plans.builders import BY_PHONE, do, wish_for
from tests.scene import Scene
from tests.settlement.producers import ONE_BY_ONE

MONTHS = (202603, 202604, 202605, 202606, 202607)
FIRST_DAY = date(2026, 3, 25)
DAYS = 53
"""Until two days after the tests' today."""
FREEING_DAYS = (date(2026, 4, 16), date(2026, 5, 15), date(2026, 5, 16))
"""After March's deadline; on April's, when it is still reported; and the day after that."""


@dataclass
class Moves:
    """Random commands on an organiser's budgets; `outcomes` counts what became of each kind."""

    db: Database
    scene: Scene
    rows: asyncpg.Pool
    chance: random.Random
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def one(self) -> None:
        """Make one move; a refusal is an outcome, anything else a fault."""
        (move,) = self.chance.choices(MOVES, WEIGHTS)
        try:
            outcome = "DONE" if await move(self) else "NOTHING"
        except Busy as busy:
            outcome = f"BUSY {type(busy.__cause__).__name__}"
        except DomainError as refusal:
            outcome = refusal.code
        self.outcomes[move.__name__, outcome] += 1

    async def pick(self, table: str, where: str = "TRUE", count: int = 1) -> list[asyncpg.Record]:
        """Some rows of the organiser."""
        return await self.rows.fetch(
            f"SELECT * FROM {table} WHERE organiser_id = $1 AND {where} ORDER BY random() LIMIT {count}",
            self.scene.organiser_id,
        )

    def client(self, client_id: UUID) -> Actor:
        """The client who acts for oneself."""
        return replace(self.scene.actors[Role.CLIENT], user_id=client_id, party_id=client_id)


async def add(moves: Moves) -> bool:
    """Add a service to an open plan, or open a plan."""
    (budget,) = await moves.pick("budget")
    client = moves.client(budget["client_id"])
    found = await moves.pick("plan", f"budget_id = '{budget['id']}' AND state <> 'CLOSED'")
    if not found:
        return bool(await do(moves.db, client, PlanStarted, plans.start_plan, budget["id"]))
    category = moves.chance.choice(["HOME_CARE", "CLEANING", "PHYSIOTHERAPY"])
    quantity = moves.chance.randint(1, 2) if category == "PHYSIOTHERAPY" else moves.chance.randint(1, 400)
    first, last = sorted(moves.chance.choices(MONTHS[1:], k=2))
    wish: ItemWish = wish_for(
        moves.scene, found[0]["id"], category, quantity, first_month=first, last_month=last
    )
    return bool(await do(moves.db, client, ItemSaved, plans.add_item, wish))


async def change(moves: Moves) -> bool:
    """Change quantity and last month of a service."""
    for item in await moves.pick("plan_item", "state = 'ACTIVE'"):
        wish = ItemChange(
            item["id"],
            moves.chance.randint(1, 400),
            last_month=moves.chance.choice([None, item["first_month"], 202607]),
            assistance=BY_PHONE,
        )
        guide = moves.scene.actors[Role.SERVICE_GUIDE]
        return bool(await do(moves.db, guide, ItemSaved, plans.change_item, wish))
    return False


async def end(moves: Moves) -> bool:
    """End, remove or cancel a service."""
    guide = moves.scene.actors[Role.SERVICE_GUIDE]
    for item in await moves.pick("plan_item", "state = 'ACTIVE'"):
        match moves.chance.randrange(3):
            case 0:
                ending = ItemEnd(item["id"], moves.chance.choice(MONTHS), assistance=BY_PHONE)
                return bool(await do(moves.db, guide, ItemSaved, plans.end_item, ending))
            case 1:
                removal = ItemRemoval(item["id"], assistance=BY_PHONE)
                return bool(await do(moves.db, guide, ItemSaved, plans.remove_item, removal))
            case _ if item["order_id"]:
                cancellation = OrderCancellation(item["order_id"], assistance=BY_PHONE)
                return bool(await do(moves.db, guide, OrderMoved, plans.cancel_order, cancellation))
    return False


async def order(moves: Moves) -> bool:
    """Submit and approve a plan; orders are sent."""
    for plan in await moves.pick("plan", "state IN ('DRAFT', 'SUBMITTED')"):
        step = PlanStep(plan["id"])
        if plan["state"] == "DRAFT":
            await do(moves.db, moves.client(plan["client_id"]), PlanMoved, plans.submit_plan, step)
        official = moves.scene.actors[Role.SOCIAL_WORKER]
        return bool(await do(moves.db, official, PlanMoved, plans.approve_plan, step))
    return False


async def answer(moves: Moves) -> bool:
    """Accept an order, or decline it now and then."""
    for sent in await moves.pick("service_order", "state = 'SENT'"):
        given = OrderAnswer(sent["id"], accept=moves.chance.random() < 0.85, reason="Ei ehdi")
        reporter = moves.scene.actors[Role.PRODUCER_REPORTER]
        return bool(await do(moves.db, reporter, OrderMoved, plans.answer_order, given))
    return False


async def report(moves: Moves) -> bool:
    """Report a batch on several orders, with numbers that collide with those of other batches."""
    orders = await moves.pick("service_order", "state = 'ACCEPTED'", moves.chance.randint(1, 12))
    if not orders:
        return False
    rows = [
        ReportedDelivery(
            f"x{moves.chance.randrange(60_000)}",
            one["id"],
            DeliveryKind.DELIVERED,
            FIRST_DAY + timedelta(days=moves.chance.randrange(DAYS)),
            1 if one["unit"] == "PIECE" else moves.chance.choice([1, 1, 1, 2, 3, 7, 29]),
        )
        for one in orders * moves.chance.randint(1, 3)
    ]
    on_error = OnError.REJECT_ALL if moves.chance.random() < 0.2 else OnError.REJECT_ROWS
    outcomes = await send(moves.db, moves.scene.actors[Role.PRODUCER_REPORTER], rows, on_error)
    moves.outcomes.update(("row", one.code or one.state.value) for one in outcomes)
    return True


async def change_budget(moves: Moves) -> bool:
    """Raise or cut the lines of a budget from a month on."""
    (budget,) = await moves.pick("budget")
    held = await moves.pick("budget_line", f"budget_id = '{budget['id']}'", 99)
    known = {line.line_no: line for line in LINES}
    factor = moves.chance.choice([0, 5, 8, 10, 13])
    changed = tuple(
        replace(
            known[line["line_no"]],
            cents_per_month=known[line["line_no"]].cents_per_month * factor // 10,
            minutes_per_month=None if line["minutes_per_month"] is None else 120 * factor,
        )
        for line in held[: moves.chance.randint(1, len(held))]
    )
    wanted = BudgetChange(moves.chance.choice(MONTHS), changed, REASONS, PROVISIONS, grants_lapsed=True)
    official = moves.scene.actors[Role.SOCIAL_WORKER]
    await command(
        moves.db,
        official,
        BudgetDecided,
        lambda tx, actor: budgets.change(tx, actor, budget["id"], budget["version"], wanted),
    )
    return True


async def end_all(moves: Moves) -> bool:
    """End all items of a budget after a month, and the budget itself now and then."""
    official = moves.scene.actors[Role.SOCIAL_WORKER]
    (budget,) = await moves.pick("budget")
    ending = BudgetItemsEnd(budget["id"], moves.chance.choice(MONTHS[2:]))
    await do(moves.db, official, ItemsEnded, plans.end_plan_items_after, ending)
    if moves.chance.random() < 0.08:
        last = date(ending.last_month // 100, ending.last_month % 100, 20)
        await command(
            moves.db,
            official,
            BudgetDecided,
            lambda tx, actor: budgets.end(
                tx, actor, budget["id"], budget["version"], last, REASONS, PROVISIONS
            ),
        )
    return True


async def close(moves: Moves) -> bool:
    """Close a month, in turn or out of it."""
    controller = moves.scene.actors[Role.CONTROLLER]
    open_months = await moves.rows.fetch(
        "SELECT month FROM period WHERE organiser_id = $1 AND state = 'OPEN' ORDER BY month LIMIT 2",
        moves.scene.organiser_id,
    )
    month = moves.chance.choice([202601, *(row["month"] for row in open_months)])

    async def close_as_shown(tx: Transaction, actor: Actor, month: int) -> CloseOrdered:
        shown = await settlement.preview_close(tx, actor, month)
        return await settlement.close_month(tx, actor, month, shown.total_cents, accepts_early=True)

    return bool(await do(moves.db, controller, CloseOrdered, close_as_shown, month))


async def settle(moves: Moves) -> bool:
    """Do what is due of the jobs of closes, one producer a step, beside others who do the same."""
    return bool((await WorkLoop(Workplace(moves.db), ONE_BY_ONE, ()).turn_of(moves.scene.organiser_id)).jobs)


async def free(moves: Moves) -> bool:
    """Do a step of the freeing clock for a day; others may be at the same clients, for it or another day."""
    day = moves.chance.choice(FREEING_DAYS)
    actor = system_actor(moves.scene.organiser_id)

    async def work(tx: Transaction) -> bool:
        row = await tx.row(NOW)
        assert row is not None
        tx.clock_read(row["now"])
        step = await free_reservations(tx, actor, day, clients_at_once=moves.chance.randint(1, 4))
        await write_gathered(tx)
        return bool(step.counts["item_months"] or step.counts["carried_cents"])

    return await moves.db.run(actor.context("command"), work)


async def exempt(moves: Moves) -> bool:
    """Let the producer report March late, for today."""
    wish = ExceptionWish(202603, moves.scene.producer_id, "Katkos", date(2026, 5, 15))
    controller = moves.scene.actors[Role.CONTROLLER]
    given = settlement.grant_reporting_exception
    return bool(await do(moves.db, controller, ReportingExceptionGranted, given, wish))


Move = Callable[[Moves], Awaitable[bool]]
MOVES: Sequence[Move] = (
    add,
    change,
    end,
    order,
    answer,
    report,
    change_budget,
    end_all,
    close,
    settle,
    free,
    exempt,
)
WEIGHTS = (60, 30, 15, 30, 40, 100, 30, 2, 1, 3, 3, 1)
