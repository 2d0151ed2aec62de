"""Contracts of the import linter whose lists of modules come from `hb.modules`; pyproject.toml names them."""

from collections.abc import Iterator, Mapping
from typing import Any

from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

from hb.modules import LADDER, MODULES

RUNGS = "{rungs}"
MODULE = "{module}"
MODULES_ALIKE = "{modules}"


class LadderContract(LayersContract):
    """Layers with placeholders: "{rungs}" is the ladder of modules, "{module}" each module in turn.

    "{modules}" is one layer of all modules, which may import each other.
    """

    type_name = "ladder"

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        super().__init__(name, session_options, filled(contract_options))


class ForbiddenToModulesContract(ForbiddenContract):
    """Forbidden imports where "{module}" in a list is replaced by each module in turn."""

    type_name = "forbidden to modules"

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        super().__init__(name, session_options, filled(contract_options))


def filled(options: Mapping[str, object]) -> dict[str, object]:
    """A contract's options with its placeholders replaced in every list."""
    return {
        option: [entry for raw in value for entry in _entries(raw)] if isinstance(value, list) else value
        for option, value in options.items()
    }


def _entries(raw: str) -> Iterator[str]:
    if raw == RUNGS:
        yield from (" | ".join(rung) for rung in reversed(LADDER))
    elif raw == MODULES_ALIKE:
        yield " : ".join(MODULES)
    elif MODULE in raw:
        yield from (raw.replace(MODULE, module) for module in MODULES)
    else:
        yield raw
