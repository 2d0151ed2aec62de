"""Moves of the demo's time that are refused in one sentence, and one whose database goes away."""

from datetime import date

import pytest

from hb.jobs.demo_time import DemoTime, Destination, refuse_unfit_days
from hb.jobs.work import WorkSetup
from hb.kit.db import Database
from hb.kit.errors import Busy
from hb.kit.language import LANGUAGES
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings, UnfitSettings
from hb.work.service import WorkLoop
from hb.working import move_demo


@pytest.mark.parametrize(
    ("to", "days", "sentence"),
    [
        (None, 99_999_999_999, "The demo's time is moved at most 400 days at once."),
        *(
            (None, days, "The demo's time is moved forward alone: what has happened stays.")
            for days in (-99_999_999_999, -400, 0)
        ),
        (
            Destination.STATUS,
            3,
            "Give either the day to move to or --days, not both: status only says the time.",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused_before_the_database_is_opened(
    monkeypatch: pytest.MonkeyPatch, to: Destination | None, days: int, sentence: str
) -> None:
    monkeypatch.setenv("HB_ENVIRONMENT", "development")
    monkeypatch.delenv("HB_DATABASE_URL", raising=False)
    monkeypatch.delenv("HB_OWNER_DATABASE_URL", raising=False)
    with pytest.raises(UnfitSettings) as refusal:
        move_demo(to, days, print)
    assert str(refusal.value) == sentence
    said = set()
    for language in LANGUAGES:
        with pytest.raises(UnfitSettings) as refusal:
            refuse_unfit_days(to, days, language)
        said.add(str(refusal.value))
    assert len(said) == len(LANGUAGES)


async def test_a_database_that_goes_away_ends_the_move_with_the_day_that_was_done(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended with "The system is busy", and nobody knew which day it was."""

    async def away(*_args: object) -> list[str]:
        raise Busy

    settings = Settings(environment="development")
    demo = DemoTime(WorkSetup(settings, "", "", Secrecy(b"d" * 32, b"i" * 32)))
    monkeypatch.setattr(DemoTime, "_done_on", away)
    with pytest.raises(UnfitSettings, match=r"The days through 1\.12\.2026 are done; start the server again"):
        async for _ in demo._live_through(db, db, WorkLoop.__new__(WorkLoop), date(2026, 12, 2)):
            pass
