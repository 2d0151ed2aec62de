"""Batches as they are printed, without a database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from hb.kit.language import Language
from hb.letters.rules import Letter, paragraphs_of
from hb.letters.service.printing import Batch, printable


def letter(
    number: int = 1, language: Language = "fi", title: str = "Päätös", body: str = "Teksti."
) -> Letter:
    """A letter to an invented person, by its number."""
    return Letter(
        id=UUID(int=number),
        message_id=UUID(int=1000 + number),
        language=language,
        recipient=("Aino Äijälä", f"Esimerkkitie {number}", "01900 NURMIJÄRVI"),
        title=title,
        paragraphs=paragraphs_of(body, printable()),
    )


def batch(letters: Sequence[Letter]) -> Batch:
    """A batch of letters of 30 November 2026."""
    organiser: dict[Language, str] = {
        "fi": "Esimerkin hyvinvointialue",
        "sv": "Exempels välfärdsområde",
        "en": "Esimerkin hyvinvointialue",
    }
    composed_at = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
    return Batch(UUID(int=77), organiser, date(2026, 11, 30), 1, composed_at, letters)
