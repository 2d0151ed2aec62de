"""Calls that travel with BEGIN and COMMIT: literals checked, prepared once, and undone by a failure."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio

from hb.access.rules import Role
from hb.audit import service as audit
from hb.audit.queries import LOG_USE
from hb.kit.db import Database
from hb.kit.errors import Busy, UnknownOutcome
from hb.kit.ids import new_id
from hb.kit.prepared import Prepared, literal
from hb.kit.transaction import Transaction
from tests.jobs.lost_commit import lost_commit
from tests.reliability.pools import left_behind
from tests.scene import NOW, Scene

ONE, TWO = UUID(int=1), UUID(int=2)
DIVIDE = Prepared("divide_one", "SELECT 1 / $1::integer")
NAP = Prepared("nap", "SELECT pg_sleep($1::float8)")


@pytest_asyncio.fixture
async def single(app_dsn: str) -> AsyncIterator[Database]:
    """A pool of one connection, whose statements may take two seconds."""
    opened = await Database.connect(app_dsn, size=1, statement_timeout_ms=2_000, clock=NOW)
    yield opened
    await opened.close()


async def sent_by(database: Database) -> list[str]:
    """What the pool's connection is sent from now on, a text for each round trip."""
    sent: list[str] = []
    connection = await database._pool.acquire()
    connection.add_query_logger(lambda record: sent.append(record.query))
    await database._pool.release(connection)
    return sent


def test_a_literal_is_a_harmless_text_an_id_or_ids() -> None:
    assert literal("SOCIAL_WORKER") == "'SOCIAL_WORKER'"
    assert literal("2026-05-12T09:00:00+00:00") == "'2026-05-12T09:00:00+00:00'"
    assert literal("") == "''"
    assert literal(ONE) == "'00000000-0000-0000-0000-000000000001'"
    assert (
        literal([ONE, TWO]) == "'{00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002}'"
    )
    assert literal([]) == "'{}'"
    assert DIVIDE.call("2") == "EXECUTE divide_one('2')"


@pytest.mark.parametrize(
    "value", ["it's", "a;b", "a\\", "a\n", "\x00", "ä", '"', "$1", "a,b", "{}", "(", "a'--", "x" * 9 + "’"]
)
def test_a_text_that_could_end_a_literal_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        literal(value)


@pytest.mark.parametrize("values", [["a"], [ONE, "a"], [1]])
def test_a_list_holds_ids_alone(values: list[UUID]) -> None:
    with pytest.raises(ValueError, match="ids alone"):
        literal(values)


async def test_a_logged_read_takes_three_round_trips(single: Database, scene: Scene) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> int:
        rows = await tx.fetch_text("SELECT id FROM client")
        await audit.log_use(tx, "Clients", [row["id"] for row in rows])
        return tx.statements

    first = await sent_by(single)
    assert await single.run(guide.context("read"), work) == 2
    kinds = [query.partition(" ")[0] for query in first]
    assert kinds == ["PREPARE", "BEGIN;", "SELECT", "PREPARE", "EXECUTE"]

    first.clear()
    await single.run(guide.context("read"), work)
    opening, statement, closing = first
    assert opening.startswith("BEGIN; EXECUTE context_")
    assert f"'{guide.organiser_id}'" in opening
    assert statement == "SELECT id FROM client"
    assert closing.startswith(f"EXECUTE {LOG_USE.name}('")
    assert closing.endswith("; COMMIT")


async def test_another_context_is_prepared_beside_the_first_and_leaves_nothing(
    single: Database, scene: Scene
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def seen(tx: Transaction) -> tuple[object, object]:
        (row,) = await tx.fetch_text(
            "SELECT current_setting('hb.role', true), current_setting('hb.organiser', true)"
        )
        return tuple(row)

    assert await single.run({"hb.role": "CLIENT"}, seen) == ("CLIENT", None)
    assert await single.run(guide.context("read"), seen) == ("SERVICE_GUIDE", str(guide.organiser_id))
    assert await single.run({"hb.role": "AUDITOR"}, seen) == ("AUDITOR", "")
    assert await left_behind(single) == []


async def test_a_context_value_that_could_end_a_literal_never_reaches_the_server(single: Database) -> None:
    async def work(_tx: Transaction) -> None:
        raise AssertionError

    sent = await sent_by(single)
    with pytest.raises(ValueError, match="does not belong"):
        await single.run({"hb.role": "x', false); DROP TABLE client; --"}, work)
    assert sent == []


async def test_what_fails_beside_the_commit_undoes_the_transaction(
    single: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> None:
        await audit.record_denied(tx, guide, "thing:make", "FORBIDDEN")
        await tx.close_with(DIVIDE, "0")

    with pytest.raises(asyncpg.DivisionByZeroError):
        await single.run(guide.context("read"), work)

    count = "SELECT count(*) FROM audit_event WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 0
    assert await left_behind(single) == []


async def test_what_takes_too_long_beside_the_commit_is_told_as_nothing_done(
    single: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> None:
        await audit.record_denied(tx, guide, "thing:make", "FORBIDDEN")
        await tx.close_with(NAP, "600")

    with pytest.raises(Busy):
        await single.run(guide.context("read"), work)

    count = "SELECT count(*) FROM audit_event WHERE organiser_id = $1"
    assert await all_rows.fetchval(count, scene.organiser_id) == 0
    assert await left_behind(single) == []


async def test_a_connection_lost_while_committing_leaves_the_outcome_unknown(
    single: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide = scene.actors[Role.SERVICE_GUIDE]

    async def work(tx: Transaction) -> None:
        await audit.log_use(tx, "Lost", [scene.client_id])

    async with lost_commit(all_rows, scene, "use_log", "true"):
        with pytest.raises(UnknownOutcome):
            await single.run(guide.context("read"), work)
    await single.run(guide.context("read"), work)


async def test_a_trial_leaves_out_what_goes_with_the_commit(single: Database, scene: Scene) -> None:
    async def work(tx: Transaction) -> int:
        await tx.close_with(DIVIDE, "0")
        return 7

    context = scene.actors[Role.SERVICE_GUIDE].context("read")
    assert await single.run(context, work, rollback=True) == 7


async def test_nobody_logs_a_read_in_anothers_name(single: Database, scene: Scene) -> None:
    """The row is checked where it is written, beside the commit."""
    guide = scene.actors[Role.SERVICE_GUIDE]
    forged = Prepared(
        "forged_log",
        "INSERT INTO use_log SELECT ctx_organiser(), $1::uuid, ctx_now(), $2::uuid, 'CLIENT', NULL, 'CARE',"
        " 'x', '{}'::uuid[]",
    )

    async def work(tx: Transaction) -> None:
        await tx.close_with(forged, new_id(), uuid4())

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await single.run(guide.context("read"), work)
    assert await left_behind(single) == []
