"""Two thousand letters are one file, set beside a loop that goes on."""

import asyncio
import time

import pytest

from hb.letters.service.printing import print_batch
from tests.letters.reading import opened
from tests.letters.specimens import batch, letter

MANY = 2_000
LONGEST_PAUSE_SECONDS = 1.0
"""For a busy machine: on a quiet one it is a hundredth of it."""


@pytest.mark.slow
async def test_two_thousand_letters_are_one_file() -> None:
    letters = batch([letter(number, "sv" if number % 9 == 0 else "fi") for number in range(1, MANY + 1)])
    printing = asyncio.create_task(asyncio.to_thread(print_batch, letters))
    longest, last = 0.0, time.monotonic()
    while not printing.done():
        await asyncio.sleep(0.005)
        now = time.monotonic()
        longest, last = max(longest, now - last), now

    printout = await printing

    assert printout.pages == (1,) * MANY
    assert printout.sheets == MANY
    with opened(printout.content) as pdf:
        assert len(pdf.pages) == 2 + 2 * MANY
    assert len(printout.content) < 3_000 * MANY
    assert longest < LONGEST_PAUSE_SECONDS
