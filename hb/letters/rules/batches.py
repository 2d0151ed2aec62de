"""What is said of a batch of letters: its name, its sheets, and the sums by which print is checked."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hb.kit.sentences import day_text


@dataclass(frozen=True, slots=True)
class Printout:
    """The file of a batch, and how many pages each letter has, in their order."""

    content: bytes = field(repr=False)
    pages: tuple[int, ...]

    @property
    def sha256(self) -> str:
        """The digest by which a file is known to be this one, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def sheets(self) -> int:
        """The sheets of the letters, printed on both sides."""
        return sheets_of(self.pages)


@dataclass(frozen=True, slots=True)
class BatchRemade:
    """The batch whose file is to be written again, and the job that does it."""

    batch_id: UUID
    job_id: UUID


def batch_name(day: date, number: int) -> str:
    """How people call a batch: 30.11.2026/1 is the first of that day."""
    return f"{day_text(day, 'fi')}/{number}"


def file_name(day: date, number: int) -> str:
    """The name of a batch's file; the first of a day has the day alone (ISO 8601)."""
    return f"{day.isoformat()}{'' if number == 1 else f'-{number}'}.pdf"


def remade_sheet_name(name: str) -> str:
    """The name of the sheet that lies beside a batch's file once that was written again."""
    return f"{name.removesuffix('.pdf')}-uudelleen.pdf"


def sheets_of(pages: Iterable[int]) -> int:
    """How many sheets letters of so many pages take: both sides are printed, each letter begins a sheet."""
    return sum((count + 1) // 2 for count in pages)


def control_sum(letter_ids: Iterable[UUID]) -> str:
    """What shows that the letters of a file are these in this order: a SHA-256 (FIPS 180-4), in hex.

    It is of the ids as they are printed at the foot of letters, each followed by a line feed, so that the
    printing house can compute it from what it has printed.
    """
    return hashlib.sha256("".join(f"{letter_id}\n" for letter_id in letter_ids).encode()).hexdigest()
