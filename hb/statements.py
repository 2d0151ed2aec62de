"""Every SQL statement of the house by name, discovered in its modules and printed as PostgreSQL gets it."""

import ast
import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from types import ModuleType

import hb
from hb.access.rules import NO_ORGANISER, Actor, Role
from hb.audit.model import audit_event
from hb.installation import codes
from hb.kit.commands import finish_text
from hb.kit.encrypted import encrypted_rows
from hb.kit.keyed_hashes import KeyedRows, keyed_rows
from hb.kit.opening import entering
from hb.kit.prepared import Prepared
from hb.kit.statement import Statement
from hb.messages.model import message
from hb.modules import metadata
from hb.read import Engine, ReadRefused
from hb.read.document.warm import plausible_variables
from hb.web.documents import TrustedDocuments
from hb.work.model import job

GATHERED = (audit_event, message, job)
"""The tables whose rows commands gather and insert at their end, in the order of their first row."""
_SENTENCE = re.compile(r"[^.]*(?:\.(?!\s|$)[^.]*)*\.?")
_MOST_MATCHES = 5


class UnknownStatement(Exception):
    """There is no statement, document or role of that name; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class NamedStatement:
    """A statement with its dotted name, its docstring, its text, and the names of $1, $2, … in order."""

    name: str
    docstring: str
    text: str
    parameters: tuple[str, ...]

    @property
    def line(self) -> str:
        """Name, parameters and the first sentence of the docstring, in one line."""
        sentence = _SENTENCE.match(" ".join(self.docstring.split()))
        return f"{self.name} ({', '.join(self.parameters)}) {sentence.group() if sentence else ''}".rstrip()

    def __str__(self) -> str:
        """The text as PostgreSQL gets it, below comments that say what it is and what each parameter is."""
        comments = [self.name, *self.docstring.splitlines()]
        comments += [f"${place} {name}" for place, name in enumerate(self.parameters, 1)]
        return "\n".join([*(f"-- {comment}".rstrip() for comment in comments), self.text.strip()])


@cache
def all_statements() -> Mapping[str, NamedStatement]:
    """Every statement by name, in the order of the names.

    A statement is a constant of a module, named `module.CONSTANT` without the leading `hb`; those that are
    made at run time have in brackets what they are made for.
    """
    statements = [*_made_at_run_time()]
    for module_info in pkgutil.walk_packages(hb.__path__, "hb."):
        if not module_info.name.endswith("__main__"):
            statements += _of_module(importlib.import_module(module_info.name))
    return {statement.name: statement for statement in sorted(statements, key=lambda one: one.name)}


def statements_named(name: str) -> list[NamedStatement]:
    """The statements of a name; the end of one will do, such as `OWED` or `queries.OWED`.

    Raises:
        UnknownStatement: there is none; the message has the names that are nearest.
    """
    statements = all_statements()
    matching = [
        statement
        for full_name, statement in statements.items()
        if full_name == name or full_name.partition(" [")[0].endswith(f".{name}")
    ]
    if not matching:
        raise UnknownStatement(_unknown("statement", name, list(statements)))
    return matching


def statements_of_document(
    engine: Engine, documents: TrustedDocuments, name: str, role: Role | None
) -> list[NamedStatement]:
    """The statements of a trusted document's root fields, with the variables that a first page needs.

    With a role they are those built for that role, without one those that do for every role.

    Raises:
        UnknownStatement: no query of that name, or its statements depend on values given at run time.
    """
    texts = {document.text: None for document in documents if document.name == name}
    if not texts:
        raise UnknownStatement(_unknown("document", name, sorted({document.name for document in documents})))
    context = {} if role is None else {"role": role.value}
    statements = [statement for text in texts for statement in _of_document(engine, text, name, context)]
    if not statements:
        raise UnknownStatement(f"{name} has no statement that can be made before it is sent.")
    return statements


def _of_document(
    engine: Engine, text: str, name: str, context: Mapping[str, str]
) -> Iterator[NamedStatement]:
    document = engine.document(text)
    if document.kind != "query":
        raise UnknownStatement(f"{name} is a mutation: what its payload reads is compiled when it is sent.")
    for variables in plausible_variables(engine.graph, document):
        with suppress(ReadRefused):  # a cursor of nothing
            for root in engine.compile(text, None, variables, context).roots:
                if root.statement is not None:
                    arguments = ", ".join(f"{key}: {value}" for key, value in variables.items())
                    place = f"{name}.{root.key} [{arguments}]".removesuffix(" []")
                    yield NamedStatement(place, "", root.statement.text, root.statement.names)


def _of_module(module: ModuleType) -> Iterator[NamedStatement]:
    """The statements that a module assigns to constants; those it imports belong to another."""
    path = module.__file__
    if path is None:
        return
    body = ast.parse(Path(path).read_text(encoding="utf-8")).body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        constant = node.targets[0].id
        value = getattr(module, constant, None)
        if isinstance(value, Statement | Prepared):
            name = f"{module.__name__.removeprefix('hb.')}.{constant}"
            yield NamedStatement(name, _docstring(following), value.text, value.described_parameters)


def _docstring(node: ast.stmt | None) -> str:
    """The text of a docstring below an assignment."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return inspect.cleandoc(str(node.value.value))
    return ""


def _made_at_run_time() -> Iterator[NamedStatement]:
    """Ends of commands by the order of gathered rows, begins of transactions, codes, rows under keys."""
    for count in range(len(GATHERED) + 1):
        for tables in permutations(GATHERED, count):
            names = tuple(table.name for table in tables)
            yield NamedStatement(
                f"kit.commands.finish_text [{', '.join(names)}]",
                inspect.getdoc(finish_text) or "",
                finish_text(tables),
                ("key", "result", *names),
            )
    settings = (*Actor(NO_ORGANISER, NO_ORGANISER, NO_ORGANISER, Role.AUDITOR).context("read"), "hb.now")
    for about, names in (("", settings), ("hb.about", (*settings[:-1], "hb.about", "hb.now"))):
        docstring = inspect.getdoc(entering) or ""
        yield NamedStatement(f"kit.db.entering [{about}]", docstring, entering(names).text, names)
    for table in codes.TABLES:
        columns = tuple(column.name for column in table.columns)
        for make, parameters in ((codes.reading_text, ()), (codes.writing_text, columns)):
            name = f"installation.codes.{make.__name__} [{table.name}]"
            yield NamedStatement(name, inspect.getdoc(make) or "", make(table), parameters)
    for keyed in keyed_rows(metadata()):
        yield NamedStatement(
            f"kit.keyed_hashes.forget [{keyed.table.name}]",
            inspect.getdoc(KeyedRows.forget) or "",
            keyed.forget.text,
            keyed.forget.described_parameters,
        )
    for rows in encrypted_rows(metadata()):
        for name in ("batch", "rewrite", "left", "lock"):
            statement: Statement = getattr(rows, name)
            yield NamedStatement(
                f"kit.encrypted.{name} [{rows.table.name}]",
                inspect.getdoc(getattr(type(rows), name)) or "",
                statement.text,
                statement.described_parameters,
            )


def _unknown(kind: str, name: str, names: list[str]) -> str:
    """One sentence: there is no such name, and the names that are nearest to it, by their ends too."""
    by_end = {full_name.partition(" [")[0].rpartition(".")[2].lower(): full_name for full_name in names}
    near = difflib.get_close_matches(name, names, _MOST_MATCHES)
    near += [
        by_end[end]
        for end in difflib.get_close_matches(name.rpartition(".")[2].lower(), by_end, _MOST_MATCHES)
    ]
    nearest = list(dict.fromkeys(near))[:_MOST_MATCHES]
    hint = f"; the nearest are {', '.join(nearest)}" if nearest else ""
    return f"There is no {kind} {name}{hint}."
