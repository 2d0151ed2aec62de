"""What is decided about letters: their states, whom they reach, what is printed of them, their sheets; pure."""

from hb.letters.rules.batches import BatchRemade, Printout, batch_name, control_sum, sheets_of
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
    "paragraphs_of",
    "recipient_lines",
    "sheets_of",
]
