"""The stage of two months of a demo: a real server, its day, and a producer's system that takes its calls."""

import signal
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hb.kit.clock import last_day, month_of, next_month
from hb.kit.ids import new_id
from tests.api.documents import IDS
from tests.api.sending import Json, at, rows_at, text_at
from tests.outlets.standins import WebServer
from tests.reliability.seen import Lines
from tests.reliability.served import Served, ended, hb
from tests.waiting import until

HELSINKI = ZoneInfo("Europe/Helsinki")
APPS = {"client": "client", "social worker": "social_worker", "controller": "controller"}
"""The app of each of the cast that reads messages; the others' is the producers'."""


@dataclass
class Lunches:
    """Lunches that are added to the client's plan, and their order once it is sent."""

    item_id: str
    month: int
    cents: int
    order_id: str = ""
    sent_on: date = date.min

    @property
    def producer_order_id(self) -> str:
        """The id by which the producer knows the order."""
        return f"Producer{self.order_id}"


@dataclass(frozen=True)
class Money:
    """What is granted, reserved, used and left, usable or lapsed, in cents."""

    granted: int
    reserved: int
    used: int
    left: int

    def with_free(self, cents: int) -> "Money":
        """The same once so much of what was reserved is free."""
        return replace(self, reserved=self.reserved - cents, left=self.left + cents)


def day_of(instant: object) -> date:
    """The day in Finland of an instant of an answer."""
    assert isinstance(instant, str)
    return datetime.fromisoformat(instant).astimezone(HELSINKI).date()


def month_end_from(day: date) -> date:
    """The month's end to which `month-end` moves: a later day."""
    end = last_day(month_of(day))
    return end if end > day else last_day(month_of(day + timedelta(days=1)))


def number_at(value: object, *steps: str | int) -> int:
    """The whole number that an answer has at a place."""
    number = at(value, *steps)
    assert isinstance(number, int)
    return number


def part_of(item: Json, month: int) -> Json:
    """An item's share of a month."""
    (part,) = (part for part in rows_at(item, "months") if part["month"] == month)
    return part


@dataclass
class Course:
    """The server, its log, the day on which the demo is, and what a producer's system got."""

    home: Path
    system: WebServer
    served: Served
    lines: Lines
    day: date
    secret: str = ""

    @classmethod
    async def begun(cls, home: Path, system: WebServer) -> "Course":
        """A demo that is loaded and served, on the true day."""
        served = await Served.start(home)
        course = cls(home, system, served, Lines(served), datetime.now(HELSINKI).date())
        course.lines.begin()
        return course

    async def kill(self) -> None:
        """Kill the server's process, and nothing else."""
        self.served.process.send_signal(signal.SIGKILL)
        assert await self.lines.ended() == -signal.SIGKILL

    async def serve_again(self) -> None:
        """Start a server in place of the one that was killed."""
        self.served = await Served.start(self.home)
        self.lines = Lines(self.served)
        self.lines.begin()

    async def end(self) -> None:
        """Stop the server, if it still runs."""
        if self.served.process.returncode is None:
            self.served.process.terminate()
        await self.lines.ended()

    async def read(self, who: str, operation: str, /, **variables: object) -> Json:
        """Send a registered document by its id, named by app and name as `client/AddItem`; its data."""
        app, _, name = operation.partition("/")
        sent = {"documentId": IDS[app, name], "variables": variables}
        async with self.served.client(who) as client:
            answer = (await client.post("/graphql", json=sent)).json()
        assert "errors" not in answer, answer["errors"]
        data: Json = answer["data"]
        return data

    async def done(self, who: str, operation: str, /, **fields: object) -> Json:
        """Send a mutation under a fresh key; its payload, which came without a refusal."""
        wish = {"idempotencyKey": str(new_id()), **fields}
        (payload,) = (await self.read(who, operation, input=wish)).values()
        assert isinstance(payload, dict)
        assert payload.pop("userErrors") == []
        return payload

    async def move(self, *arguments: str, to: date) -> None:
        """Move the demo's time by the command; then it is that day, and all of it is done."""
        code, _, complained = await ended(await hb(self.home, "clock", *arguments))
        assert (code, complained) == (0, "")
        self.day = to
        clocks = rows_at(await self.read("administrator", "administrator/Clocks"), "clocks", "nodes")
        (next_freeing,) = (clock["dueAt"] for clock in clocks if clock["name"] == "RESERVATIONS_FREED")
        assert day_of(next_freeing) == to + timedelta(days=1)
        assert [clock["name"] for clock in clocks if clock["fault"] is not None] == []

    async def move_to(self, day: date) -> None:
        """Move by so many days as there are to a day, which may be none."""
        if day > self.day:
            await self.move("--days", str((day - self.day).days), to=day)

    async def plan(self) -> Json:
        """The client's plan with its active items."""
        plan = at(await self.read("client", "client/MyPlan"), "myPlan")
        assert isinstance(plan, dict)
        return plan

    async def producer_id(self) -> str:
        """The id of the cast's producer."""
        return text_at(await self.read("producer administrator", "producer/MyProducer"), "myProducer", "id")

    async def add_lunches(self, pieces: int) -> Lunches:
        """Add lunches of the next month, as the client already gets them from the cast's producer."""
        plan, own = await self.plan(), await self.producer_id()
        lunch = next(
            item
            for item in rows_at(plan, "items", "nodes")
            if (at(item, "producer", "id"), at(item, "category", "code")) == (own, "MEALS")
        )
        month = next_month(month_of(self.day))
        cents = pieces * number_at(part_of(lunch, month), "unitCents")
        added = await self.done(
            "client",
            "client/AddItem",
            planId=plan["id"],
            offeringId=at(lunch, "offering", "id"),
            timeOfWeek="WEEKDAY",
            quantityPerMonth=pieces,
            firstMonth=month,
            lastMonth=month,
        )
        assert [part["reservedCents"] for part in rows_at(added, "item", "months")] == [cents]
        return Lunches(text_at(added, "item", "id"), month, cents)

    async def _item(self, lunches: Lunches) -> Json:
        (item,) = (
            item for item in rows_at(await self.plan(), "items", "nodes") if item["id"] == lunches.item_id
        )
        return item

    async def order_state(self, lunches: Lunches) -> str:
        """The state of an order, as the client sees it."""
        return text_at(await self._item(lunches), "order", "state")

    async def freed_on(self, lunches: Lunches) -> date | None:
        """The day on which the reservation of an order ended, if it did."""
        ended_at = part_of(await self._item(lunches), lunches.month)["resolvedAt"]
        return None if ended_at is None else day_of(ended_at)

    async def reserved_by_items(self, month: int) -> int:
        """The cents that the active items of the plan reserve for a month."""
        items = rows_at(await self.plan(), "items", "nodes")
        parts = [part for item in items for part in rows_at(item, "months") if part["month"] == month]
        return sum(number_at(part, "reservedCents") for part in parts if part["resolvedAt"] is None)

    async def money_of(self, month: int) -> Money:
        """The whole budget's money of a month."""
        budget = await self.read("client", "client/MyBudget")
        limits = rows_at(budget, "me", "budgets", "nodes", 0, "limits", "nodes")
        (limit,) = (
            row for row in limits if (row["lineNo"], row["month"], row["measure"]) == (0, month, "CENTS")
        )
        granted, reserved, used, usable, lapsed = (
            number_at(limit, layer) for layer in ("granted", "reserved", "used", "usable", "lapsed")
        )
        return Money(granted, reserved, used, usable + lapsed)

    async def transfers(self, month: int) -> "Counter[tuple[str, int]]":
        """How many transfers of each code and sum a month of the client's budget has."""
        budget_id = text_at(await self.plan(), "budget", "id")
        answer = await self.read(
            "social worker", "social_worker/BudgetTransfers", budget=budget_id, month=month, first=100
        )
        nodes = rows_at(answer, "transfers", "nodes")
        return Counter((text_at(row, "code"), number_at(row, "cents")) for row in nodes)

    async def messages(self, who: str, event: str, subject_id: str | None = None) -> list[date]:
        """On which days an event was told to somebody, of one subject or of any; the newest first."""
        inbox = await self.read(who, f"{APPS.get(who, 'producer')}/Inbox", first=100)
        return [
            day_of(message["at"])
            for message in rows_at(inbox, "messages", "nodes")
            if message["event"] == event and subject_id in (None, message["subjectId"])
        ]

    async def given_back(self) -> dict[str, date]:
        """The orders in the worker's queue, with the day on which each was given back."""
        queue = await self.read("social worker", "social_worker/OrdersGivenBack")
        return {text_at(row, "id"): day_of(row["givenBackAt"]) for row in rows_at(queue, "orders", "nodes")}

    def calls(self, *subject_ids: str) -> "Counter[tuple[str, str]]":
        """How many calls the producer's system got of each event of some subjects."""
        got = [(str(call.json["type"]), at(call.json, "data", "subjectId")) for call in self.system.got]
        return Counter((event, str(subject)) for event, subject in got if subject in subject_ids)

    async def until_called(self, event: str, subject_id: str) -> None:
        """Wait until the producer's system got an event of a subject."""

        async def is_called() -> bool:
            return (event, subject_id) in self.calls(subject_id)

        await until(is_called)
