"""What the cover sheet of a batch says, and the sheet beside a file that was written again; in Finnish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hb.kit.sentences import day_text, instant_text, number_text
from hb.letters.rules import batch_name, control_sum, sheets_of

DIGITS_OF_LINE = 32
CHECKING = (
    "Kirjeen tunnus on sen alareunassa viimeisenä. Ota tunnukset järjestyksessä, kukin omalle rivilleen"
    " (rivinvaihto LF), ja laske niiden SHA-256."
)
"""How the printing house computes what the cover sheet says."""


@dataclass(frozen=True, slots=True)
class Remade:
    """A batch whose file is written again: as it was kept, its file, when it was made and when again."""

    id: UUID
    organiser: str
    day: date
    number: int
    letters: int
    pages: int
    sheets: int
    file_name: str
    sha256: str
    composed_at: datetime
    remade_at: datetime


Facts = list[tuple[str, str]]
"""Two columns; the first row is their heading, which names the batch."""


def cover_facts(
    organiser: str,
    day: date,
    number: int,
    batch_id: UUID,
    composed_at: datetime,
    letter_ids: Sequence[UUID],
    pages: Sequence[int],
) -> Facts:
    """What the cover sheet says of letters with so many pages each, for the people of the printing house."""
    return [
        ("Kirje-erä", batch_name(day, number)),
        ("Hyvinvointialue", organiser),
        ("Kirjeiden päiväys", day_text(day, "fi")),
        ("Tehty", instant_text(composed_at)),
        *_counts(len(letter_ids), sum(pages), sheets_of(pages)),
        ("Tämä kansiarkki", "ei kirjekuoreen"),
        ("Kirjeiden tunnusten SHA-256", _in_lines(control_sum(letter_ids))),
        ("Tarkistus", CHECKING),
        ("Erän tunnus", str(batch_id)),
    ]


def remade_facts(batch: Remade) -> Facts:
    """What the sheet beside a file that was written again says: that it is the same file once more."""
    return [
        ("Kirje-erä", batch_name(batch.day, batch.number)),
        ("Hyvinvointialue", batch.organiser),
        ("Kirjeiden päiväys", day_text(batch.day, "fi")),
        ("Tehty", instant_text(batch.composed_at)),
        ("Kirjoitettu uudelleen", instant_text(batch.remade_at)),
        *_counts(batch.letters, batch.pages, batch.sheets),
        ("Tämä arkki", "ei kirjekuoreen"),
        ("Huomaa", "Tiedosto on sama kuin ensin tehty. Tulosta se vain, jos kirjeitä ei ole tulostettu."),
        ("Tiedosto", batch.file_name),
        ("Tiedoston SHA-256", _in_lines(batch.sha256)),
        ("Erän tunnus", str(batch.id)),
    ]


def _counts(letters: int, pages: int, sheets: int) -> Facts:
    return [
        ("Kirjeitä", number_text(letters)),
        ("Sivuja", number_text(pages)),
        ("Arkkeja, kaksipuolinen", number_text(sheets)),
    ]


def _in_lines(digest: str) -> str:
    return "\n".join((digest[:DIGITS_OF_LINE], digest[DIGITS_OF_LINE:]))
