"""What happens to letters by itself: the batch of each working day, and files that are written again."""

from collections.abc import Mapping, Sequence
from datetime import time
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.faults import code_of
from hb.letters.service.batching import folder_of, make_batch, write_file
from hb.letters.service.folder import LetterFolderMissing
from hb.letters.service.remaking import REMAKING
from hb.work.rules import Due, Rhythm
from hb.work.service import Again, Clock, Done, Ending, Job, JobKind, Stopped, Workplace


async def _write_again(workplace: Workplace, actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    return {job.id: await _written(workplace, actor, job) for job in jobs}


async def _written(workplace: Workplace, actor: Actor, job: Job) -> Ending:
    if job.subject_id is None:
        return Stopped("NO_BATCH")
    try:
        await write_file(workplace.database, folder_of(workplace), actor, job.subject_id)
    except (LetterFolderMissing, OSError) as fault:
        return Again(code_of(fault))
    except LookupError:
        return Stopped("NO_BATCH")
    return Done()


JOBS = (JobKind(REMAKING, outside=_write_again, is_alone=True),)
CLOCKS = (
    Clock(
        "LETTERS_BATCHED",
        Due(Rhythm.DAILY, time(14, 30)),
        outside=make_batch,
        lease_seconds=600,
        is_alone=True,
    ),
)
