"""A cursor names a row and tells nothing of it; its place is looked up when it comes back (I9, S11)."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import types as sql

from hb.api.schema import make_engine
from hb.read import CURSOR_GONE, Engine, ReadRefused
from hb.read.graph.graph import SortOrder
from tests.read import stock
from tests.read.conftest import Desk

PAGE = """query($after: String) {
  books(first: 2, after: $after, orderBy: TITLE) { nodes { title } pageInfo { endCursor } }
}"""
CODES = {"category_code", "code", "measure", "municipality_code", "name", "type", "word"}
"""Columns of text in the keys of our rows: codes of closed lists, among them the names of clocks alone, the
words that they count, and the kind of a timeline entry.
"""


async def page(engine: Engine, desk: Desk, after: str | None) -> tuple[list[str], str]:
    answer = await engine.compile(PAGE, variables={"after": after}).straight(desk.fetch, desk.context)
    books = json.loads(answer.body)["data"]["books"]
    return [node["title"] for node in books["nodes"]], books["pageInfo"]["endCursor"]


async def test_page_that_follows_looks_up_its_place_first(engine: Engine, desk: Desk) -> None:
    first, cursor = await page(engine, desk, None)
    assert cursor.count("~") == 1
    assert all(title not in cursor for title in first)
    desk.ran.clear()

    second, _ = await page(engine, desk, cursor)

    assert len(desk.ran) == 2
    assert first == sorted(first)
    assert max(first) <= min(second)


async def test_place_is_that_of_now(engine: Engine, desk: Desk) -> None:
    """A row that was renamed since is where its new name is."""
    titles, cursor = await page(engine, desk, None)
    everything = [*titles]
    after: str | None = cursor
    while after is not None:
        more, after = await page(engine, desk, after)
        everything += more
    assert everything == sorted(everything)


@pytest.mark.parametrize("cursor", [f"1~{stock.make(2, 99)}", f"1~{stock.ORGANISER}"])
async def test_row_that_is_gone_is_refused(engine: Engine, desk: Desk, cursor: str) -> None:
    titles, own = await page(engine, desk, None)
    assert own.split("~")[0] == cursor.split("~", maxsplit=1)[0]
    desk.ran.clear()
    with pytest.raises(ReadRefused) as refused:
        await page(engine, desk, cursor)
    assert refused.value.code == CURSOR_GONE
    assert len(desk.ran) == 1
    assert titles


async def test_row_of_another_organiser_is_gone(engine: Engine, desk: Desk) -> None:
    _, cursor = await page(engine, desk, None)
    await desk.read_as(organiser=stock.make(0, 2))
    with pytest.raises(ReadRefused) as refused:
        await page(engine, desk, cursor)
    assert refused.value.code == CURSOR_GONE


def orders() -> list[tuple[str, SortOrder, dict[str, object]]]:
    """Every sort order of the schema with its link and the types of the scanned columns."""
    graph = make_engine().graph
    links = [
        *graph.roots.values(),
        *(link for entity in graph.entities.values() for link in entity.links.values()),
    ]
    return [
        (link.coordinate, order, {name: link.scanned.c[name].type for name in order.key})
        for link in links
        for order in (link.order, *link.orders.values())
        if order is not None
    ]


def test_no_cursor_of_ours_can_hold_words() -> None:
    every = orders()
    texts = {name for _, _, key in every for name, kind in key.items() if isinstance(kind, sql.String)}
    assert texts == CODES
    assert {where for where, _, key in every if "name" in key} == {
        "ClockRun.counts",
        "Query.clockRuns",
        "Query.clocks",
    }
    assert len(every) > 60
