"""Nothing lies in hb that only tests reach: it is deleted, or an oracle under tests/ (C4)."""

from pathlib import Path

import pytest

from tests.contract.reached import unreached

ROOT = Path(__file__).parents[2]

REACHED_BY_TESTS = {
    "hb.access.policies": "row-level security as it must be; tests compare the migrated database with it",
    "hb.api.command.EVERY": "what any mutation may answer beside its declared refusals; tests subtract it",
    "hb.deliveries.rules.judgement": "the pure judge of deliveries, which is to become the only one",
    "hb.installation.migration.check": "compares the database with the declared tables, in a test",
    "hb.installation.postgres.EmbeddedPostgres.drop_database": "tests drop the databases that they make",
    "hb.installation.postgres.EmbeddedPostgres.end_leftovers": "tests end the servers of processes they kill",
    "hb.kit.sentences._Written": "string.Formatter calls the methods that it overrides",
    "hb.seals.model._RECORD": "as trigger_function",
    "hb.seals.model.trigger": "as trigger_function",
    "hb.seals.model.trigger_function": "the triggers as they must be; tests compare the migrated database's",
    "hb.web.exposition.SideServer.capture_signals": "uvicorn calls it",
    "hb.web.connections.LimitedConnection.send_400_response": "uvicorn calls it",
}
"""Names, and modules for all in them, that hb itself does not use, with the reason why they are in hb."""
BY_CONVENTION = (
    "APPEND_ONLY",
    "CLOCKS",
    "FAULTS",
    "IMPLEMENTATIONS",
    "JOBS",
    "MUTATIONS",
    "PREPARATIONS",
    "Query",
    "WORDS",
)
"""What `hb.modules` reads of every module by its name."""


def sources() -> dict[str, str]:
    """The source of every module of hb by its name."""
    paths = sorted((ROOT / "hb").rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return {
        name.removesuffix(".__init__"): path.read_text(encoding="utf-8")
        for name, path in zip(names, paths, strict=True)
    }


def has_reason(name: str) -> bool:
    return any(name == reasoned or name.startswith(f"{reasoned}.") for reasoned in REACHED_BY_TESTS)


def test_everything_in_hb_is_reached_from_hb() -> None:
    missing = {
        name for name in unreached(sources(), BY_CONVENTION) if name.rpartition(".")[2] not in BY_CONVENTION
    }
    assert sorted(name for name in missing if not has_reason(name)) == []


def test_every_reason_is_still_needed() -> None:
    missing = unreached(sources(), BY_CONVENTION)
    assert [
        reasoned
        for reasoned in REACHED_BY_TESTS
        if not any(name == reasoned or name.startswith(f"{reasoned}.") for name in missing)
    ] == []


HOUSE = {
    "hb.app": "from hb.rooms import service\nfrom hb.rooms import PORCH\nservice.enter(PORCH)\n",
    "hb.rooms": "from hb.rooms.words import PORCH, attic\n__all__ = ['PORCH', 'attic']\n",
    "hb.rooms.service": "from hb.rooms.words import Door\ndef enter(x):\n    Door().open()\n",
    "hb.rooms.words": """
PORCH = 1
class Door:
    def open(self): ...
def attic(): ...
""",
}


@pytest.mark.parametrize(
    ("module", "planted", "name"),
    [
        ("hb.rooms.words", "def cellar():\n    cellar()\n", "hb.rooms.words.cellar"),
        ("hb.rooms.words", "def _cellar(): ...\n", "hb.rooms.words._cellar"),
        ("hb.rooms.words", "class Shed(Door):\n    pass\n", "hb.rooms.words.Shed"),
        ("hb.rooms.words", "HEIGHT: int = PORCH\n", "hb.rooms.words.HEIGHT"),
        ("hb.rooms.service", "async def enter_again(x):\n    enter(x)\n", "hb.rooms.service.enter_again"),
        ("hb.rooms.words", "    def close(self): ...\n", "hb.rooms.words.Door.close"),
    ],
)
def test_a_planted_name_that_nobody_uses_is_caught(module: str, planted: str, name: str) -> None:
    text = HOUSE[module]
    house = {
        **HOUSE,
        module: text.replace("def attic", f"{planted}def attic") if planted[0] == " " else text + planted,
    }
    assert unreached(house) - {"hb.rooms.words.attic"} == {name}


def test_a_re_export_and_all_reach_nothing() -> None:
    assert unreached(HOUSE) == {"hb.rooms.words.attic"}


def test_a_decorator_that_may_register_reaches_what_it_takes() -> None:
    text = HOUSE["hb.rooms.words"].replace("def attic", "@rooms.register\ndef attic")
    assert unreached({**HOUSE, "hb.rooms.words": text}) == set()
