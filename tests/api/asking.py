"""Sending any app's mutations, whatever their fields are called, and reading what refused them."""

from hb.access.rules import Actor
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.documents import document

Answer = dict[str, object]


async def send(api: Api, actor: Actor, app: str, operation: str, /, **fields: object) -> Answer:
    """Send a mutation of an app under a fresh key; what its one field answers."""
    variables = {"input": {"idempotencyKey": str(new_id()), **fields}}
    (answer,) = (await api.data(actor, document(app, operation), variables)).values()
    assert isinstance(answer, dict)
    return answer


async def done(api: Api, actor: Actor, app: str, operation: str, result: str, /, **fields: object) -> Answer:
    """Send a mutation that must succeed; the row its payload shows under `result`."""
    answer = await send(api, actor, app, operation, **fields)
    assert answer["userErrors"] == []
    shown = answer[result]
    assert isinstance(shown, dict)
    return shown


def refusals(answer: Answer) -> list[tuple[object, object]]:
    """Code and path of each refusal."""
    errors = answer["userErrors"]
    assert isinstance(errors, list)
    return [(each["code"], each["path"]) for each in errors]


def nodes(data: Answer, root: str, field: str) -> list[object]:
    """One field of each node of a connection."""
    page = data[root]
    assert isinstance(page, dict)
    return [node[field] for node in page["nodes"]]
