"""What is decided about letters: their states, recipients, text and sheets; pure."""

from hb.letters.rules.batches import (
    BatchRemade,
    Printout,
    batch_name,
    control_sum,
    file_name,
    remade_sheet_name,
    sheets_of,
)
from hb.letters.rules.composing import Letter, paragraphs_of, recipient_lines
from hb.letters.rules.states import LetterFailure, LetterState

__all__ = [
    "BatchRemade",
    "Letter",
    "LetterFailure",
    "LetterState",
    "Printout",
    "batch_name",
    "control_sum",
    "file_name",
    "paragraphs_of",
    "recipient_lines",
    "remade_sheet_name",
    "sheets_of",
]
