"""Measures a parsed document, its fragments expanded, before it is validated: validation costs more than
linear time.
"""

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

from hb.read.document.cost import Limits, require_at_most
from hb.read.errors import ReadRefused

Tree: TypeAlias = "dict[str, Tree]"
CEILING = 1_000_000
"""Where counting ends: doubling fragments reach numbers that nobody needs to read."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection holds, its fragments expanded, each spread counted anew; `depth` in selection sets."""

    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def plus(self, other: Weight, *, deeper: int = 0) -> Weight:
        """Both together, the other one so many selection sets deeper."""
        return Weight(
            min(self.fields + other.fields, CEILING),
            min(self.aliases + other.aliases, CEILING),
            min(self.directives + other.directives, CEILING),
            max(self.depth, min(other.depth + deeper, CEILING)),
        )


def measure(document: DocumentNode, operation: OperationDefinitionNode, limits: Limits) -> Weight:
    """The weight of a document's one operation, its fragments expanded.

    Raises:
        ReadRefused: CIRCULAR_FRAGMENT, TOO_DEEP, TOO_MANY_FIELDS, TOO_MANY_ALIASES, TOO_MANY_DIRECTIVES,
            TOO_MANY_VARIABLES, LIST_TOO_LONG, VALUE_TOO_DEEP, UNUSED_FRAGMENT, TOO_MANY_REPEATS.
    """
    found = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    scale = _Scale(found, limits)
    weight = scale.operation(operation)
    # Validation would walk them all the same.
    require_at_most(0, "UNUSED_FRAGMENT", "fragments spread nowhere", len(found) - scale.met)
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
    def met(self) -> int:
        """How many fragments were weighed."""
        return len(self._weighed)

    def operation(self, node: OperationDefinitionNode) -> Weight:
        """The weight of an operation, held against the limits."""
        definitions = node.variable_definitions or ()
        require_at_most(self._limits.variables, "TOO_MANY_VARIABLES", "variables", len(definitions))
        weight = self._directives(node.directives)
        for each in definitions:
            weight = weight.plus(self._directives(each.directives))
            if each.default_value is not None:
                self._value(each.default_value, 1)
        return self._held(weight.plus(self._selection(node.selection_set), deeper=1))

    def fragment(self, name: str) -> Weight:
        """The weight of a fragment, held against the limits; nothing where there is none of that name."""
        if name in self._weighed:
            known = self._weighed[name]
            if known is None:
                raise ReadRefused("CIRCULAR_FRAGMENT", "a fragment spreads itself", limit=0, value=1)
            return known
        definition = self._fragments.get(name)
        if definition is None:
            return Weight()
        self._weighed[name] = None
        weight = self._directives(definition.directives).plus(self._selection(definition.selection_set))
        self._weighed[name] = self._held(weight)
        return weight

    def repeats(self, node: SelectionSetNode | None, tree: Tree) -> int:
        """How many fields stand where one of the same response key stands before them, whatever their types.

        Validation compares each such pair, and the pairs below them.
        """
        count = 0
        for each in node.selections if node else ():
            if isinstance(each, FieldNode):
                key = (each.alias or each.name).value
                count += key in tree
                count += self.repeats(each.selection_set, tree.setdefault(key, {}))
            elif isinstance(each, InlineFragmentNode):
                count += self.repeats(each.selection_set, tree)
            elif isinstance(each, FragmentSpreadNode) and self.fragment(each.name.value).fields:
                count += self.repeats(self._fragments[each.name.value].selection_set, tree)
        return count

    def _selection(self, node: SelectionSetNode | None) -> Weight:
        weight = Weight()
        for each in node.selections if node else ():
            weight = weight.plus(self._directives(each.directives))
            if isinstance(each, FieldNode):
                self._arguments(each.arguments)
                weight = weight.plus(Weight(1, 1 if each.alias else 0))
                if each.selection_set:
                    weight = weight.plus(self._selection(each.selection_set), deeper=1)
            elif isinstance(each, InlineFragmentNode):
                weight = weight.plus(self._selection(each.selection_set))
            elif isinstance(each, FragmentSpreadNode):
                weight = weight.plus(self.fragment(each.name.value))
        return weight

    def _directives(self, nodes: Iterable[DirectiveNode] | None) -> Weight:
        count = 0
        for each in nodes or ():
            self._arguments(each.arguments)
            count += 1
        return Weight(directives=count)

    def _arguments(self, nodes: Iterable[ArgumentNode | ConstArgumentNode] | None) -> None:
        for each in nodes or ():
            self._value(each.value, 1)

    def _value(self, node: ValueNode, depth: int) -> None:
        below: Iterable[Node]
        if isinstance(node, ListValueNode):
            below = node.values
            require_at_most(self._limits.list_items, "LIST_TOO_LONG", "items of a list", len(node.values))
        elif isinstance(node, ObjectValueNode):
            below = [each.value for each in node.fields]
        else:
            return
        require_at_most(self._limits.value_depth, "VALUE_TOO_DEEP", "nested values", depth)
        for each in below:
            if isinstance(each, ValueNode):
                self._value(each, depth + 1)

    def _held(self, weight: Weight) -> Weight:
        limits = self._limits
        require_at_most(limits.depth, "TOO_DEEP", "depth", weight.depth)
        require_at_most(limits.fields, "TOO_MANY_FIELDS", "fields", weight.fields)
        require_at_most(limits.aliases, "TOO_MANY_ALIASES", "aliases", weight.aliases)
        require_at_most(limits.directives, "TOO_MANY_DIRECTIVES", "directives", weight.directives)
        return weight


def measure_values(variables: Mapping[str, object], limits: Limits) -> int:
    """Walk the variables once, as they came, in the order they are written.

    Returns:
        How many items their lists hold together, lists within lists included.

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
