"""A table of queries and their exact answers, byte for byte from the straight exit."""

# The answers stand on lines of their own, however long.
# ruff: noqa: E501
from __future__ import annotations

import json
from uuid import UUID

import pytest

from hb.read import Engine
from tests.read import stock
from tests.read.conftest import Desk

READER = f"Reader:{stock.readers(1)[5]}"
BOOK = f"Book:{stock.make(2, 1)}"
ACCOUNT = f"Account:{stock.make(4, 50)}"

CASES: dict[str, tuple[str, dict[str, object], str]] = {
    "leaves of every kind": (
        "query($id: ID!) { reader(id: $id) { id name born joinedAt interests extra blocked } }",
        {"id": f"Reader:{stock.readers(1)[4]}"},
        '{"reader":{"id":"Reader:00000000-0000-0001-0000-000100000004","name":"100 % _x_","born":"1954-12-31",'
        '"joinedAt":"2026-01-05T10:00:00.004000Z","interests":["runo"],"extra":{"a":[1,null,"x"],"b":1},'
        '"blocked":false}}',
    ),
    "cents beyond 32 bits, an enum whose texts differ, an id of another type": (
        f'{{ book(id: "{BOOK}") {{ priceCents state language publisherId }} }}',
        {},
        '{"book":{"priceCents":3000000000,"state":"ON_SHELF","language":"SV",'
        '"publisherId":"Publisher:00000000-0000-0000-0000-000900000001"}}',
    ),
    "aliases, fragments and directives": (
        f"""query($no: Boolean!, $yes: Boolean = true) {{
              a: book(id: "{BOOK}") {{ t: title ...P @skip(if: $no) __typename }}
              b: book(id: "{BOOK}") @include(if: $yes) {{ x: title y: title pages @include(if: $no) }} }}
            fragment P on Book {{ publisher {{ name }} }}""",
        {"no": False},
        '{"a":{"t":"Ilta~12","publisher":{"name":"Kustantaja 1"},"__typename":"Book"},"b":{"x":"Ilta~12","y":"Ilta~12"}}',
    ),
    "a page, its cursors and its count": (
        "{ books(first: 2, orderBy: PRICE_DESC) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor"
        " endCursor } edges { cursor node { priceCents } } } }",
        {},
        '{"books":{"totalCount":16,"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,'
        '"startCursor":"3~00000000-0000-0001-0000-00020000000e",'
        '"endCursor":"3~00000000-0000-0001-0000-000200000009"},"edges":['
        '{"cursor":"3~00000000-0000-0001-0000-00020000000e","node":{"priceCents":12000000000}},'
        '{"cursor":"3~00000000-0000-0001-0000-000200000009","node":{"priceCents":12000000000}}]}}',
    ),
    "the page after a cursor in a variable": (
        "query($first: Int!, $after: String) { books(first: $first, after: $after, orderBy: PRICE_DESC)"
        " { pageInfo { hasNextPage hasPreviousPage } nodes { id } } }",
        {"first": 1, "after": "3~00000000-0000-0001-0000-000200000009"},
        '{"books":{"pageInfo":{"hasNextPage":true,"hasPreviousPage":true},'
        '"nodes":[{"id":"Book:00000000-0000-0001-0000-000200000004"}]}}',
    ),
    "only the count": ("{ books { totalCount } }", {}, '{"books":{"totalCount":16}}'),
    "only whether there is more": (
        "{ books(first: 15) { pageInfo { hasNextPage } } publishers { pageInfo { hasNextPage endCursor } } }",
        {},
        '{"books":{"pageInfo":{"hasNextPage":true}},"publishers":{"pageInfo":{"hasNextPage":false,'
        '"endCursor":"0~00000000-0000-0000-0000-000900000002"}}}',
    ),
    "a page of none": (
        "{ books(first: 0) { pageInfo { hasNextPage endCursor } edges { cursor } } }",
        {},
        '{"books":{"pageInfo":{"hasNextPage":true,"endCursor":null},"edges":[]}}',
    ),
    "filters of every kind": (
        """query($f: BookFilter, $l: [Language!]) { a: books(filter: $f) { totalCount }
           b: books(filter: {languages: $l, titleAtLeast: "Z", publisher: null}) { nodes { title } }
           c: books(filter: {reservedForMe: true}) { totalCount } }""",
        {
            "f": {
                "state": "LOST",
                "maxPriceCents": 6_000_000_000,
                "ids": [f"Book:{stock.make(2, n)}" for n in (0, 1, 4)],
            },
            "l": ["FI", "SV"],
        },
        '{"a":{"totalCount":1},"b":{"nodes":[{"title":"Zeta \\\\ \'q\'"},{"title":"Zeta \\\\ \'q\'"},{"title":"Åland"},'
        '{"title":"Öinen \\"metsä\\""}]},"c":{"totalCount":3}}',
    ),
    "composite keys, plain lists, a view by explicit columns": (
        f'{{ line(by: {{account: "Account:{stock.make(4, 110)}", lineNo: 1}}) {{ label account {{ totals {{ lines'
        " amountCents account { openedOn } } lines { lineNo } } counters(first: 3) { edges { cursor node { month"
        " measure line { lineNo } } } } } }",
        {},
        '{"line":{"label":"rivi 1","account":{"totals":{"lines":3,"amountCents":300,"account":{"openedOn":"2026-01-01"}},'
        '"lines":[{"lineNo":0},{"lineNo":1},{"lineNo":2}]},"counters":{"edges":['
        '{"cursor":"0~00000000-0000-0001-0000-00040000006e~1~202601~5~cents","node":{"month":202601,"measure":"cents","line":{"lineNo":1}}},'
        '{"cursor":"0~00000000-0000-0001-0000-00040000006e~1~202601~7~minutes","node":{"month":202601,"measure":"minutes","line":{"lineNo":1}}},'
        '{"cursor":"0~00000000-0000-0001-0000-00040000006e~1~202602~5~cents","node":{"month":202602,"measure":"cents","line":{"lineNo":1}}}]}}}',
    ),
    "an interface through a view": (
        "{ me { timeline(first: 2) { nodes { __typename at ... on Note { body } ... on Loan { feeCents } } } } }",
        {},
        '{"me":{"timeline":{"nodes":['
        '{"__typename":"Loan","at":"2026-01-03T10:00:00.123456Z","feeCents":null},'
        '{"__typename":"Loan","at":"2026-01-02T10:00:00.123456Z","feeCents":5000000003}]}}}',
    ),
    "node of several types, unknown and unseen": (
        f"""{{ a: node(id: "{BOOK}") {{ id ... on Book {{ title }} }} b: node(id: "{ACCOUNT}") {{ __typename }}
            c: node(id: "Nothing:{UUID(int=1)}") {{ id }} d: node(id: "Book:{stock.make(2, 1, 2)}") {{ id }}
            e: node(id: "LostBook:{stock.make(2, 0)}") {{ ... on LostBook {{ label }} }}
            f: node(id: "LostBook:{stock.make(2, 1)}") {{ id }} }}""",
        {},
        f'{{"a":{{"id":"{BOOK}","title":"Ilta~12"}},"b":{{"__typename":"Account"}},"c":null,"d":null,'
        '"e":{"label":"Aamu"},"f":null}',
    ),
    "typename everywhere": (
        "{ __typename genres { __typename books { __typename } } publishers(first: 1) { __typename edges { __typename }"
        " pageInfo { __typename } } }",
        {},
        '{"__typename":"Query","genres":[{"__typename":"Genre","books":['
        + ",".join(['{"__typename":"Book"}'] * 5)
        + ']},{"__typename":"Genre","books":['
        + ",".join(['{"__typename":"Book"}'] * 5)
        + ']},{"__typename":"Genre","books":[]}],"publishers":{"__typename":"PublisherConnection",'
        '"edges":[{"__typename":"PublisherEdge"}],"pageInfo":{"__typename":"PageInfo"}}}',
    ),
    "what a policy hides is null": (
        f'{{ book(id: "{BOOK}") {{ appraisal {{ valueCents }} }} }}',
        {},
        '{"book":{"appraisal":null}}',
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_query_has_its_exact_answer(engine: Engine, desk: Desk, name: str) -> None:
    text, variables, expected = CASES[name]

    answer = await engine.compile(text, variables=variables).straight(desk.fetch, desk.context)

    answered = json.dumps(json.loads(answer.body)["data"], ensure_ascii=False, separators=(",", ":"))
    assert answered == expected


async def test_appraiser_sees_the_appraisal(engine: Engine, desk: Desk) -> None:
    await desk.read_as(role="APPRAISER")
    query = engine.compile(f'{{ book(id: "{BOOK}") {{ appraisal {{ valueCents }} }} }}')

    answer = await query.straight(desk.fetch, desk.context)

    assert json.loads(answer.body) == {"data": {"book": {"appraisal": {"valueCents": 1}}}}


async def test_within_holds_where_row_security_would_not(engine: Engine, desk: Desk) -> None:
    """The policies stand on DESK, the context says GUIDE: only the engine's own predicate narrows."""
    query = engine.compile(
        f'{{ readers {{ totalCount nodes {{ id }} }} reader(id: "{READER}") {{ id }} node(id: "{READER}") {{ id }}'
        " happenings { totalCount } me { id } }"
    )

    answer = await query.straight(desk.fetch, {**desk.context, "role": "GUIDE"})

    answered = json.loads(answer.body)["data"]
    assert answered["readers"]["totalCount"] == len(answered["readers"]["nodes"]) == 6
    assert (answered["reader"], answered["node"], answered["me"]) == (None, None, None)
    assert answered["happenings"]["totalCount"] < 40


async def test_organisers_do_not_meet(engine: Engine, desk: Desk) -> None:
    await desk.read_as(organiser=stock.OTHER)
    query = engine.compile(
        f'{{ book(id: "{BOOK}") {{ id }} books {{ totalCount }} publishers {{ nodes {{ books {{ totalCount }} }} }} }}'
    )

    answer = await query.straight(desk.fetch, desk.context)

    assert json.loads(answer.body)["data"] == {
        "book": None,
        "books": {"totalCount": 16},
        "publishers": {"nodes": [{"books": {"totalCount": n}} for n in (6, 0, 5, 5)]},
    }


async def test_subjects_are_the_rows_shown(engine: Engine, desk: Desk) -> None:
    readers = stock.readers(1)
    shown = await engine.compile(
        "{ readers(first: 2) { pageInfo { hasNextPage } nodes { name } } }"
    ).straight(desk.fetch, desk.context)
    single = await engine.compile(
        "query($a: ID!, $b: ID!) { a: account(id: $a) { id } b: account(id: $b) { id } books { nodes { id } } }",
        variables={"a": ACCOUNT, "b": f"Account:{stock.make(4, 51)}"},
    ).straight(desk.fetch, desk.context)
    counted = await engine.compile("{ readers { totalCount } }").straight(desk.fetch, desk.context)

    assert shown.subjects == (readers[4], readers[9])
    assert single.subjects == (readers[5],)
    assert counted.subjects == ()
