"""Inputs of the mutations on print batches of letters."""

import strawberry

from hb.api.arguments import CommandInput, id_of


@strawberry.input(description="Which batch's file is to be written again.")
class LetterBatchRemakeInput(CommandInput):
    """One that was composed; its file is written as it was."""

    letter_batch_id: strawberry.ID = id_of("LetterBatch", "The batch.")
