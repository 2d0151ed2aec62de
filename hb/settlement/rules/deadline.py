"""What the days after reporting deadlines free and carry over; pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from hb.kit.clock import next_month
from hb.kit.money import divide_half_up
from hb.ledger.rules import Measure

FREEING = "RESERVATIONS_FREED"
"""The clock that frees reservations; its runs say which deadlines have had their day."""


@dataclass(frozen=True, slots=True)
class DueMonth:
    """A service month (yyyymm) whose reporting deadline is over: what share of its unused money goes on.

    It is new if no run of the clock before, and no close that carried over, came after its deadline.
    """

    month: int
    is_new: bool
    percent: int


@dataclass(frozen=True, slots=True)
class MonthLimit:
    """One limit of a budget in a service month: what is unused of it and what was carried on before.

    `is_carried` says whether anything of the budget's month was carried on before, in whatever limit;
    `goes_on` whether the budget is in force and has the same limit in the month after.
    """

    budget_id: UUID
    client_id: UUID
    line_no: int
    month: int
    measure: Measure
    unused: int
    carried: int
    is_carried: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Share:
    """An amount, in the limit's own measure, that goes on to the month after."""

    limit: MonthLimit
    amount: int


@dataclass(frozen=True, slots=True)
class Freed:
    """What was freed of a client's reservations for a month, and the budget that most of it belongs to."""

    client_id: UUID
    month: int
    cents: int
    budget_id: UUID


def freed_of_clients(rests: Iterable[tuple[UUID, int, UUID, int]]) -> list[Freed]:
    """Sums by client and month of what was left of reservations: client, month, budget and cents of each.

    A month of which nothing was left is not among them.
    """
    sums: defaultdict[tuple[UUID, int], Counter[UUID]] = defaultdict(Counter)
    for client_id, month, budget_id, cents in rests:
        sums[client_id, month][budget_id] += cents
    return [
        Freed(client_id, month, budgets.total(), max(sorted(budgets), key=budgets.__getitem__))
        for (client_id, month), budgets in sorted(sums.items())
        if budgets.total()
    ]


def share_due(unused: int, carried: int, percent: int) -> int:
    """What is still to be carried over from a month's limit of which a part may have been carried before.

    The share is that of all that was unused, so that carrying twice gives what carrying once would have;
    nothing is taken back when less is unused than it was then.
    """
    return max(0, divide_half_up((unused + carried) * percent, 100) - carried)


def shares_due(
    limits: Iterable[MonthLimit], months: Mapping[int, DueMonth], freed: Collection[tuple[UUID, int]]
) -> list[Share]:
    """What goes on of some budgets' months to the month after each, earlier months first.

    A budget's month is due once, when it is new. It is due again when a reservation of it is freed only now,
    which an exception held (`freed` has budgets and months), and then so is the month that gets of it: in
    all as much goes on as if everything had been freed in its time.
    """
    again = set(freed)
    received: defaultdict[tuple[UUID, int, Measure, int], int] = defaultdict(int)
    shares = []
    for limit in sorted(
        limits, key=lambda limit: (limit.month, limit.budget_id, limit.line_no, limit.measure)
    ):
        due, is_again = months[limit.month], (limit.budget_id, limit.month) in again
        if not limit.goes_on or not (is_again or (due.is_new and not limit.is_carried)):
            continue
        unused = limit.unused + received[limit.budget_id, limit.line_no, limit.measure, limit.month]
        amount = share_due(unused, limit.carried, due.percent)
        if amount:
            following = next_month(limit.month)
            shares.append(Share(limit, amount))
            received[limit.budget_id, limit.line_no, limit.measure, following] += amount
            if is_again:
                again.add((limit.budget_id, following))
    return shares
