"""The limits of one document, and the refusal of what exceeds them."""

from __future__ import annotations

from dataclasses import dataclass

from hb.read.declaration.specs import PAGE_SIZE_MAX
from hb.read.errors import ReadRefused


@dataclass(frozen=True)
class Limits:
    """Limits of one document with its fragments expanded. `cost` counts rows, see `hb.read.document.cost`.

    All but `sub_selects` and `cost` are checked before the document is validated, since validation takes more
    than linear time. The frontends' largest documents have 250 tokens, 85 fields, no alias, depth 7 and 19
    sub-selects. `list_items` is twice the largest batch, so that a batch that is slightly too long is refused
    by its command, in words for people. `errors` is how many errors of a document or of its variables are
    looked for and returned.
    """

    tokens: int = 1_000
    characters: int = 32 * 1024
    depth: int = 20
    fields: int = 500
    aliases: int = 60
    repeats: int = 100
    directives: int = 50
    variables: int = 50
    list_items: int = 2_000
    value_depth: int = 10
    sub_selects: int = 60
    cost: int = 25_000
    page_size: int = PAGE_SIZE_MAX
    errors: int = 5


def require_at_most(limit: int, code: str, what: str, value: int) -> None:
    """Check a number against its limit.

    Raises:
        ReadRefused: the code, with limit and value.
    """
    if value > limit:
        raise ReadRefused(code, f"{value} {what} pass the limit of {limit}", limit=limit, value=value)
