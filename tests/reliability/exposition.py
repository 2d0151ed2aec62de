"""What `/metrics` of a real server shows, as Prometheus reads it, and by how much it has moved afterwards."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from tests.waiting import until

Samples: TypeAlias = Mapping[tuple[str, ...], float]
OWN = "hb_"


async def samples(client: httpx2.AsyncClient) -> dict[tuple[str, ...], float]:
    """Our samples by name and values of labels, these in the order of the labels' names.

    Those of Python and of the process are left out.
    """
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name.startswith(OWN)
    }


async def families(client: httpx2.AsyncClient) -> set[str]:
    """The names of our families that are shown, with their counters' ending."""
    text = (await client.get("/metrics")).text
    return {
        family.name + ("_total" if family.type == "counter" else "")
        for family in text_string_to_metric_families(text)
        if family.name.startswith(OWN)
    }


def moved(before: Samples, after: Samples, family: str) -> dict[tuple[str, ...], float]:
    """By how much each sample of a family has moved, by its labels; one that is not shown counts as 0."""
    labels = {key[1:] for key in {*before, *after} if key[0] == family}
    differences = {
        label: after.get((family, *label), 0) - before.get((family, *label), 0) for label in labels
    }
    return {label: difference for label, difference in differences.items() if difference}


async def until_shown(client: httpx2.AsyncClient, check: Callable[[Samples], bool]) -> Samples:
    """Wait until what is shown is as it should be: figures of the database are kept for some seconds."""
    seen: list[Samples] = []

    async def is_shown() -> bool:
        seen[:] = [await samples(client)]
        return check(seen[0])

    await until(is_shown)
    return seen[0]
