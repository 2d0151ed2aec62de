"""An input becomes the arguments of its command by names and types; what does not fit stops the start."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
import strawberry

from hb.access.rules import Actor, Permission
from hb.api.arguments import FOR_PAYLOAD, CommandInput, UnfitInput, argument, arguments_of, id_of
from hb.api.command import command
from hb.api.messages.types import Message
from hb.api.payload import Payload, by, payload
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction

KEY = UUID(int=7)
PROVIDED = ("tx", "actor")


@dataclass(frozen=True)
class Part:
    """What a row becomes."""

    name: str
    size: int = 1


@dataclass(frozen=True)
class Wish:
    """What the other fields become."""

    day: date
    parts: tuple[Part, ...]
    note: str | None = None


@strawberry.input
class PartInput:
    """A row."""

    name: str
    size: int = 1


@strawberry.input
class WishInput(CommandInput):
    """An id, and what a wish is made of."""

    plan_id: strawberry.ID = id_of("Plan", "The plan.")
    item_id: strawberry.ID | None = id_of("PlanItem", "The item.", default=None)
    day: date
    rows: list[PartInput] = strawberry.field(metadata=argument("parts"))
    first: int = strawberry.field(default=1, metadata=FOR_PAYLOAD)


async def wished(tx: Transaction, actor: Actor, plan_id: UUID, wish: Wish, item_id: UUID | None) -> None:
    """A command."""


async def another_type(
    tx: Transaction, plan_id: UUID, item_id: UUID, day: str, parts: tuple[Part, ...]
) -> None:
    """Takes text for a day."""


async def one_more(tx: Transaction, plan_id: UUID, item_id: UUID, wish: Wish, reason: str) -> None:
    """Takes what the input does not have."""


async def one_less(tx: Transaction, plan_id: UUID, wish: Wish) -> None:
    """Leaves a field alone."""


def sent(plan_id: str, item_id: str | None = None) -> WishInput:
    return WishInput(
        idempotency_key=KEY,
        plan_id=strawberry.ID(plan_id),
        item_id=None if item_id is None else strawberry.ID(item_id),
        day=date(2026, 5, 1),
        rows=[PartInput(name="a"), PartInput(name="b", size=2)],
    )


def test_ids_rows_and_fields_become_keys_tuples_and_a_dataclass() -> None:
    assert arguments_of(WishInput, wished, PROVIDED)(sent(f"Plan:{KEY}", f"PlanItem:{KEY}")) == {
        "plan_id": KEY,
        "wish": Wish(date(2026, 5, 1), (Part("a"), Part("b", 2))),
        "item_id": KEY,
    }


def test_an_id_that_is_left_out_stays_none() -> None:
    assert arguments_of(WishInput, wished, PROVIDED)(sent(f"Plan:{KEY}"))["item_id"] is None


@pytest.mark.parametrize("plan_id", ["Plan:7", f"Budget:{KEY}", ""])
def test_an_id_of_another_type_is_not_found_at_its_place(plan_id: str) -> None:
    with pytest.raises(NotFound) as refusal:
        arguments_of(WishInput, wished, PROVIDED)(sent(plan_id))
    assert refusal.value.path == ("input", "planId")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (another_type, "input.day is <class 'datetime.date'>"),
        (one_more, "WishInput has no field for reason"),
        (one_less, "one_less takes nothing of WishInput: ['item_id']"),
    ],
)
def test_planted_misfit_is_caught(function: object, words: str) -> None:
    with pytest.raises(UnfitInput) as fault:
        arguments_of(WishInput, function, PROVIDED)  # type: ignore[arg-type] # one of the functions above
    assert words in str(fault.value)


@payload
class PlantedPayload(Payload):
    """A row by a key that no result has."""

    message: Message | None = by("massage_id", "The message.")


async def found(tx: Transaction, actor: Actor) -> Part:
    """A command."""
    return Part("a")


def test_planted_key_that_the_result_lacks_is_caught() -> None:
    with pytest.raises(TypeError, match=r"PlantedPayload\.message: Part has no massage_id"):
        command("Planted.", Permission.NODE_READ, CommandInput, found, shows=PlantedPayload)
