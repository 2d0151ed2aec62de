"""How the input of a mutation becomes the arguments of its command: by the names and types of both.

Each parameter of a command (after the transaction and the actor) is filled by the input's field of that name.
A parameter of a dataclass that no field names is made of the input's fields, in the same way. Nested inputs
become dataclasses, lists become tuples where the command takes tuples, and typed ids become keys. A nested
input that does not map one to one has a method `command()`. All is checked when a mutation is declared.
"""

import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from inspect import Parameter, signature
from typing import Any
from uuid import UUID

import strawberry
from strawberry.utils.str_converters import to_camel_case

from hb.api.ids import uuid_of

ID_OF, ARGUMENT, IS_SECRET, CODE = "id_of", "argument", "secret", "code"
SECRET: Mapping[str, object] = {IS_SECRET: True}
"""Metadata of a field that is never stored, not even in a hash: its blind index takes its place."""
TYPED_CODE: Mapping[str, object] = {IS_SECRET: True, CODE: True}
"""Metadata of a personal identity code that a worker types, which is secret and counted."""
FOR_PAYLOAD: Mapping[str, object] = {ARGUMENT: None}
"""Metadata of a field that the command does not take: what the payload shows depends on it."""

Take = Callable[[object], object]
Arguments = Callable[[object], dict[str, object]]


class UnfitInput(TypeError):
    """An input does not give what its command takes."""


@strawberry.input
class CommandInput:
    """What every mutation's input has."""

    idempotency_key: UUID = strawberry.field(description="Made by the client; the same key has one effect.")


def id_of(type_name: str, description: str, default: object = MISSING) -> Any:  # noqa: ANN401 - as dataclasses.field
    """A field that is the typed id of a row; the command takes its key."""
    return strawberry.field(default=default, description=description, metadata={ID_OF: type_name})


def argument(name: str) -> Mapping[str, object]:
    """Metadata of a field that its command calls by another name."""
    return {ARGUMENT: name}


def secret_fields(input_type: type) -> tuple[str, ...]:
    """The names of an input's fields that are marked `SECRET`."""
    return tuple(field.name for field in fields(input_type) if field.metadata.get(IS_SECRET))


def code_fields(input_type: type) -> tuple[str, ...]:
    """The names of an input's fields that are marked `TYPED_CODE`."""
    return tuple(field.name for field in fields(input_type) if field.metadata.get(CODE))


def arguments_of(
    input_type: type, function: Callable[..., object], provided: Collection[str] = ()
) -> Arguments:
    """What turns an input into the keyword arguments of a command.

    Args:
        input_type: the input of the mutation.
        function: the command.
        provided: the names of the parameters that are not filled from the input.

    Raises:
        UnfitInput: a parameter of the command is filled by nothing, a field of the input fills nothing, or
            the types of both differ.
    """
    hints = typing.get_type_hints(function)
    targets = {
        name: (hints[name], parameter.default is not Parameter.empty)
        for name, parameter in signature(function).parameters.items()
        if name not in provided
    }
    used: set[str] = {"idempotency_key"}
    gather = _gatherer(input_type, targets, ("input",), used)
    idle = [
        field.name
        for field in fields(input_type)
        if field.name not in used and field.metadata.get(ARGUMENT, field.name) is not None
    ]
    if idle:
        raise UnfitInput(f"{function.__name__} takes nothing of {input_type.__name__}: {idle}")
    return gather


def _gatherer(
    source: type, targets: Mapping[str, tuple[object, bool]], path: tuple[str, ...], used: set[str]
) -> Arguments:
    """Fill targets (name: type, whether it has a default) from the fields of an input."""
    takes = dict(_takes(source, targets, path, used))

    def gather(sent: object) -> dict[str, object]:
        return {name: take(sent) for name, take in takes.items()}

    return gather


def _takes(
    source: type, targets: Mapping[str, tuple[object, bool]], path: tuple[str, ...], used: set[str]
) -> Iterator[tuple[str, Take]]:
    hints = typing.get_type_hints(source)
    by_name: dict[object, Field[object]] = {
        field.metadata.get(ARGUMENT, field.name): field for field in fields(source)
    }
    for name, (target, has_default) in targets.items():
        field = by_name.get(name)
        if field is not None:
            used.add(field.name)
            convert = _converter(field, hints[field.name], target, (*path, to_camel_case(field.name)))
            yield name, _reader(field.name, convert)
        elif isinstance(target, type) and is_dataclass(target):
            yield name, _maker(target, _gatherer(source, _parts(target), path, used))
        elif not has_default:
            raise UnfitInput(f"{source.__name__} has no field for {name}")


def _parts(target: type) -> dict[str, tuple[object, bool]]:
    """The fields of a dataclass: type, and whether there is a default."""
    hints = typing.get_type_hints(target)
    return {
        field.name: (
            hints[field.name],
            field.default is not MISSING or field.default_factory is not MISSING,
        )
        for field in fields(target)
    }


def _reader(name: str, convert: Take | None) -> Take:
    def read(sent: object) -> object:
        value = getattr(sent, name)
        return value if convert is None or value is None else convert(value)

    return read


def _maker(target: type, gather: Arguments) -> Take:
    def make(sent: object) -> object:
        return target(**gather(sent))

    return make


def _converter(field: Field[object], source: object, target: object, path: tuple[str, ...]) -> Take | None:
    """What turns a field's value, unless it is None, into what the command takes; None leaves it as it is."""
    source, target = _without_none(source), _without_none(target)
    type_name = field.metadata.get(ID_OF)
    if type_name is not None and target is UUID:
        return lambda value: uuid_of(strawberry.ID(str(value)), str(type_name), *path)
    if typing.get_origin(source) is list:
        return _list_converter(typing.get_args(source)[0], target, path)
    return _value_converter(source, target, path)


def _list_converter(source: object, target: object, path: tuple[str, ...]) -> Take | None:
    (inner, *_), kind = typing.get_args(target) or (None,), typing.get_origin(target)
    if kind not in {tuple, Sequence}:
        raise UnfitInput(f"{'.'.join(path)} is a list, its command takes {target}")
    convert = _value_converter(source, inner, path)
    if convert is None:
        return (lambda values: tuple(_listed(values))) if kind is tuple else None
    return lambda values: tuple(map(convert, _listed(values)))


def _listed(values: object) -> list[object]:
    if not isinstance(values, list):
        raise TypeError(values)
    return values


def _value_converter(source: object, target: object, path: tuple[str, ...]) -> Take | None:
    own: Callable[..., object] | None = getattr(source, "command", None)
    if own is not None and typing.get_type_hints(own)["return"] == target:
        return own
    if (
        isinstance(source, type)
        and is_dataclass(source)
        and isinstance(target, type)
        and is_dataclass(target)
    ):
        used: set[str] = set()
        gather = _gatherer(source, _parts(target), path, used)
        if len(used) < len(fields(source)):
            raise UnfitInput(f"{target.__name__} does not take all of {source.__name__}")
        return _maker(target, gather)
    if getattr(source, "__supertype__", source) != target:
        raise UnfitInput(f"{'.'.join(path)} is {source}, its command takes {target}")
    return None


def _without_none(hint: object) -> object:
    """`X` of `X | None`; any other hint as it is."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return inner[0] if len(inner) == 1 else hint
    return hint
