"""Measures a parsed document with its fragments expanded: validation takes more than linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphql import (
    ArgumentNode,
    ConstArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
)

from hb.read.document.limits import Limits, require_at_most
from hb.read.errors import ReadRefused

Tree: TypeAlias = "dict[str, Tree]"
CEILING = 1_000_000
"""Where counting ends: fragments that double each other reach absurdly long numbers."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection contains, a fragment counted at each of its spreads; `depth` is in selection sets."""

    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def plus(self, other: Weight, *, deeper: int = 0) -> Weight:
        """The sum of both, the other one lying `deeper` selection sets further down."""
        return Weight(
            min(self.fields + other.fields, CEILING),
            min(self.aliases + other.aliases, CEILING),
            min(self.directives + other.directives, CEILING),
            max(self.depth, min(other.depth + deeper, CEILING)),
        )


def measure(document: DocumentNode, operation: OperationDefinitionNode, limits: Limits) -> Weight:
    """The weight of a document's one operation with its fragments expanded.

    Raises:
        ReadRefused: CIRCULAR_FRAGMENT, TOO_DEEP, TOO_MANY_FIELDS, TOO_MANY_ALIASES, TOO_MANY_DIRECTIVES,
            TOO_MANY_VARIABLES, LIST_TOO_LONG, VALUE_TOO_DEEP, UNUSED_FRAGMENT, TOO_MANY_REPEATS.
    """
    fragments = {
        part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
    }
    scale = _Scale(fragments, limits)
    weight = scale.operation(operation)
    # Validation walks unused fragments too.
    require_at_most(0, "UNUSED_FRAGMENT", "fragments spread nowhere", len(fragments) - scale.weighed)
    require_at_most(
        limits.repeats, "TOO_MANY_REPEATS", "repeated fields", scale.repeats(operation.selection_set, {})
    )
    return weight


class _Scale:
    """Weighs each fragment once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits) -> None:
        self._fragments = fragments
        self._limits = limits
        self._weighed: dict[str, Weight | None] = {}

    @property
    def weighed(self) -> int:
        """How many fragments were weighed."""
        return len(self._weighed)

    def operation(self, node: OperationDefinitionNode) -> Weight:
        """The weight of an operation, checked against the limits."""
        definitions = node.variable_definitions or ()
        require_at_most(self._limits.variables, "TOO_MANY_VARIABLES", "variables", len(definitions))
        weight = self._directives(node.directives)
        for definition in definitions:
            weight = weight.plus(self._directives(definition.directives))
            if definition.default_value is not None:
                self._value(definition.default_value, 1)
        return self._checked(weight.plus(self._selection(node.selection_set), deeper=1))

    def fragment(self, name: str) -> Weight:
        """The weight of a fragment, checked against the limits; zero where there is none of that name."""
        if name in self._weighed:
            earlier = self._weighed[name]
            if earlier is None:
                raise ReadRefused("CIRCULAR_FRAGMENT", "a fragment spreads itself", limit=0, value=1)
            return earlier
        definition = self._fragments.get(name)
        if definition is None:
            return Weight()
        self._weighed[name] = None
        weight = self._directives(definition.directives).plus(self._selection(definition.selection_set))
        self._weighed[name] = self._checked(weight)
        return weight

    def repeats(self, node: SelectionSetNode | None, tree: Tree) -> int:
        """How many fields follow one of the same response key at the same place, whatever their types.

        Validation compares each such pair, and the pairs below them.
        """
        count = 0
        for selection in node.selections if node else ():
            if isinstance(selection, FieldNode):
                key = (selection.alias or selection.name).value
                count += key in tree
                count += self.repeats(selection.selection_set, tree.setdefault(key, {}))
            elif isinstance(selection, InlineFragmentNode):
                count += self.repeats(selection.selection_set, tree)
            elif isinstance(selection, FragmentSpreadNode) and self.fragment(selection.name.value).fields:
                count += self.repeats(self._fragments[selection.name.value].selection_set, tree)
        return count

    def _selection(self, node: SelectionSetNode | None) -> Weight:
        weight = Weight()
        for selection in node.selections if node else ():
            weight = weight.plus(self._directives(selection.directives))
            if isinstance(selection, FieldNode):
                self._arguments(selection.arguments)
                weight = weight.plus(Weight(1, 1 if selection.alias else 0))
                if selection.selection_set:
                    weight = weight.plus(self._selection(selection.selection_set), deeper=1)
            elif isinstance(selection, InlineFragmentNode):
                weight = weight.plus(self._selection(selection.selection_set))
            elif isinstance(selection, FragmentSpreadNode):
                weight = weight.plus(self.fragment(selection.name.value))
        return weight

    def _directives(self, nodes: Iterable[DirectiveNode] | None) -> Weight:
        count = 0
        for directive in nodes or ():
            self._arguments(directive.arguments)
            count += 1
        return Weight(directives=count)

    def _arguments(self, nodes: Iterable[ArgumentNode | ConstArgumentNode] | None) -> None:
        for argument in nodes or ():
            self._value(argument.value, 1)

    def _value(self, node: ValueNode, depth: int) -> None:
        below: Iterable[Node]
        if isinstance(node, ListValueNode):
            below = node.values
            require_at_most(self._limits.list_items, "LIST_TOO_LONG", "items of a list", len(node.values))
        elif isinstance(node, ObjectValueNode):
            below = [field.value for field in node.fields]
        else:
            return
        require_at_most(self._limits.value_depth, "VALUE_TOO_DEEP", "nested values", depth)
        for value in below:
            if isinstance(value, ValueNode):
                self._value(value, depth + 1)

    def _checked(self, weight: Weight) -> Weight:
        limits = self._limits
        require_at_most(limits.depth, "TOO_DEEP", "depth", weight.depth)
        require_at_most(limits.fields, "TOO_MANY_FIELDS", "fields", weight.fields)
        require_at_most(limits.aliases, "TOO_MANY_ALIASES", "aliases", weight.aliases)
        require_at_most(limits.directives, "TOO_MANY_DIRECTIVES", "directives", weight.directives)
        return weight


def measure_values(variables: Mapping[str, object], limits: Limits) -> int:
    """Walk the variables once, as they came, in the order they are written.

    Returns:
        How many items their lists have together, lists within lists included.

    Raises:
        ReadRefused: LIST_TOO_LONG, VALUE_TOO_DEEP.
    """
    items = 0
    above: list[Iterator[object]] = [iter(variables.values())]
    while above:
        for value in above[-1]:
            if isinstance(value, (dict, list)):
                if len(above) > limits.value_depth:
                    require_at_most(limits.value_depth, "VALUE_TOO_DEEP", "nested values", len(above))
                if isinstance(value, list):
                    require_at_most(limits.list_items, "LIST_TOO_LONG", "items of a list", len(value))
                    items += len(value)
                above.append(iter(value.values() if isinstance(value, dict) else value))
                break
        else:
            above.pop()
    return items
