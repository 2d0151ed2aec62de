"""Changes past the services on the demo region, each with the differences that a proof must name."""

from collections.abc import Callable, Mapping

import asyncpg

Row = asyncpg.Record
Named = Callable[[Row], Mapping[str, object]]

LEADING = "(SELECT organiser_id FROM settlement GROUP BY organiser_id ORDER BY count(*) DESC LIMIT 1)"


def first(table: str, condition: str = "true", key: str = "id") -> str:
    """The key of the leading organiser's first row of a table, as an SQL condition."""
    return (
        f"organiser_id = {LEADING} AND {key} = (SELECT {key} FROM {table} WHERE organiser_id = {LEADING}"
        f" AND {condition} ORDER BY {key} LIMIT 1)"
    )


SETTLED = first("settlement")
PAID = first("settlement", "state = 'RELEASED'")
MOVED = (
    f"subject_id = (SELECT id FROM settlement WHERE {PAID}) RETURNING organiser_id, subject_id AS id,"
    " (SELECT producer_id FROM settlement WHERE settlement.id = subject_id) AS producer_id,"
    " CAST(facts ->> 'month' AS int) AS month"
)
DELIVERED = first("delivery")
_SEVERAL = (
    "EXISTS (SELECT FROM delivery AS other WHERE other.transfer_id = delivery.transfer_id"
    " AND other.id <> delivery.id)"
)
DECIDED = first("decision")
DELIVERED_MONTH = (
    first("plan_item_month", "deliveries_count > 1 AND resolved_at IS NOT NULL", key="item_id")
    + " AND month = (SELECT month FROM plan_item_month AS picked WHERE"
    " picked.item_id = plan_item_month.item_id AND deliveries_count > 1"
    " AND resolved_at IS NOT NULL ORDER BY month LIMIT 1)"
)
OPEN_MONTH = (
    first("plan_item_month", "deliveries_count = 0 AND resolved_at IS NULL", key="item_id")
    + " AND month = (SELECT max(month) FROM plan_item_month AS picked"
    " WHERE picked.item_id = plan_item_month.item_id)"
)


def of_settlement(kind: str, **numbers: str | int) -> Named:
    return lambda row: {
        "kind": kind,
        "settlement": str(row["id"]),
        "producer": str(row["producer_id"]),
        "month": row["month"],
        **{name: row[value] if isinstance(value, str) else value for name, value in numbers.items()},
    }


def of_month(kind: str, measure: str | None, stored: str, by: int) -> Named:
    """An item month of which a counter was raised by so much."""
    return lambda row: {
        "kind": kind,
        "budget": str(row["budget_id"]),
        "item": str(row["item_id"]),
        "month": row["month"],
        **({} if measure is None else {"measure": row["measure"] if measure == "ITS OWN" else measure}),
        "expected": row[stored] - by,
        "found": row[stored],
    }


EXACT: Mapping[str, tuple[str, Named]] = {
    "S4, M17 a settlement's total, 10 000 € more": (
        f"UPDATE settlement SET total_cents = total_cents + 1000000 WHERE {SETTLED}"
        " RETURNING *, total_cents - 1000000 AS drawn, 'CENTS' AS measure",
        of_settlement("SETTLED", measure="measure", expected="drawn", found="total_cents"),
    ),
    "a settlement's number of deliveries": (
        f"UPDATE settlement SET deliveries_count = deliveries_count + 1 WHERE {SETTLED}"
        " RETURNING *, deliveries_count - 1 AS drawn",
        of_settlement("SETTLED", expected="drawn", found="deliveries_count"),
    ),
    "S4 the account that a settlement was paid to": (
        f"UPDATE settlement SET iban = 'FI2112345600000785' WHERE {PAID} RETURNING *",
        of_settlement("SETTLEMENT_ACCOUNT"),
    ),
    "S4 a released settlement made payable again": (
        "UPDATE settlement SET state = 'CHECKED', released_by = NULL, released_at = NULL, iban = NULL"
        f" WHERE {PAID} RETURNING *",
        of_settlement("SETTLEMENT_RELEASE_UNDONE"),
    ),
    "who released a settlement": (
        f"UPDATE settlement SET released_by = gen_random_uuid() WHERE {PAID} RETURNING *",
        of_settlement("SETTLEMENT_RELEASE_UNRECORDED"),
    ),
    "when a settlement was released": (
        "UPDATE settlement SET released_at = released_at + interval '1 microsecond'"
        f" WHERE {PAID} RETURNING *",
        of_settlement("SETTLEMENT_RELEASE_UNRECORDED"),
    ),
    "who checked a settlement": (
        f"UPDATE settlement SET checked_by = gen_random_uuid() WHERE {PAID} RETURNING *",
        of_settlement("SETTLEMENT_CHECK_UNRECORDED"),
    ),
    "the event of a release deleted": (
        f"DELETE FROM audit_event WHERE action = 'settlement:release' AND {MOVED}",
        of_settlement("SETTLEMENT_RELEASE_UNRECORDED"),
    ),
    "the event of a check said to be refused": (
        f"UPDATE audit_event SET outcome = 'DENIED' WHERE action = 'settlement:check' AND {MOVED}",
        of_settlement("SETTLEMENT_CHECK_UNRECORDED"),
    ),
    "a settlement deleted with its events": (
        "WITH gone AS (DELETE FROM audit_event WHERE subject_id = (SELECT id FROM settlement"
        f" WHERE {SETTLED})) DELETE FROM settlement WHERE {SETTLED} RETURNING *",
        lambda row: {
            "kind": "DRAWINGS_WITHOUT_SETTLEMENT",
            "producer": str(row["producer_id"]),
            "month": row["month"],
            "expected": row["total_cents"],
            "found": 0,
        },
    ),
    "S4, M17 the cents of a delivery, 1 000 € more": (
        f"UPDATE delivery SET cents = cents + 100000 WHERE {DELIVERED} RETURNING *,"
        " (SELECT budget_id FROM transfer WHERE transfer.id = transfer_id) AS budget_id,"
        " (SELECT cents FROM transfer WHERE transfer.id = transfer_id) AS drawn",
        lambda row: {
            "kind": "DELIVERED",
            "budget": str(row["budget_id"]),
            "month": row["service_month"],
            "transfer": str(row["transfer_id"]),
            "measure": "CENTS",
            "expected": row["drawn"],
            "found": row["drawn"] + 100_000,
        },
    ),
    "a delivery in another settlement month": (
        f"UPDATE delivery SET settlement_month = 209901 WHERE {DELIVERED} RETURNING *",
        lambda row: {
            "kind": "DELIVERY_UNLIKE_DRAWING",
            "delivery": str(row["id"]),
            "order": str(row["order_id"]),
            "month": row["service_month"],
            "transfer": str(row["transfer_id"]),
        },
    ),
    "S4 a decision's sum, 9 999,99 € more": (
        f"UPDATE decision SET granted_cents = granted_cents + 999999 WHERE {DECIDED} RETURNING *",
        lambda row: {
            "kind": "DECISION_GRANTED",
            "budget": str(row["budget_id"]),
            "decision": str(row["id"]),
            "measure": "CENTS",
            "expected": row["granted_cents"] - 999_999,
            "found": row["granted_cents"],
        },
    ),
    "M17 a budget's line doubled": (
        "UPDATE budget_line SET cents_per_month = cents_per_month * 2 WHERE line_no = 1"
        f" AND budget_id = (SELECT budget_id FROM decision WHERE {DECIDED}) RETURNING *",
        lambda row: {
            "kind": "BUDGET_LINE",
            "budget": str(row["budget_id"]),
            "line": 1,
            "measure": "CENTS",
            "expected": row["cents_per_month"] // 2,
            "found": row["cents_per_month"],
        },
    ),
    "M17 what a month has delivered, in cents": (
        f"UPDATE plan_item_month SET delivered_cents = delivered_cents - 1"
        f" WHERE {DELIVERED_MONTH} RETURNING *",
        of_month("ITEM_MONTH_DELIVERED", "CENTS", "delivered_cents", -1),
    ),
    "what a month has delivered, in its measure": (
        "UPDATE plan_item_month SET delivered_quantity = delivered_quantity - 1"
        f" WHERE {DELIVERED_MONTH} RETURNING *",
        of_month("ITEM_MONTH_DELIVERED", "ITS OWN", "delivered_quantity", -1),
    ),
    "how many deliveries a month has": (
        "UPDATE plan_item_month SET deliveries_count = deliveries_count + 1"
        f" WHERE {DELIVERED_MONTH} RETURNING *",
        of_month("ITEM_MONTH_DELIVERED", None, "deliveries_count", 1),
    ),
    "M17 what a month has reserved": (
        f"UPDATE plan_item_month SET reserved_cents = reserved_cents + 1 WHERE {DELIVERED_MONTH} RETURNING *",
        of_month("ITEM_MONTH_RESERVED", "CENTS", "reserved_cents", 1),
    ),
    "what a month has planned": (
        f"UPDATE plan_item_month SET planned_quantity = planned_quantity + 1 WHERE {OPEN_MONTH} RETURNING *",
        of_month("ITEM_MONTH_RESERVED", "ITS OWN", "planned_quantity", 1),
    ),
    "an open month said to be resolved": (
        f"UPDATE plan_item_month SET resolved_at = now() WHERE {OPEN_MONTH} RETURNING *, 1 AS said",
        of_month("ITEM_MONTH_RESOLVED", None, "said", 1),
    ),
    "a resolved month said to be open": (
        f"UPDATE plan_item_month SET resolved_at = NULL WHERE {DELIVERED_MONTH} RETURNING *, 0 AS said",
        of_month("ITEM_MONTH_RESOLVED", None, "said", -1),
    ),
}
"""A change that returns its row, and the one difference that it makes."""

_COLUMNS = (
    "organiser_id, producer_id, iban, valid_from, proposed_by, proposed_at, approved_by, approved_at, digest"
)
_OTHER_IBAN = _COLUMNS.replace("iban", "'FI2112345600000785'")
_DELIVERY = (
    "organiser_id, producer_id, order_id, item_id, client_id, kind, service_date, service_month,"
    " settlement_month, quantity, cents, content_hash, transfer_id, reported_by, reported_at, digest"
)

COUNTED: Mapping[str, tuple[str, Mapping[str, int | str]]] = {
    "S4 a payment account's IBAN": (
        "UPDATE payment_account SET iban = 'FI2112345600000785' WHERE producer_id ="
        f" (SELECT producer_id FROM settlement WHERE {PAID}) AND organiser_id = {LEADING} RETURNING *,"
        " (SELECT count(*) FROM settlement WHERE settlement.producer_id = payment_account.producer_id"
        " AND settlement.organiser_id = payment_account.organiser_id AND state = 'RELEASED') AS paid",
        {"ACCOUNT_NOT_APPROVED": 1, "SETTLEMENT_ACCOUNT": "paid"},
    ),
    "an account put in as if it were approved": (
        f"INSERT INTO payment_account ({_COLUMNS}, id) SELECT {_OTHER_IBAN}, gen_random_uuid()"
        f" FROM payment_account WHERE {first('payment_account', 'approved_by IS NOT NULL')}"
        " RETURNING *",
        {"ACCOUNT_NOT_APPROVED": 1},
    ),
    "S4 a delivery deleted: cents, quantity, number": (
        f"DELETE FROM delivery WHERE {first('delivery', _SEVERAL)} RETURNING *",
        {"DELIVERED": 3},
    ),
    "all deliveries of a drawing deleted": (
        f"DELETE FROM delivery WHERE organiser_id = {LEADING} AND transfer_id ="
        f" (SELECT transfer_id FROM delivery WHERE {DELIVERED}) RETURNING *",
        {"DRAWING_WITHOUT_DELIVERY": 1},
    ),
    "a delivery put in, of a drawing that is not": (
        f"INSERT INTO delivery ({_DELIVERY}, id, external_id) SELECT"
        f" {_DELIVERY.replace('transfer_id', 'gen_random_uuid()')}, gen_random_uuid(), 'planted'"
        f" FROM delivery WHERE {DELIVERED} RETURNING *",
        {"DELIVERY_WITHOUT_DRAWING": 1},
    ),
    "a delivery put in a second time, on the same drawing": (
        f"INSERT INTO delivery ({_DELIVERY}, id, external_id) SELECT {_DELIVERY},"
        " gen_random_uuid(), 'planted'"
        f" FROM delivery WHERE {DELIVERED} RETURNING *",
        {"DELIVERED": 3},
    ),
    "a delivery's quantity": (
        f"UPDATE delivery SET quantity = quantity + 1 WHERE {DELIVERED} RETURNING *",
        {"DELIVERED": 1, "DELIVERY_CONTENT": 1},
    ),
    "a delivery of an order that is not": (
        f"UPDATE delivery SET order_id = gen_random_uuid() WHERE {first('delivery', _SEVERAL)} RETURNING *",
        {"DELIVERED": 3, "DELIVERY_WITHOUT_ORDER": 1},
    ),
    "a delivery of another producer": (
        "UPDATE delivery SET producer_id = gen_random_uuid() WHERE " + DELIVERED + " RETURNING *",
        {"DELIVERY_UNLIKE_DRAWING": 1},
    ),
    "S4 a decision's line doubled: each month, and the budget's line": (
        "UPDATE decision_line SET cents_per_month = cents_per_month * 2 WHERE line_no = 1"
        f" AND decision_id = (SELECT id FROM decision WHERE {DECIDED}) RETURNING *,"
        " (SELECT count(*) FROM transfer JOIN decision USING (organiser_id, budget_id)"
        " WHERE decision.id = decision_id AND transfer.code = 'GRANT' AND transfer.line_no = 1) AS months",
        {"BUDGET_LINE": 1, "LINE_GRANTED": "months"},
    ),
    "an item month deleted": (
        f"DELETE FROM plan_item_month WHERE {DELIVERED_MONTH} RETURNING *",
        {
            "RESERVATION_WITHOUT_ITEM_MONTH": 2,
            "DELIVERED": 2,
            "DELIVERY_WITHOUT_ORDER": "deliveries_count",
            "DELIVERY_UNLIKE_DRAWING": "deliveries_count",
        },
    ),
    "an item month of another reservation": (
        f"UPDATE plan_item_month SET reservation_id = gen_random_uuid() WHERE {OPEN_MONTH} RETURNING *",
        {"ITEM_MONTH_WITHOUT_RESERVATION": 1},
    ),
    "a released settlement made new": (
        "UPDATE settlement SET state = 'CALCULATED', checked_by = NULL, checked_at = NULL,"
        f" released_by = NULL, released_at = NULL, iban = NULL WHERE {PAID} RETURNING *",
        {"SETTLEMENT_CHECK_UNDONE": 1, "SETTLEMENT_RELEASE_UNDONE": 1},
    ),
    "a released settlement deleted": (
        f"DELETE FROM settlement WHERE {PAID} RETURNING *",
        {"DRAWINGS_WITHOUT_SETTLEMENT": 1, "SETTLEMENT_CHECK_UNDONE": 1, "SETTLEMENT_RELEASE_UNDONE": 1},
    ),
    "a settlement put in for nothing": (
        "INSERT INTO settlement (organiser_id, id, producer_id, month, total_cents, deliveries_count, state,"
        " calculated_at, digest) SELECT organiser_id, gen_random_uuid(), gen_random_uuid(), month, 1, 1,"
        f" 'CALCULATED', now(), digest FROM settlement WHERE {SETTLED} RETURNING *",
        {"SETTLEMENT_WITHOUT_DRAWINGS": 1},
    ),
    "a settlement moved to an open month": (
        f"UPDATE settlement SET month = 209901 WHERE {SETTLED} RETURNING *",
        {"SETTLEMENT_WITHOUT_DRAWINGS": 1, "SETTLEMENT_OF_OPEN_MONTH": 1, "DRAWINGS_WITHOUT_SETTLEMENT": 1},
    ),
}
"""A change that returns its rows, and how many differences of each kind it makes (a number or a column)."""
