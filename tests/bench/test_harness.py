"""The harness over peers in their own processes: they answer alike, and whoever does not is told."""

import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from hb.api.schema import make_engine
from hb.demo.load import SMALL, load
from hb.installation.keys import keep_check_values
from hb.installation.postgres import APP, DATABASE, OWNER, SUPERUSER, EmbeddedPostgres
from hb.kit.clock import helsinki_date
from hb.kit.secrecy import Secrecy
from hb.kit.settings import Settings
from hb.read import CompiledQuery
from tests.bench.load import Loader
from tests.bench.measured import Reads
from tests.bench.observed import (
    GOAL,
    scraped_text,
    seconds_of,
    seconds_to_observe,
    seconds_to_scrape,
    take_turns,
)
from tests.bench.pages import PAGES, Page, pages_of
from tests.bench.peers import NotRun, Peer, ordinary
from tests.bench.peers.process import start_command
from tests.bench.reads import check, started
from tests.bench.region import Region
from tests.bench.wire import data_of, post

NAMES = ["straight", "ordinary", "hand"]


@pytest_asyncio.fixture(scope="module")
async def region(
    embedded: EmbeddedPostgres, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Region:
    """The small region as of today, since the peers' clock is the machine's."""
    name = f"{DATABASE}_harness_{worker_id}"
    embedded.create_database(name, template=DATABASE)
    home = tmp_path_factory.mktemp("bench")
    ring = Settings(home=home).keys().ring
    await keep_check_values(embedded.dsn(OWNER, name), ring)
    today = helsinki_date(datetime.now(UTC))
    secrecy = Secrecy(ring.data.present, ring.index.present)
    await load(embedded.dsn(OWNER, name), secrecy=secrecy, today=today, scale=SMALL)
    app, owner, superuser = (embedded.dsn(role, name) for role in (APP, OWNER, SUPERUSER))
    made = Region(home, app, owner, superuser, embedded.programs, pool_size=2)
    made.save()
    return made


@pytest_asyncio.fixture(scope="module")
async def pages(region: Region) -> Mapping[str, Page]:
    """The pages over the small region."""
    return await pages_of(region)


@pytest_asyncio.fixture(scope="module")
async def peers(region: Region, pages: Mapping[str, Page]) -> AsyncIterator[list[Peer]]:
    """Both of our exits and the limit, started."""
    found = Reads({page: {} for page in pages}, {})
    with started(region, pages, found, NAMES) as running:
        assert found.not_run == {}
        yield running


def test_peers_answer_every_page_alike(peers: list[Peer], pages: Mapping[str, Page]) -> None:
    found = Reads({page: {} for page in pages}, {})
    check(peers, pages, found)
    assert found.not_run == {}
    assert {page: list(measured) for page, measured in found.by_page.items()} == dict.fromkeys(PAGES, NAMES)


def test_pages_hold_what_they_are_named_for(peers: list[Peer]) -> None:
    """The small region has fewer clients to a worker and fewer offerings; the rest is as in the full one."""
    plan, client = data_of(peers[0], "budget"), data_of(peers[0], "timeline")
    assert isinstance(plan, dict)
    assert isinstance(client, dict)
    assert len(plan["plan"]["items"]["nodes"]) == 20
    assert plan["plan"]["budget"]["balance"]["grantedCents"] > 0
    assert client["client"]["timeline"]["pageInfo"]["hasNextPage"] is True
    assert len(client["client"]["timeline"]["nodes"]) == 25


def test_a_peer_with_other_data_is_told_and_not_measured(
    region: Region, peers: list[Peer], pages: Mapping[str, Page]
) -> None:
    timeline = pages["timeline"]
    shorter = {**timeline.by_id, "variables": {**timeline.variables, "first": 24}}
    requests = {
        "timeline": post(shorter, token=region.token(timeline.actor)),
        "clients": post(pages["clients"].by_id, token=None),
        "budget": peers[0].requests["budget"],
    }
    found = Reads({page: {} for page in pages}, {})
    check([peers[0], replace(peers[0], name="faulty", requests=requests)], pages, found)
    assert list(found.by_page["budget"]) == ["straight", "faulty"]
    assert found.not_run.keys() == {("timeline", "faulty"), ("clients", "faulty"), ("catalogue", "faulty")}
    assert found.not_run["timeline", "faulty"] == "Its data are not those of the straight exit."
    assert found.not_run["clients", "faulty"].startswith("faulty answers 401")
    assert found.not_run["catalogue", "faulty"] == "It has no such page."


def test_load_finds_no_failure(peers: list[Peer]) -> None:
    with Loader() as loader:
        runs = [loader.run(peer, page, 4, 0.05) for peer in peers for page in PAGES]
    assert [run.failed for run in runs] == [0] * len(runs)
    assert min(run.requests for run in runs) >= 4


def test_a_peer_that_cannot_start_says_why(region: Region) -> None:
    with pytest.raises(NotRun, match=r"^It did not start: no room$"):
        start_command("full", [sys.executable, "-c", "raise SystemExit('no room')"], region, {"budget": b""})


def test_the_ordinary_peer_goes_straight_nowhere(
    region: Region, pages: Mapping[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine()
    monkeypatch.setattr(
        CompiledQuery, "is_straight", CompiledQuery.__dict__["is_straight"]
    )  # put back at the end
    asked = [(page.text, page.variables) for page in pages.values()]
    assert [engine.compile(text, None, given).is_straight for text, given in asked] == [True] * len(asked)
    ordinary.serve(region)
    assert [engine.compile(text, None, given).is_straight for text, given in asked] == [False] * len(asked)


def test_o3_observing_costs_at_most_three_percent_of_a_request(peers: list[Peer]) -> None:
    cheapest = min(seconds_of(peers[0], page) for page in PAGES)
    assert 0 < seconds_to_observe() <= GOAL * cheapest


def test_o3_requests_are_answered_beside_scrapes(peers: list[Peer]) -> None:
    with Loader() as loader:
        seen = take_turns(loader, peers[0], "budget", rounds=2, seconds=0.2)
    assert (len(seen.scraped), len(seen.alone)) == (2, 2)
    assert seen.scrapes >= 2  # one a round, and another when a round takes longer than it should
    assert min(seen.scraped + seen.alone) > 0
    assert "hb_requests_total{" in scraped_text(peers[0])
    assert 0 < seconds_to_scrape() <= GOAL
