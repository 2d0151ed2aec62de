"""The library's rows: two organisers with the same shapes, ties in every sort column, Finnish letters and
separators.
"""

from __future__ import annotations

import datetime as dt
import random
from itertools import product
from uuid import UUID

from sqlalchemy import Table

from tests.read import library_tables as m

ORGANISER, OTHER = UUID(int=0xA1), UUID(int=0xA2)
ACTOR = UUID(int=0xAC)
TITLES = ("Aamu", "Ilta~12", "Åland", 'Öinen "metsä"', "100 % _x_", "Aamu", "Pitkä\nkirja", "Zeta \\ 'q'")


def instant(day: int, micro: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, 1, 10, 0, 0, micro, tzinfo=dt.UTC) + dt.timedelta(days=day)


def make(kind: int, number: int, organiser: int = 1) -> UUID:
    return UUID(int=(organiser << 64) + (kind << 32) + number)


def readers(organiser: int) -> list[UUID]:
    return [make(1, number, organiser) for number in range(12)]


def rows() -> list[tuple[Table, dict[str, object]]]:
    """Every row in an order that foreign keys allow."""
    publishers = [make(9, number, 0) for number in range(4)]
    filled: list[tuple[Table, dict[str, object]]] = [
        (
            m.publisher,
            {
                "id": one,
                "name": f"Kustantaja {index % 3}",
                "founded": dt.date(1900 + index, 2, 28) if index % 2 else None,
            },
        )
        for index, one in enumerate(publishers)
    ]
    filled += [
        (m.genre, {"code": code, "title": title})
        for code, title in (("a", "Äänet"), ("b", "Runo"), ("c", "Tyhjä"))
    ]
    for number, organiser in enumerate((ORGANISER, OTHER), start=1):
        chance = random.Random(number)
        filled += _books(organiser, number, publishers)
        for index, reader in enumerate(readers(number)):
            filled += _reader(organiser, number, index, reader, chance)
    return filled


def _books(organiser: UUID, number: int, publishers: list[UUID]) -> list[tuple[Table, dict[str, object]]]:
    filled: list[tuple[Table, dict[str, object]]] = []
    for index in range(16):
        book: dict[str, object] = {
            "organiser_id": organiser,
            "id": make(2, index, number),
            "publisher_id": publishers[index % 3],
            "genre_code": (None, "a", "b")[index % 3],
            "title": TITLES[index % len(TITLES)],
            "price_cents": (index % 5) * 3_000_000_000,
            "pages": index % 4,
            "state": "lost" if index % 4 == 0 else "on shelf",
            "language": ("FI", "SV", "EN")[index % 3],
        }
        filled.append((m.book, book))
        if index % 2:
            value = {"organiser_id": organiser, "id": make(3, index, number), "book_id": book["id"]}
            filled.append((m.appraisal, {**value, "value_cents": index}))
    return filled


def _reader(
    organiser: UUID, number: int, index: int, reader: UUID, chance: random.Random
) -> list[tuple[Table, dict[str, object]]]:
    own: dict[str, object] = {"organiser_id": organiser, "reader_id": reader}
    person: dict[str, object] = {
        "organiser_id": organiser,
        "id": reader,
        "name": TITLES[index % 5],
        "born": None if index % 3 == 0 else dt.date(1950 + index, 12, 31),
        "joined_at": instant(index, index * 1000),
        "interests": ["runo", 'å"ä'][: index % 3],
        "extra": (None, {"b": 1, "a": [1, None, "x"]}, [])[index % 3],
        "blocked": index % 5 == 0,
    }
    filled: list[tuple[Table, dict[str, object]]] = [(m.reader, person)]
    if index % 2 == 0:
        filled.append((m.reach, {"organiser_id": organiser, "actor_id": ACTOR, "reader_id": reader}))
    notes = [(make(6, index * 10 + at, number), at) for at in range(index % 4)]
    filled += [(m.note, {**own, "id": one, "at": instant(at), "body": f"Huomio {at}"}) for one, at in notes]
    for order in range(index % 3):
        account = make(4, index * 10 + order, number)
        day = dt.date(2026, 1, 1 + order // 2)
        filled.append(
            (m.account, {**own, "id": account, "opened_on": day, "balance_cents": -(2**40) * order})
        )
        filled += _lines(own, account, index)
        for step in range(chance.randint(0, 5)):
            loan: dict[str, object] = {
                **own,
                "id": make(5, index * 100 + order * 10 + step, number),
                "account_id": account,
                "book_id": make(2, chance.randrange(16), number),
                "next_book_id": make(2, chance.randrange(16), number) if step % 2 else None,
                "at": instant(step // 2, 123456),
                "fee_cents": None if step % 3 else 5_000_000_000 + step,
            }
            filled.append((m.loan, loan))
    return filled


def _lines(own: dict[str, object], account: UUID, index: int) -> list[tuple[Table, dict[str, object]]]:
    filled: list[tuple[Table, dict[str, object]]] = []
    for line_no in range(index % 4):
        key = {**own, "account_id": account, "line_no": line_no}
        filled.append((m.line, {**key, "label": f"rivi {line_no}", "amount_cents": line_no * 100}))
        places = product((202601, 202602), ("cents", "minutes"))
        filled += [
            (m.counter, {**key, "month": month, "measure": measure, "used": line_no})
            for month, measure in places
        ]
    return filled
