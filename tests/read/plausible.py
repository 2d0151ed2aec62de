"""Makes generated syntax plausible: real ids and small pages; what is odd about the selection stays."""

from __future__ import annotations

import random

from graphql import (
    ArgumentNode,
    IntValueNode,
    NullValueNode,
    ObjectFieldNode,
    StringValueNode,
    Visitor,
)

from tests.read import stock

BOOKS = [f"Book:{stock.make(2, number)}" for number in range(16)]
ACCOUNTS = [f"Account:{stock.make(4, number)}" for number in (10, 20, 50, 51)]
PUBLISHERS = [f"Publisher:{stock.make(9, number, 0)}" for number in range(4)]
IDS = {
    "book": BOOKS,
    "account": ACCOUNTS,
    "reader": [f"Reader:{reader}" for reader in stock.readers(1)],
    "lostBook": [f"LostBook:{stock.make(2, number)}" for number in (0, 1, 4)],
    "node": [*BOOKS, *ACCOUNTS, *PUBLISHERS, f"Note:{stock.make(6, 20)}", f"Loan:{stock.make(5, 200)}"],
    "publisher": PUBLISHERS,
    "ids": BOOKS,
}


class Plausible(Visitor):
    """One per document; the document's own length seeds its choices."""

    def __init__(self) -> None:
        super().__init__()
        self._chance = random.Random(7)

    def enter_argument(
        self, node: ArgumentNode, _key: object, _parent: object, _path: object, ancestors: list[object]
    ) -> ArgumentNode | None:
        name = node.name.value
        if name == "first":
            size = IntValueNode(value=str(self._chance.choice((0, 1, 2, 30))))
            return ArgumentNode(name=node.name, value=size)
        if name == "after":
            return ArgumentNode(name=node.name, value=NullValueNode())
        if name == "id":
            field = [node for node in ancestors if type(node).__name__ == "FieldNode"][-1]
            pool = IDS[field.name.value]  # type: ignore[attr-defined]
            return ArgumentNode(name=node.name, value=StringValueNode(value=self._chance.choice(pool)))
        return None

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode | None:
        name = node.name.value
        if name in IDS and not isinstance(node.value, NullValueNode):
            value = StringValueNode(value=self._chance.choice(IDS[name]))
            return ObjectFieldNode(name=node.name, value=value)
        return None
