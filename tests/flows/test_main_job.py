"""The main job end to end over HTTP: each role with its own token sends the documents of the frontends.

A need is assessed, a budget granted, services chosen, money reserved, deliveries reported and posted, the
limit held, the month closed, the producer paid. The chapters are in before_the_month, choosing,
after_the_order and looking_back.
"""

import logging

import asyncpg
import pytest

from hb.kit.db import Database
from hb.ledger.service import verify
from hb.read import Engine
from tests.api.conftest import Api
from tests.flows import after_the_order as after
from tests.flows import before_the_month as before
from tests.flows import choosing, looking_back
from tests.flows.story import FIRST_NAME, HETU, LAST_NAME, make_story, open_api
from tests.scene import Scene

SECRETS = (
    HETU,
    FIRST_NAME,
    LAST_NAME,
    "Aino",
    "Äijälä",
    "Tytti",
    "Lehtokuja",
    "1234567",
    "Aamutoimet",
    "Tytär soitti",
    "omakotitalossa",
    "Edunvalvonta",
    "Asiakas ja tytär",
)
"""Names, hetu, address and free text that the story sends as variables."""
QUERY_TEXT = ("mutation ", "fragment ", "query ", "nodes {", "idempotencyKey", "externalId", "Bearer")


async def test_from_need_to_payment(
    api: Api,
    db: Database,
    engine: Engine,
    app_dsn: str,
    scene: Scene,
    all_rows: asyncpg.Connection,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    story = await make_story(api, app_dsn, scene, all_rows)
    await before.a_producer_joins(story)
    await before.its_price_is_approved(story)
    await before.a_client_comes(story)
    await before.the_need_is_assessed(story)
    await before.the_budget_is_decided(story)

    await choosing.the_client_compares_and_composes(story)
    await choosing.the_representative_acts(story)
    await choosing.the_plan_is_approved(story)
    await choosing.the_producers_answer(story)
    await choosing.a_worker_chooses_for_aino(story)

    await after.a_visit_is_reported(story)
    await after.a_batch_with_bad_rows(story)
    async with open_api(app_dsn, engine) as june:
        story.api = june
        await after.the_month_closes(story)
        await after.two_persons_pay(story)
        await after.the_budget_changes_and_ends(story)
        await looking_back.the_client_can_look_back(story)
        await looking_back.the_auditor_looks(story)

    proof = await db.run(story.cast["official"].context("command"), verify)
    assert (proof.budgets, proof.accounts, proof.transfers) == (2, 15, 41)
    assert proof.differences == ()
    assert found_in(caplog, capfd) == set()
    logging.getLogger("planted").debug("registered %s", HETU)
    print("idempotencyKey")  # noqa: T201 an unconfigured logger prints
    assert found_in(caplog, capfd) == {HETU, "idempotencyKey"}


def found_in(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> set[str]:
    """What any logger told, or anything printed, of who the client is and what was asked."""
    printed = capfd.readouterr()
    told = [f"{record.getMessage()} {vars(record)}" for record in caplog.records]
    whole = "\n".join([*told, printed.out, printed.err])
    return {secret for secret in (*SECRETS, *QUERY_TEXT) if secret in whole}
