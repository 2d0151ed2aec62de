"""Roots that lead to print batches of letters."""

import strawberry

from hb.access.rules import Permission
from hb.api.letters.types import LetterBatch
from hb.api.permission import needs
from hb.read import Connection, by_id, many


@strawberry.type
class Query:
    """Roots that lead to print batches."""

    letter_batch: LetterBatch | None = by_id(
        description="One print batch of letters.", **needs(Permission.WORK_READ)
    )
    letter_batches: Connection[LetterBatch] = many(
        order="-day,-number",
        description="The organiser's print batches of letters, newest first (kirje-erät).",
        **needs(Permission.WORK_READ),
    )
