"""How far the closes of months are, of all organisers together, for those who watch."""

from dataclasses import dataclass, field

from hb.access.rules import system_actor
from hb.kit.db import Database
from hb.kit.transaction import Row, Transaction
from hb.settlement.queries import progress
from hb.work.service import organisers


@dataclass(slots=True)
class Closes:
    """The closes that are not done.

    Args:
        states: how many there are by state.
        wanted: how many settlements they were ordered to make.
        made: how many of these they have made.
    """

    states: dict[str, int] = field(default_factory=dict)
    wanted: int = 0
    made: int = 0


async def closes_under_way(database: Database) -> Closes:
    """Read the closes that are not done, organiser by organiser.

    Raises:
        Busy: the database is away.
    """
    total = Closes()

    async def read(tx: Transaction) -> list[Row]:
        return await tx.rows(progress.UNDER_WAY)

    for organiser_id in await organisers(database):
        for row in await database.run(system_actor(organiser_id).context("command"), read):
            total.states[row["state"]] = total.states.get(row["state"], 0) + row["count"]
            total.wanted += row["wanted"]
            total.made += row["made"]
    return total
