"""Setting a batch of letters as one PDF: the same letters give the same bytes on every machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import typst

from hb.kit.language import Language
from hb.kit.sentences import day_text
from hb.letters.rules import Letter, Printout, batch_name
from hb.letters.service.cover import Facts, Remade, cover_facts, remade_facts

FOLDER = Path(__file__).parent / "print"
TEMPLATE = FOLDER / "letters.typ"
FONTS = FOLDER / "fonts"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is printed: whose letters, of which day, the how-manieth batch of that day, and when composed."""

    id: UUID
    organiser: Mapping[Language, str]
    day: date
    number: int
    composed_at: datetime
    letters: Sequence[Letter]


@cache
def printable() -> frozenset[str]:
    """Every character that the fonts of letters can print; `characters.txt` has ranges of code points."""
    ranges = (line.split("-") for line in (FONTS / "characters.txt").read_text(encoding="ascii").split())
    return frozenset(chr(code) for ends in ranges for code in range(int(ends[0], 16), int(ends[-1], 16) + 1))


def print_batch(batch: Batch) -> Printout:
    """Set a batch; it takes about two milliseconds a letter, and other threads go on meanwhile.

    It is set twice: first to learn on which page each letter begins and ends. The file is PDF/A-2a
    (ISO 19005-2), to be kept, and PDF/UA-1 (ISO 14289-1), to be read aloud.
    """
    compiler = _compiler(_data(batch, None))
    numbers: list[int] = json.loads(compiler.query("<edge>", field="value", format="json"))
    edges = [(first, last) for first, last in pairwise(numbers)][::2]
    content = _set(compiler, _data(batch, edges))
    return Printout(content, tuple(last - first + 1 for first, last in edges))


def print_remade(batch: Remade) -> bytes:
    """Set the sheet that lies beside a batch's file which was written again."""
    title = f"Kirje-erä {batch_name(batch.day, batch.number)}, tiedosto kirjoitettu uudelleen"
    data = _document(title, batch.organiser, batch.day, remade_facts(batch), (), ())
    return _set(_compiler(data), data)


def _compiler(data: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATE, root=FOLDER, font_paths=fonts, sys_inputs={"data": data})


def _set(compiler: typst.Compiler, data: str) -> bytes:
    content = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["a-2a", "ua-1"])
    if not isinstance(content, bytes):
        message = "a PDF was set as several files"
        raise TypeError(message)
    return content


def print_all_that_can(batch: Batch) -> tuple[Batch, Printout | None]:
    """Set a batch without the letters that cannot be set, so that one stops no other.

    Gives the batch as it was set, and None in place of the printout where no letter of it can be.

    Raises:
        TypstError: not even letters without a text can be set, so that it is none of the letters' fault.
    """
    try:
        return batch, print_batch(batch)
    except typst.TypstError:
        print_batch(replace(batch, letters=[replace(batch.letters[0], title="–", paragraphs=())]))
    letters = _settable(batch, batch.letters)
    rest = replace(batch, letters=letters)
    return rest, print_batch(rest) if letters else None


def _settable(batch: Batch, letters: Sequence[Letter]) -> list[Letter]:
    """The letters that can be set, found by halves."""
    try:
        print_batch(replace(batch, letters=letters))
    except typst.TypstError:
        if len(letters) == 1:
            return []
        middle = len(letters) // 2
        return [*_settable(batch, letters[:middle]), *_settable(batch, letters[middle:])]
    return [*letters]


def _data(batch: Batch, edges: Sequence[tuple[int, int]] | None) -> str:
    """The batch as the template reads it, in JSON; text is data there and never code."""
    name, organiser = batch_name(batch.day, batch.number), batch.organiser["fi"]
    pages = [last - first + 1 for first, last in edges or ()]
    ids = [letter.id for letter in batch.letters]
    facts = cover_facts(organiser, batch.day, batch.number, batch.id, batch.composed_at, ids, pages)
    letters = [
        {
            "lang": letter.language,
            "sender": [batch.organiser[letter.language]],
            "recipient": letter.recipient,
            "date": day_text(batch.day, letter.language),
            "reference": f"{name} · {position}/{len(ids)} · {letter.id}",
            "title": letter.title,
            "paragraphs": letter.paragraphs,
        }
        for position, letter in enumerate(batch.letters, 1)
    ]
    return _document(f"Kirje-erä {name}", organiser, batch.day, facts, edges, letters)


def _document(
    title: str,
    organiser: str,
    day: date,
    facts: Facts,
    edges: Sequence[tuple[int, int]] | None,
    letters: Sequence[Mapping[str, object]],
) -> str:
    data = {
        "lang": "fi",
        "title": title,
        "organiser": organiser,
        "day": [day.year, day.month, day.day],
        "facts": facts,
        "edges": edges,
        "letters": letters,
    }
    return json.dumps(data, ensure_ascii=False)
