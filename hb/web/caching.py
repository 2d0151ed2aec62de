"""What a browser may keep: answers of the public catalogue alone, told apart by a digest of their data."""

import hashlib
from collections.abc import Mapping

from hb.access.rules import Permission
from hb.api.permission import permission_of
from hb.read import CompiledQuery, Engine

CATALOGUE_SECONDS = 60
"""How long a browser shows the catalogue without asking.

An approved price or a withdrawn offering is then seen by everyone within a minute; the command that chooses
an offering reads its price itself, so nobody is bound to an old one.
"""
PUBLIC_POLICIES = frozenset({"organiser", "common"})
"""Policies that hide no row from anyone inside an organiser."""
PUBLIC_PERMISSION = Permission.CATALOGUE_READ
ORGANISER = "context_organiser"


def is_public(engine: Engine, plan: CompiledQuery) -> bool:
    """Whether an answer is the same for every caller of the organiser and holds the public catalogue alone.

    So it is where every root asks for the catalogue's permission and nothing below for another, every table
    is nobody's data under a policy that hides nothing inside the organiser, and the statements take of the
    caller's context the organiser alone. (L 569/2009 4 §: the list of producers, services and prices.)
    """
    if not plan.is_straight:
        return False
    root = plan.document.root.name
    for coordinate, field in plan.touched.items():
        type_name = coordinate.partition(".")[0]
        permission = permission_of(field)
        if permission is not PUBLIC_PERMISSION and (permission is not None or type_name == root):
            return False
        entity = engine.graph.entities.get(type_name)
        if entity is not None and (entity.subject is not None or entity.policy not in PUBLIC_POLICIES):
            return False
    return not any(
        each.statement.choices or any(map(_tells_callers_apart, each.statement.names))
        for each in plan.roots
        if each.statement is not None
    )


def _tells_callers_apart(name: str) -> bool:
    return name.startswith("context_") and name != ORGANISER


def kept_by_browsers(body: bytes) -> Mapping[str, str]:
    """Headers under which the caller's browser may keep an answer, and ask next time whether it still holds.

    The tag is one of the data, so it is the same from every replica and in either encoding (hence weak).
    Another token is another caller, perhaps of another organiser: the answer is kept for this one alone.
    """
    return {
        "cache-control": f"private, max-age={CATALOGUE_SECONDS}",
        "etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "vary": "accept, accept-encoding, authorization",
    }


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the caller has the answer of this tag (RFC 9110, 13.1.2: by weak comparison)."""
    given = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag.removeprefix("W/") in given or given == ["*"]
