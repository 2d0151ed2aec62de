"""What is stored of a mutation's input: a hash, and no text that the database refuses.

The input is walked once, by the JSON encoder. Its canonical JSON is hashed, and shows every unstorable
character of every string; only an input that has one, or looks like it, is walked again to say where.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass, replace

import strawberry

from hb.kit.errors import InvalidInput
from hb.kit.input_rules import FormRule
from hb.kit.secrecy import Secrecy
from hb.kit.text import TURNING

UNSTORABLE = re.compile(f"[\x00\ud800-\udfff{TURNING}]")
"""PostgreSQL text holds no NUL, UTF-8 no half of a surrogate pair; none turns round how others read."""
SUSPECT = re.compile(rb"\\u0000|\xed[\xa0-\xbf]|\xd8\x9c|\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])")
"""In canonical JSON: a NUL's escape (or a text spelled like it), the bytes of the others."""


IS_ADDED = "added"
ADDED: Mapping[str, object] = {IS_ADDED: True}
"""Metadata of an optional field that a released input gained: left out, the input hashes as before."""


class AddedFields(dict[type, tuple[str, ...]]):
    """The names of the fields of an input that are marked `ADDED`, looked up once for each class."""

    def __missing__(self, input_type: type) -> tuple[str, ...]:
        """Look them up; a class that is no dataclass has none."""
        marked = fields(input_type) if is_dataclass(input_type) else ()
        self[input_type] = tuple(field.name for field in marked if field.metadata.get(IS_ADDED))
        return self[input_type]


ADDED_FIELDS = AddedFields()


def input_hash(value: object) -> bytes:
    """The SHA-256 of the canonical JSON of an input, which is a Strawberry input object.

    The canonical form may not change: hashes that earlier releases stored are compared with new ones. Its
    keys are Python's names in alphabetical order; ids, days and instants are text; a field that was left out
    is null, like one that was sent as null. One that the input gained later (`ADDED`) is left out when null.

    Raises:
        InvalidInput: BAD_CHARACTER, a string holds a NUL, half a surrogate pair or a turning control;
            its path says where.
        TypeError: the value is no input object.
    """
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    canonical = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False)
    encoded = canonical.encode(errors="surrogatepass")
    if SUSPECT.search(encoded):
        refuse_unstorable(value)
    return hashlib.sha256(encoded).digest()


def hash_without_secrets(sent: object, secret: Sequence[str], secrecy: Secrecy) -> bytes:
    """The hash of an input as it is stored: from a hash over a personal identity code it could be guessed.

    `secret` are the fields in whose place their blind index is hashed.

    Raises:
        InvalidInput: BAD_CHARACTER, a text cannot be stored; of a secret one no index can be made either.
    """
    if not secret:
        return input_hash(sent)
    refuse_unstorable(sent)
    changes: dict[str, object] = {}
    for name in secret:
        value = getattr(sent, name)
        changes[name] = None if value is None else secrecy.blind_index(value).hex()
    copy: Callable[..., object] = replace
    return input_hash(copy(sent, **changes))


def _plain(value: object) -> object:
    """What the JSON encoder knows no form of: an input object within, an unset field, an id, a day."""
    if value is strawberry.UNSET:
        return None
    if not is_dataclass(value):
        return str(value)
    if not (added := ADDED_FIELDS[type(value)]):
        return vars(value)
    return {name: member for name, member in vars(value).items() if member is not None or name not in added}


def refuse_unstorable(value: object) -> None:
    """Look at every string of an input object.

    Raises:
        InvalidInput: BAD_CHARACTER, a string holds a NUL, half a surrogate pair or a turning control;
            its path says where.
        TypeError: the value is no input object.
    """
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    for path, text in _strings(asdict(value), ("input",)):
        if UNSTORABLE.search(text):
            raise InvalidInput(*path, rule=FormRule.BAD_CHARACTER)


def _strings(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _strings(member, (*path, _camel(str(name))))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
