"""Matters, rates and assessments for tests; assessments are made by the real commands."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import TypeAlias, TypeVar
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role
from hb.assessments import model
from hb.assessments import service as assessments
from hb.assessments.rules import AssessmentContent, AssessmentSaved, LifeDomain, NeedContent, NeedDuration
from hb.clients.model import matter
from hb.kit.commands import Claim, perform
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.transaction import Transaction
from tests.clock import utc
from tests.scene import Scene, put

Result = TypeVar("Result")
Work: TypeAlias = Callable[[Transaction, Actor], Awaitable[Result]]

HOME_CARE = NeedContent(
    LifeDomain.DAILY_ACTIVITIES,
    NeedDuration.LONG_TERM,
    "Aamutoimet joka päivä",
    category_code="HOME_CARE",
    support_class=2,
    minutes_per_month=1_230,
)
PHYSIOTHERAPY = NeedContent(
    LifeDomain.MOBILITY,
    NeedDuration.RECURRING,
    "Kävelyn harjoittelu",
    category_code="PHYSIOTHERAPY",
    pieces_per_month=2,
)
COMPANY = NeedContent(LifeDomain.SOCIAL_RELATIONS, NeedDuration.TEMPORARY, "Yksinäisyys")
"""A need that no service of the organiser answers."""
NEEDS = (HOME_CARE, PHYSIOTHERAPY, COMPANY)

RATES = (
    ("HOME_CARE", 2, date(2025, 1, 1), 3_500),
    ("HOME_CARE", 2, date(2026, 1, 1), 3_600),
    ("HOME_CARE", 2, date(2026, 6, 1), 3_700),
    ("PHYSIOTHERAPY", 1, date(2026, 1, 1), 5_430),
)
"""On the day of the tests, 15 May 2026, the second and the fourth hold."""


def content(needs: Sequence[NeedContent] = NEEDS, **texts: str) -> AssessmentContent:
    """All that SHL 37 § asks for, or with some texts replaced."""
    whole = {
        "summary": "Asuu yksin kerrostalossa.",
        "client_view": "Haluan asua kotona.",
        "conclusions": "Tarvitsee säännöllistä tukea.",
        "own_worker_estimate": "Omatyöntekijä on tarpeen.",
    }
    return AssessmentContent(needs=tuple(needs), **{**whole, **texts})


async def command(
    db: Database,
    actor: Actor,
    kind: type[Result],
    work: Work[Result],
) -> Result:
    """Run a command as the API does, under a fresh idempotency key, and give its result."""

    async def as_actor(tx: Transaction) -> Result:
        return await work(tx, actor)

    async def result_itself(_tx: Transaction, result: Result) -> Result:
        return result

    claim = Claim(new_id(), kind.__name__, b"")
    return await perform(db, actor.context("command"), claim, kind, as_actor, result_itself)


async def rows_of(all_rows: asyncpg.Connection, table: str, scene: Scene) -> list[asyncpg.Record]:
    """All rows of a table that are the scene's organiser's, by id or the like."""
    return await all_rows.fetch(
        f"SELECT * FROM {table} WHERE organiser_id = $1 ORDER BY 2", scene.organiser_id
    )


async def open_matter(all_rows: asyncpg.Connection, scene: Scene, state: str = "PENDING") -> UUID:
    """Open a matter of the scene's client."""
    matter_id = new_id()
    await put(
        all_rows,
        matter,
        organiser_id=scene.organiser_id,
        id=matter_id,
        client_id=scene.client_id,
        service_task="OLDER_PERSONS",
        source="CONTACT",
        state=state,
        pending_since=date(2026, 5, 4),
        description="Yhteydenotto",
        opened_by=scene.actors[Role.SERVICE_GUIDE].user_id,
        opened_at=utc(2026, 5, 4, 7),
    )
    return matter_id


async def set_rates(
    all_rows: asyncpg.Connection, scene: Scene, rates: Sequence[tuple[str, int, date, int]] = RATES
) -> None:
    """Set the organiser's rates: category, support class, first day, cents of a unit."""
    for category, support_class, valid_from, unit_cents in rates:
        await put(
            all_rows,
            model.rate,
            organiser_id=scene.organiser_id,
            category_code=category,
            support_class=support_class,
            valid_from=valid_from,
            unit_cents=unit_cents,
        )


async def started_assessment(db: Database, all_rows: asyncpg.Connection, scene: Scene) -> UUID:
    """Start an assessment as the guide, in a new matter; it has version 1."""
    matter_id = await open_matter(all_rows, scene)
    started = await command(
        db,
        scene.actors[Role.SERVICE_GUIDE],
        AssessmentSaved,
        lambda tx, actor: assessments.start(tx, actor, scene.client_id, matter_id),
    )
    return started.assessment_id


async def completed_assessment(
    db: Database, all_rows: asyncpg.Connection, scene: Scene, needs: Sequence[NeedContent] = NEEDS
) -> UUID:
    """Start, fill and complete an assessment as the guide; it has version 3."""
    assessment_id = await started_assessment(db, all_rows, scene)
    guide = scene.actors[Role.SERVICE_GUIDE]
    await command(
        db,
        guide,
        AssessmentSaved,
        lambda tx, actor: assessments.fill(tx, actor, assessment_id, 1, content(needs)),
    )
    await command(
        db, guide, AssessmentSaved, lambda tx, actor: assessments.complete(tx, actor, assessment_id, 2)
    )
    return assessment_id
