"""A verifier of sixty lines in another language, with no code of ours, checks an exported seal (S4)."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hb.jobs.seal import export_seals
from hb.kit.db import Database
from hb.seals.rules import Signer
from tests.scene import NOW
from tests.seals.world import AN_HOUR, LATER, SIGNER, Life, World, put_use

VERIFIER = Path(__file__).parents[2] / "verifier" / "verify_seal.mjs"
NODE = Path(sys.executable).with_name("node")
PUBLIC_KEY = base64.b64encode(SIGNER.public_key).decode()
Exported = list[dict[str, Any]]


async def export(world: World, life: Life, path: Path) -> Exported:
    """Two seals, the second after a quiet hour."""
    await put_use(world, life.scene, NOW + 2 * AN_HOUR, "ClientPage")
    await world.seal(LATER + 2 * AN_HOUR)
    owner = await Database.connect(world.owner_dsn, size=1)
    try:
        assert await export_seals(owner, life.organiser_id, path) == 2
    finally:
        await owner.close()
    return read(path)


def read(path: Path) -> Exported:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check(path: Path, *more: str, key: str = PUBLIC_KEY) -> tuple[int, list[str]]:
    """Exit code and lines of the verifier."""
    done = subprocess.run(
        [NODE, VERIFIER, path, key, *more], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def written(path: Path, seals: Exported) -> Path:
    path.write_text("".join(f"{json.dumps(seal)}\n" for seal in seals), encoding="utf-8")
    return path


def test_it_is_short_and_needs_node_alone() -> None:
    text = VERIFIER.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 60
    assert [line.rpartition(" from ")[2] for line in text.splitlines() if line.startswith("import")] == [
        '"node:crypto";',
        '"node:fs";',
    ]


@pytest.mark.parametrize("arguments", [[], ["export.jsonl"]])
def test_without_file_and_key_it_says_how_it_is_used(arguments: list[str]) -> None:
    done = subprocess.run(
        [NODE, VERIFIER, *arguments], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Usage: node verify_seal.mjs FILE PUBLIC_KEY [SEALS]"
        " (what `seal --export` wrote, its key in base64)\n"
    )


async def test_a_good_export_is_whole(sealed: tuple[World, Life], tmp_path: Path) -> None:
    world, life = sealed
    seals = await export(world, life, tmp_path / "export.jsonl")
    outside = world.folder.folder / f"{life.organiser_id}.jsonl"

    assert check(tmp_path / "export.jsonl", str(outside)) == (0, ["2 seals, 43 rows, 0 faults"])
    assert check(written(tmp_path / "second.jsonl", seals[1:])) == (0, ["1 seals, 1 rows, 0 faults"])


async def test_an_export_names_no_one(sealed: tuple[World, Life], tmp_path: Path) -> None:
    """Digests, numbers and the organiser's id alone."""
    world, life = sealed
    await export(world, life, tmp_path / "export.jsonl")
    text = (tmp_path / "export.jsonl").read_text(encoding="utf-8")

    for word in (str(life.ordered.client_id), "Aino", "ClientPage", "Kotihoidon", "FI21"):
        assert word not in text


def _of_first(seals: Exported, table: str) -> list[str]:
    digests: list[str] = seals[0]["digests"]["2026-05-15T09:00:00Z"][table]
    return digests


def _resigned(seals: Exported) -> None:
    """A forger's own key signs a body that says what the forger wants."""
    forger = Signer(b"f" * 32)
    body = json.loads(seals[1]["body"])
    body["hours"] = []
    seals[1]["body"] = json.dumps(body)
    seals[1]["digests"] = {}
    head = hashlib.sha256(seals[1]["body"].encode()).digest()
    seals[1]["signature"] = base64.b64encode(forger._key.sign(head)).decode()


PLANTED: dict[str, tuple[Callable[[Exported], object], str]] = {
    "a row taken away": (
        lambda seals: _of_first(seals, "delivery").pop(),
        "seal 1: delivery 2026-05-15T09:00:00Z: 1 rows, sealed were 2",
    ),
    "a row put in": (
        lambda seals: _of_first(seals, "use_log").append("01" + "0" * 64),
        "seal 1: use_log 2026-05-15T09:00:00Z: 3 rows, sealed were 2",
    ),
    "a row changed": (
        lambda seals: _of_first(seals, "use_log").__setitem__(0, "01" + "0" * 64),
        "seal 1: use_log 2026-05-15T09:00:00Z: other rows than were sealed",
    ),
    "a table taken away": (
        lambda seals: seals[0]["digests"]["2026-05-15T09:00:00Z"].pop("link"),
        "seal 1: link 2026-05-15T09:00:00Z: 0 rows, sealed were 24",
    ),
    "an hour put in": (
        lambda seals: seals[1]["digests"].update({"2026-05-15T10:00:00Z": {"use_log": ["01" + "0" * 64]}}),
        "seal 2: use_log 2026-05-15T10:00:00Z: rows that were not sealed",
    ),
    "a body changed": (
        lambda seals: seals[0].update(body=seals[0]["body"].replace('"rows":2}', '"rows":1}', 1)),
        "seal 1: not signed with this key",
    ),
    "a signature of another": (_resigned, "seal 2: not signed with this key"),
    "a signature exchanged": (
        lambda seals: seals[0].update(signature=seals[1]["signature"]),
        "seal 1: not signed with this key",
    ),
    "seals in the other order": (
        lambda seals: seals.reverse(),
        "seal 1: does not follow the seal before it",
    ),
    "nothing": (lambda seals: seals.clear(), "no seal"),
}


@pytest.mark.parametrize("what", PLANTED)
async def test_a_planted_fault_is_named(sealed: tuple[World, Life], tmp_path: Path, what: str) -> None:
    world, life = sealed
    seals = await export(world, life, tmp_path / "export.jsonl")
    plant, expected = PLANTED[what]

    plant(seals)
    code, lines = check(written(tmp_path / "planted.jsonl", seals))

    assert code == 1
    assert expected in lines


async def test_an_export_shorter_than_the_seals_outside_or_other_than_they_is_named(
    sealed: tuple[World, Life], tmp_path: Path
) -> None:
    world, life = sealed
    seals = await export(world, life, tmp_path / "export.jsonl")
    outside = world.folder.folder / f"{life.organiser_id}.jsonl"

    assert check(written(tmp_path / "short.jsonl", seals[:1]), str(outside)) == (
        1,
        ["seal 1: 2 seals are kept outside", "1 seals, 42 rows, 1 faults"],
    )
    other = base64.b64encode(b"\x01" * 32).decode()
    assert check(tmp_path / "export.jsonl", key=other)[0] == 1
