"""The modules of the domain, each named once, and what every module brings by convention.

A new module is its folders and one name on a rung of the ladder. The tables, the refusals, the schema, its
vocabulary, the tests of the house and the import linter all read this file. By convention a module may have:

- `hb.<module>.model`: its tables, and `APPEND_ONLY`, those whose rows never change;
- `hb.<module>.rules`: its refusals, subclasses of `hb.kit.errors.DomainError`, and its rules of form, enums
  below `hb.kit.input_rules.InputRule`;
- `hb.<module>.work`: `JOBS`, the kinds of jobs that it does, `CLOCKS`, what it does when they fall due, and
  `FAULTS`, what faults of both are called;
- `hb.api.<module>`: `Query`, the fields that read it; `MUTATIONS`, the declarations of what changes it;
  `IMPLEMENTATIONS`, its types that the schema reaches through an interface alone; `PREPARATIONS`, what runs
  in a read's transaction before some of its roots are read;
- `hb.api.vocabulary.<module>`: `WORDS`, a sentence for each value of its enums.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from types import ModuleType
from typing import TypeVar

from sqlalchemy import MetaData, Table

import hb.kit.commands
import hb.kit.key_check
import hb.kit.moved_time  # noqa: F401 its table says by how much a demo's time is moved
from hb.kit import errors, tables
from hb.kit import input_rules as kit_rules
from hb.kit.errors import DomainError
from hb.kit.input_rules import InputRule
from hb.kit.language import Label
from hb.work.service import Clock, JobKind

Declared = TypeVar("Declared")
Work = TypeVar("Work", JobKind, Clock)

LADDER: tuple[tuple[str, ...], ...] = (
    ("access",),
    ("audit",),
    ("work",),
    ("ledger", "messages"),
    ("producers", "clients"),
    ("catalogue",),
    ("assessments",),
    ("budgets",),
    ("plans",),
    ("deliveries",),
    ("settlement",),
    ("persons",),
    ("seals",),
    ("timeline",),
    ("oversight",),
    ("letters",),
    ("sending",),
)
"""The rungs from the lowest to the highest: a module imports modules of lower rungs, none of its own rung."""

MODULES: tuple[str, ...] = tuple(module for rung in LADDER for module in rung)
"""Every module, those of lower rungs first."""


def files(package: str) -> Iterator[ModuleType]:
    """Import a package or file and all files below it; nothing if it does not exist.

    Files come parents first, then by name.
    """
    parent, _, _ = package.rpartition(".")
    if find_spec(parent) is None or find_spec(package) is None:
        return
    root = import_module(package)
    yield root
    for file in walk_packages(getattr(root, "__path__", ()), prefix=f"{package}."):
        yield import_module(file.name)


@cache
def metadata() -> MetaData:
    """The metadata with every table of every module."""
    for module in MODULES:
        list(files(f"hb.{module}.model"))
    return tables.metadata


@cache
def append_only() -> tuple[Table, ...]:
    """All tables whose rows are inserted and never changed."""
    return tuple(
        table
        for module in MODULES
        for model in files(f"hb.{module}.model")
        for table in getattr(model, "APPEND_ONLY", ())
    )


@cache
def refusals() -> tuple[type[DomainError], ...]:
    """Every refusal of `hb.kit.errors` and of the modules' rules, in the order of the ladder."""
    return tuple(refusal for refusal in _classes(errors, DomainError) if hasattr(refusal, "code"))


@cache
def input_rules() -> tuple[InputRule, ...]:
    """Every rule of form of `hb.kit.input_rules` and of the modules' rules, in the order of the ladder."""
    return tuple(rule for enum in _classes(kit_rules, InputRule) for rule in enum)


def _classes(first: ModuleType, kind: type[Declared]) -> Iterator[type[Declared]]:
    """The classes of a kind that one file of the kit and the modules' rules define."""
    rules = (file for module in MODULES for file in files(f"hb.{module}.rules"))
    for file in (first, *rules):
        for value in vars(file).values():
            if isinstance(value, type) and issubclass(value, kind) and value.__module__ == file.__name__:
                yield value


def declared(name: str, kind: type[Declared], package: str = "hb.api") -> Iterator[Declared]:
    """What the files of every module below a package define under a name, lower rungs first.

    Raises:
        TypeError: what a file defines under the name is of another kind.
    """
    for module in MODULES:
        for file in files(f"{package}.{module}"):
            declaration = vars(file).get(name)
            if declaration is None:
                continue
            if not isinstance(declaration, kind):
                message = f"{file.__name__}.{name} is not a {kind.__name__}"
                raise TypeError(message)
            yield declaration


@cache
def jobs() -> tuple[JobKind, ...]:
    """Every kind of job that a module declares.

    Raises:
        ValueError: two kinds have one name.
    """
    return distinct(_work("JOBS", JobKind))


@cache
def clocks() -> tuple[Clock, ...]:
    """Every clock that a module declares.

    Raises:
        ValueError: two clocks have one name.
    """
    return distinct(_work("CLOCKS", Clock))


@cache
def faults() -> Mapping[str, Label]:
    """What the faults of jobs, clocks and sending are called, by code.

    Raises:
        ValueError: two modules name one fault.
    """
    labels: dict[str, Label] = {}
    for module in MODULES:
        for file in files(f"hb.{module}.work"):
            own: Mapping[str, Label] = getattr(file, "FAULTS", {})
            twice = sorted(labels.keys() & own.keys())
            if twice:
                message = f"{', '.join(twice)} is declared twice"
                raise ValueError(message)
            labels.update({str(code): label for code, label in own.items()})
    return labels


def distinct(declarations: Iterable[Work]) -> tuple[Work, ...]:
    """Declarations whose names are all different.

    Raises:
        ValueError: two have one name.
    """
    by_name: dict[str, Work] = {}
    for declaration in declarations:
        if declaration.name in by_name:
            message = f"{declaration.name} is declared twice"
            raise ValueError(message)
        by_name[declaration.name] = declaration
    return tuple(by_name.values())


def _work(name: str, kind: type[Work]) -> Iterator[Work]:
    """What the modules' files of work declare under a name, lower rungs first.

    Raises:
        TypeError: one of them is of another kind.
    """
    for module in MODULES:
        for file in files(f"hb.{module}.work"):
            for declaration in getattr(file, name, ()):
                if not isinstance(declaration, kind):
                    message = f"{file.__name__}.{name} holds what is no {kind.__name__}"
                    raise TypeError(message)
                yield declaration
