"""O7: keyed hashes that nobody can make again are deleted when the index key changes, and never silently."""

from datetime import date

import pytest

from hb.access.rules import Actor, Role
from hb.audit.model import impact_assessment
from hb.audit.rules import LookMarks
from hb.kit.ids import new_id
from hb.kit.keys import KeyPair, KeyRing
from hb.kit.secrecy import Secrecy, UnknownKey, key_id_of
from hb.kit.transaction import Transaction
from hb.oversight import service as oversight
from hb.oversight.rules import TraitsRecorded
from tests.clients.builders import command
from tests.jobs.keyed import BOTH, FIRST, FIRST_INDEX, NEW, OLD, SECOND, SECOND_INDEX, Keyed
from tests.scene import NOW, put

FORGOTTEN = (
    " {} rows of worker_trait held hashes under a replaced index key and are deleted: they must be recorded"
    " again."
)
MATCHED = LookMarks(own_surname=True, own_address=True)
UNMATCHED = LookMarks()


async def assess(keyed: Keyed) -> None:
    await put(
        keyed.all_rows,
        impact_assessment,
        organiser_id=keyed.scene.organiser_id,
        id=new_id(),
        done_on=date(2026, 5, 1),
        reference="Dnro 7/2026",
        recorded_by=keyed.scene.actors[Role.AUDITOR].user_id,
        recorded_at=NOW,
    )


async def record(keyed: Keyed, secrecy: Secrecy, worker: Actor) -> None:
    """Record that a worker bears the name of the scene's client and lives where the client lives."""

    async def work(tx: Transaction) -> TraitsRecorded:
        auditor = keyed.scene.actors[Role.AUDITOR]
        return await oversight.record_worker_traits(
            tx, auditor, secrecy, worker.user_id, "Äijälä", "Metsätie 2", "01900"
        )

    await command(keyed.db, keyed.scene.actors[Role.AUDITOR], TraitsRecorded, work)


async def marks(keyed: Keyed, secrecy: Secrecy, worker: Actor) -> LookMarks:
    """How a look of a worker with traits at the scene's client is marked in a process."""
    looking = Actor(worker.organiser_id, worker.user_id, worker.party_id, worker.role, has_traits=True)

    async def work(tx: Transaction) -> LookMarks:
        return await oversight.marks_of(tx, looking, secrecy, [keyed.scene.client_id])

    return await keyed.db.run(looking.context("read"), work)


async def keys_of_traits(keyed: Keyed) -> list[str]:
    rows = await keyed.all_rows.fetch("SELECT index_key_id FROM worker_trait ORDER BY recorded_at, worker_id")
    return [row["index_key_id"] for row in rows]


async def test_o7_hashes_under_the_former_index_key_are_deleted_and_counted(keyed: Keyed) -> None:
    first, second = (keyed.scene.actors[role] for role in (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER))
    await assess(keyed)
    await record(keyed, await keyed.process(OLD), first)
    during = await keyed.process(BOTH)
    await record(keyed, during, second)  # under the present key until the next is the current one
    assert await keys_of_traits(keyed) == [key_id_of(FIRST_INDEX)] * 2
    assert await marks(keyed, await keyed.process(OLD), second) == MATCHED

    done = await keyed.rekey()

    assert done.forgotten == {"worker_trait": 2}
    assert str(done).endswith(" then the former keys may be taken away." + FORGOTTEN.format(2))
    assert await keys_of_traits(keyed) == []
    assert await keyed.all_rows.fetchval("SELECT count(*) FROM impact_assessment") == 1
    await record(keyed, during, first)
    assert await keys_of_traits(keyed) == [key_id_of(SECOND_INDEX)]
    for process in (during, await keyed.process(NEW)):
        assert await marks(keyed, process, first) == MATCHED
    again = await keyed.rekey(NEW)
    assert again.forgotten == {"worker_trait": 0}
    assert str(again).endswith(": a former key may be taken away.")
    assert await keys_of_traits(keyed) == [key_id_of(SECOND_INDEX)]


async def test_o7_hashes_that_came_late_match_nothing_and_are_deleted_by_the_last_run(keyed: Keyed) -> None:
    """A row under the replaced key, such as of a transaction that ended after the change."""
    worker = keyed.scene.actors[Role.SERVICE_GUIDE]
    await assess(keyed)
    await record(keyed, await keyed.process(OLD), worker)
    late = await keyed.all_rows.fetchrow("SELECT * FROM worker_trait")
    assert late is not None
    await keyed.rekey()
    places = ", ".join(f"${number}" for number in range(1, len(late) + 1))
    await keyed.all_rows.execute(f"INSERT INTO worker_trait VALUES ({places})", *late.values())

    assert await marks(keyed, await keyed.process(NEW), worker) == UNMATCHED
    done = await keyed.rekey(NEW)

    assert str(done).endswith(" a former key may be taken away." + FORGOTTEN.format(1))
    assert await keys_of_traits(keyed) == []


async def test_o7_a_process_without_the_current_index_key_records_nothing(keyed: Keyed) -> None:
    forgotten = await keyed.process(OLD)
    await assess(keyed)
    await keyed.rekey()

    with pytest.raises(UnknownKey):
        await record(keyed, forgotten, keyed.workers[0])

    assert await keys_of_traits(keyed) == []


async def test_hashes_stay_when_the_data_key_alone_changes(keyed: Keyed) -> None:
    worker = keyed.scene.actors[Role.SERVICE_GUIDE]
    await assess(keyed)
    await record(keyed, await keyed.process(OLD), worker)

    done = await keyed.rekey(KeyRing(KeyPair(FIRST, SECOND), KeyPair(FIRST_INDEX)))

    assert done.forgotten == {"worker_trait": 0}
    after = await keyed.process(KeyRing(KeyPair(SECOND), KeyPair(FIRST_INDEX)))
    assert await marks(keyed, after, worker) == MATCHED
