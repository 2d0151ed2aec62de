"""Trusted documents: those the frontends were built with, identified by the SHA-256 of their text."""

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
        document = self._documents.get(document_id)
        if document is None:
            raise Refusal("UNKNOWN_DOCUMENT", "There is no trusted document of that id; is the app too old?")
        return document

    def takes_rows(self, document_id: str) -> bool:
        """Whether this is the id of a mutation that takes rows, so that its body may be a large one."""
        document = self._documents.get(document_id)
        return document is not None and document.takes_rows

    def __iter__(self) -> Iterator[TrustedDocument]:
        return iter(self._documents.values())

    def __len__(self) -> int:
        return len(self._documents)


def load_documents(path: Path, engine: Engine) -> TrustedDocuments:
    """Read a manifest; every document is parsed and validated here, once.

    Raises:
        UnfitDocuments: the file cannot be read or has another form, an id is not the hash of its text, or a
            document does not fit the schema.
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
    input_types = [
        type_from_ast(schema, definition.type) for definition in operation.variable_definitions or ()
    ]
    return any(_has_rows(input_type, frozenset()) for input_type in input_types if input_type is not None)


def _has_rows(input_type: GraphQLType, above: frozenset[str]) -> bool:
    """Whether a list of objects is anywhere in an input type, which may contain itself."""
    if is_non_null_type(input_type):
        return _has_rows(input_type.of_type, above)
    item_type = get_named_type(input_type)
    if not isinstance(item_type, GraphQLInputObjectType) or item_type.name in above:
        return False
    below = above | {item_type.name}
    return is_list_type(input_type) or any(
        _has_rows(field.type, below) for field in item_type.fields.values()
    )
