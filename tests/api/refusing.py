"""Sending any mutation by its name, to read the codes it is refused with."""

from functools import cache

from hb.access.rules import Actor
from hb.api.schema import MUTATIONS
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import Json, rows_at

MUTATION = {mutation.name: mutation for mutation in MUTATIONS}


@cache
def asking(name: str) -> str:
    """A document of one mutation that selects its refusals, and those of its rows."""
    mutation = MUTATION[name]
    rows = "results { code }" if mutation.refuses_rows else ""
    return (
        f"mutation Refusing($input: {mutation.input_type.__name__}!) {{"
        f" {name}(input: $input) {{ userErrors {{ code path }} {rows} }} }}"
    )


async def codes_of(api: Api, actor: Actor, name: str, /, **fields: object) -> list[object]:
    """The codes that a mutation answers under a fresh key: its own, else those of its rows."""
    variables: Json = {"input": {"idempotencyKey": str(new_id()), **fields}}
    answer = await api.data(actor, asking(name), variables)
    refused = rows_at(answer, name, "userErrors")
    if not refused and MUTATION[name].refuses_rows:
        refused = rows_at(answer, name, "results")
    return [refusal["code"] for refusal in refused]
