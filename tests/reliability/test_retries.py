"""Every key sent three times at once while answers are cut: one effect, one answer, no other input taken."""

import asyncio
import json
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx2
import pytest_asyncio
from joserfc.jwk import KeySet
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hb.access.rules import Role
from hb.app import contract, endpoint
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.settings import Settings
from tests.api.conftest import AUDIENCE, ISSUER, KEY, Api
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.clients.builders import SECRECY
from tests.plans.books import require_proof
from tests.plans.builders import started_plan
from tests.reliability.pools import left_behind
from tests.reliability.proxy import CuttingProxy
from tests.scene import NOW, Scene, make_scene

KEYS = 150
SENDERS = 3
PLANS = 3
AT_ONCE = 4
ADD = """
mutation Add($input: PlanItemAddInput!) {
  planItemAdd(input: $input) { item { id } userErrors { code } }
}
"""


@dataclass
class Cutting:
    """The API behind a proxy that cuts, and whom it was tried on."""

    api: Api
    proxy: CuttingProxy
    database: Database
    writings: list[tuple[Scene, UUID]]
    chance: random.Random
    gone: int = 0
    repeated: int = 0

    async def add(
        self, index: int, key: UUID, *, minutes: int = 1, is_careless: bool = False
    ) -> dict[str, object]:
        """Add minutes to the plan of this index; asks until it is answered, a careless one with new keys."""
        while True:
            answer = await self._answer(index, key, minutes)
            if answer is not None and "errors" not in answer:
                data = answer["data"]
                assert isinstance(data, dict)
                added = data["planItemAdd"]
                assert isinstance(added, dict)
                return added
            self.repeated += 1
            key = new_id() if is_careless else key
            await asyncio.sleep(0.01)

    async def _answer(self, index: int, key: UUID, minutes: int) -> dict[str, object] | None:
        """The answer, or None from a caller who goes away before it comes, as one in ten does."""
        scene, plan_id = self.writings[index % PLANS]
        wish = {
            "idempotencyKey": str(key),
            "planId": f"Plan:{plan_id}",
            "offeringId": f"Offering:{scene.offerings['HOME_CARE']}",
            "quantityPerMonth": minutes,
            "firstMonth": 202605 + index % 8,
            "lastMonth": 202605 + index % 8,
        }
        asking = asyncio.create_task(self.api.post(scene.actors[Role.CLIENT], ADD, {"input": wish}))
        if self.proxy.is_cutting and self.chance.random() < 0.1:
            await asyncio.wait([asking], timeout=self.chance.random() * 0.03)
            if asking.cancel():
                await asyncio.wait([asking])
                self.gone += 1
                return None
        answer = (await asking).json()
        assert isinstance(answer, dict)
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"BUSY", "UNKNOWN_OUTCOME"}, codes
        return answer


@pytest_asyncio.fixture
async def cutting(app_dsn: str, db: Database, all_rows: asyncpg.Connection) -> AsyncIterator[Cutting]:
    """The API over ASGI on a database behind the proxy, and plans on granted budgets."""
    writings = []
    for _ in range(PLANS):
        scene = await make_scene(all_rows)
        writings.append(
            (scene, await started_plan(db, scene, await granted_budget(db, scene, lines=[HOME_CARE])))
        )
    with tempfile.TemporaryDirectory(prefix="hbx-") as folder:
        async with CuttingProxy(app_dsn, Path(folder), at_commit=0.1, at_work=0.01) as proxy:
            proxy.is_cutting = False
            database = await Database.connect(proxy.dsn, size=8, clock=NOW)
            async with opened_api(database) as api:
                yield Cutting(api, proxy, database, writings, random.Random(5))
            await database.close()


@asynccontextmanager
async def opened_api(database: Database) -> AsyncIterator[Api]:
    """The endpoint over ASGI on a database."""
    settings = Settings(
        jwt_keys=SecretStr(json.dumps(KeySet([KEY]).as_dict(private=True))),
        jwt_issuer=ISSUER,
        jwt_audience=AUDIENCE,
        rate_scale=1_000,
    )
    served = endpoint(settings, database, contract(settings), SECRECY)

    async def graphql(http: Request) -> Response:
        return await served(http)

    app = Starlette(routes=[Route("/graphql", graphql, methods=["POST"])])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://hb.test") as client:
        yield Api(client)


async def effects(all_rows: asyncpg.Connection, cutting: Cutting) -> tuple[int, int, int]:
    """All items, their reservations, and the commands remembered."""
    row = await all_rows.fetchrow(
        "SELECT (SELECT count(*) FROM plan_item WHERE organiser_id = ANY ($1)),"
        " (SELECT count(*) FROM transfer WHERE organiser_id = ANY ($1) AND code = 'RESERVE'),"
        " (SELECT count(*) FROM command WHERE organiser_id = ANY ($1) AND name = 'planItemAdd')",
        [scene.organiser_id for scene, _ in cutting.writings],
    )
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])


async def test_each_key_has_one_effect_and_one_answer_and_takes_no_other_input(
    cutting: Cutting, db: Database, all_rows: asyncpg.Connection
) -> None:
    keys = [new_id() for _ in range(KEYS)]
    lanes = asyncio.Semaphore(AT_ONCE)

    async def send_three_times(index: int) -> list[dict[str, object]]:
        async with lanes:
            return await asyncio.gather(*(cutting.add(index, keys[index]) for _ in range(SENDERS)))

    cutting.proxy.is_cutting = True
    answers = await asyncio.gather(*(send_three_times(index) for index in range(KEYS)))
    cutting.proxy.is_cutting = False

    assert cutting.proxy.cuts.keys() == {"at work", "before COMMIT", "after COMMIT"}
    assert min(cutting.proxy.cuts.values()) >= 5
    assert cutting.gone >= 10
    items = [{str(answer["item"]) for answer in three} for three in answers]
    assert all(len(each) == 1 and each != {"None"} for each in items)
    assert len(set.union(*items)) == KEYS
    assert await effects(all_rows, cutting) == (KEYS,) * 3
    for scene, _ in cutting.writings:
        await require_proof(db, scene)
    assert await left_behind(cutting.database) == []

    others = [await cutting.add(index, keys[index], minutes=2) for index in range(KEYS)]
    assert others == [{"item": None, "userErrors": [{"code": "IDEMPOTENCY_KEY_REUSED"}]}] * KEYS
    assert await effects(all_rows, cutting) == (KEYS,) * 3


async def test_who_makes_a_new_key_for_a_retry_has_its_effect_again(
    cutting: Cutting, all_rows: asyncpg.Connection
) -> None:
    """The control: the same cuts and the same count, but whoever gets no answer asks with another key."""
    cutting.proxy.is_cutting = True
    for index in range(40):
        await cutting.add(index, new_id(), is_careless=True)
    cutting.proxy.is_cutting = False

    items, *_ = await effects(all_rows, cutting)
    assert items > 40
