"""The print batches of the last days: the letters that clients were sent then, with their files."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import chain
from uuid import UUID

from hb.clients.model import client, representative
from hb.demo.making import Making, Organisation
from hb.kit.clock import helsinki_date
from hb.kit.holidays import working_day_from
from hb.kit.language import Language
from hb.letters.model import letter, letter_batch, letter_batch_file
from hb.letters.rules import Letter, LetterState, Printout, file_name, paragraphs_of, recipient_lines
from hb.letters.service.printing import Batch, print_batch, printable
from hb.messages.model import message
from hb.messages.rules import Channel, SendingFault
from hb.work.rules import on

DAYS = 3
PRINTED_AT = time(14, 30)
Sent = tuple[datetime, Mapping[str, object], tuple[str, ...]]
"""When a message was laid by, its row, and the lines of its recipient."""


def print_letters(making: Making, organisation: Organisation) -> None:
    """Print the letters of the last days that have any, each day's in one batch."""
    organiser_id, area = organisation.organiser_id, organisation.area
    chance = making.chance.stream(f"letters {area.key}")
    by_day = _sent_by_day(making, organiser_id)
    names: Mapping[Language, str] = {"fi": area.name_fi, "sv": area.name_sv, "en": area.name_fi}
    for day in sorted(by_day)[-DAYS:]:
        made_at = on(day, PRINTED_AT)
        sent = [(at, _letter(chance.id(at), row, recipient)) for at, row, recipient in by_day[day]]
        batch = Batch(chance.id(made_at), names, day, 1, made_at, [one for _, one in sent])
        printout = print_batch(batch)
        _keep(making, organiser_id, batch, printout, made_at)
        for position, ((at, one), pages) in enumerate(zip(sent, printout.pages, strict=True), 1):
            making.rows.add(
                letter,
                organiser_id=organiser_id,
                id=one.id,
                message_id=one.message_id,
                state=LetterState.PRINTED,
                failure=None,
                laid_by_at=at,
                batch_id=batch.id,
                position=position,
                pages=pages,
                ended_at=made_at,
            )


def _sent_by_day(making: Making, organiser_id: UUID) -> Mapping[date, list[Sent]]:
    """The messages that left as letters, by the working day on which they were printed, in their order."""
    addresses: dict[object, tuple[str, ...]] = {}
    for row in chain(making.rows.rows_of(client), making.rows.rows_of(representative)):
        name = f"{row['first_name']} {row['last_name']}"
        street, code, office = (
            str(row[part] or "") for part in ("street_address", "postal_code", "postal_office")
        )
        lines = recipient_lines(name, street, code, office, printable())
        if row["organiser_id"] == organiser_id and not isinstance(lines, SendingFault):
            addresses[row["id"]] = lines
    by_day: dict[date, list[Sent]] = defaultdict(list)
    for row in making.rows.rows_of(message):
        at, recipient = row["at"], addresses.get(row["recipient_id"])
        if row["channel"] == Channel.LETTER and recipient is not None and isinstance(at, datetime):
            day = working_day_from(helsinki_date(at))
            if max(on(day, PRINTED_AT), at) < making.calendar.now:
                by_day[day].append((at, row, recipient))
    return by_day


def _letter(letter_id: UUID, row: Mapping[str, object], recipient: tuple[str, ...]) -> Letter:
    message_id = row["id"]
    if not isinstance(message_id, UUID):
        raise TypeError("a message has a UUID")
    return Letter(
        letter_id,
        message_id,
        "sv" if row["language"] == "sv" else "fi",
        recipient,
        str(row["title"]),
        paragraphs_of(str(row["body"]), printable()),
    )


def _keep(making: Making, organiser_id: UUID, batch: Batch, printout: Printout, made_at: datetime) -> None:
    making.rows.add(
        letter_batch,
        organiser_id=organiser_id,
        id=batch.id,
        day=batch.day,
        number=batch.number,
        letters=len(batch.letters),
        pages=sum(printout.pages),
        sheets=printout.sheets,
        sha256=printout.sha256,
        file_name=file_name(batch.day, batch.number),
        composed_at=made_at,
        made_at=made_at,
    )
    making.rows.add(letter_batch_file, organiser_id=organiser_id, batch_id=batch.id, content=printout.content)
