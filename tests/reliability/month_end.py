"""What callers do over HTTP at the end of a month: producers report, clients order, a controller closes."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import asyncpg
import httpx2

from hb.kit.ids import new_id
from tests.api.documents import document
from tests.api.sending import Json, at, given
from tests.reliability.served import Served

REFUSED_AS_OUTDATED = "PREVIEW_OUTDATED"


@dataclass(frozen=True)
class Reportable:
    """An accepted order of the cast's producer with minutes left for a service month."""

    order_id: UUID
    day: date


@dataclass
class MonthEnd:
    """Callers of a server; what they were answered is kept to be compared with what is stored."""

    served: Served
    orders: Sequence[Reportable]
    plan_id: UUID
    offering_id: UUID
    first_month: int
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    accepted: dict[str, str] = field(default_factory=dict)
    """The deliveries that were answered as accepted: the producer's number, and the id."""
    refused: Counter[str] = field(default_factory=Counter)
    batches: int = 0
    items: list[str] = field(default_factory=list)
    """The services that were added and taken off again."""

    async def ask(self, client: httpx2.AsyncClient, app: str, name: str, variables: Json) -> Json:
        """Ask until the answer is not that the service is busy; the same key each time."""
        body = {"query": document(app, name), "variables": variables}
        while True:
            answer = (await client.post("/graphql", json=body)).json()
            if "errors" not in answer:
                (outcome,) = answer["data"].values()
                assert isinstance(outcome, dict)
                return outcome
            codes = {error["extensions"]["code"] for error in answer["errors"]}
            assert codes <= {"BUSY", "UNKNOWN_OUTCOME"}, answer
            await asyncio.sleep(0.1)

    async def report(self, seed: int) -> None:
        """Report batches of minutes of random orders until it is over."""
        chance = random.Random(seed)
        async with self.served.client("service account") as client:
            while not self.is_over.is_set():
                rows = [
                    {
                        "orderId": f"ProducerOrder:{one.order_id}",
                        "serviceDate": one.day.isoformat(),
                        "externalId": f"R-{new_id()}",
                        "quantity": 1,
                    }
                    for one in chance.choices(self.orders, k=5)
                ]
                outcome = await self.ask(client, "producer", "ReportDeliveries", given(deliveries=rows))
                results = outcome["results"]
                assert isinstance(results, list), outcome
                for result in results:
                    if result["state"] == "ACCEPTED":
                        self.accepted[result["externalId"]] = result["delivery"]["id"]
                    else:
                        self.refused[result["code"]] += 1
                self.batches += 1
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.is_over.wait(), chance.uniform(0.05, 0.4))

    async def order(self) -> None:
        """Add a service to the client's plan and take it off again, until it is over."""
        async with self.served.client("client") as client:
            while not self.is_over.is_set():
                wish = given(
                    planId=f"Plan:{self.plan_id}",
                    offeringId=f"Offering:{self.offering_id}",
                    quantityPerMonth=1,
                    firstMonth=self.first_month,
                    lastMonth=self.first_month,
                )
                added = await self.ask(client, "client", "AddItem", wish)
                assert added["userErrors"] == [], added
                item_id = str(at(added, "item", "id"))
                removed = await self.ask(client, "client", "RemoveItem", given(itemId=item_id))
                assert removed["userErrors"] == [], removed
                self.items.append(item_id)

    async def close(self, month: int) -> UUID:
        """Order the close of a month as its preview shows it, however often reports come between them."""
        async with self.served.client("controller") as client:
            while True:
                shown = await self.ask(client, "controller", "PreviewMonthClose", given(month=month))
                cents = at(shown, "preview", "totalCents")
                wish = given(month=month, expectedTotalCents=cents, acceptsEarly=True)
                ordered = await self.ask(client, "controller", "CloseMonth", wish)
                if ordered["userErrors"] == []:
                    return UUID(str(at(ordered, "monthClose", "id")).partition(":")[2])
                assert at(ordered, "userErrors", 0, "code") == REFUSED_AS_OUTDATED, ordered

    async def progress(self, close_id: UUID) -> str:
        """The state of a close, as the controller watches it."""
        async with self.served.client("controller") as client:
            variables: Json = {"id": f"MonthClose:{close_id}"}
            return str((await self.ask(client, "controller", "MonthCloseProgress", variables))["state"])


async def differing(rows: asyncpg.Connection, month: int) -> list[tuple[object, ...]]:
    """Where a month's settlements, the ledger's drawings and the deliveries do not say the same."""
    return [tuple(row) for row in await rows.fetch(DIFFERING, month)]


DIFFERING = """
SELECT organiser_id, producer_id, settled.cents, drawn.cents, delivered.cents FROM (
  SELECT organiser_id, producer_id, count(*) AS times, sum(total_cents) AS cents,
    sum(deliveries_count) AS rows_count
  FROM settlement JOIN period USING (organiser_id, month)
  WHERE month = $1 AND period.state = 'CLOSED' GROUP BY 1, 2
) AS settled FULL JOIN (
  SELECT transfer.organiser_id, payee_id AS producer_id, sum(cents) AS cents, sum(rows_count) AS rows_count
  FROM transfer JOIN period ON period.organiser_id = transfer.organiser_id
    AND period.month = settlement_month AND period.state = 'CLOSED'
  WHERE settlement_month = $1 AND code = 'DRAW' GROUP BY 1, 2
) AS drawn USING (organiser_id, producer_id) FULL JOIN (
  SELECT delivery.organiser_id, producer_id, sum(cents) AS cents, count(*) AS rows_count
  FROM delivery JOIN period ON period.organiser_id = delivery.organiser_id
    AND period.month = settlement_month AND period.state = 'CLOSED'
  WHERE settlement_month = $1 GROUP BY 1, 2
) AS delivered USING (organiser_id, producer_id)
WHERE settled.times IS DISTINCT FROM 1
  OR (settled.cents, settled.rows_count) IS DISTINCT FROM (drawn.cents, drawn.rows_count)
  OR (settled.cents, settled.rows_count) IS DISTINCT FROM (delivered.cents, delivered.rows_count)
"""
