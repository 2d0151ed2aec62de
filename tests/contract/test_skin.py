"""Every module of the skin has one form, and of another module it imports the types alone."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hb.modules import MODULES

API = Path(__file__).parents[2] / "hb" / "api"
PARTS = frozenset({"types", "roots", "inputs", "payloads", "mutations"})
MODULE_FOLDERS = sorted(
    path for path in API.iterdir() if path.is_dir() and path.name not in {"__pycache__", "vocabulary"}
)


def faults(module: str, files: Mapping[str, str]) -> Iterator[str]:
    """What is out of form in a module's folder; files by path in the folder."""
    for path, text in sorted(files.items()):
        part = path.split("/")[0].removesuffix(".py")
        if part == "__init__":
            if len(text.splitlines()) != 1 or ast.get_docstring(ast.parse(text)) is None:
                yield f"{module}/{path} holds more than one line that says what the module is"
        elif part not in PARTS:
            yield f"{module}/{path} is none of {', '.join(sorted(PARTS))}"
        yield from (f"{module}/{path} imports {name}" for name in _foreign(module, text))


def _foreign(module: str, text: str) -> Iterator[str]:
    """Imports of what another module of the skin keeps to itself."""
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            own = parts[2:3] == [module]
            if parts[:2] == ["hb", "api"] and not own and len(parts) > 3 and parts[3] in PARTS - {"types"}:
                yield name


SAID = {"__init__.py": '"""Owns."""\n'}
PLANTED: dict[str, tuple[dict[str, str], str]] = {
    "extra": ({**SAID, "orders.py": '"""Owns."""\n'}, "is none of"),
    "import": ({"__init__.py": '"""Owns."""\nfrom hb.api.plans.types import Plan\n'}, "more than one line"),
    "mute": ({"__init__.py": "x = 1\n"}, "more than one line"),
    "foreign": (
        {**SAID, "inputs.py": "import hb.api.clients.inputs\n"},
        "imports hb.api.clients.inputs",
    ),
    "package": ({**SAID, "types.py": "from hb.api.clients import inputs\n"}, "imports hb.api.clients.inputs"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted_fault_is_caught(name: str) -> None:
    files, words = PLANTED[name]
    assert [words in fault for fault in set(faults("plans", files))] == [True]


def test_types_of_other_modules_may_be_imported() -> None:
    assert list(faults("plans", {**SAID, "types.py": "from hb.api.clients.types import Client\n"})) == []


@pytest.mark.parametrize("folder", MODULE_FOLDERS, ids=[folder.name for folder in MODULE_FOLDERS])
def test_module_has_the_form(folder: Path) -> None:
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.py")
    }
    assert list(faults(folder.name, files)) == []


def test_schema_is_made_of_every_module() -> None:
    assert sorted(MODULES) == [folder.name for folder in MODULE_FOLDERS]


def test_a_mutation_is_declared_and_never_written_out() -> None:
    """C14: the one resolver is in hb/api/command.py, and no argument shadows a builtin."""
    sources = {path: path.read_text(encoding="utf-8") for path in API.rglob("*.py")}
    assert [path.name for path, text in sources.items() if "noqa: A002" in text] == []
    assert [path.name for path, text in sources.items() if "strawberry.mutation(" in text] == [
        "permission.py"
    ]


BELOW = {"Role"}
"""Declared in hb/api/access/types.py, which every file of types imports."""
ENUM = re.compile(r"strawberry\.enum\(\s*(\w+)")
"""How a file declares a closed set of the rules as an enum of the schema."""


def unregistered(part: str, text: str, owners: Mapping[str, str]) -> set[str]:
    """The closed sets in annotations of a part, of which it does not import the types that declare them."""
    tree = ast.parse(text)
    names = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign)
        for name in ast.walk(node.annotation)
        if isinstance(name, ast.Name)
    }
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    return {name for name in names & set(owners) if owners[name] not in {*imported, part}}


def test_closed_sets_are_enums_before_an_input_or_payload_names_them() -> None:
    """Else the schema depends on the order in which its files happen to be imported."""
    texts = {path: path.read_text(encoding="utf-8") for path in API.glob("*/*.py")}
    owners = {
        name: f"hb.api.{path.parent.name}.{path.stem}"
        for path, text in texts.items()
        for name in ENUM.findall(text)
    }
    assert len(owners) > 30
    assert {
        path.relative_to(API).as_posix(): missing
        for path, text in texts.items()
        if path.stem in {"inputs", "payloads"}
        and (missing := unregistered(f"hb.api.{path.parent.name}.{path.stem}", text, owners) - BELOW)
    } == {}


def test_planted_closed_set_that_is_no_enum_yet_is_caught() -> None:
    owners = {"Slicing": "hb.api.budgets.types"}
    assert unregistered("hb.api.plans.inputs", "class A:\n    x: Slicing | None = None\n", owners) == {
        "Slicing"
    }
