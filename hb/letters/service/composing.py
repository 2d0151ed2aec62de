"""Composing the next batch: whom each letter reaches, and what becomes of one that reaches nobody."""

from collections.abc import Sequence, Set
from datetime import date
from functools import partial
from uuid import UUID

from hb.access.rules import Actor
from hb.audit import service as audit
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.language import LANGUAGES, Language
from hb.kit.transaction import Row, Transaction
from hb.letters import queries
from hb.letters.rules import Letter, LetterFailure, paragraphs_of, recipient_lines
from hb.letters.service.printing import Batch, printable
from hb.messages import service as messages
from hb.messages.rules import (
    Channel,
    Event,
    MessageState,
    NotSent,
    SendingFault,
    Subject,
    SubjectType,
)
from hb.messages.rules.details import without_added
from hb.messages.service import Sent

MOST_LETTERS = 2_500
"""Letters of one file, whose setting takes some ten seconds and 0.8 GB of memory; more are a second file."""
NO_TITLE = "–"


async def compose(
    database: Database, actor: Actor, day: date, *, most: int = MOST_LETTERS
) -> tuple[Batch, int]:
    """Compose the organiser's next batch of a day, and give how many letters have failed with it.

    What was laid by through that day is in it, with names and addresses as they are now. Contact data that
    are hidden (turvakielto, L 661/2009 36 §) are used for the client's own letter; those who represent the
    client get theirs without details, and who does so no longer gets none.
    """
    return await database.run(actor.context("command"), partial(_compose, actor, day, most))


async def _compose(actor: Actor, day: date, most: int, tx: Transaction) -> tuple[Batch, int]:
    batch = await tx.row(queries.NEXT_BATCH, day=day)
    if batch is None:
        message = "the organiser has no row"
        raise LookupError(message)
    tx.clock_read(batch["now"])
    rows = await tx.rows(queries.LAID_BY, day=day, count=most)
    letters: list[Letter] = []
    failed: dict[SendingFault, list[Row]] = {}
    await _spare(tx, [row for row in rows if row["power_ended"]])
    for row in (row for row in rows if not row["power_ended"]):
        recipient = recipient_lines(
            row["name"], row["street_address"], row["postal_code"], row["postal_office"], printable()
        )
        if isinstance(recipient, SendingFault):
            failed.setdefault(recipient, []).append(row)
        else:
            letters.append(_letter(row, recipient))
    count = 0
    for fault, unsendable in failed.items():
        count += await _fail(tx, actor, unsendable, fault)
    organiser: dict[Language, str] = {
        "fi": batch["name_fi"],
        "sv": batch["name_sv"],
        "en": batch["name_fi"],
    }
    return Batch(tx.new_id(), organiser, day, batch["number"], tx.now, letters), count


async def fail_unprintable(
    database: Database, actor: Actor, day: date, letter_ids: Set[UUID], *, most: int = MOST_LETTERS
) -> int:
    """Have letters that cannot be set fail by our own fault, with their messages; gives how many.

    The clients' workers can do nothing about it, and are not notified.
    """

    async def fail(tx: Transaction) -> int:
        batch = await tx.row(queries.NEXT_BATCH, day=day)
        if batch is not None:
            tx.clock_read(batch["now"])
        rows = await tx.rows(queries.LAID_BY, day=day, count=most)
        unprintable = [row for row in rows if row["id"] in letter_ids]
        return await _fail(tx, actor, unprintable, SendingFault.OWN_FAULT)

    return await database.run(actor.context("command"), fail)


def _letter(row: Row, recipient: tuple[str, ...]) -> Letter:
    title = " ".join(paragraphs_of(row["title"], printable())).replace("\n", " ")
    return Letter(
        id=row["id"],
        message_id=row["message_id"],
        language=row["language"] if row["language"] in LANGUAGES else "fi",
        recipient=recipient,
        title=title or NO_TITLE,
        paragraphs=paragraphs_of(_body(row), printable()),
    )


def _body(row: Row) -> str:
    """What a letter says: without details that its recipient may not get any more."""
    body: str = row["body"]
    return without_added(body, row["language"], row["facts"]) if row["is_hidden"] else body


async def _spare(tx: Transaction, rows: Sequence[Row]) -> None:
    """Have letters to representatives whose power has ended need no sending: they stay laid by unprinted."""
    if not rows:
        return
    locked = {row["id"] for row in await tx.rows(queries.LOCK_LAID_BY, ids=[row["id"] for row in rows])}
    await messages.end_sending(
        tx,
        [
            Sent(row["message_id"], MessageState.NOT_NEEDED, None, unneeded=NotSent.POWER_ENDED)
            for row in rows
            if row["id"] in locked
        ],
    )


async def _fail(tx: Transaction, actor: Actor, rows: list[Row], fault: SendingFault) -> int:
    """Have letters fail, with their messages; each client's worker is notified to check the address.

    Gives how many have failed. Another may have them in its hands: then they are left to it.
    """
    locked = {row["id"] for row in await tx.rows(queries.LOCK_LAID_BY, ids=[row["id"] for row in rows])}
    failed = [row for row in rows if row["id"] in locked]
    if not failed:
        return 0
    await tx.execute(queries.FAIL, ids=[row["id"] for row in failed], failure=LetterFailure.NO_ADDRESS)
    await messages.end_sending(
        tx,
        [Sent(row["message_id"], MessageState.FAILED, Channel.LETTER, fault, attempts=1) for row in failed],
    )
    for row in failed:
        worker_id = None if fault is SendingFault.OWN_FAULT else row["worker_id"]
        _notify(tx, actor, worker_id, row["client_id"], row["id"], fault)
    await write_gathered(tx)
    return len(failed)


def _notify(
    tx: Transaction,
    actor: Actor,
    worker_id: UUID | None,
    client_id: UUID | None,
    letter_id: UUID,
    fault: SendingFault,
) -> None:
    audit.record(tx, actor, "letter:fail", client_id=client_id, subject_id=letter_id, reason=fault.value)
    if worker_id is not None:
        messages.tell(
            tx,
            actor,
            Event.LETTER_FAILED,
            worker_id,
            client_id=client_id,
            subject=None if client_id is None else Subject(SubjectType.CLIENT, client_id),
            outcome=fault,
        )
