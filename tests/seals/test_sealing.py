"""Sealing: an hour is sealed when nothing can come into it, once, in the database and outside it (S4)."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from hb.installation.postgres import EmbeddedPostgres
from hb.jobs.seal import OlderTransactionRuns
from hb.jobs.seal_folder import SealFolder
from hb.kit.ids import new_id
from hb.seals.rules import Seal, seal_of, signed_seal
from hb.seals.rules import SealDifferenceKind as Kind
from tests.clock import utc
from tests.scene import NOW
from tests.seals.world import AN_HOUR, LATER, Life, World, live, open_world, put_use, report, set_clock

HOUR = utc(2026, 5, 15, 9)
USE = """
INSERT INTO use_log (organiser_id, id, at, actor_id, role, purpose, operation, client_ids)
VALUES ($1, $2, ctx_now(), $3, 'AUDITOR', 'OVERSIGHT', 'Late', '{}')"""


def seals_of(world: World, life: Life) -> list[Seal]:
    return [seal_of(signed_seal(line).body) for line in world.folder.lines(life.organiser_id)]


def counts(seal: Seal) -> dict[str, int]:
    return {part.table: part.rows for part in seal.hours}


async def test_a_seal_counts_the_rows_of_each_table_and_hour(sealed: tuple[World, Life]) -> None:
    world, life = sealed

    (seal,) = seals_of(world, life)

    assert (seal.number, seal.previous, seal.since, seal.until) == (1, "", HOUR, HOUR + AN_HOUR)
    assert {part.hour for part in seal.hours} == {HOUR}
    # Of the report two acts, the client's and the batch's; and the account's approval. The account had two
    # states, the settlement three.
    assert counts(seal) == {
        "audit_event": 3,
        "decision": 1,
        "decision_line": 1,
        "delivery": 2,
        "link": 24,
        "row_version": 5,
        "use_log": 2,
    }
    stored = await world.rows.fetchrow("SELECT * FROM seal WHERE organiser_id = $1", life.organiser_id)
    assert stored is not None
    signed = signed_seal(world.folder.lines(life.organiser_id)[0])
    assert (stored["body"], stored["head"]) == (signed.body, signed.head.hex())
    assert (stored["hours_count"], stored["rows_count"]) == (1, 42)


async def test_sealing_again_adds_nothing(sealed: tuple[World, Life]) -> None:
    world, life = sealed
    lines = world.folder.lines(life.organiser_id)

    assert (await world.seal()).seals == 0

    assert world.folder.lines(life.organiser_id) == lines


async def test_an_hour_is_sealed_five_minutes_after_it_ended(shared: World) -> None:
    life = await live(shared)
    await shared.seal(HOUR + AN_HOUR + timedelta(minutes=4, seconds=59))
    assert seals_of(shared, life) == []

    await shared.seal(HOUR + AN_HOUR + timedelta(minutes=5))
    assert len(seals_of(shared, life)) == 1


async def test_seals_form_a_chain_over_quiet_hours_too(sealed: tuple[World, Life]) -> None:
    """Every hour is covered by a seal, so that nothing can be put into one that was quiet."""
    world, life = sealed
    await put_use(world, life.scene, NOW + 5 * AN_HOUR, "ClientPage")
    await world.seal(LATER + 2 * AN_HOUR)
    await world.seal(LATER + 6 * AN_HOUR)

    first, quiet, last = seals_of(world, life)
    heads = [signed_seal(line).head.hex() for line in world.folder.lines(life.organiser_id)]
    assert [seal.previous for seal in (first, quiet, last)] == ["", *heads[:2]]
    assert [seal.until for seal in (first, quiet, last)] == [HOUR + n * AN_HOUR for n in (1, 3, 7)]
    assert (quiet.since, last.since) == (first.until, quiet.until)
    assert (quiet.hours, counts(last)) == ((), {"use_log": 1})

    await put_use(world, life.scene, NOW + 3 * AN_HOUR, "Forged")
    (difference,) = await world.differences(life.organiser_id)
    assert (difference.kind, difference.table) == (Kind.SEALED_ROWS_ADDED, "use_log")
    assert (difference.hour, difference.expected, difference.actual) == (HOUR + 3 * AN_HOUR, 0, 1)


async def test_a_row_older_than_the_first_seal_is_found(sealed: tuple[World, Life]) -> None:
    world, life = sealed
    await put_use(world, life.scene, utc(2020, 1, 1), "Forged")

    (difference,) = await world.differences(life.organiser_id)

    assert (difference.kind, difference.table) == (Kind.SEALED_ROWS_ADDED, "use_log")


async def open_transaction(world: World, now: datetime) -> asyncpg.Connection:
    """A transaction that has begun and written nothing yet."""
    late = await asyncpg.connect(world.app_dsn)
    await set_clock(late, now)
    await late.execute("BEGIN")
    await late.fetchval("SELECT 1")
    return late


async def test_a_late_row_falls_between_no_seals(shared: World) -> None:
    """A transaction of the hour that writes and commits only after it: sealing waits for it, and says so."""
    life = await live(shared)
    late = await open_transaction(shared, NOW)
    try:
        with pytest.raises(OlderTransactionRuns, match="has not ended"):
            await shared.seal(wait_seconds=0.5)
        assert seals_of(shared, life) == []

        sealing = asyncio.create_task(shared.seal(wait_seconds=60))
        await asyncio.sleep(0.5)
        assert not sealing.done()
        await _use_late(late, life)
        await late.execute("COMMIT")
        await sealing
    finally:
        await late.close()

    (seal,) = seals_of(shared, life)
    assert counts(seal)["use_log"] == 3
    assert await shared.differences(life.organiser_id) == []


async def _use_late(late: asyncpg.Connection, life: Life) -> None:
    actor = new_id()
    settings = {
        "hb.organiser": life.organiser_id,
        "hb.actor": actor,
        "hb.role": "AUDITOR",
        "hb.purpose": "OVERSIGHT",
    }
    for name, value in settings.items():
        await late.execute("SELECT set_config($1, $2, true)", name, str(value))
    await late.execute(USE, life.organiser_id, new_id(), actor)


async def test_a_transaction_that_began_after_does_not_hold_sealing_up(shared: World) -> None:
    """Only those are waited for that ran when sealing began."""
    life = await live(shared)
    older = await open_transaction(shared, NOW)
    sealing = asyncio.create_task(shared.seal(wait_seconds=60))
    await asyncio.sleep(0.5)
    newer = await open_transaction(shared, LATER)
    try:
        await older.execute("COMMIT")
        await asyncio.wait_for(sealing, 20)
    finally:
        await older.close()
        await newer.close()

    assert len(seals_of(shared, life)) == 1


async def test_two_sealers_at_once_make_one_chain(shared: World) -> None:
    life = await live(shared)
    for hours in (1, 2, 3):
        await put_use(shared, life.scene, NOW + hours * AN_HOUR, "ClientPage")

    reports = await asyncio.gather(*(shared.seal(LATER + hours * AN_HOUR) for hours in (3, 0, 3, 1, 2, 3)))

    seals = seals_of(shared, life)
    assert [seal.number for seal in seals] == list(range(1, len(seals) + 1))
    assert seals[-1].until == HOUR + 4 * AN_HOUR
    assert sum(seal.rows for seal in seals) == 42 + 3
    assert sum(report.rows for report in reports) >= 40
    assert await shared.differences(life.organiser_id) == []


class BrokenFolder(SealFolder):
    """A folder whose disk is full."""

    def append(self, *_arguments: object) -> int:
        raise OSError(28, "No space left on device")


async def test_sealing_goes_on_after_a_crash_between_database_and_file(shared: World) -> None:
    life = await live(shared)
    broken = World(
        shared.app_dsn, shared.owner_dsn, shared.db, shared.rows, BrokenFolder(shared.folder.folder)
    )
    with pytest.raises(OSError, match="No space"):
        await broken.seal()
    path = shared.folder.folder / f"{life.organiser_id}.jsonl"
    path.write_text('{"body":"{\\"form', encoding="utf-8")
    (difference,) = await shared.differences(life.organiser_id)
    assert (difference.kind, difference.seal) == (Kind.SEAL_NOT_OUTSIDE, 1)

    await put_use(shared, life.scene, NOW + AN_HOUR, "ClientPage")
    await shared.seal(LATER + AN_HOUR)

    assert [seal.number for seal in seals_of(shared, life)] == [1, 2]
    assert await shared.differences(life.organiser_id) == []


async def test_an_organiser_without_rows_has_no_seal_and_a_long_past_has_several(
    embedded: EmbeddedPostgres, tmp_path: Path, worker_id: str
) -> None:
    """A seal covers at most a thousand hours that have rows; between them quiet years are one."""
    world = await open_world(embedded, f"hb_seals_past_{worker_id}", tmp_path)
    try:
        await world.seal()
        assert world.folder.organiser_ids() == []
        life = await live(world)
        await put_use(world, life.scene, utc(2020, 1, 1, 5, 59), "Old")
        await put_use(world, life.scene, utc(2020, 1, 2), "Old")
        report = await world.seal()

        seals = seals_of(world, life)
        assert [(seal.since, seal.rows, seal.hours_count) for seal in seals] == [
            (utc(2020, 1, 1, 5), 2, 2),
            (utc(2020, 1, 1, 5) + 1000 * AN_HOUR, 42, 1),
        ]
        assert (report.organisers, report.seals, report.rows) == (1, 2, 40)
        assert str(report) == "Sealed until 2026-05-15T10:00Z: 1 organisers, 2 new seals, 40 rows."
        assert (await world.verify()).differences == ()
    finally:
        await world.db.close()
        await world.rows.close()


async def test_a_lawful_change_is_a_new_state_of_a_later_hour(sealed: tuple[World, Life]) -> None:
    world, life = sealed
    await set_clock(world.rows, NOW + AN_HOUR)
    try:
        await world.rows.execute(
            "UPDATE payment_account SET valid_from = '2026-06-01' WHERE organiser_id = $1", life.organiser_id
        )
    finally:
        await set_clock(world.rows, NOW)
    assert await world.differences(life.organiser_id) == []
    await world.seal(LATER + AN_HOUR)

    assert counts(seals_of(world, life)[-1]) == {"row_version": 1}
    assert await world.differences(life.organiser_id) == []


async def test_reports_go_on_while_an_hour_is_sealed(shared: World) -> None:
    """Rows of the hour that is open are left to the next seal."""
    life = await live(shared)
    await asyncio.gather(
        shared.seal(NOW + timedelta(minutes=30)), report(shared, life.scene, life.ordered, "3", "4")
    )
    assert seals_of(shared, life) == []
    await shared.seal()

    assert counts(seals_of(shared, life)[0])["delivery"] == 4
