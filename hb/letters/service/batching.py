"""The batch of a day: composed, set, kept in the database, put into the folder, and only then made.

Each step can be done again. From the moment that a batch is kept its file is the row's bytes, so that a crash
between the file and the end of the batch is made good by the same file of the same name.
"""

import asyncio
from datetime import date
from functools import partial
from uuid import UUID

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.holidays import is_working_day
from hb.kit.transaction import Row, Transaction
from hb.letters import queries
from hb.letters.rules import Printout, file_name, remade_sheet_name
from hb.letters.service.composing import compose, fail_unprintable
from hb.letters.service.cover import Remade
from hb.letters.service.folder import LetterFolder, LetterFolderMissing
from hb.letters.service.printing import Batch, print_all_that_can, print_remade
from hb.messages import service as messages
from hb.messages.rules import Channel, MessageState
from hb.messages.service import Sent
from hb.work.service import Step, Workplace

NOTHING = Step({})


async def make_batch(workplace: Workplace, actor: Actor, day: date) -> Step:
    """Print what was laid by through a day, if that is a working day; a step makes one batch.

    A letter that cannot be set fails alone, and the others are printed.

    Raises:
        LetterFolderMissing: letters wait, and the process brings no folder.
        OSError: the folder cannot be written to; the batch waits for it.
    """
    if not is_working_day(day):
        return NOTHING
    database = workplace.database
    if await _unmade(database, actor) is not None:
        return await _finish(workplace, actor, failed=0)
    batch, failed = await compose(database, actor, day)
    if not batch.letters:
        return Step({"failed": failed} if failed else {})
    folder_of(workplace)
    printed, printout = await asyncio.to_thread(print_all_that_can, batch)
    unprintable = {letter.id for letter in batch.letters} - {letter.id for letter in printed.letters}
    if unprintable:
        failed += await fail_unprintable(database, actor, day, unprintable)
    if printout is None:
        return Step({"failed": failed}, is_done=False)
    await database.run(actor.context("command"), partial(_keep, printed, printout))
    return await _finish(workplace, actor, failed=failed)


def folder_of(workplace: Workplace) -> LetterFolder:
    """The folder that the process brings.

    Raises:
        LetterFolderMissing: it brings none.
    """
    try:
        return workplace.tool(LetterFolder)
    except LookupError as fault:
        raise LetterFolderMissing from fault


async def _unmade(database: Database, actor: Actor) -> Row | None:
    async def read(tx: Transaction) -> Row | None:
        return await tx.row(queries.UNMADE)

    return await database.run(actor.context("command"), read)


async def _keep(batch: Batch, printout: Printout, tx: Transaction) -> None:
    """Keep a batch that was set, unless one of its letters is in another's hands or withheld by now."""
    ids = [letter.id for letter in batch.letters]
    if len(await tx.rows(queries.LOCK_LAID_BY, ids=ids)) < len(ids):
        return
    kept = await tx.execute(
        queries.KEEP_BATCH,
        batch_id=batch.id,
        day=batch.day,
        number=batch.number,
        letters=len(ids),
        pages=sum(printout.pages),
        sheets=printout.sheets,
        sha256=printout.sha256,
        file_name=file_name(batch.day, batch.number),
    )
    if kept:
        await tx.execute(queries.KEEP_FILE, batch_id=batch.id, content=printout.content)
        await tx.execute(queries.BIND, batch_id=batch.id, ids=ids, pages=list(printout.pages))


async def _finish(workplace: Workplace, actor: Actor, *, failed: int) -> Step:
    """Put the file of the kept batch into the folder and end the batch; another step looks for more letters.

    A batch whose file does not lie there yet is given up when one of its letters has been withheld since.
    """
    database, context = workplace.database, actor.context("command")
    folder = folder_of(workplace)
    counts = {"failed": failed} if failed else {}
    unmade = await _unmade(database, actor)
    if unmade is None:
        return Step(counts, is_done=False)
    lies_ready = await asyncio.to_thread(folder.has, actor.organiser_id, unmade["file_name"])
    if unmade["is_outdated"] and not lies_ready:
        await database.run(context, partial(_drop, unmade["id"]))
        return Step(counts, is_done=False)
    await write_file(database, folder, actor, unmade["id"])
    made = await database.run(context, partial(_end, actor, unmade["id"]))
    return Step({**counts, **made}, is_done=False)


async def write_file(database: Database, folder: LetterFolder, actor: Actor, batch_id: UUID) -> None:
    """Put the file of a batch into the folder, byte for byte as it was kept.

    Raises:
        LookupError: there is no such batch.
        OSError: the file cannot be written.
    """
    row = await _file(database, actor, batch_id)
    await asyncio.to_thread(folder.write, actor.organiser_id, row["file_name"], row["content"])


async def write_file_again(database: Database, folder: LetterFolder, actor: Actor, batch_id: UUID) -> None:
    """Put the file of a batch into the folder once more, as `write_file` does, and a sheet beside it.

    The sheet lies there first. It says that the letters may have been printed, when the file was made and
    when written again, and by which SHA-256 it is known.

    Raises:
        LookupError: there is no such batch.
        OSError: a file cannot be written.
    """
    row = await _file(database, actor, batch_id)
    remade = Remade(
        id=row["id"],
        organiser=row["organiser"],
        day=row["day"],
        number=row["number"],
        letters=row["letters"],
        pages=row["pages"],
        sheets=row["sheets"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        composed_at=row["composed_at"],
        remade_at=row["now"],
    )
    sheet, name = await asyncio.to_thread(print_remade, remade), row["file_name"]
    await asyncio.to_thread(folder.write, actor.organiser_id, remade_sheet_name(name), sheet)
    await asyncio.to_thread(folder.write, actor.organiser_id, name, row["content"])


async def _file(database: Database, actor: Actor, batch_id: UUID) -> Row:
    async def read(tx: Transaction) -> Row | None:
        return await tx.row(queries.FILE, batch_id=batch_id)

    row = await database.run(actor.context("command"), read)
    if row is None:
        message = "no batch of that id is kept"
        raise LookupError(message)
    return row


async def _drop(batch_id: UUID, tx: Transaction) -> None:
    await tx.execute(queries.UNBIND, batch_id=batch_id)
    await tx.execute(queries.DROP_FILE, batch_id=batch_id)
    await tx.execute(queries.DROP_BATCH, batch_id=batch_id)


async def _end(actor: Actor, batch_id: UUID, tx: Transaction) -> dict[str, int]:
    """End a batch whose file lies ready, with its letters and their messages; gives its counts."""
    batch = await tx.row(queries.MAKE, batch_id=batch_id)
    if batch is None:
        return {}
    tx.clock_read(batch["now"])
    printed = await tx.rows(queries.PRINTED, batch_id=batch_id)
    await messages.end_sending(
        tx, [Sent(row["message_id"], MessageState.SENT, Channel.LETTER) for row in printed]
    )
    counts = {"letters": batch["letters"], "pages": batch["pages"], "sheets": batch["sheets"]}
    audit.record(tx, actor, "letter-batch:make", subject_id=batch_id, **counts)
    await write_gathered(tx)
    return counts
