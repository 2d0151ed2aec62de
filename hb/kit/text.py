"""The form of text that people type: one spelling for what looks alike, and nothing that cannot be seen.

Two names that look the same are the same to all who compare them, and no character turns round how a name or
a sum beside it reads (Unicode Technical Report 36, Unicode Standard Annex 9).
"""

import re
import unicodedata

from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The bidirectional controls (UAX 9, 2), as a class of a regular expression."""
_JOINERS = "\u200c\u200d"
"""Zero-width joiners: part of the spelling of some languages and of emoji, and invisible in a name."""
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Letters and signs that are drawn as a space or not at all, and are seen to Unicode."""
_SPACES = re.compile(r"[\t\n\v\f\r\u0085\u2028\u2029 \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
"""What White_Space of the Unicode Character Database is."""
_SPACES_OF_LINE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Controls, invisible format characters, halves of pairs, private and unassigned code points."""


def line(text: str) -> str:
    """A name or another text of one line: composed (NFC), with one plain space where there are blanks.

    Raises:
        ValueError: it holds a character that is not seen, or turns round how others read.
    """
    tidy = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    _refuse_unseen(tidy, but="")
    return tidy


def lines(text: str) -> str:
    """A text of several lines: composed (NFC), with plain spaces and line feeds, without blanks around it.

    Raises:
        ValueError: it holds a character that is not seen, or turns round how others read.
    """
    tidy = _SPACES_OF_LINE.sub(" ", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))).strip()
    _refuse_unseen(tidy, but=f"\n\t{_JOINERS}")
    return tidy


def _refuse_unseen(text: str, *, but: str) -> None:
    for sign in text:
        if sign in _BLANKS or (unicodedata.category(sign) in _UNSEEN and sign not in but):
            raise ValueError(f"U+{ord(sign):04X}")


def tidy_text(
    text: str, most: int, *path: str | int, is_required: bool = True, has_lines: bool = False
) -> str:
    """A text as it is stored, of at most so many characters; empty where it need not say anything.

    Raises:
        InvalidInput: REQUIRED, TOO_LONG, or BAD_CHARACTER.
    """
    try:
        tidy = lines(text) if has_lines else line(text)
    except ValueError as unseen:
        raise InvalidInput(*path, rule=FormRule.BAD_CHARACTER) from unseen
    if is_required and not tidy:
        raise InvalidInput(*path, rule=FormRule.REQUIRED)
    if len(tidy) > most:
        raise InvalidInput(*path, rule=FormRule.TOO_LONG, most=most)
    return tidy
