"""The organiser's products with their price caps, producers' offerings, and prices that never overlap."""

from sqlalchemy import ARRAY, Column, Computed, Date, ForeignKey, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.sql import text

from hb.catalogue.rules import OfferingState, PriceState, Unit
from hb.kit.tables import (
    cents,
    check,
    closed_set,
    common_table,
    instant,
    organiser_table,
    reference_id,
    references,
)

service_category = common_table(
    "service_category",
    Column("code", Text, primary_key=True),
    Column("name_fi", Text, nullable=False),
    Column("name_sv", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    closed_set("unit", Unit),
)

service_product = organiser_table(
    "service_product",
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name_fi", Text, nullable=False),
    Column("name_sv", Text, nullable=False),
    closed_set("unit", Unit),
    policy="organiser",
)
Index("service_product_code_key", service_product.c.organiser_id, service_product.c.code, unique=True)

price_cap = organiser_table(
    "price_cap",
    reference_id("product_id"),
    Column("valid_from", Date, nullable=False),
    cents("cap_cents"),
    references("product_id", "service_product"),
    check("cap_cents > 0", "positive"),
    key=("product_id", "valid_from"),
    policy="organiser",
)
"""The most a unit may cost from a day on; the latest row not after the day holds."""

offering = organiser_table(
    "offering",
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("service_point_id", Uuid, ForeignKey("service_point.id"), nullable=False),
    reference_id("product_id"),
    Column("category_code", Text, ForeignKey("service_category.code"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_sort", Text(collation="C"), Computed("fi_sort(name)", persisted=True), nullable=False),
    Column("description", Text, nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    closed_set("unit", Unit),
    closed_set("state", OfferingState),
    reference_id("proposed_by"),
    instant("proposed_at"),
    reference_id("decided_by", nullable=True),
    instant("decided_at", nullable=True),
    references("product_id", "service_product"),
    policy="organiser",
)
"""code is the producer's own name of the row, by which a price list file finds it."""
Index("offering_code_key", offering.c.organiser_id, offering.c.producer_id, offering.c.code, unique=True)
Index(None, offering.c.organiser_id, offering.c.category_code, offering.c.name_sort, offering.c.id)
Index(None, offering.c.organiser_id, offering.c.name_sort, offering.c.id)

price = organiser_table(
    "price",
    reference_id("offering_id"),
    cents("unit_cents"),
    Column("evening_percent", Integer, nullable=False),
    Column("saturday_percent", Integer, nullable=False),
    Column("sunday_percent", Integer, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    closed_set("state", PriceState),
    reference_id("proposed_by"),
    instant("proposed_at"),
    reference_id("decided_by", nullable=True),
    instant("decided_at", nullable=True),
    references("offering_id", "offering"),
    check("unit_cents > 0", "positive"),
    check("evening_percent >= 100 AND saturday_percent >= 100 AND sunday_percent >= 100", "multipliers"),
    check("valid_until IS NULL OR valid_until >= valid_from", "validity"),
    ExcludeConstraint(
        ("organiser_id", "="),
        ("offering_id", "="),
        (text("daterange(valid_from, valid_until, '[]')"), "&&"),
        name="price_no_overlap",
        where=text("state = 'APPROVED'"),
    ),
    policy="organiser",
)
"""unit_cents per hour or piece on a weekday; the percents multiply it at other times, 100 = the same."""
Index(None, price.c.organiser_id, price.c.offering_id, price.c.valid_from)
