"""Print batches of letters in GraphQL, as counts: whom they reach and what they say is not among them."""

from datetime import date, datetime

import strawberry

from hb.access.rules import Role
from hb.api.node import Node
from hb.api.reach import of_role
from hb.letters import model
from hb.read import column, row


@row(
    model.letter_batch,
    within=of_role(Role.ADMINISTRATOR),
    description="The letters that were printed together on a day (kirje-erä): one file, with a cover sheet.",
)
class LetterBatch(Node):
    """Its counts and its file's name; nothing of its letters."""

    id: strawberry.ID = column(description="Opaque id, which is also on the cover sheet.")
    day: date = column(description="The day that its letters bear, Helsinki.")
    number: int = column(description="The how-manieth batch of the day it is; the first is 1.")
    letters_count: int = column("letters", description="How many letters are in it.")
    pages_count: int = column("pages", description="How many pages they have, without the cover sheet.")
    sheets_count: int = column("sheets", description="How many sheets they take, printed on both sides.")
    file_name: str = column(description="The file's name in the organiser's folder.")
    sha256: str = column(description="SHA-256 (hex) of the file.")
    composed_at: datetime = column(description="When it was composed and set.")
    made_at: datetime | None = column(
        description="When its file lay ready and its messages were sent; null while the file is not written."
    )
