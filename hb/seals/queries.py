"""Statements of sealing and proving: the rows of hours, their digests, the chain, older transactions."""

from sqlalchemy import func, insert, select, text
from sqlalchemy.sql import bindparam

from hb.kit.statement import Statement
from hb.seals.model import CHANGING, DIGESTED, SEALED, Digested, Sealed, digest_again_sql, key_of, seal

RUNNING = Statement(
    text("""
SELECT held.virtualtransaction AS transaction
FROM pg_locks AS held JOIN pg_stat_activity AS activity ON activity.pid = held.pid
WHERE held.locktype = 'virtualxid' AND held.granted AND held.pid <> pg_backend_pid()
  AND activity.usesysid IS NOT NULL
  AND activity.datid = (SELECT own.oid FROM pg_database AS own WHERE own.datname = current_database())
UNION SELECT concat('prepared ', waiting.gid) FROM pg_prepared_xacts AS waiting
WHERE waiting.database = current_database()
""")
)
"""Every transaction of this database that runs now but this one, and those prepared for two-phase commit.

Each running transaction holds a lock on its own virtual id from its begin to its end, also before it writes,
and any role may read that. The server's own workers, which write no rows of ours, are left out.
"""


LOCK_CHAIN = Statement(
    text("SELECT pg_advisory_xact_lock(hashtextextended(concat('hb.seal ', ctx_organiser()), 0))")
)
"""Two sealers wait for each other here, organiser by organiser, so that they make one chain."""

SEALS = Statement(
    select(seal.c.number, seal.c.until, seal.c.body, seal.c.signature, seal.c.head)
    .where(seal.c.organiser_id == func.ctx_organiser(), seal.c.number >= bindparam("first"))
    .order_by(seal.c.number)
)
"""The chain from a number on."""

LAST = Statement(
    select(seal.c.number, seal.c.until, seal.c.head)
    .where(seal.c.organiser_id == func.ctx_organiser())
    .order_by(seal.c.number.desc())
    .limit(1)
)

INSERT_SEAL = Statement(
    insert(seal)
    .inline()
    .values(
        organiser_id=func.ctx_organiser(),
        **{column.name: bindparam(column.name) for column in seal.c if column.name != "organiser_id"},
    )
)

_SINCE = "coalesce(CAST(:since AS timestamptz), '-infinity')"
_UNTIL = "coalesce(CAST(:until AS timestamptz), 'infinity')"


def _of_interval(sealed: Sealed) -> str:
    return (
        f"{sealed.rows} WHERE sealed.organiser_id = ctx_organiser()"
        f" AND {sealed.instant} >= {_SINCE} AND {sealed.instant} < {_UNTIL}"
    )


def _hour(sealed: Sealed) -> str:
    return f"date_trunc('hour', {sealed.instant}, 'UTC')"


FIRST = Statement(
    text(
        "SELECT date_trunc('hour', min(earliest.at), 'UTC') AS hour FROM ("
        + " UNION ALL ".join(
            f"SELECT min({sealed.instant}) AS at FROM {sealed.rows}"
            " WHERE sealed.organiser_id = ctx_organiser()"
            for sealed in SEALED
        )
        + ") AS earliest"
    )
)
"""The hour of the organiser's first row of all; NULL where there is none."""

HOURS = Statement(
    text(
        " UNION ALL ".join(
            f"SELECT '{sealed.table.name}' AS table_name, {_hour(sealed)} AS hour, count(*) AS rows_count,"
            f" encode(sha256(string_agg(sealed.{sealed.digest}, CAST('' AS bytea)"
            f" ORDER BY sealed.{sealed.digest})), 'hex') AS root"
            f" FROM {_of_interval(sealed)} GROUP BY {_hour(sealed)}"
            for sealed in SEALED
        )
    )
)
"""Of each table and hour of an interval: how many rows, and the SHA-256 of their digests in order."""

DIGESTS = Statement(
    text(
        " UNION ALL ".join(
            f"SELECT '{sealed.table.name}' AS table_name, {_hour(sealed)} AS hour,"
            f" encode(sealed.{sealed.digest}, 'hex') AS digest FROM {_of_interval(sealed)}"
            for sealed in SEALED
        )
        + " ORDER BY hour, table_name, digest"
    )
)
"""The digest of every sealed row of an interval, in the order in which a root is reckoned."""


def _digested(sealed: Sealed) -> Digested | None:
    return next((digested for digested in DIGESTED if digested.table is sealed.table), None)


def _key(row: str, digested: Digested) -> str:
    return f"concat_ws(',', {', '.join(f'{row}.{column}' for column in key_of(digested.table))})"


UNLIKE = Statement(
    text(
        " UNION ALL ".join(
            f"SELECT '{sealed.table.name}' AS table_name, {_hour(sealed)} AS hour,"
            f" {_key('sealed', digested)} AS row_key FROM {_of_interval(sealed)}"
            f" AND sealed.digest IS DISTINCT FROM {digest_again_sql('sealed', digested)}"
            for sealed in SEALED
            if (digested := _digested(sealed)) is not None
        )
        + " ORDER BY hour, table_name, row_key"
    )
)
"""The rows of an interval that are not what their digest is of; links, whose ledger proves itself, apart."""


def _states(digested: Digested) -> str:
    name = digested.table.name
    return f"""
SELECT '{name}' AS table_name, CAST(coalesce(present.id, latest.row_id) AS text) AS row_key,
  present.id IS NULL AS is_missing, present.digest IS DISTINCT FROM present.digest_now AS is_unlike
FROM (
  SELECT stored.id, stored.digest, {digest_again_sql("stored", digested)} AS digest_now
  FROM {name} AS stored WHERE stored.organiser_id = ctx_organiser()
) AS present FULL JOIN (
  SELECT DISTINCT ON (state.row_id) state.row_id, state.row_digest FROM row_version AS state
  WHERE state.organiser_id = ctx_organiser() AND state.table_name = '{name}'
  ORDER BY state.row_id, state.version DESC
) AS latest ON latest.row_id = present.id
WHERE present.digest IS DISTINCT FROM present.digest_now
  OR present.digest IS DISTINCT FROM latest.row_digest"""


STATES = Statement(text(" UNION ALL ".join(_states(digested) for digested in CHANGING)))
"""The rows of changing tables that are not what their digest is of, or not in the state recorded last."""
