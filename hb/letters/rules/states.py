"""How far a letter has come, and why one cannot be sent."""

from enum import StrEnum


class LetterState(StrEnum):
    """How far a letter has come on its way to the printing house."""

    LAID_BY = "LAID_BY"
    """It is in the next batch."""
    PRINTED = "PRINTED"
    """It is in the file of a batch."""
    FAILED = "FAILED"


class LetterFailure(StrEnum):
    """Why a letter cannot be sent."""

    NO_ADDRESS = "NO_ADDRESS"
    """Nothing can be sent to the recipient; its message says by which fault (`SendingFault`)."""
