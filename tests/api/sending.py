"""Sending the frontend's mutations, and looking at what they answered."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from hb.access.rules import Actor
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.api.conftest import Api
from tests.api.documents import document

Result = TypeVar("Result")
Json = dict[str, object]


def operation(name: str) -> str:
    """The text of an operation: `MyClients` of the social workers' app, `client/MyBudget` of another."""
    app, _, own = name.rpartition("/")
    return document(app or "social_worker", own)


def given(**fields: object) -> Json:
    """The variables of a mutation under a fresh key."""
    return {"input": {"idempotencyKey": str(new_id()), **fields}}


async def send(api: Api, actor: Actor, name: str, **fields: object) -> Json:
    """Send a mutation of the frontend under a fresh key; what its one field answers."""
    (answer,) = (await api.data(actor, operation(name), given(**fields))).values()
    assert isinstance(answer, dict)
    return answer


async def done(api: Api, actor: Actor, name: str, **fields: object) -> Json:
    """The same, of a mutation that must be accepted."""
    answer = await send(api, actor, name, **fields)
    assert answer.pop("userErrors") == []
    return answer


async def registered(api: Api, actor: Actor, **person: object) -> str:
    """File a contact about a new person and open it for a reason; the client's typed id."""
    filed = await done(api, actor, "RegisterClient", **person)
    opened = await done(
        api,
        actor,
        "OpenFiledContact",
        filedContactId=text_at(filed, "filedContact", "id"),
        reason="Sovittu kotikäynti on tänään.",
    )
    return text_at(opened, "client", "id")


async def read(api: Api, actor: Actor, name: str, **variables: object) -> Json:
    """Send a query of the frontend."""
    return await api.data(actor, operation(name), variables)


async def denied(api: Api, actor: Actor, name: str, **fields: object) -> None:
    """Send a mutation that the actor must be forbidden, at the top level."""
    answer = (await api.post(actor, operation(name), given(**fields))).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert not any((answer.get("data") or {}).values())


def at(value: object, *steps: str | int) -> object:
    """What stands in an answer at a place."""
    for step in steps:
        assert isinstance(value, (dict, list))
        value = value[step]  # type: ignore[index]  # the step fits what stands there, or the test fails
    return value


def text_at(value: object, *steps: str | int) -> str:
    """The text that stands in an answer at a place."""
    found = at(value, *steps)
    assert isinstance(found, str)
    return found


def rows_at(value: object, *steps: str | int) -> list[Json]:
    """The list of objects that stands in an answer at a place."""
    found = at(value, *steps)
    assert isinstance(found, list)
    return found


def refusals(answer: Json) -> list[tuple[object, object]]:
    """Code and path of each refusal."""
    errors = answer["userErrors"]
    assert isinstance(errors, list)
    return [(each["code"], each["path"]) for each in errors]


def count_statements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on, how many statements each transaction runs."""
    counts: list[int] = []
    run = Database.run

    async def counted(
        self: Database, context: dict[str, str], work: Callable[[Transaction], Awaitable[Result]]
    ) -> Result:
        async def counting(tx: Transaction) -> Result:
            result = await work(tx)
            counts.append(tx.statements)
            return result

        return await run(self, context, counting)

    monkeypatch.setattr(Database, "run", counted)
    return counts
