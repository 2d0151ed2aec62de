"""The clock of seals: each hour what has ended is sealed, by the sealer that the process brings."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.language import Label
from hb.seals.service import SealsAhead
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Count, Step, Workplace


class SealKeyMissing(Exception):
    """The process has no key to sign seals with, or no folder to keep them in."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Who seals, with the owner's connection, the signing key and the folder, which no transaction here has.

    `seal` seals an organiser's hours that have ended and gives how many seals were added. It raises
    SealKeyMissing without key or folder, and a fault of its own where the seals outside are not those of the
    database or older transactions do not end.
    """

    seal: Callable[[UUID], Awaitable[int]]


async def seal_hours(workplace: Workplace, actor: Actor, _day: date) -> Step:
    """Seal the hours that have ended, those of missed instants too."""
    return Step({"seals": await workplace.tool(Sealer).seal(actor.organiser_id)})


FAULTS = {
    SealKeyMissing.__name__: Label(
        "Sinetöinnin avainta tai kansiota ei ole otettu käyttöön",
        "Förseglingens nyckel eller mapp har inte tagits i bruk",
        "The key or folder of seals is not set up",
    ),
    "OlderTransactionRuns": Label(
        "Vanhempi tapahtuma on yhä kesken tietokannassa",
        "En äldre transaktion pågår ännu i databasen",
        "An older transaction still runs in the database",
    ),
    **dict.fromkeys(
        ("UnreadableSeals", "LinesLost", SealsAhead.__name__),
        Label(
            "Talteen pannut sinetit eivät vastaa tietokantaa",
            "De sparade sigillen stämmer inte med databasen",
            "The seals kept outside are not those of the database",
        ),
    ),
}
CLOCKS = (
    Clock(
        "HOURS_SEALED",
        Due(Rhythm.HOURLY, time(0, 10)),
        outside=seal_hours,
        lease_seconds=300,
        is_once_for_missed=True,
        label=Label(
            "Kirjanpidon ja lokien sinetöinti",
            "Försegling av bokföringen och loggarna",
            "Sealing of books and logs",
        ),
        counts={"seals": Count(Label("Uusia sinettejä", "Nya sigill", "New seals"))},
    ),
)
