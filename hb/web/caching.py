"""HTTP caching: a browser may keep answers of the public catalogue alone, under a digest of their data."""

import hashlib
from collections.abc import Mapping

from werkzeug.http import parse_etags

from hb.access.rules import Permission
from hb.api.permission import permission_of
from hb.read import CompiledQuery, Engine

CATALOGUE_SECONDS = 60
"""How long a browser shows the catalogue without asking again.

Everyone then sees an approved price or a withdrawn offering within a minute. The command that chooses an
offering reads its price itself, so nobody is bound to an old one.
"""
TAGS_LENGTH = 1_000
"""How many characters of If-None-Match are read: some twenty tags of ours."""
PUBLIC_POLICIES = frozenset({"organiser", "common"})
"""Policies that hide no row from anyone inside an organiser."""
PUBLIC_PERMISSION = Permission.CATALOGUE_READ
ORGANISER = "context_organiser"


def is_public(engine: Engine, query: CompiledQuery) -> bool:
    """Whether an answer is the same for every caller of the organiser and holds the public catalogue alone.

    Three conditions make it so: every root requires the catalogue's permission and no field below it another;
    every table holds no person's data, and its policy hides nothing inside the organiser; the statements use
    only the organiser of the caller's context. (L 569/2009 4 §: the list of producers, services and prices.)
    """
    if not query.is_straight:
        return False
    operation_type = query.document.root.name
    for coordinate, field in query.touched.items():
        type_name = coordinate.partition(".")[0]
        permission = permission_of(field)
        if permission is not PUBLIC_PERMISSION and (permission is not None or type_name == operation_type):
            return False
        entity = engine.graph.entities.get(type_name)
        if entity is not None and (entity.subject is not None or entity.policy not in PUBLIC_POLICIES):
            return False
    return not any(
        root.statement.choices or any(map(_depends_on_caller, root.statement.names))
        for root in query.roots
        if root.statement is not None
    )


def _depends_on_caller(name: str) -> bool:
    return name.startswith("context_") and name != ORGANISER


def kept_by_browsers(body: bytes) -> Mapping[str, str]:
    """Headers under which the caller's browser may keep an answer, and ask later whether it has changed.

    The tag is a digest of the data, so it is the same from every replica and in either encoding (hence weak).
    Another token may be one of another organiser: the answer is kept for this token alone.
    """
    return {
        "cache-control": f"private, max-age={CATALOGUE_SECONDS}",
        "etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "vary": "accept, accept-encoding, authorization",
    }


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the caller has the answer of this tag (RFC 9110, 13.1.2: by weak comparison)."""
    return parse_etags(if_none_match[:TAGS_LENGTH]).contains_raw(etag)
