"""Trusted documents: those the frontends were built with, each known by the SHA-256 of its text."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    GraphQLType,
    OperationDefinitionNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
    type_from_ast,
)
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

import hb
from hb.read import DocumentInvalid, Engine, ReadRefused
from hb.web.negotiation import Refusal

MANIFEST = Path(hb.__file__).parents[1] / "frontend_contract" / "trusted_documents.json"
"""Made by the contract package from frontend_contract/operations; HB_TRUSTED_DOCUMENTS names another."""


class UnfitDocuments(Exception):
    """The manifest cannot be trusted; the message is one sentence."""


class Entry(BaseModel):
    """An entry of the manifest, under the key `sha256:<hex of the text in UTF-8>`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    apps: list[str]
    text: str


@dataclass(frozen=True, slots=True)
class TrustedDocument:
    """A document of the frontends; `takes_rows`: a mutation whose input holds a list of objects."""

    name: str
    text: str
    takes_rows: bool


class TrustedDocuments:
    """The documents that may be named by `documentId`."""

    def __init__(self, documents: Mapping[str, TrustedDocument]) -> None:
        self._documents = documents

    def find(self, document_id: str) -> TrustedDocument:
        """The document of an id.

        Raises:
            Refusal: UNKNOWN_DOCUMENT.
        """
        found = self._documents.get(document_id)
        if found is None:
            raise Refusal("UNKNOWN_DOCUMENT", "There is no trusted document of that id; is the app too old?")
        return found

    def takes_rows(self, document_id: str) -> bool:
        """Whether this is the id of a mutation that takes rows, so that its body may be a large one."""
        found = self._documents.get(document_id)
        return found is not None and found.takes_rows

    def __iter__(self) -> Iterator[TrustedDocument]:
        return iter(self._documents.values())

    def __len__(self) -> int:
        return len(self._documents)


def load_documents(path: Path, engine: Engine) -> TrustedDocuments:
    """Read a manifest; every document is parsed and validated here, once.

    Raises:
        UnfitDocuments: no such file, not of the form, a hash that is not the text's, or a document that does
            not fit the schema.
    """
    try:
        entries = TypeAdapter(dict[str, Entry]).validate_json(path.read_bytes())
    except OSError as fault:
        raise UnfitDocuments(f"The trusted documents {path} cannot be read: {fault.strerror}.") from fault
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnfitDocuments(
            f"The trusted documents {path} have a fault at {where!r}: {first['msg']}."
        ) from fault
    return TrustedDocuments({key: _trusted(key, entry, engine) for key, entry in entries.items()})


def _trusted(key: str, entry: Entry, engine: Engine) -> TrustedDocument:
    if key != f"sha256:{hashlib.sha256(entry.text.encode()).hexdigest()}":
        raise UnfitDocuments(f"The trusted document {entry.name} is not the text whose hash is its id {key}.")
    try:
        document = engine.document(entry.text)
    except (DocumentInvalid, ReadRefused) as fault:
        raise UnfitDocuments(
            f"The trusted document {entry.name} does not fit the schema: {fault}."
        ) from fault
    if document.name != entry.name:
        raise UnfitDocuments(f"The trusted document {entry.name} holds the operation {document.name}.")
    takes_rows = document.kind == "mutation" and _takes_rows(document.operation, engine.schema)
    return TrustedDocument(entry.name, entry.text, takes_rows)


def _takes_rows(operation: OperationDefinitionNode, schema: GraphQLSchema) -> bool:
    given = [type_from_ast(schema, each.type) for each in operation.variable_definitions or ()]
    return any(_holds_rows(each, frozenset()) for each in given if each is not None)


def _holds_rows(given: GraphQLType, above: frozenset[str]) -> bool:
    """Whether a list of objects lies anywhere in an input type, which may hold itself."""
    if is_non_null_type(given):
        return _holds_rows(given.of_type, above)
    named = get_named_type(given)
    if not isinstance(named, GraphQLInputObjectType) or named.name in above:
        return False
    below = above | {named.name}
    return is_list_type(given) or any(_holds_rows(field.type, below) for field in named.fields.values())
