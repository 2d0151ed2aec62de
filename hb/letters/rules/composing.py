"""What is printed of a letter: the lines of its recipient, and its text in paragraphs."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from uuid import UUID

from hb.kit.language import Language
from hb.kit.text import TURNING
from hb.messages.rules import SendingFault

_POSTAL_CODE = re.compile(r"(?!00000)[0-9]{5}")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_UNSEEN = re.compile(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff{TURNING}]")
"""Controls but the line feed, invisible characters, and those that turn round how text reads (UAX 9)."""
_LAST_LETTER = "\u052f"
"""The end of the blocks Latin, Greek and Cyrillic, whose letters our first font has with all their marks."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is printed."""

    id: UUID
    message_id: UUID
    language: Language
    recipient: tuple[str, ...] = field(repr=False)
    title: str = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)


def recipient_lines(
    name: str,
    street_address: str | None,
    postal_code: str | None,
    postal_office: str | None,
    printable: Container[str],
) -> tuple[str, ...] | SendingFault:
    """The recipient as on an envelope: name, street, postal code and office in capitals; or why not.

    Nothing can be sent to an address of which a part is missing, whose postal code is none of Finland (five
    digits), or in which a character cannot be printed, so that it would be another address.
    """
    code = _one_line(postal_code or "")
    parts = [_one_line(part or "") for part in (name, street_address, postal_office)]
    if not code or not all(parts):
        return SendingFault.NO_ADDRESS
    if _POSTAL_CODE.fullmatch(code) is None:
        return SendingFault.FOREIGN_ADDRESS
    lines = (parts[0], parts[1], f"{code} {parts[2].upper()}")
    if any(_printed(line, printable) != line for line in lines):
        return SendingFault.UNPRINTABLE_ADDRESS
    return lines


def paragraphs_of(text: str, printable: Container[str]) -> tuple[str, ...]:
    """A text in paragraphs, without what is not seen; what no font can print is U+FFFD."""
    plain = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    paragraphs = (_printed(part.strip(), printable) for part in _BETWEEN_PARAGRAPHS.split(plain))
    return tuple(part for part in paragraphs if part)


def _one_line(text: str) -> str:
    plain = _UNSEEN.sub("", _LINE_ENDS.sub(" ", text).replace("\t", " "))
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def _printed(text: str, printable: Container[str]) -> str:
    """A text as it can be printed; a mark over what is no letter of these has no font and is left out."""
    written: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        is_mark = unicodedata.category(sign).startswith("M")
        if is_mark and not (written and sign in printable and _takes_marks(written[-1])):
            continue
        written.append(sign if sign == "\n" or sign in printable else REPLACEMENT)
    return "".join(written)


def _takes_marks(sign: str) -> bool:
    return sign <= _LAST_LETTER and unicodedata.category(sign)[0] in "LM"
