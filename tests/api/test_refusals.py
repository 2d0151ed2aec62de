"""Each declared refusal that no other test provokes, sent over HTTP as an app would send it (C2)."""

import asyncpg
import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from tests.api import (  # noqa: F401 they add to the cases
    refusal_cases_market,
    refusal_cases_records,
    refusal_cases_work,
)
from tests.api.conftest import Api
from tests.api.refusal_cases import CASES, World
from tests.api.refusing import codes_of
from tests.provoked import declared
from tests.scene import Scene


def test_every_case_is_of_a_declared_refusal() -> None:
    assert set(CASES) <= declared()


@pytest.mark.parametrize(("name", "code"), CASES, ids=[" ".join(pair) for pair in CASES])
async def test_refusal_is_answered(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection, name: str, code: str
) -> None:
    sender, fields = await CASES[name, code](World(db, scene, all_rows))
    actor = sender if isinstance(sender, Actor) else scene.actors[sender]
    assert await codes_of(api, actor, name, **fields) == [code]
