"""What is seen of a real server from outside: its health, its metrics and the lines it writes."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from tests.reliability.served import Served
from tests.waiting import until


@dataclass
class Lines:
    """The lines that a server writes to standard error, read while it runs: a full pipe would stop it."""

    served: Served
    texts: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Read from now on."""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.served.process.stderr is not None
        while line := await self.served.process.stderr.readline():
            self.texts.append(line.decode().rstrip("\n"))

    async def ended(self) -> int:
        """Wait for the server's end; gives its exit code."""
        await self._reading
        return await self.served.process.wait()

    def of(self, event: str) -> list[dict[str, object]]:
        """The lines of an event."""
        parsed = [json.loads(text) for text in self.texts]
        return [line for line in parsed if line["event"] == event]


async def ready(client: httpx2.AsyncClient) -> tuple[int, dict[str, bool]]:
    """The status of `/health/ready`, and the parts."""
    answer = await client.get("/health/ready")
    return answer.status_code, answer.json()["parts"]


async def until_ready(client: httpx2.AsyncClient) -> None:
    """Wait until the server is ready."""

    async def is_ready() -> bool:
        return (await ready(client))[0] == 200

    await until(is_ready)


async def requests_by_code(port: int) -> "Counter[str]":
    """How many requests `/metrics` counts, by code."""
    async with httpx2.AsyncClient(timeout=None) as client:
        text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    counts: Counter[str] = Counter()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "hb_requests_total":
                counts[sample.labels["code"]] += int(sample.value)
    return counts


async def until_draining(client: httpx2.AsyncClient) -> dict[str, bool]:
    """Wait until the server says that it takes no more, and is unready for that; gives its parts."""

    async def is_draining() -> bool:
        return not (await ready(client))[1]["accepting"]

    await until(is_draining)
    status, parts = await ready(client)
    assert status == 503
    return parts
