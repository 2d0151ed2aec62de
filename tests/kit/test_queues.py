"""Queues: few at once at one thing, in the order of asking, and nobody waits for another thing."""

import asyncio

import pytest

from hb.kit import queues
from hb.kit.errors import Busy
from hb.kit.queues import AT_ONCE, Queues


async def test_few_at_once_in_the_order_of_asking() -> None:
    at_work = Queues()
    inside: list[int] = []
    most = 0

    async def work(number: int) -> None:
        nonlocal most
        async with at_work.at("plan"):
            inside.append(number)
            most = max(most, len(inside) - left)
            await asyncio.sleep(0)
            leave()

    left = 0

    def leave() -> None:
        nonlocal left
        left += 1

    await asyncio.gather(*(work(number) for number in range(20)))

    assert inside == list(range(20))
    assert most == AT_ONCE
    assert len(at_work._waiting) == 0


async def test_another_thing_and_no_thing_do_not_wait() -> None:
    at_work = Queues()
    for thing in ("a", "b", None, None, None, None, None):
        entered = at_work.at(thing)
        await entered.__aenter__()
    assert len(at_work._waiting) == 2


async def test_who_waits_too_long_is_told_so_and_a_turn_left_in_a_fault_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queues, "SECONDS", 0.05)
    monkeypatch.setattr(queues, "AT_ONCE", 1)
    at_work = Queues()

    async def fail() -> None:
        async with at_work.at("plan"):
            with pytest.raises(Busy):
                async with at_work.at("plan"):
                    pass
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with at_work.at("plan"):
        pass
