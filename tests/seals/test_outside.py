"""Seals outside show what the database has lost; changed ones are found; and what is new is proved (S4)."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from hb.jobs.seal_folder import LinesLost, SealFolder
from hb.seals.rules import SealDifferenceKind as Kind
from hb.seals.rules import SignedSeal, signed_seal
from tests.scene import NOW
from tests.seals.world import AN_HOUR, LATER, Life, World, put_use


async def test_yesterdays_copy_restored_is_found_and_not_sealed_further(sealed: tuple[World, Life]) -> None:
    """The database lost an hour's rows and its seal; all that is left in it fits together."""
    world, life = sealed
    await put_use(world, life.scene, NOW + AN_HOUR, "ClientPage")
    await world.seal(LATER + AN_HOUR)
    await world.tamper(
        life.organiser_id,
        "DELETE FROM use_log WHERE organiser_id = $1 AND at >= '2026-05-15T10:00Z'",
        "DELETE FROM seal WHERE organiser_id = $1 AND number = 2",
    )

    differences = await world.differences(life.organiser_id)
    assert [(one.kind, one.table, one.seal) for one in differences] == [
        (Kind.SEAL_MISSING, None, 2),
        (Kind.SEALED_ROWS_MISSING, "use_log", None),
    ]
    await put_use(world, life.scene, NOW + 2 * AN_HOUR, "ClientPage")
    report = await world.seal(LATER + 2 * AN_HOUR)
    (refusal,) = (text for text in report.refusals if str(life.organiser_id) in text)
    assert "has lost some or is an older copy" in refusal
    assert len(world.folder.lines(life.organiser_id)) == 2


async def test_seals_outside_that_were_changed_are_found(sealed: tuple[World, Life], tmp_path: Path) -> None:
    world, life = sealed
    await put_use(world, life.scene, NOW + AN_HOUR, "ClientPage")
    await world.seal(LATER + AN_HOUR)
    first, second = world.folder.lines(life.organiser_id)
    name = f"{life.organiser_id}.jsonl"
    body = json.loads(first)["body"]
    fewer = body.replace('"rows":2}', '"rows":1}', 1)
    assert fewer != body
    unsigned = SignedSeal(fewer, json.loads(first)["signature"]).line
    cases: dict[str, tuple[str, set[tuple[Kind, int | None]]]] = {
        "changed": (f"{unsigned}\n{second}\n", {(Kind.SEAL_SIGNATURE, 1), (Kind.SEAL_CHANGED, 1)}),
        "the last taken away": (f"{first}\n", {(Kind.SEAL_NOT_OUTSIDE, 2)}),
        "the first taken away": (
            f"{second}\n",
            {(Kind.SEAL_CHAIN, 1), (Kind.SEAL_CHANGED, 1), (Kind.SEAL_NOT_OUTSIDE, 2)},
        ),
        "no seal": ("{}\n", {(Kind.SEAL_CHAIN, 1), (Kind.SEAL_NOT_OUTSIDE, 1)}),
    }
    for what, (text, expected) in cases.items():
        folder = tmp_path / what.replace(" ", "_")
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        differences = await world.at(folder).differences(life.organiser_id)
        assert {(one.kind, one.seal) for one in differences if one.seal} == expected, what
    report = await world.verify(keys=(b"\x01" * 32,))
    assert (Kind.SEAL_SIGNATURE, 1) in {
        (one.kind, one.seal) for owner, one in report.differences if owner == life.organiser_id
    }


async def test_only_what_is_new_is_proved_and_that_is_said(sealed: tuple[World, Life]) -> None:
    world, life = sealed
    await world.tamper(life.organiser_id, "UPDATE decision SET granted_cents = 1 WHERE organiser_id = $1")
    assert await world.differences(life.organiser_id, only_new=True) == []

    await put_use(world, life.scene, NOW + AN_HOUR, "ClientPage")
    assert await world.differences(life.organiser_id, only_new=True) == []
    await world.tamper(
        life.organiser_id,
        "UPDATE use_log SET operation = 'X' WHERE organiser_id = $1 AND at >= '2026-05-15T10:00Z'",
    )
    (difference,) = await world.differences(life.organiser_id, only_new=True)

    assert (difference.kind, difference.table) == (Kind.ROW_DIGEST, "use_log")
    lines = str(await world.verify(only_new=True)).splitlines()
    assert lines[1].startswith(
        "Proved is only what is new since the last seal; what was sealed before is not ("
    )
    assert f"{life.organiser_id} since 2026-05-15T10:00Z" in lines[1]
    assert {one.kind for one in await world.differences(life.organiser_id)} == {Kind.ROW_DIGEST}


async def test_no_gap_is_written_where_lines_have_vanished(
    sealed: tuple[World, Life], tmp_path: Path
) -> None:
    """Between reading the file and adding to it the file lost its seals: it stays as it is."""
    world, life = sealed
    await put_use(world, life.scene, NOW + AN_HOUR, "ClientPage")
    await world.seal(LATER + AN_HOUR)
    first, second = world.folder.lines(life.organiser_id)
    folder = SealFolder(tmp_path / "other")
    following = [signed_seal(second)]
    with pytest.raises(LinesLost, match="had 1 seals and now has 0: nothing is written"):
        folder.append(life.organiser_id, 2, following)
    assert folder.lines(life.organiser_id) == []

    assert folder.append(life.organiser_id, 1, [signed_seal(first), *following]) == 2
    assert folder.append(life.organiser_id, 2, following) == 0
    assert folder.lines(life.organiser_id) == [first, second]


async def test_an_organiser_whose_lines_vanish_is_not_sealed_and_that_is_reported(
    sealed: tuple[World, Life], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, life = sealed
    await put_use(world, life.scene, NOW + AN_HOUR, "ClientPage")
    path = world.folder.folder / f"{life.organiser_id}.jsonl"
    read = world.folder.lines

    def vanishing(organiser_id: UUID) -> list[str]:
        lines = read(organiser_id)
        if organiser_id == life.organiser_id:
            path.write_text("", encoding="utf-8")
        return lines

    monkeypatch.setattr(world.folder, "lines", vanishing)
    report = await world.seal(LATER + AN_HOUR)

    (refusal,) = (text for text in report.refusals if str(life.organiser_id) in text)
    assert "had 1 seals and now has 0" in refusal
    assert path.read_text(encoding="utf-8") == ""
