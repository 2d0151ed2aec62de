"""Which keys are the database's: a check value for each, compared with the keys that a process was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import asyncpg
from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, SmallInteger, Text, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql import bindparam, text
from sqlalchemy.sql.selectable import ScalarSelect

from hb.kit.keys import KeyKind, KeyPair, KeyRing, UnfitKeys
from hb.kit.secrecy import SLOTS, Secrecy, check_value_of, key_id_of
from hb.kit.statement import Statement
from hb.kit.tables import check, closed_set, common_table, instant
from hb.kit.transaction import Transaction


class KeyState(StrEnum):
    """What a key is to the database; a change of key takes one from the first to the second to the third."""

    FOLLOWING = "FOLLOWING"
    CURRENT = "CURRENT"
    REPLACED = "REPLACED"


key_check = common_table(
    "key_check",
    closed_set("kind", KeyKind),
    Column("key_id", Text, nullable=False),
    Column("check_value", LargeBinary, nullable=False),
    closed_set("state", KeyState),
    Column("slot", SmallInteger),
    instant("since"),
    PrimaryKeyConstraint("kind", "key_id"),
    check(f"(kind = '{KeyKind.INDEX}') = (slot IS NOT NULL) AND slot IN {SLOTS}", "slot"),
)
"""Every key that rows were ever under, without the key; written by the database's owner alone.

A check value is an HMAC under the key. `slot` says which of the two index columns an index key fills.
"""
Index(
    "key_check_state_key",
    key_check.c.kind,
    key_check.c.state,
    unique=True,
    postgresql_where=text(f"state <> '{KeyState.REPLACED}'"),
)

CHECKS = Statement(
    select(
        key_check.c.kind, key_check.c.key_id, key_check.c.check_value, key_check.c.state, key_check.c.slot
    ).order_by(key_check.c.kind, key_check.c.key_id)
)
CURRENT_INDEX_KEY: ScalarSelect[str] = (
    select(key_check.c.key_id)
    .where(key_check.c.kind == KeyKind.INDEX, key_check.c.state == KeyState.CURRENT)
    .scalar_subquery()
)
"""The index key under which a hash must be made that cannot be made again; NULL until keys are checked."""
ADD_CHECK = Statement(
    insert(key_check)
    .values(
        since=func.ctx_now(),
        **{name: bindparam(name) for name in ("kind", "key_id", "check_value", "state", "slot")},
    )
    .on_conflict_do_nothing()
)
"""Of two that add the same key at once one does, and both see it afterwards."""
REPLACE = Statement(
    text(f"""
UPDATE key_check SET state = '{KeyState.REPLACED}', since = ctx_now()
 WHERE state = '{KeyState.CURRENT}'
   AND kind IN (SELECT next_one.kind FROM key_check next_one WHERE next_one.state = '{KeyState.FOLLOWING}')
""")
)
PROMOTE = Statement(
    text(f"""
UPDATE key_check SET state = '{KeyState.CURRENT}', since = ctx_now() WHERE state = '{KeyState.FOLLOWING}'
""")
)


@dataclass(frozen=True, slots=True)
class FitPair:
    """The keys of one kind that rows are under: the current one, and the following while it changes."""

    current: bytes
    following: bytes | None = None
    slot: int | None = None
    """Of index keys: which index column the current one fills."""

    @property
    def following_slot(self) -> int | None:
        """Which index column the following key fills."""
        return None if self.slot is None else sum(SLOTS) - self.slot


@dataclass(frozen=True, slots=True)
class FitKeys:
    """Keys that were compared with the database's check values and are its own."""

    pairs: Mapping[KeyKind, FitPair]

    @property
    def following(self) -> Mapping[KeyKind, FitPair]:
        """The kinds whose key is to change."""
        return {kind: pair for kind, pair in self.pairs.items() if pair.following is not None}

    def secrecy(self) -> Secrecy:
        """What encrypts and finds with these keys."""
        data, index = self.pairs[KeyKind.DATA], self.pairs[KeyKind.INDEX]
        return Secrecy(
            data.current,
            index.current,
            next_data_key=data.following,
            next_index_key=index.following,
            slot=index.slot or SLOTS[0],
        )


async def read_checks(connection: "asyncpg.Connection[asyncpg.Record]") -> "list[asyncpg.Record]":
    """The check values, over a connection of any role."""
    return await connection.fetch(CHECKS.text)


async def add_check(tx: Transaction, kind: KeyKind, key: bytes, state: KeyState, slot: int | None) -> None:
    """Write a key's check value, in a transaction of the owner's; a key that is there already stays."""
    await tx.execute(
        ADD_CHECK,
        kind=kind,
        key_id=key_id_of(key),
        check_value=check_value_of(key),
        state=state,
        slot=slot,
    )


def fit_keys(ring: KeyRing, checks: "Sequence[asyncpg.Record]") -> FitKeys:
    """Compare the keys of a process with the check values of the database (rows of CHECKS).

    A process whose settings still name the key before as the present one and the current as the next is as
    good as one whose settings name the current alone: so settings may follow a change after it is done.

    Raises:
        UnfitKeys: they are not the database's, or a change under way is not known to them.
    """
    return FitKeys(
        {
            kind: _fit(kind, pair, [row for row in checks if row["kind"] == kind])
            for kind, pair in ring.pairs.items()
        }
    )


def _fit(kind: KeyKind, pair: KeyPair, checks: "Sequence[asyncpg.Record]") -> FitPair:
    by_state = {KeyState(row["state"]): row for row in checks if row["state"] != KeyState.REPLACED}
    current = by_state.get(KeyState.CURRENT)
    if current is None:
        raise UnfitKeys(
            f"The database holds no check value of {kind} yet; run `python -m hb migrate` with the keys"
            " that its rows are under."
        )
    present = _state_of(pair.present, checks)
    following = None if pair.following is None else _state_of(pair.following, checks)
    if present is KeyState.REPLACED and following is KeyState.CURRENT and pair.following is not None:
        pair, present, following = KeyPair(pair.following), KeyState.CURRENT, None
    match present:
        case KeyState.CURRENT:
            pass
        case KeyState.REPLACED:
            raise UnfitKeys(f"{kind} is a key that was replaced; set the one that replaced it.")
        case KeyState.FOLLOWING:
            raise UnfitKeys(
                f"{kind} is the next key and some rows are still under the present one; name it"
                f" {kind}_NEXT, set {kind} as before and run `python -m hb rekey`."
            )
        case None:
            raise UnfitKeys(f"{kind} is not the key of this database: its check value is another.")
    if following is KeyState.REPLACED:
        raise UnfitKeys(f"{kind}_NEXT is a key that was replaced; make a new one.")
    if KeyState.FOLLOWING in by_state and following is not KeyState.FOLLOWING:
        raise UnfitKeys(f"{kind} is being changed; set {kind}_NEXT to the key that it is changed to.")
    return FitPair(pair.present, pair.following, current["slot"])


def _state_of(key: bytes, checks: "Sequence[asyncpg.Record]") -> KeyState | None:
    value = check_value_of(key)
    return next((KeyState(row["state"]) for row in checks if row["check_value"] == value), None)
