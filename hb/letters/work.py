"""What happens to letters by itself: the batch of each working day, and files that are written again."""

from collections.abc import Mapping, Sequence
from datetime import time
from uuid import UUID

from hb.access.rules import Actor
from hb.kit.faults import code_of
from hb.kit.language import Label
from hb.letters.service.batching import folder_of, make_batch, write_file_again
from hb.letters.service.folder import LetterFolderMissing
from hb.letters.service.remaking import REMAKING
from hb.work.rules import Due, JobSubject, Rhythm
from hb.work.service import Again, Clock, Count, Done, Ending, Job, JobKind, Stopped, Workplace

NO_BATCH = "NO_BATCH"
"""The fault of a job whose batch does not exist."""


async def _write_again(workplace: Workplace, actor: Actor, jobs: Sequence[Job]) -> Mapping[UUID, Ending]:
    return {job.id: await _written(workplace, actor, job) for job in jobs}


async def _written(workplace: Workplace, actor: Actor, job: Job) -> Ending:
    if job.subject_id is None:
        return Stopped(NO_BATCH)
    try:
        await write_file_again(workplace.database, folder_of(workplace), actor, job.subject_id)
    except (LetterFolderMissing, OSError) as fault:
        return Again(code_of(fault))
    except LookupError:
        return Stopped(NO_BATCH)
    return Done()


_NO_FILE = Label("Tiedostoa ei voitu kirjoittaa", "Filen kunde inte skrivas", "The file could not be written")
FAULTS = {
    NO_BATCH: Label("Kirje-erää ei ole", "Brevbunten finns inte", "There is no such letter batch"),
    LetterFolderMissing.__name__: Label(
        "Kirjeiden kansiota ei ole otettu käyttöön: asetus HB_LETTER_DIR puuttuu",
        "Brevens mapp har inte tagits i bruk: inställningen HB_LETTER_DIR saknas",
        "The folder of letters is not set up: the setting HB_LETTER_DIR is missing",
    ),
    **{
        fault.__name__: _NO_FILE
        for fault in (OSError, FileNotFoundError, NotADirectoryError, PermissionError)
    },
}
JOBS = (
    JobKind(
        REMAKING,
        outside=_write_again,
        is_alone=True,
        about=JobSubject.LETTER_BATCH,
        label=Label(
            "Kirje-erän tiedoston kirjoittaminen uudelleen",
            "Ny utskrift av brevbuntens fil",
            "Writing the file of a letter batch again",
        ),
    ),
)
CLOCKS = (
    Clock(
        "LETTERS_BATCHED",
        Due(Rhythm.DAILY, time(14, 30)),
        outside=make_batch,
        lease_seconds=600,
        is_alone=True,
        label=Label(
            "Kirjeiden kokoaminen tulostuseräksi",
            "Sammanställning av brev för utskrift",
            "Letters collected into a print batch",
        ),
        counts={
            "letters": Count(Label("Kirjeitä", "Brev", "Letters")),
            "pages": Count(Label("Sivuja", "Sidor", "Pages")),
            "sheets": Count(Label("Arkkeja", "Ark", "Sheets")),
            "failed": Count(
                Label(
                    "Kirjeitä, joita ei voitu tulostaa (syyt lähettämättömissä viesteissä)",
                    "Brev som inte kunde skrivas ut (orsakerna bland meddelanden som inte har skickats)",
                    "Letters that could not be printed (see the messages that were not sent)",
                )
            ),
        },
    ),
)
