"""Changing keys while serving (O7): one row a person, every row under the next keys, no way back."""

import asyncio
from itertools import count

import asyncpg
import pytest

from hb.installation.keys import open_secrecy
from hb.jobs import rekey as job
from hb.kit.db import Database
from hb.kit.key_check import FitKeys
from hb.kit.keys import KeyPair, KeyRing, UnfitKeys
from hb.kit.secrecy import Secrecy, key_id_of
from tests.jobs.keyed import (
    BOTH,
    FIRST,
    FIRST_INDEX,
    NEW,
    OLD,
    SECOND,
    SECOND_INDEX,
    THIRD,
    THIRD_INDEX,
    Keyed,
    code,
    codes_of,
    require_under,
)

OLD_SETTINGS = (
    "A process without HB_DATA_KEY_NEXT and HB_INDEX_KEY_NEXT wrote {} rows meanwhile; restart each process"
    " with it and run `python -m hb rekey` again: until then the present keys stay."
)


async def test_o7_every_row_comes_under_the_next_keys_and_the_old_ones_are_refused(keyed: Keyed) -> None:
    before = await keyed.process(OLD)
    await keyed.register(before, *range(5))
    during = await keyed.process(BOTH)
    await keyed.register(during, *range(3, 8))

    done = await keyed.rekey()

    assert str(done) == (
        "Every row is under the next keys (8 of client_identity, 10 of filed_contact_identity, 0 of"
        " webhook_secret; 36 rewritten): move HB_DATA_KEY_NEXT to HB_DATA_KEY"
        " and HB_INDEX_KEY_NEXT to HB_INDEX_KEY, restart each process,"
        " and run this once more; then the former keys may be taken away."
    )
    after = await keyed.process(NEW)
    await require_under(keyed, after, range(8), slot=2)
    assert {row["hetu_index"] for row in await keyed.identities()} == {None}
    assert await keyed.states() == {
        key_id_of(FIRST): "REPLACED",
        key_id_of(FIRST_INDEX): "REPLACED",
        key_id_of(SECOND): "CURRENT",
        key_id_of(SECOND_INDEX): "CURRENT",
    }
    for process in (during, after, await keyed.process(BOTH)):
        await keyed.register(process, *range(9))
    await require_under(keyed, after, range(9), slot=2)
    with pytest.raises(UnfitKeys) as refused:
        await keyed.process(OLD)
    assert str(refused.value) == "HB_DATA_KEY is a key that was replaced; set the one that replaced it."


async def test_o7_the_next_key_writes_from_the_announcement_on_and_not_before(keyed: Keyed) -> None:
    """A process with old settings can read what others write until the operator runs `rekey`."""
    during = await keyed.process(BOTH)
    await keyed.register(during, 1)
    (row,) = await keyed.identities()
    assert row["key_id"] == key_id_of(FIRST)
    assert (row["hetu_index"], row["hetu_index_2"]) == during.blind_indexes(code(1))
    assert codes_of([row], await keyed.process(OLD)) == [code(1)]

    await keyed.rekey()
    await keyed.register(during, 2)
    assert {row["key_id"] for row in await keyed.identities()} == {key_id_of(SECOND)}


async def test_registering_takes_no_more_statements_while_keys_change(keyed: Keyed) -> None:
    before = await keyed.register(await keyed.process(OLD), 1, 1)
    during = await keyed.register(await keyed.process(BOTH), 2, 2)
    await keyed.rekey()
    after = await keyed.register(await keyed.process(NEW), 3, 3)
    assert before == during == after


async def test_o7_the_last_run_takes_out_what_processes_wrote_under_the_former_index(keyed: Keyed) -> None:
    during = await keyed.process(BOTH)
    await keyed.rekey()
    await keyed.register(during, 1, 2)
    assert None not in {row["hetu_index"] for row in await keyed.identities()}

    done = await keyed.rekey(NEW)

    assert str(done) == (
        "Every row is under the current keys alone (2 of client_identity, 2 of filed_contact_identity, 0 of"
        " webhook_secret; 4 rewritten): a former key may be taken away."
    )
    assert {row["hetu_index"] for row in await keyed.identities()} == {None}
    again = await keyed.rekey(NEW)
    rows = {"client_identity": 2, "filed_contact_identity": 2, "webhook_secret": 0}
    assert (again.rewritten, again.rows) == (0, rows)


async def test_o7_a_second_change_of_keys_takes_the_other_index_column(keyed: Keyed) -> None:
    await keyed.register(await keyed.process(OLD), *range(4))
    await keyed.rekey()
    once_more = KeyRing(KeyPair(SECOND, THIRD), KeyPair(SECOND_INDEX, THIRD_INDEX))
    await keyed.register(await keyed.process(once_more), *range(2, 6))

    await keyed.rekey(once_more)

    third = await keyed.process(KeyRing(KeyPair(THIRD), KeyPair(THIRD_INDEX)))
    await require_under(keyed, third, range(6), slot=1)
    assert {row["hetu_index_2"] for row in await keyed.identities()} == {None}


@pytest.mark.parametrize(
    ("ring", "alone"),
    [
        (
            KeyRing(KeyPair(FIRST, SECOND), KeyPair(FIRST_INDEX)),
            KeyRing(KeyPair(SECOND), KeyPair(FIRST_INDEX)),
        ),
        (
            KeyRing(KeyPair(FIRST), KeyPair(FIRST_INDEX, SECOND_INDEX)),
            KeyRing(KeyPair(FIRST), KeyPair(SECOND_INDEX)),
        ),
    ],
    ids=["data", "index"],
)
async def test_o7_one_of_the_two_keys_can_change_alone(keyed: Keyed, ring: KeyRing, alone: KeyRing) -> None:
    await keyed.register(await keyed.process(OLD), *range(3))
    await keyed.rekey(ring)
    after = await keyed.process(alone)
    await require_under(keyed, after, range(3), slot=2 if alone.index.present == SECOND_INDEX else 1)


async def test_o7_nobody_is_registered_twice_while_keys_change(
    keyed: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes of before and after the switch register the same persons again and again meanwhile."""
    monkeypatch.setattr(job, "ROWS_AT_ONCE", 2)
    persons = range(24)
    before = await keyed.process(OLD)
    await keyed.register(before, *persons[:12])
    during = await keyed.process(BOTH)
    changing = asyncio.create_task(keyed.rekey())
    rounds, turns = count(), count()

    async def register_everybody() -> None:
        while not changing.done() or next(rounds) < 4:
            process = during
            if (await keyed.states()).get(key_id_of(SECOND)) == "CURRENT":
                process = await keyed.process(NEW)
            await asyncio.gather(
                *(
                    keyed.register(secrecy, number, worker=keyed.workers[next(turns) % len(keyed.workers)])
                    for number in persons
                    for secrecy in (during, process)
                )
            )

    await register_everybody()
    await changing
    await keyed.rekey(NEW)

    await require_under(keyed, await keyed.process(NEW), persons, slot=2)


async def test_o7_it_does_not_finish_while_a_process_writes_without_the_next_key(
    keyed: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await keyed.process(OLD)
    await keyed.register(before, *range(3))
    finish = job._finish

    async def finish_after_a_forgotten_process(database: Database, fit: FitKeys) -> int:
        await keyed.register(before, 2, 3)
        return await finish(database, fit)

    with monkeypatch.context() as patch:
        patch.setattr(job, "_finish", finish_after_a_forgotten_process)
        with pytest.raises(UnfitKeys) as refused:
            await keyed.rekey()

    assert str(refused.value) == OLD_SETTINGS.format(3)
    assert (await keyed.states())[key_id_of(FIRST)] == "CURRENT"
    with pytest.raises(UnfitKeys, match=r"^HB_DATA_KEY is being changed; set HB_DATA_KEY_NEXT to the key"):
        await keyed.process(OLD)
    with pytest.raises(UnfitKeys, match=r"^HB_DATA_KEY is the next key and some rows are still under the"):
        await keyed.process(NEW)
    await keyed.rekey()
    await require_under(keyed, await keyed.process(NEW), range(4), slot=2)


async def test_o7_the_database_takes_nothing_from_a_forgotten_process_after_the_change(keyed: Keyed) -> None:
    """It finds nobody any more, so it would make everybody a second time."""
    before = await keyed.process(OLD)
    await keyed.register(before, *range(3))
    await keyed.rekey()

    for number in (1, 4):
        with pytest.raises(asyncpg.CheckViolationError, match="under a data key that is not in use"):
            await keyed.register(before, number)
    forgotten_index = Secrecy(SECOND, FIRST_INDEX)
    with pytest.raises(asyncpg.CheckViolationError, match="lacks the index of the current index key"):
        await keyed.register(forgotten_index, 1)
    await require_under(keyed, await keyed.process(NEW), range(3), slot=2)


async def test_o7_an_interrupted_change_goes_on_where_it_was(
    keyed: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(job, "BATCHES_BETWEEN_LINES", 3)
    await keyed.register(await keyed.process(OLD), *range(9))
    lines = []

    def killed(line: str) -> None:
        lines.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await job.rekey(keyed.owner, BOTH, killed)
    rewritten = sum(row["key_id"] == key_id_of(SECOND) for row in await keyed.identities())
    assert lines == [f"client_identity: {rewritten} rows looked at, {rewritten} rewritten"]
    assert 0 < rewritten < 9

    said: list[str] = []
    done = await job.rekey(keyed.owner, BOTH, said.append)

    assert said[-2:] == [
        "filed_contact_identity: 9 rows looked at, 18 rewritten",
        "webhook_secret: 0 rows looked at, 18 rewritten",
    ]
    assert done.rewritten == 18 - rewritten + 18
    await require_under(keyed, await keyed.process(NEW), range(9), slot=2)


async def test_o7_two_at_once_are_as_good_as_one(keyed: Keyed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ROWS_AT_ONCE", 2)
    await keyed.register(await keyed.process(OLD), *range(7))
    await asyncio.gather(keyed.rekey(), keyed.rekey())
    await require_under(keyed, await keyed.process(NEW), range(7), slot=2)


async def test_s3_the_app_may_read_check_values_and_not_write_them(keyed: Keyed) -> None:
    connection = await asyncpg.connect(keyed.app_dsn)
    assert len(await connection.fetch("SELECT * FROM key_check")) == 2
    for statement in (
        "INSERT INTO key_check SELECT * FROM key_check",
        "UPDATE key_check SET state = 'REPLACED'",
        "DELETE FROM key_check",
        "TRUNCATE key_check",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    await connection.close()
    for ring in (OLD, BOTH):
        assert (await open_secrecy(keyed.owner_dsn, ring)).key_id == key_id_of(FIRST)
