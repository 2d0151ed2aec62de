"""A module says what it is once (C8, C12, C19): a new one is its folders and one name in `hb/modules.py`."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hb.access.rules import Actor
from hb.kit.language import Label
from hb.kit.transaction import Transaction
from hb.modules import MODULES, clocks, declared, distinct, jobs
from hb.work.service import Done, Job, JobKind
from tests.contract import ladder
from tests.contract.ladder import filled

ROOT = Path(__file__).parents[2]
LISTED_AT_MOST = 3
"""A list of so few modules chooses some of them; a longer one is meant to hold all."""

WEATHER = {
    "hb/weather/__init__.py": '"""The weather, for a trial of how a module is added."""\n',
    "hb/weather/model.py": '''"""Tables."""

from sqlalchemy import Column, Text

from hb.kit.tables import common_table

weather_report = common_table("weather_report", Column("sky", Text, primary_key=True))
APPEND_ONLY = (weather_report,)
''',
    "hb/weather/rules.py": '''"""Rules."""

from enum import StrEnum

from hb.kit.errors import DomainError


class Sky(StrEnum):
    """How the sky looks."""

    CLEAR = "CLEAR"


class TooCold(DomainError):
    """It is too cold outside."""

    code = "TOO_COLD"
    texts = {"fi": "Kylmä.", "sv": "Kallt.", "en": "Cold."}
''',
    "hb/weather/service.py": '"""Commands."""\n',
    "hb/api/weather/__init__.py": "",
    "hb/api/weather/roots.py": '''"""Roots."""

import strawberry

from hb.access.rules import Permission
from hb.api.permission import needs
from hb.read.declaration.declare import all_of, column, row
from hb.weather import model
from hb.weather.rules import Sky

strawberry.enum(Sky, description="How the sky looks.")


@row(model.weather_report, key="sky", description="The weather.")
class WeatherReport:
    """A report."""

    sky: Sky = column(description="The sky.")


@strawberry.type
class Query:
    """Roots."""

    weather_reports: list[WeatherReport] = all_of(
        order="sky", at_most=9, description="The weather.", **needs(Permission.CATALOGUE_READ)
    )
''',
    "hb/api/vocabulary/weather.py": '"""Values."""\n\nWORDS = {"Sky": {"CLEAR": "No cloud."}}\n',
}
"""A module as small as one can be, of every part that the registry reads."""

SEEN = """
from hb.modules import append_only, metadata, refusals
from hb.api.schema import graphql_schema
schema = graphql_schema()
print("weather_report" in metadata().tables)
print(append_only()[-1].name)
print("TOO_COLD" in {refusal.code for refusal in refusals()})
print("TOO_COLD" in schema.type_map["ErrorCode"].values)
print("weatherReports" in schema.query_type.fields)
print(schema.type_map["Sky"].values["CLEAR"].description)
"""


LINTED = ("pyproject.toml", "tests/__init__.py", "tests/contract/__init__.py", "tests/contract/ladder.py")
"""What the linter reads beside the sources."""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the sources to which a module was added: its folders, and one line."""
    shutil.copytree(ROOT / "hb", tmp_path / "hb", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "pyproject.toml",
        "tests/__init__.py",
        "tests/contract/__init__.py",
        "tests/contract/ladder.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name, text in WEATHER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    registry = tmp_path / "hb" / "modules.py"
    text = registry.read_text(encoding="utf-8")
    assert text.count('    ("oversight",),\n') == 1
    registry.write_text(
        text.replace('    ("oversight",),\n', '    ("oversight",),\n    ("weather",),\n'), "utf-8"
    )
    return tmp_path


@pytest.mark.slow
def test_a_new_module_is_its_folders_and_one_line(house: Path) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", SEEN], cwd=house, capture_output=True, text=True, check=True
    ).stdout
    assert printed.split("\n")[:-1] == ["True", "weather_report", "True", "True", "True", "No cloud."]
    assert linted(house).returncode == 0


BROKEN = {
    "rules are pure": ("hb/audit/rules.py", "import sqlalchemy"),
    "only the skin and the read engine know GraphQL": ("hb/weather/service.py", "import strawberry"),
    "only the skin uses the read engine": ("hb/weather/service.py", "import hb.read"),
    "inside a module: service > queries > model > rules": ("hb/weather/rules.py", "import hb.weather.model"),
    "modules import downwards only": ("hb/access/rules/actor.py", "import hb.modules"),
    "the read engine knows no domain word": ("hb/read/errors.py", "import hb.weather.rules"),
    "services leave SQL to queries": ("hb/weather/service.py", "import sqlalchemy"),
}
"""A fault for each contract that is about all modules."""


def test_the_linter_knows_every_module(house: Path) -> None:
    """Also the one that its list of pure rules once lacked (C8), and the one just added."""
    for file, line in BROKEN.values():
        with (house / file).open("a", encoding="utf-8") as source:
            source.write(f"{line}\n")
    printed = linted(house).stdout
    assert [contract for contract in BROKEN if f"{contract} BROKEN" not in printed] == []
    assert "hb.audit.rules -> sqlalchemy" in printed
    assert "hb.access.rules.actor -> hb.modules" in printed


def linted(house: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)


def test_placeholders_of_contracts_are_filled_from_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "LADDER", (("sea",), ("wind", "rain"), ("weather",)))
    monkeypatch.setattr(ladder, "MODULES", ("sea", "wind", "rain", "weather"))
    options = filled(
        {
            "layers": ["api", "{rungs}", "kit"],
            "sources": ["hb.{module}.rules"],
            "alike": ["{modules}"],
            "exhaustive": True,
        }
    )
    assert options == {
        "layers": ["api", "weather", "wind | rain", "sea", "kit"],
        "sources": ["hb.sea.rules", "hb.wind.rules", "hb.rain.rules", "hb.weather.rules"],
        "alike": ["sea : wind : rain : weather"],
        "exhaustive": True,
    }


def test_a_declaration_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match=r"hb\.api\..*\.Query is not a tuple"):
        list(declared("Query", tuple))


def test_every_job_and_clock_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in jobs()}) == len(jobs())
    assert len({clock.name for clock in clocks()}) == len(clocks())


async def at_once(_tx: Transaction, _actor: Actor, _job: Job) -> Done:
    return Done()


def test_a_second_declaration_of_a_name_is_caught() -> None:
    planted = tuple(
        JobKind(name, inside=at_once, label=Label("a", "b", "c"))
        for name in ("LETTER_PRINT", "MESSAGE_SEND", "LETTER_PRINT")
    )
    assert distinct(planted[:2]) == planted[:2]
    with pytest.raises(ValueError, match="LETTER_PRINT is declared twice"):
        distinct(planted)


def lists_of_modules(path: str, text: str) -> Iterator[str]:
    """Every literal that names more modules than a choice would."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            entries = node.elts
        elif isinstance(node, ast.Dict):
            entries = [key for key in node.keys if key is not None]
        else:
            continue
        words = {entry.value for entry in entries if isinstance(entry, ast.Constant)}
        modules = {str(word).removeprefix("hb.").partition(".")[0] for word in words} & set(MODULES)
        if len(modules) > LISTED_AT_MOST:
            yield f"{path}:{node.lineno} lists {', '.join(sorted(modules))}"


def test_a_second_list_of_modules_would_be_found() -> None:
    planted = 'PURE = ["hb.plans.rules", "hb.ledger.rules", "hb.access.rules", "hb.budgets.rules"]\n'
    assert list(lists_of_modules("hb/x.py", planted)) == ["hb/x.py:1 lists access, budgets, ledger, plans"]
    assert list(lists_of_modules("hb/x.py", 'PAGES = ["clients", "catalogue", "timeline"]\n')) == []


def test_no_other_file_lists_the_modules() -> None:
    """Neither in Python nor in the linter's settings."""
    sources = [
        path for folder in ("hb", "tests", "migrations") for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    assert [
        fault
        for path in sources
        if path not in {ROOT / "hb" / "modules.py", Path(__file__)}
        for fault in lists_of_modules(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ] == []
    # A protected module is one module's own affair, and names those it lets in.
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[[tool.importlinter.contracts]]")
    settings = "".join(contract for contract in contracts if 'type = "protected"' not in contract)
    assert [module for module in MODULES if f'"{module}"' in settings or f"hb.{module}" in settings] == []


def content(text: str) -> list[str]:
    """What a file defines of its own, its docstring, imports and `__all__` apart."""
    return [
        ast.unparse(node).splitlines()[0]
        for node in ast.parse(text).body[1:]
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
    ]


def test_content_of_a_package_file_would_be_found() -> None:
    assert content('"""Rules."""\nfrom hb.x import Y\nclass Z: ...\n__all__ = ["Y", "Z"]\n') == ["class Z:"]


def test_the_file_of_a_package_of_rules_only_exports_what_its_files_define() -> None:
    """One form for all modules (C13): content lies in files named for what they own."""
    packages = sorted((ROOT / "hb").glob("*/rules/__init__.py"))
    assert len(packages) > 5
    assert [path.parts[-3] for path in packages if content(path.read_text(encoding="utf-8"))] == []
