"""Mutations on print batches of letters."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.letters import inputs, payloads
from hb.kit.errors import NotFound
from hb.letters import service as letters

letter_batch_remake = command(
    """Have the file of a print batch written again (tee kirje-erä uudelleen), where the printing house has
    lost it: byte for byte as it was. No letter is sent again, and nobody sees what is in it.
    """,
    Permission.LETTER_BATCH_REMAKE,
    inputs.LetterBatchRemakeInput,
    letters.remake_batch,
    shows=payloads.LetterBatchRemakePayload,
    refuses=(NotFound,),
)

MUTATIONS = (letter_batch_remake,)
