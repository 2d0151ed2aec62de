"""SQL that posting and proving share: what a transfer touches, its effect, the canonical encodings."""

from collections.abc import Mapping, Sequence

from hb.ledger.rules import EFFECTS, WHOLE_BUDGET, Measure

TRANSFER_TYPES: Mapping[str, str] = {
    "organiser_id": "uuid",
    "id": "uuid",
    "code": "text",
    "client_id": "uuid",
    "budget_id": "uuid",
    "line_no": "integer",
    "month": "integer",
    "cents": "bigint",
    "minutes": "bigint",
    "pieces": "bigint",
    "rows_count": "integer",
    "subject_id": "uuid",
    "payee_id": "uuid",
    "settlement_month": "integer",
    "draws_on": "uuid",
    "resolves_id": "uuid",
    "actor_id": "uuid",
    "at": "timestamptz",
}
"""The columns of a transfer that a writer sets, with their types; the posting adds posting_id and digest."""

TRANSFER_COLUMNS = (
    "organiser_id",
    "id",
    "posting_id",
    *(column for column in TRANSFER_TYPES if column not in {"organiser_id", "id"}),
)
"""The columns of a transfer that its digest covers, in the order of the encoding: all but the digest."""

LINK_COLUMNS = (
    "organiser_id",
    "budget_id",
    "line_no",
    "month",
    "measure",
    "seq",
    "client_id",
    "posting_id",
    "granted_delta",
    "reserved_delta",
    "used_delta",
    "transfers_count",
    "digest",
    "at",
)
"""The columns of a link that its head covers, in the order of the encoding: all but the head."""


def _encoded(row: str, column: str) -> str:
    # Neither bytes nor instants may depend on a setting of the session.
    if column == "at":
        return f"CAST(extract(epoch FROM {row}.at) * 1000000 AS bigint)"
    return f"encode({row}.digest, 'hex')" if column == "digest" else f"{row}.{column}"


def _encoding(kind: str, row: str, columns: Sequence[str]) -> str:
    """Bytes: the kind, then the columns as text, each after a bar; an absent value is empty.

    No value holds a bar: they are UUIDs, integers, names of closed sets, hex; an instant is microseconds.
    """
    parts = ", ".join(f"'|', {_encoded(row, column)}" for column in columns)
    return f"convert_to(concat('{kind}', {parts}), 'UTF8')"


def transfer_digest(row: str) -> str:
    """The SHA-256 of a transfer; a golden test pins the encoding."""
    return f"sha256({_encoding('transfer.1', row, TRANSFER_COLUMNS)})"


def link_head(previous: str, row: str) -> str:
    """The head of a chain after a link: SHA-256 of the head before it (empty at first) and the link."""
    return f"sha256({previous} || {_encoding('link.1', row, LINK_COLUMNS)})"


def link_digest(transfer: str) -> str:
    """An aggregate over the transfers of one link: SHA-256 of their digests in the order of their ids."""
    return f"sha256(string_agg({transfer}.digest, CAST('' AS bytea) ORDER BY {transfer}.id))"


def gate(account: str) -> str:
    """The condition that an account is its budget's limit of all cents, which every transfer touches."""
    return (
        f"({account}.line_no = {WHOLE_BUDGET.line_no} AND {account}.month = {WHOLE_BUDGET.month}"
        f" AND {account}.measure = '{WHOLE_BUDGET.measure}')"
    )


def amount(transfer: str, account: str) -> str:
    """What a transfer moves in the measure of an account."""
    return (
        f"CASE {account}.measure WHEN '{Measure.CENTS}' THEN {transfer}.cents"
        f" WHEN '{Measure.MINUTES}' THEN {transfer}.minutes ELSE {transfer}.pieces END"
    )


def touches(transfer: str, account: str) -> str:
    """The condition that a transfer touches an account."""
    return (
        f"{account}.organiser_id = {transfer}.organiser_id AND {account}.budget_id = {transfer}.budget_id"
        f" AND {account}.line_no = ANY (ARRAY[0, {transfer}.line_no])"
        f" AND {account}.month = ANY (ARRAY[0, {transfer}.month])"
        f" AND ({gate(account)} OR {amount(transfer, account)} <> 0)"
    )


def delta(touch: str, total: str) -> str:
    """What a touch (`code`, `amount`) adds to `granted`, `reserved` or `used` of its account."""
    signs = {code: getattr(effect, total) for code, effect in EFFECTS.items()}
    cases = " ".join(f"WHEN '{code}' THEN {sign} * {touch}.amount" for code, sign in signs.items() if sign)
    return f"CASE {touch}.code {cases} ELSE 0 END"


def month_lock(month: str, *, shared: bool) -> str:
    """A call that takes the advisory lock on a month of the organiser: posts share it, a close has it alone.

    Row locks alone keep posting and closing apart. But a transaction that shares a row lock is let past one
    that waits to have it alone, so that under steady posting a close would wait for ever; for this lock all
    wait in line.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    return f"{function}(hashtextextended(CAST(ctx_organiser() AS text), {month}))"


def deltas(touch: str) -> str:
    """The three sums of touches, as bigint columns granted_delta, reserved_delta and used_delta."""
    return ", ".join(
        f"CAST(sum({delta(touch, total)}) AS bigint) AS {total}_delta"
        for total in ("granted", "reserved", "used")
    )
