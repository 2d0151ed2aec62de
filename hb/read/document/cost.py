"""The cost of a document: the number of rows it may read, as a function of its page sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hb.read.document.limits import Limits
from hb.read.document.values import Placeholder, Variables, page_size, resolve
from hb.read.errors import ReadRefused

TOTAL_COUNT_COST = 10


@dataclass
class Cost:
    """A sum of rows: fixed ones, those of `parts`, and those of `pages`, each times its page size.

    It is built once for a shape of variables; the page sizes are resolved for each set of variables.
    """

    fixed: int = 0
    parts: list[Cost] = field(default_factory=list)
    pages: list[tuple[object, Cost]] = field(default_factory=list)

    def rows(self, variables: Variables, limits: Limits) -> int:
        """The rows under these variables.

        Raises:
            ReadRefused: PAGE_SIZE.
        """
        total = self.fixed + sum(part.rows(variables, limits) for part in self.parts)
        for size, page in self.pages:
            total += page_size(resolve(size, variables), limits.page_size) * page.rows(variables, limits)
        return total

    def size_variables(self) -> Iterator[Placeholder]:
        """The page sizes that come from variables, on which alone the number of rows depends."""
        for part in self.parts:
            yield from part.size_variables()
        for size, page in self.pages:
            if isinstance(size, Placeholder):
                yield size
            yield from page.size_variables()


def price(cost: Cost, variables: Variables, limits: Limits) -> int:
    """The rows of a whole document under these variables, at most `limits.cost`.

    Raises:
        ReadRefused: PAGE_SIZE, TOO_COSTLY.
    """
    rows = cost.rows(variables, limits)
    if rows > limits.cost:
        message = f"a cost of {rows} passes the limit of {limits.cost}: ask for smaller pages"
        raise ReadRefused("TOO_COSTLY", message, limit=limits.cost, value=rows)
    return rows
