"""Random histories agree with a pure model of the ledger, and the judge with the accounts' CHECK."""

from collections.abc import Awaitable, Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hb.access.rules import Actor, Role
from hb.kit.db import Database
from hb.kit.errors import DomainError
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from hb.ledger import service
from hb.ledger.rules import Balance, Limit, Measure, Remainder, Slice, TransferCode
from hb.ledger.service.reservations import Resolution
from tests.ledger import moves
from tests.ledger.builders import GRANTS, JUNE, LIMITS, MAY, act, balances, make_budget, reservation
from tests.scene import Scene

pytestmark = pytest.mark.slow

ON_POSTGRES = settings(
    deadline=None,
    # The scene serves all examples: each makes a budget of its own in it.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PARTS = st.builds(
    Slice,
    line_no=st.sampled_from([1, 2]),
    month=st.sampled_from([MAY, JUNE]),
    cents=st.one_of(st.integers(0, 40_000), st.just(0)),
    minutes=st.integers(0, 600),
)


@dataclass(frozen=True)
class Op:
    """One thing that somebody does to a budget; `chosen` picks a reservation, `over` asks for too much."""

    kind: str
    parts: tuple[Slice, ...]
    chosen: int
    over: int


OPS = st.builds(
    Op,
    kind=st.sampled_from(["grant", "cut", "reserve", "reserve", "draw", "draw", "draw", "void", "carry"]),
    parts=st.lists(PARTS, min_size=1, max_size=3).map(tuple),
    chosen=st.integers(0, 9),
    over=st.sampled_from([0, 0, 0, 0, 1]),
)


@dataclass
class Model:
    """The ledger of one budget said once more, slowly: sums over a list of entries."""

    granted: list[Slice] = field(default_factory=list)
    promised: dict[UUID, Slice] = field(default_factory=dict)
    drawn: list[tuple[UUID, Slice]] = field(default_factory=list)
    released: dict[UUID, Slice] = field(default_factory=dict)

    def rest(self, reservation_id: UUID) -> Slice:
        promise = self.promised[reservation_id]
        gone = [part for of, part in self.drawn if of == reservation_id]
        gone += [self.released[reservation_id]] if reservation_id in self.released else []
        cents = promise.cents - sum(part.cents for part in gone)
        minutes = promise.minutes - sum(part.minutes for part in gone)
        return Slice(promise.line_no, promise.month, cents, minutes)

    def balances(self) -> dict[Limit, Balance]:
        def total(parts: Sequence[Slice], limit: Limit) -> int:
            return sum(
                part.cents if limit.measure is Measure.CENTS else part.minutes
                for part in parts
                if limit.line_no in {0, part.line_no} and limit.month in {0, part.month}
            )

        rests = [self.rest(reservation_id) for reservation_id in self.promised]
        return {
            limit: Balance(
                total(self.granted, limit),
                total(rests, limit),
                total([part for _, part in self.drawn], limit),
            )
            for limit in LIMITS
        }

    def sound(self) -> bool:
        return all(balance.is_valid for balance in self.balances().values())


Step = Callable[[Transaction], Awaitable[object]]


class Player:
    """Plays operations on the real ledger and on the model, and compares what each says to them."""

    def __init__(self, db: Database, scene: Scene, budget_id: UUID) -> None:
        self.db, self.scene = db, scene
        self.where: tuple[Actor, UUID, UUID] = (scene.actors[Role.SOCIAL_WORKER], budget_id, scene.client_id)
        self.model = Model(granted=list(GRANTS))

    async def play(self, op: Op) -> None:
        before = deepcopy(self.model)
        step, expected = self.step_of(op)

        async def work(tx: Transaction) -> None:
            await step(tx)

        try:
            await act(self.db, self.scene, work)
            done = True
        except DomainError:
            done, self.model = False, before
        assert done == expected, op

    def step_of(self, op: Op) -> tuple[Step, bool]:
        """What to do, and whether the model, which does it at once, says that it may be done."""
        match op.kind:
            case "grant":
                self.model.granted += op.parts
                return lambda tx: service.grant(tx, *self.where, op.parts), True
            case "cut":
                self.model.granted += [
                    replace(part, cents=-part.cents, minutes=-part.minutes) for part in op.parts
                ]
                return lambda tx: moves.cut(tx, *self.where, op.parts), self.model.sound()
            case "reserve":
                wanted = [reservation(part) for part in op.parts]
                self.model.promised |= {one.transfer_id: one.slice for one in wanted}
                return lambda tx: service.reserve(tx, *self.where, wanted), self.model.sound()
            case "carry":
                cents = op.parts[0].cents + 1
                source, target = (MAY, JUNE) if op.chosen % 2 else (JUNE, MAY)
                self.model.granted += [Slice(0, source, -cents), Slice(0, target, cents)]
                carry = partial(moves.carry_over, from_month=source, to_month=target, cents=cents)
                return lambda tx: carry(tx, *self.where), self.model.sound()
        return self.step_on_reservation(op)

    def step_on_reservation(self, op: Op) -> tuple[Step, bool]:
        ids = [*self.model.promised, *([new_id()] if op.chosen == 9 or not self.model.promised else [])]
        chosen = ids[-1] if op.chosen == 9 else ids[op.chosen % len(ids)]
        known = chosen in self.model.promised
        rest = self.model.rest(chosen) if known else op.parts[0]
        expected = known and chosen not in self.model.released and not op.over
        if op.kind == "void":
            part = Slice(rest.line_no, rest.month, rest.cents + op.over, rest.minutes)
            self.model.released[chosen] = part
            code: Resolution = TransferCode.EXPIRE if op.chosen % 2 else TransferCode.VOID
            return lambda tx: service.void(tx, *self.where, [Remainder(chosen, part)], code), expected
        cents = min(rest.cents, op.parts[0].cents) if not op.over else rest.cents + 1
        part = Slice(rest.line_no, rest.month, cents, min(rest.minutes, op.parts[0].minutes))
        self.model.drawn.append((chosen, part))
        draws = [moves.Draw(new_id(), chosen, part, MAY, new_id(), new_id())]
        return lambda tx: moves.draw(tx, *self.where, draws), expected


@settings(ON_POSTGRES, max_examples=120)
@given(ops=st.lists(OPS, min_size=1, max_size=30))
async def test_any_history_leaves_the_books_of_the_model_and_no_difference(
    db: Database, scene: Scene, all_rows: asyncpg.Connection, ops: list[Op]
) -> None:
    budget_id = await make_budget(db, scene)
    player = Player(db, scene, budget_id)

    for op in ops:
        await player.play(op)

    assert await balances(all_rows, budget_id) == player.model.balances()
    context = {"hb.organiser": str(scene.organiser_id), "hb.door": "command"}
    assert (await db.run(context, service.verify)).differences == ()
