"""What is decided about one person's records and death: refusals, rules, what commands take and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from hb.clients.rules.input_rules import ClientRule
from hb.kit.errors import DomainError, InvalidInput, Language
from hb.kit.input_rules import FormRule, InputRule
from hb.kit.sentences import sentence

REASON_LENGTH = 1000


class PersonRule(InputRule):
    """Rules of merging and of the day of death."""

    SAME_RECORD = (
        "SAME_RECORD",
        "Valitse kaksi eri asiakkuutta.",
        "Välj två olika klientskap.",
        "Choose two different records.",
    )
    DEATH_UNCHANGED = (
        "DEATH_UNCHANGED",
        "Tämä kuolinpäivä on jo kirjattu: anna oikea päivä tai jätä päivä pois.",
        "Den här dödsdagen är redan antecknad: ange rätt dag eller lämna dagen bort.",
        "This day of death is already recorded: enter the right day, or leave the day out.",
    )


class MergeBlocked(DomainError):
    """Money or an open case runs on the record that would be closed; the facts count what there is."""

    code = "MERGE_BLOCKED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Suljettavalla asiakkuudella on kesken: {running}. Lopeta ne ensin.",
        "sv": "På klientskapet som stängs pågår: {running}. Avsluta dem först.",
        "en": "On the record to be closed there are still: {running}. End them first.",
    }
    _COUNTED: ClassVar[Mapping[Language, Mapping[str, str]]] = {
        "fi": {
            "matters": "vireillä olevia asioita",
            "assessments": "arviointeja",
            "budgets": "budjetteja",
            "orders": "tilauksia",
        },
        "sv": {
            "matters": "anhängiga ärenden",
            "assessments": "bedömningar",
            "budgets": "budgetar",
            "orders": "beställningar",
        },
        "en": {
            "matters": "pending matters",
            "assessments": "assessments",
            "budgets": "budgets",
            "orders": "orders",
        },
    }

    def message(self, language: Language) -> str:
        """What runs on the record and how many there are of it; of what there is none nothing is said."""
        counted = self._COUNTED[language]
        running = [f"{counted[name]} {count}" for name, count in self.facts.items() if int(count)]
        return sentence(self.texts[language], {"running": ", ".join(running)}, language)


class TookOver(DomainError):
    """Other records were merged into the one that would be closed; they would go on nowhere."""

    code = "RECORD_TOOK_OVER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Suljettavaan asiakkuuteen on yhdistetty toinen asiakkuus. Erota se ensin, tai pidä tämä "
        "asiakkuus jatkuvana.",
        "sv": "Ett annat klientskap har slagits ihop med det som stängs. Skilj det först, eller låt detta "
        "klientskap fortsätta.",
        "en": "Another record was merged into the one to be closed. Separate it first, or let this record "
        "go on.",
    }


class RecordsDiffer(DomainError):
    """Neither birth date nor name of the two records agree: they are not seen to be one person's."""

    code = "RECORDS_DIFFER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkuuksilla on eri nimi ja eri syntymäaika, joten niitä ei voi yhdistää. Jos kyse on "
        "samasta ihmisestä, korjaa ensin väärä henkilötunnus, jota syntymäaika seuraa.",
        "sv": "Klientskapen har olika namn och olika födelsetid, så de kan inte slås ihop. Om det är fråga "
        "om samma människa, rätta först den felaktiga personbeteckningen, som födelsetiden följer.",
        "en": "The records have different names and different birth dates, so they cannot be merged. If they "
        "are one person's, first correct the wrong identity code, which the birth date follows.",
    }


class DeathsDiffer(DomainError):
    """One record has a day of death that the other does not have."""

    code = "DEATHS_DIFFER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkuuksilla on eri kuolinpäivä. Kirjaa tai korjaa kuolinpäivä ensin.",
        "sv": "Klientskapen har olika dödsdag. Anteckna eller rätta dödsdagen först.",
        "en": "The records have different days of death. Record or correct the day first.",
    }


class NotMerged(DomainError):
    """The record was not merged into another one."""

    code = "NOT_MERGED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkuutta ei ole yhdistetty toiseen.",
        "sv": "Klientskapet har inte slagits ihop med ett annat.",
        "en": "The record was not merged into another one.",
    }


class CodeOfMergedRecord(DomainError):
    """The record that goes on was given the closed record's identity code, which it would lose."""

    code = "CODE_OF_MERGED_RECORD"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Jatkuva asiakkuus käyttää suljetun asiakkuuden henkilötunnusta. Muuta henkilötunnus ensin.",
        "sv": "Klientskapet som fortsätter har det stängda klientskapets personbeteckning. Ändra "
        "personbeteckningen först.",
        "en": "The record that goes on has the closed record's identity code. Change the code first.",
    }


class DeathNotRecorded(DomainError):
    """No day of death was recorded, so there is none to correct."""

    code = "DEATH_NOT_RECORDED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkaalle ei ole kirjattu kuolinpäivää.",
        "sv": "Ingen dödsdag är antecknad för klienten.",
        "en": "No day of death was recorded for the client.",
    }


@dataclass(frozen=True, slots=True)
class Merge:
    """Which record of a person is closed, which goes on, and why they are one person's."""

    closed_id: UUID
    kept_id: UUID
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordsMerged:
    """The record that goes on and the one that is closed."""

    kept_id: UUID
    closed_id: UUID


@dataclass(frozen=True, slots=True)
class RecordsSeparated:
    """The two records that go on by themselves."""

    kept_id: UUID
    separated_id: UUID


@dataclass(frozen=True, slots=True)
class DeathKept:
    """The client whose day of death was recorded or corrected."""

    client_id: UUID


def check_death(died_on: date, birth_date: date, today: date) -> None:
    """A day of death lies between birth and today.

    Raises:
        InvalidInput: it does not.
    """
    if died_on > today:
        raise InvalidInput("input", "diedOn", rule=FormRule.TOO_LATE, latest=today.isoformat())
    if died_on < birth_date:
        raise InvalidInput("input", "diedOn", rule=ClientRule.BEFORE_BIRTH)


def check_two(merge: Merge) -> None:
    """A record is merged into another one.

    Raises:
        InvalidInput: it is the same.
    """
    if merge.closed_id == merge.kept_id:
        raise InvalidInput("input", "keptId", rule=PersonRule.SAME_RECORD)
