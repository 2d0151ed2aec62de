"""After a client's death nothing is written to the client or who spoke for the client, by any event (law)."""

import ast
import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import asyncpg
import pytest

import hb
from hb.access.rules import Actor, Role
from hb.clients import service as clients
from hb.clients.service import Notification
from hb.kit.db import Database
from hb.kit.errors import Fact
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.messages.rules import Event, Subject, SubjectType
from tests.clients.builders import HETU, OTHER_HETU, command
from tests.clients.identities import make_identity
from tests.clients.test_changed_hetu import change
from tests.persons.builders import record_death
from tests.scene import Scene

ROOT = Path(hb.__file__).parent
INFORMING = "clients/service/informing.py"
TO_PARTIES = {
    "ASSESSMENT_COMPLETED": {"assessments/service.py"},
    "BUDGET_ENDING": {"plans/service/warning.py"},
    "BUDGET_RUNNING_OUT": {"plans/service/warning.py"},
    "DECISION_MADE": {"budgets/service/held.py"},
    "ORDER_CANCELLED": {"plans/service/ordering.py"},
    "ORDER_GIVEN_BACK": {"plans/service/unanswered.py"},
    "PLAN_APPROVED": {"plans/service/planning.py"},
    "PLAN_RETURNED": {"plans/service/planning.py"},
    "RECORDS_MERGED": {"persons/service/merging.py"},
    "REPRESENTATION_ENDED": {"clients/service/endings.py"},
    "REPRESENTATION_ENDING": {"clients/service/endings.py"},
    "RESERVATION_FREED": {"settlement/service/deadline.py"},
}
"""Events that client and representatives are notified of together, by `tell_parties`."""
ADDRESSED = {
    "deliveries/service.py": "writes to the producer that reports, in the language of its request",
    "clients/service/identity.py": "asks for the day of death; tested here",
    INFORMING: "is `tell_parties`; tested here for every event",
    "clients/service/representation.py": "refuses CLIENT_HAS_DIED; tested in test_death",
    **dict.fromkeys(
        (
            "sending/model.py",
            "sending/queries/outgoing.py",
            "sending/rules/channels.py",
            "sending/service/outgoing.py",
            "sending/service/targets.py",
        ),
        "writes nothing: it sends what was left and not withheld; tested in test_death and tests/sending",
    ),
    "plans/service/ordering.py": "asks for the day of death, as a producer; tested in test_death",
}
"""Files that write to a party themselves, and why nothing goes to the dead."""
WRITTEN = """
SELECT event, recipient_id FROM message
WHERE organiser_id = $1 AND recipient_id IN (SELECT id FROM representative UNION SELECT id FROM client)
"""


def trees() -> Iterator[tuple[str, ast.AST]]:
    """The source of every module that may notify somebody, by its path."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(("demo/", "messages/")):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


TOGETHER = {"tell_parties", "tell_all_parties"}


def _name_of(function: ast.expr) -> str | None:
    return getattr(function, "attr", getattr(function, "id", None))


def told_together(name: str, tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The event of each call of `tell_parties` or `tell_all_parties`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name_of(node.func) in TOGETHER:
            event = node.args[2]
            if name == INFORMING and isinstance(event, ast.Name):
                continue  # the one is the other for one client
            assert isinstance(event, ast.Attribute), f"{name}: the event is written at the call"
            yield event.attr, name


def addresses_parties(tree: ast.AST) -> bool:
    """Whether a file names the recipient PARTY, or writes in a language of its own: only parties do."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "PARTY")
        or (
            isinstance(node, ast.Call)
            and _name_of(node.func) in {"tell", "pass_on"}
            and any(
                keyword.arg == "language" and not isinstance(keyword.value, ast.Constant)
                for keyword in node.keywords
            )
        )
        for node in ast.walk(tree)
    )


def test_all_that_is_written_to_parties_is_listed_here() -> None:
    events: dict[str, set[str]] = {}
    for name, tree in trees():
        for event, where in told_together(name, tree):
            events.setdefault(event, set()).add(where)
    assert events == TO_PARTIES
    assert {name for name, tree in trees() if addresses_parties(tree)} == set(ADDRESSED)


def test_a_planted_message_to_a_party_is_found() -> None:
    for words in ("language=language_of(client)", "outcome=Recipient.PARTY"):
        assert addresses_parties(ast.parse(f"messages.tell(tx, actor, E.X, client, {words})"))
    assert not addresses_parties(
        ast.parse("messages.tell(tx, actor, E.X, worker_id, outcome=Recipient.WORKER)")
    )
    (found,) = told_together("x", ast.parse("clients.tell_parties(tx, actor, Event.X, client_id, x)"))
    assert found == ("X", "x")


async def tell(db: Database, actor: Actor, scene: Scene, event: Event) -> None:
    async def work(tx: Transaction) -> None:
        about = Subject(SubjectType.BUDGET, new_id())
        facts: dict[str, Fact] = {"percent": 20, "last_day": "2026-06-30", "cents": 4200, "month": 202605}
        notice = Notification(scene.client_id, about, facts=facts)
        await clients.tell_all_parties(tx, actor, event, [notice])

    await command(db, actor, type(None), work)


@pytest.mark.parametrize("event", sorted(TO_PARTIES))
async def test_event_is_written_to_the_living_and_not_to_the_dead(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, event: str
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await tell(db, worker, scene, Event(event))
    parties = {scene.client_id, scene.actors[Role.REPRESENTATIVE].user_id}
    assert {row["recipient_id"] for row in await all_rows.fetch(WRITTEN, scene.organiser_id)} == parties
    await all_rows.execute("DELETE FROM message WHERE organiser_id = $1", scene.organiser_id)

    await record_death(db, worker, scene.client_id, date(2026, 5, 14))
    await tell(db, worker, scene, Event(event))

    assert await all_rows.fetch(WRITTEN, scene.organiser_id) == []


async def test_changed_code_of_the_dead_is_written_to_nobody(
    db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]
    await make_identity(all_rows, scene, scene.client_id, HETU)
    await record_death(db, worker, scene.client_id, date(2026, 5, 14))

    await change(db, worker, scene.client_id, OTHER_HETU)

    assert await all_rows.fetch(WRITTEN, scene.organiser_id) == []


@pytest.mark.parametrize("attempt", range(6))
async def test_what_is_told_while_a_death_is_recorded_is_withheld_or_not_written(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, attempt: int
) -> None:
    worker = scene.actors[Role.SOCIAL_WORKER]

    await asyncio.gather(
        record_death(db, worker, scene.client_id, date(2026, 5, 14)),
        *(tell(db, worker, scene, Event.DECISION_MADE) for _ in range(4)),
    )

    states = await all_rows.fetch(
        "SELECT state FROM message WHERE organiser_id = $1 AND event = 'DECISION_MADE'", scene.organiser_id
    )
    assert {row["state"] for row in states} <= {"WITHHELD"}
