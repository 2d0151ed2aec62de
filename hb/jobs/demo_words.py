"""What the demo's clock says to its operator: days, what was done on each, and why it does not move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hb.kit.clock import HELSINKI
from hb.kit.language import Label, Language
from hb.kit.money import euros_text
from hb.kit.sentences import NumberUnit, day_text, number_text
from hb.modules import faults
from hb.work.rules import OTHER_CLOCK, OTHER_COUNT, OWN_FAULT
from hb.work.service import Clock

WRITTEN: Literal["fi"] = "fi"
"""Days and sums are written in the Finnish way in every language: the demo is a Finnish region's."""

NOTHING = Label("ei ollut mitään tehtävää", "det fanns inget att göra", "nothing was to be done")
FAILED = Label(
    "{work}: ei onnistunut ({fault})", "{work}: misslyckades ({fault})", "{work}: failed ({fault})"
)
STATUS = Label(
    "Demossa on {day} klo {time}, {days} edellä.",
    "I demon är det {day} kl. {time}, {days} före.",
    "It is {day} at {time} in the demo, {days} ahead.",
)
ONE_DAY = Label("1 päivän", "1 dag", "1 day")
DAYS = Label("{number} päivää", "{number} dagar", "{number} days")
NOT_IN_TIME = Label(
    "Päivän työt eivät valmistuneet ajassa. Aika jää siihen, ja työ jatkuu palvelimen rinnalla tai "
    "seuraavassa siirrossa.",
    "Dagens arbete blev inte klart i tid. Tiden stannar där, och arbetet fortsätter vid sidan av en server "
    "eller vid nästa flyttning.",
    "The work of a day was not done in time; the time stays there, and the work goes on beside a server or "
    "with the next move.",
)
NO_DEADLINE = Label(
    "Demossa ei ole tulevaa raportoinnin määräaikaa.",
    "Demon har ingen kommande rapporteringsfrist.",
    "No reporting deadline is ahead in this demo.",
)
FORWARD_ALONE = Label(
    "Demon aikaa siirretään vain eteenpäin: tapahtunut pysyy.",
    "Demons tid flyttas bara framåt: det som har hänt kvarstår.",
    "The demo's time is moved forward alone: what has happened stays.",
)
TOO_FAR = Label(
    "Demon aikaa siirretään kerralla enintään {days} päivää.",
    "Demons tid flyttas högst {days} dagar på en gång.",
    "The demo's time is moved at most {days} days at once.",
)
ONE_OF_BOTH = Label(
    "Anna joko päivä, johon siirretään, tai --days, ei molempia: status vain kertoo ajan.",
    "Ange antingen dagen som tiden flyttas till eller --days, inte båda: status säger bara tiden.",
    "Give either the day to move to or --days, not both: status only says the time.",
)
BROKEN_OFF = Label(
    "Tietokanta ei enää vastannut. Päivät {day} asti on tehty; käynnistä palvelin uudelleen ja siirrä aikaa "
    "eteenpäin: hb clock kertoo, mihin päivään jäätiin.",
    "Databasen svarade inte längre. Dagarna till och med {day} är gjorda; starta servern på nytt och flytta "
    "tiden vidare: hb clock säger vid vilken dag det blev.",
    "The database no longer answered. The days through {day} are done; start the server again and move the "
    "time on: hb clock says at which day it stopped.",
)
REAL_TIME = Label(
    "Aikaa siirretään vain kehitysympäristössä ja upotetussa tietokannassa: muualla se on oikea.",
    "Tiden flyttas bara i utvecklingsmiljön och den inbäddade databasen: annanstans är den verklig.",
    "The time is moved in development alone, on the embedded database: anywhere else it is real.",
)


@dataclass(frozen=True, slots=True)
class DemoWords:
    """How an operator's language says what happened; clocks are those that are declared, by name."""

    language: Language
    clocks: Mapping[str, Clock]

    def day(self, day: date, done: Mapping[str, Mapping[str, int]]) -> str:
        """A day, and what each clock did on it; what did nothing is not said."""
        said = [self._done(name, counts) for name, counts in sorted(done.items()) if any(counts.values())]
        return f"{day_text(day, WRITTEN)}: {'; '.join(said) or NOTHING[self.language]}"

    def failed(self, day: date, name: str, fault: str) -> str:
        """A clock that failed on a day, and why."""
        label = faults().get(fault, OWN_FAULT)[self.language]
        failed = FAILED[self.language].format(work=self._called(name), fault=label)
        return f"{day_text(day, WRITTEN)}: {failed}"

    def status(self, now: datetime, days: int) -> str:
        """What time it is in the demo, and how many days that is ahead."""
        local = now.astimezone(HELSINKI)
        ahead = ONE_DAY[self.language] if days == 1 else DAYS[self.language].format(number=number_text(days))
        return STATUS[self.language].format(
            day=day_text(local.date(), WRITTEN), time=f"{local.hour}.{local.minute:02}", days=ahead
        )

    def _called(self, name: str) -> str:
        clock = self.clocks.get(name)
        return (OTHER_CLOCK if clock is None else clock.label)[self.language]

    def _done(self, name: str, counts: Mapping[str, int]) -> str:
        """What a clock did, in the order in which it declares its counts."""
        clock = self.clocks.get(name)
        order = [*(clock.counts if clock else ()), *sorted(counts)]
        words = sorted(filter(counts.get, counts), key=order.index)
        return f"{self._called(name)} ({', '.join(self._counted(clock, words, counts))})"

    def _counted(self, clock: Clock | None, words: Iterable[str], counts: Mapping[str, int]) -> Iterable[str]:
        for word in words:
            count = clock.counts.get(word) if clock else None
            label = (OTHER_COUNT if count is None else count.label)[self.language]
            is_money = count is not None and count.unit is NumberUnit.CENTS
            number = euros_text(counts[word], WRITTEN) if is_money else number_text(counts[word])
            yield f"{label[0].lower()}{label[1:]} {number}"
