"""Which refusals a command may raise, read from its source and from all that it calls in hb.

The walk over-approximates: it follows every function, class and constant that a body mentions, and every
method of a name that is mentioned, whatever object it belongs to. It knows no conditions and no `except`.
"""

import ast
import importlib
import inspect
import sys
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeGuard

from hb.kit.errors import DomainError

Function = types.FunctionType


def refusals_of(function: Callable[..., object]) -> frozenset[type[DomainError]]:
    """Every class of refusal that a function, or what it calls, mentions outside of `except`."""
    return frozenset(thing for thing in walk(function) if is_refusal(thing))


def walk(function: Callable[..., object]) -> Iterator[object]:
    """A function and all that it, or what it calls, mentions; classes of refusal are not looked into."""
    seen: set[int] = set()
    waiting: list[object] = [function]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield thing
        if is_refusal(thing):
            continue
        if isinstance(thing, (Function, type)):
            waiting.extend(mentioned(thing))
        elif isinstance(thing, (tuple, list, frozenset, set)):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            waiting.extend([*thing.keys(), *thing.values()])


def is_refusal(thing: object) -> TypeGuard[type[DomainError]]:
    """Whether a thing is a class of refusal."""
    return isinstance(thing, type) and issubclass(thing, DomainError) and thing is not DomainError


@cache
def mentioned(thing: Function | type) -> tuple[object, ...]:
    """What the body of a function or class of hb mentions, resolved in its module."""
    thing = inspect.unwrap(thing) if isinstance(thing, Function) else thing
    if not _is_followed(thing.__module__):
        return ()
    if isinstance(thing, type):
        return tuple(member for member in vars(thing).values() if isinstance(member, Function))
    if thing.__code__.co_filename.startswith("<"):
        return ()  # a method that dataclass has made
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(thing)))
    scope = vars(sys.modules[thing.__module__])
    return tuple(_resolved(tree, scope))


def _is_followed(module: str) -> bool:
    """The kit raises what any command may answer (a key used before); no command calls what is in hb.web.

    Of the kit texts alone are followed: they refuse what is typed.
    """
    if module == "hb.kit.text":
        return True
    return module.startswith(("hb.", "tests.")) and not module.startswith(("hb.kit", "hb.read", "hb.web"))


def _resolved(tree: ast.AST, scope: dict[str, object]) -> Iterator[object]:
    for node in _outside_except(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in scope:
            yield scope[node.id]
        elif isinstance(node, ast.Attribute):
            owner = scope.get(node.value.id) if isinstance(node.value, ast.Name) else None
            if isinstance(owner, (types.ModuleType, type)):
                yield getattr(owner, node.attr, None)
            else:
                yield from methods().get(node.attr, ())


def _outside_except(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but annotations and the types that an `except` names."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns"} or (isinstance(tree, ast.ExceptHandler) and name == "type"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _outside_except(child)


@cache
def methods() -> dict[str, tuple[Function, ...]]:
    """The methods and properties of all classes of the modules' rules, by name."""
    found: dict[str, tuple[Function, ...]] = {}
    for name in sorted(sys.modules):
        if not name.startswith("hb.") or not _is_followed(name):
            continue
        for kind in vars(importlib.import_module(name)).values():
            if isinstance(kind, type) and kind.__module__ == name:
                for attribute, member in vars(kind).items():
                    function = member.fget if isinstance(member, property) else member
                    if isinstance(function, Function) and not attribute.startswith("__"):
                        found[attribute] = (*found.get(attribute, ()), function)
    return found
