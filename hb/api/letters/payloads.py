"""What the mutations on print batches of letters answer."""

from hb.api.letters.types import LetterBatch
from hb.api.payload import Payload, by, payload


@payload
class LetterBatchRemakePayload(Payload):
    """The batch, whose file is written again by a job, or why not."""

    letter_batch: LetterBatch | None = by("batch_id", "The batch.")
