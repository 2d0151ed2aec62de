"""The examples of the contract package: every one is answered as it stands there, to the byte.

`HB_WRITE_EXAMPLES=1 .venv/bin/pytest -n 0 tests/contract/test_frontend_examples.py` writes them anew.
"""

import json
import os
import shutil

import pytest
import pytest_asyncio

from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.web.endpoint import Endpoint
from tests.api.documents import CONTRACT, IDS, TRUSTED
from tests.contract.example_commands import COMMANDS
from tests.contract.example_requests import QUERIES
from tests.contract.examples import examples
from tests.demo.region import Loaded, load_small

pytestmark = pytest.mark.slow

EXAMPLES = CONTRACT / "examples"
WRITE = "HB_WRITE_EXAMPLES"


@pytest_asyncio.fixture(scope="module")
async def region(embedded: EmbeddedPostgres, worker_id: str) -> Loaded:
    """A small region that the commands of the examples may change."""
    return await load_small(embedded, f"{DATABASE}_examples_{worker_id}")


def differing(made: dict[str, str], there: dict[str, str]) -> list[str]:
    """Paths of examples that are missing, too many, or not as they are to be."""
    return sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))


async def test_every_example_is_answered_as_it_stands(region: Loaded, endpoint: Endpoint) -> None:
    made = await examples(region, endpoint)
    if os.environ.get(WRITE):
        shutil.rmtree(EXAMPLES, ignore_errors=True)
        for path, text in made.items():
            (EXAMPLES / path).parent.mkdir(parents=True, exist_ok=True)
            (EXAMPLES / path).write_text(text, encoding="utf-8")
    there = {
        path.relative_to(EXAMPLES).as_posix(): path.read_text(encoding="utf-8")
        for path in EXAMPLES.rglob("*.json")
    }
    assert differing(made, there) == []


def test_every_query_and_every_request_has_an_example() -> None:
    shown = {path.relative_to(EXAMPLES).with_suffix("").as_posix() for path in EXAMPLES.rglob("*.json")}
    queries = {f"{app}/{name}" for (app, name), key in IDS.items() if "mutation " not in TRUSTED[key]["text"]}
    requested = {f"{app}/{operation}" for _, app, operation, _ in (*QUERIES, *COMMANDS)}
    assert shown == requested
    assert queries - requested == set()


def test_no_example_shows_a_fault() -> None:
    faulty = [
        path.name for path in EXAMPLES.rglob("*.json") if "errors" in json.loads(path.read_text())["answer"]
    ]
    assert faulty == []


def test_a_changed_answer_and_a_stray_example_are_caught() -> None:
    made = {"client/MyBudget.json": '{"availableCents": 692550}', "client/MyPlan.json": "{}"}
    there = {"client/MyBudget.json": '{"availableCents": 692551}', "client/Old.json": "{}"}
    assert differing(made, made) == []
    assert differing(made, there) == ["client/MyBudget.json", "client/MyPlan.json", "client/Old.json"]
