"""The steps of frontend_contract/README.md, from zero to a typed query, done as they stand there."""

import re
import shlex
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio
from joserfc.jwk import KeySet
from typer.testing import CliRunner

from hb.__main__ import app
from hb.access.rules import Actor
from hb.installation.postgres import DATABASE, EmbeddedPostgres
from hb.kit.db import Database
from hb.kit.tokens import TokenVerifier
from hb.web.authentication import Authentication
from hb.web.endpoint import Endpoint
from tests.api.conftest import AUDIENCE, ISSUER, KEY, routed, token_of
from tests.api.documents import CONTRACT
from tests.contract.listening import listening, node
from tests.demo.region import SECRECY, load_small
from tests.scene import NOW

pytestmark = pytest.mark.slow

README = (CONTRACT / "README.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000/graphql"
SHELL = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PROGRAMS = re.findall(r"^```ts\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
CURL = next(line for line in "\n".join(SHELL).splitlines() if line.startswith("curl "))
PACKAGE = ("client.js", "client.d.ts", "node_modules", "package.json", "trusted_documents.json", "ts")


@pytest_asyncio.fixture(scope="module")
async def served(
    embedded: EmbeddedPostgres, worker_id: str, endpoint: Endpoint
) -> AsyncIterator[Mapping[str, str]]:
    """The small region behind a real server: its address, and the token of the demo's client."""
    loaded = await load_small(embedded, f"{DATABASE}_readme_{worker_id}")
    database = await Database.connect(loaded.app_dsn, size=2, clock=NOW)
    verifier = TokenVerifier(KeySet([KEY]), issuer=ISSUER, audience=AUDIENCE)
    over = replace(
        endpoint, database=database, authentication=Authentication(database, verifier), secrecy=SECRECY
    )
    cast = loaded.region.actors["client"]
    token = token_of(Actor(cast.organiser_id, cast.user_id, cast.user_id, cast.role, None))
    async with listening(routed(over)) as url:
        yield {"url": url, "token": token}
    await database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package as a frontend developer has it, with room to write beside it."""
    for name in PACKAGE:
        (tmp_path / name).symlink_to(CONTRACT / name)
    settings = (CONTRACT / "tsconfig.json").read_text(encoding="utf-8")
    (tmp_path / "tsconfig.json").write_text(re.sub(r'"include": .*', '"include": ["*.ts"]', settings))
    return tmp_path


def test_commands_are_those_there_are() -> None:
    told = "\n".join(SHELL)
    makefile = (CONTRACT.parent / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}: " in makefile for target in re.findall(r"^make (\w+)$", told, re.MULTILINE))
    assert ".venv/bin/python -m hb serve --demo" in told
    assert "--demo" in CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "120"}).stdout
    assert (Path(sys.executable).parent / "node").exists()


async def test_the_line_to_paste_is_answered(served: Mapping[str, str]) -> None:
    """As a shell reads it, sent without curl, which a bare machine need not have."""
    words = shlex.split(CURL.replace("$HB_TOKEN", served["token"]))
    headers = dict(words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H")
    assert words[:3] == ["curl", "-s", ADDRESS]
    async with httpx2.AsyncClient() as client:
        answer = await client.post(served["url"], content=words[words.index("-d") + 1], headers=headers)
    assert answer.json()["data"] == {"me": {"firstName": "Eila"}}


SAID = (
    "Eila Salminen: 2263.38 € left until 2026-10-31\n",
    "729000 cents, which is too much\n",
)


@pytest.mark.parametrize("number", range(len(SAID)))
async def test_program_runs_and_its_types_hold(served: Mapping[str, str], folder: Path, number: int) -> None:
    assert len(PROGRAMS) == len(SAID)
    assert ADDRESS in PROGRAMS[number]
    (folder / "budget.ts").write_text(PROGRAMS[number].replace(ADDRESS, served["url"]), encoding="utf-8")
    assert await node("node_modules/typescript/bin/tsc", cwd=folder) == (0, "", "")
    code, said, complained = await node("budget.ts", cwd=folder, HB_TOKEN=served["token"])
    assert (code, complained) == (0, "")
    assert said == SAID[number]


async def test_a_field_that_is_not_there_is_an_error_of_the_compiler(folder: Path) -> None:
    planted = PROGRAMS[0].replace("budget.validUntil", "budget.validTo")
    (folder / "budget.ts").write_text(planted, encoding="utf-8")
    code, said, _ = await node("node_modules/typescript/bin/tsc", cwd=folder)
    assert code == 2
    assert "Property 'validTo' does not exist" in said
