"""What of hb (functions, classes, constants, methods) is reached from hb itself: a static walk of its source.

Module-level code runs when its module is imported and reaches what it names; a reached function or class
reaches what its body names. Names are resolved through imports and re-exports. The walk over-approximates: a
method is reached when any code reads an attribute of its name, and what a framework's decorator takes is
reached.
"""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

NEUTRAL = frozenset(
    {
        "asynccontextmanager",
        "cache",
        "cached_property",
        "classmethod",
        "contextmanager",
        "dataclass",
        "lru_cache",
    }
    | {"overload", "property", "runtime_checkable", "setter", "staticmethod", "unique"}
)
"""Decorators that hand the function or class to nobody; any other may register it."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass
class Module:
    """A module's own definitions and constants, what its imports bind, and its module-level code."""

    name: str
    definitions: dict[str, ast.AST] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    code: list[ast.AST] = field(default_factory=list)


def unreached(sources: Mapping[str, str], by_convention: Collection[str] = ()) -> set[str]:
    """The full names of what no code of hb reaches; `sources` is source text by module name.

    Constants and classes called by one of the names `by_convention` are read of every module by that name.
    """
    modules = {name: _module(name, text, set(sources)) for name, text in sources.items()}
    pending = [(module, node) for module in modules.values() for node in module.code]
    pending += [
        (module, node)
        for module in modules.values()
        for key, node in module.definitions.items()
        if key in by_convention
    ]
    reached: set[str] = set()
    attributes: set[str] = set()
    while pending:
        module, node = pending.pop()
        for name in _referred(node, module, modules, attributes):
            if name not in reached:
                reached.add(name)
                owner, _, key = name.rpartition(".")
                pending.append((modules[owner], modules[owner].definitions[key]))
    missing = {
        f"{module.name}.{key}"
        for module in modules.values()
        for key in module.definitions
        if f"{module.name}.{key}" not in reached
    }
    return missing | {
        f"{module.name}.{key}.{method.name}"
        for module in modules.values()
        for key, node in module.definitions.items()
        if isinstance(node, ast.ClassDef) and f"{module.name}.{key}" not in missing
        for method in _methods(node)
        if method.name not in attributes
    }


def _module(name: str, text: str, names: set[str]) -> Module:
    module = Module(name)
    for node in ast.parse(text).body:
        match node:
            case ast.Import() | ast.ImportFrom():
                _bind(module, node, names)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                for inner in node.body:
                    if isinstance(inner, ast.Import | ast.ImportFrom):
                        _bind(module, inner, names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                module.definitions[node.name] = node
                if any(_callee(decorator) not in NEUTRAL for decorator in node.decorator_list):
                    module.code.append(ast.Name(id=node.name, ctx=ast.Load()))
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                pass
            case ast.Assign(targets=[ast.Name(id=key)]) | ast.AnnAssign(target=ast.Name(id=key)):
                module.definitions[key] = node
            case _:
                module.code.append(node)
    return module


def _bind(module: Module, node: ast.Import | ast.ImportFrom, names: set[str]) -> None:
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            module.imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif alias.asname:
            module.imports[alias.asname] = alias.name
        elif alias.name in names:
            module.imports[alias.name.partition(".")[0]] = alias.name.partition(".")[0]


def _callee(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _callee(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _methods(node: ast.ClassDef) -> Iterator[Definition]:
    for inner in node.body:
        if (
            isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
            and not (inner.name.startswith("__") and inner.name.endswith("__"))
            and all(_callee(decorator) in NEUTRAL for decorator in inner.decorator_list)
        ):
            yield inner


def _referred(
    node: ast.AST, module: Module, modules: Mapping[str, Module], attributes: set[str]
) -> Iterator[str]:
    """The definitions that a piece of code names; the attributes it reads are added to `attributes`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute):
            attributes.add(inner.attr)
        if isinstance(inner, ast.Name | ast.Attribute):
            path = _path(inner, module)
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value.isidentifier():
            attributes.add(inner.value)
            path = f"{module.name}.{inner.value}"
        else:
            continue
        definition = path and _resolve(path, modules)
        if definition:
            yield definition


def _path(node: ast.expr, module: Module) -> str | None:
    if isinstance(node, ast.Name):
        return module.imports.get(node.id, f"{module.name}.{node.id}")
    if isinstance(node, ast.Attribute):
        above = _path(node.value, module)
        return above and f"{above}.{node.attr}"
    return None


def _resolve(path: str, modules: Mapping[str, Module]) -> str | None:
    """The definition behind a path, through re-exports; None for what is no definition of hb."""
    owner, _, key = path.rpartition(".")
    seen: defaultdict[str, int] = defaultdict(int)
    while owner in modules and not seen[path]:
        seen[path] += 1
        if key in modules[owner].definitions:
            return path
        path = modules[owner].imports.get(key, "")
        owner, _, key = path.rpartition(".")
    return None
