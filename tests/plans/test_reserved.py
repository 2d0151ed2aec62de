"""What an item gives up and holds anew, as tables of cases."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hb.access.rules import Role
from hb.kit.errors import InvalidInput, WrongState
from hb.kit.ids import new_id
from hb.kit.money import cost_cents
from hb.ledger.rules import Measure, Slice
from hb.plans.rules import ItemChange, ItemState, MonthBegun, OrderStands, OrderState
from hb.plans.rules.reserved import (
    ItemMonth,
    ReservedItem,
    dropping,
    ending,
    endings_after,
    replanning,
    require_active,
    require_unbegun,
)

MAY, JUNE, JULY, AUGUST = 202605, 202606, 202607, 202608
NEW_IDS = [new_id() for _ in range(12)]


def reserved_month(month: int, delivered: int = 0, *, is_resolved: bool = False) -> ItemMonth:
    """Ten hours at 34 € an hour, some of it delivered."""
    return ItemMonth(
        month,
        new_id(),
        1,
        3400,
        60,
        Measure.MINUTES,
        600,
        34_000,
        delivered,
        cost_cents(delivered, 3400, 60),
        is_resolved,
    )


def item_of(order_state: OrderState | None = None, months: Sequence[ItemMonth] | None = None) -> ReservedItem:
    """An item from May through July."""
    return ReservedItem(
        new_id(),
        ItemState.ACTIVE,
        600,
        MAY,
        JULY,
        None if order_state is None else new_id(),
        order_state,
        new_id(),
        tuple(months or (reserved_month(MAY), reserved_month(JUNE), reserved_month(JULY))),
    )


@pytest.mark.parametrize(
    ("order_state", "delivered", "last_month", "given_up", "item_state", "order_after", "last_after"),
    [
        (None, 0, JUNE, [JULY], ItemState.ACTIVE, None, JUNE),
        (None, 0, 202604, [MAY, JUNE, JULY], ItemState.ENDED, None, MAY),
        (OrderState.SENT, 0, 202604, [MAY, JUNE, JULY], ItemState.ENDED, OrderState.CANCELLED, MAY),
        (OrderState.ACCEPTED, 0, MAY, [JUNE, JULY], ItemState.ACTIVE, OrderState.ACCEPTED, MAY),
        (OrderState.ACCEPTED, 0, 202604, [MAY, JUNE, JULY], ItemState.ENDED, OrderState.CANCELLED, MAY),
        (OrderState.ACCEPTED, 90, 202604, [MAY, JUNE, JULY], ItemState.ENDED, OrderState.ACCEPTED, MAY),
    ],
)
def test_ending_gives_up_later_months_and_cancels_an_order_nothing_came_of(
    order_state: OrderState | None,
    delivered: int,
    last_month: int,
    given_up: list[int],
    item_state: ItemState,
    order_after: OrderState | None,
    last_after: int,
) -> None:
    item = item_of(order_state, [reserved_month(MAY, delivered), reserved_month(JUNE), reserved_month(JULY)])
    ended = ending(item, last_month)
    assert [month.month for month in ended.given_up] == given_up
    assert (ended.item_state, ended.order_state, ended.last_month) == (item_state, order_after, last_after)


def test_resolved_months_are_not_given_up_again() -> None:
    item = item_of(
        OrderState.ACCEPTED,
        [reserved_month(MAY, 600, is_resolved=True), reserved_month(JUNE), reserved_month(JULY)],
    )
    assert [month.month for month in dropping(item, ItemState.ENDED, None).given_up] == [JUNE, JULY]


def test_endings_after_a_month_leave_out_what_has_ended_by_then() -> None:
    going_on, over = item_of(), replace(item_of(), state=ItemState.ENDED)
    short = replace(item_of(), last_month=MAY)
    assert [one.item for one in endings_after([going_on, over, short], JUNE)] == [going_on]


@pytest.mark.parametrize(
    ("role", "order_state", "month", "is_refused"),
    [
        (Role.CLIENT, OrderState.ACCEPTED, MAY, True),
        (Role.REPRESENTATIVE, OrderState.ACCEPTED, MAY, True),
        (Role.CLIENT, OrderState.ACCEPTED, JUNE, False),
        (Role.CLIENT, OrderState.SENT, MAY, False),
        (Role.CLIENT, None, MAY, False),
        (Role.SERVICE_GUIDE, OrderState.ACCEPTED, MAY, False),
    ],
)
def test_client_does_not_take_back_a_begun_month_from_a_producer_who_accepted(
    role: Role, order_state: OrderState | None, month: int, is_refused: bool
) -> None:
    item = item_of(order_state)
    given_up = [one for one in item.months if one.month >= month]
    if not is_refused:
        require_unbegun(item, given_up, role, MAY)
        return
    with pytest.raises(MonthBegun) as refused:
        require_unbegun(item, given_up, role, MAY)
    assert refused.value.facts == {"month": JUNE}


@pytest.mark.parametrize(
    ("order_state", "role", "change", "given_up", "renewed", "added"),
    [
        (None, Role.CLIENT, {"quantity_per_month": 300}, [], [MAY, JUNE, JULY], []),
        (None, Role.CLIENT, {"quantity_per_month": 900}, [], [MAY, JUNE, JULY], []),
        (None, Role.CLIENT, {"last_month": JUNE}, [JULY], [], []),
        (None, Role.CLIENT, {"last_month": AUGUST}, [], [], [AUGUST]),
        (None, Role.CLIENT, {"first_month": JUNE, "last_month": AUGUST}, [MAY], [], [AUGUST]),
        (None, Role.CLIENT, {"quantity_per_month": 300, "first_month": JUNE}, [MAY], [JUNE, JULY], []),
        (OrderState.ACCEPTED, Role.CLIENT, {"quantity_per_month": 300}, [], [JUNE, JULY], []),
        (OrderState.ACCEPTED, Role.SOCIAL_WORKER, {"quantity_per_month": 300}, [], [MAY, JUNE, JULY], []),
        (OrderState.SENT, Role.CLIENT, {"quantity_per_month": 300}, [], [MAY, JUNE, JULY], []),
    ],
)
def test_change_touches_only_the_months_it_concerns(
    order_state: OrderState | None,
    role: Role,
    change: dict[str, int],
    given_up: list[int],
    renewed: list[int],
    added: list[int],
) -> None:
    item = item_of(order_state)
    wanted = ItemChange(
        item.item_id, change.get("quantity_per_month"), change.get("first_month"), change.get("last_month")
    )
    plan = replanning(item, wanted, role, MAY, NEW_IDS)
    assert [month.month for month in plan.given_up] == given_up
    assert [month.month for month in plan.renewed] == renewed
    assert list(plan.added) == added


@pytest.mark.parametrize(
    "change", [{"quantity_per_month": 601}, {"first_month": 202604}, {"last_month": AUGUST}]
)
def test_ordered_item_does_not_grow(change: dict[str, int]) -> None:
    item = item_of(OrderState.ACCEPTED)
    wanted = ItemChange(
        item.item_id, change.get("quantity_per_month"), change.get("first_month"), change.get("last_month")
    )
    with pytest.raises(OrderStands):
        replanning(item, wanted, Role.SOCIAL_WORKER, MAY, NEW_IDS)


def test_change_of_nothing_is_refused() -> None:
    item = item_of()
    with pytest.raises(InvalidInput):
        replanning(item, ItemChange(item.item_id, 600, MAY, JULY), Role.CLIENT, MAY, NEW_IDS)


def test_item_that_ended_is_not_changed() -> None:
    with pytest.raises(WrongState):
        require_active(replace(item_of(), state=ItemState.ENDED))


@given(st.integers(1, 44_640), st.integers(0, 600), st.integers(1, 10_000), st.sampled_from([1, 60]))
def test_replanned_month_keeps_what_was_delivered_and_holds_the_rest(
    quantity: int, delivered: int, unit_cents: int, unit_size: int
) -> None:
    delivered_cents = cost_cents(delivered, unit_cents, unit_size)
    before = ItemMonth(
        MAY,
        new_id(),
        1,
        unit_cents,
        unit_size,
        Measure.MINUTES,
        600,
        cost_cents(600, unit_cents, unit_size),
        delivered,
        delivered_cents,
        is_resolved=False,
    )
    after = before.replanned(quantity, NEW_IDS[0])
    assert (after.delivered_quantity, after.delivered_cents) == (delivered, delivered_cents)
    assert after.planned_quantity == max(quantity, delivered)
    assert after.reserved_cents >= delivered_cents
    assert after.is_resolved == (after.planned_quantity == delivered)
    if after.is_resolved:
        assert after.remainder == Slice(1, MAY)
        assert after.reservation_id == before.reservation_id
    else:
        assert after.reservation_id == NEW_IDS[0]
        assert after.reserved_cents == max(
            cost_cents(after.planned_quantity, unit_cents, unit_size), delivered_cents
        )
