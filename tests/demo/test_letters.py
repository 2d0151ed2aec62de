"""The demo's print batches have their files, and some of its representatives cannot be reached by letter."""

import hashlib

import asyncpg

from tests.letters.reading import opened, pages_of


async def test_each_batch_of_the_region_opens_as_a_pdf_with_its_cover_sheet_and_letters(
    rows: asyncpg.Connection,
) -> None:
    batches = await rows.fetch(
        "SELECT letter_batch.*, letter_batch_file.content,"
        " (SELECT count(*) FROM letter WHERE letter.batch_id = letter_batch.id) AS held"
        " FROM letter_batch LEFT JOIN letter_batch_file ON letter_batch_file.batch_id = letter_batch.id"
    )

    assert batches
    for batch in batches:
        content = batch["content"]
        assert hashlib.sha256(content).hexdigest() == batch["sha256"]
        assert batch["held"] == batch["letters"]
        pages = pages_of(content)
        day = batch["day"]
        assert f"Kirje-erä {day.day}.{day.month}.{day.year}/{batch['number']}" in pages[0]
        assert f"Kirjeitä\n{batch['letters']}\n" in pages[0]
        with opened(content) as pdf:
            assert len(pdf.pages) == 2 + 2 * batch["sheets"]


async def test_most_representatives_of_the_region_have_an_address(rows: asyncpg.Connection) -> None:
    counts = await rows.fetchrow(
        "SELECT count(*) AS people, count(*) FILTER (WHERE has_address) AS with_address FROM representative"
    )

    assert counts is not None
    assert tuple(counts) == (7, 6)
