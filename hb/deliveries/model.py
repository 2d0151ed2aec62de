"""Deliveries: one row per event, found again by the producer's own number of it."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, Text, Uuid

from hb.deliveries.rules import DeliveryKind
from hb.kit.tables import (
    cents,
    check,
    closed_set,
    instant,
    organiser_table,
    reference_id,
    row_digest,
)
from hb.ledger.model import MONEY_ROLES

delivery = organiser_table(
    "delivery",
    Column("producer_id", Uuid, nullable=False),
    Column("external_id", Text, nullable=False),
    reference_id("order_id"),
    reference_id("item_id"),
    reference_id("client_id"),
    closed_set("kind", DeliveryKind),
    Column("service_date", Date, nullable=False),
    Column("service_month", Integer, nullable=False),
    Column("settlement_month", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    cents("cents"),
    Column("content_hash", LargeBinary, nullable=False),
    reference_id("transfer_id"),
    reference_id("reported_by"),
    instant("reported_at"),
    row_digest(),
    check("quantity > 0 AND cents >= 0", "amounts"),
    policy="order",
    roles=MONEY_ROLES,
    proved=True,
)
"""quantity is minutes or pieces, as the order counts; cents was drawn from the reservation of its month.

order_id has no foreign key, which would be checked row by row: the statement that inserts a delivery takes it
from the order, and nobody may delete orders.
"""
Index(
    "delivery_external_id_key",
    delivery.c.organiser_id,
    delivery.c.producer_id,
    delivery.c.external_id,
    unique=True,
)
Index(None, delivery.c.organiser_id, delivery.c.client_id, delivery.c.service_date, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.client_id, delivery.c.reported_at, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.order_id, delivery.c.service_date, delivery.c.id)
Index(None, delivery.c.organiser_id, delivery.c.producer_id, delivery.c.service_date, delivery.c.id)
Index(
    "delivery_settlement_idx",
    delivery.c.organiser_id,
    delivery.c.settlement_month,
    delivery.c.producer_id,
)
Index("delivery_reported_at_idx", delivery.c.organiser_id, delivery.c.reported_at, postgresql_using="brin")

APPEND_ONLY = (delivery,)
