"""The price of today is the last approved one that has begun, found by a plain index."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

VIEW = """
CREATE OR REPLACE VIEW offering_price WITH (security_invoker = true) AS
SELECT offering.organiser_id, offering.id, offering.code, offering.name, offering.name_sort,
    offering.description, offering.category_code, offering.product_id, offering.producer_id,
    producer.name AS producer_name, producer.name_sort AS producer_name_sort, producer.kind AS producer_kind,
    offering.service_point_id, service_point.name AS service_point_name, service_point.municipality_code,
    ARRAY(SELECT service_area.municipality_code FROM service_area
        WHERE service_area.service_point_id = offering.service_point_id
        ORDER BY service_area.municipality_code) AS served_municipalities,
    offering.languages, offering.unit, price.id AS price_id, price.unit_cents,
    (price.unit_cents * price.evening_percent + 50) / 100 AS evening_cents,
    (price.unit_cents * price.saturday_percent + 50) / 100 AS saturday_cents,
    (price.unit_cents * price.sunday_percent + 50) / 100 AS sunday_cents,
    price.valid_from, price.valid_until
FROM offering
CROSS JOIN LATERAL (
    SELECT id, unit_cents, evening_percent, saturday_percent, sunday_percent, valid_from, valid_until
    FROM price
    WHERE price.organiser_id = offering.organiser_id AND price.offering_id = offering.id
        AND price.state = 'APPROVED' AND price.valid_from <= (SELECT ctx_today())
        {which}
) AS price
CROSS JOIN LATERAL (
    SELECT name, name_sort, kind FROM producer
    WHERE producer.id = offering.producer_id AND EXISTS (
        SELECT FROM producer_approval WHERE producer_approval.organiser_id = offering.organiser_id
            AND producer_approval.producer_id = offering.producer_id AND producer_approval.state = 'APPROVED')
    OFFSET 0
) AS producer
CROSS JOIN LATERAL (
    SELECT name, municipality_code FROM service_point WHERE service_point.id = offering.service_point_id
    OFFSET 0
) AS service_point
WHERE offering.state = 'APPROVED'{and_lasts}
"""
LASTS = "AND (price.valid_until IS NULL OR price.valid_until >= (SELECT ctx_today()))"

NO_OVERLAP = """ALTER TABLE price DROP CONSTRAINT price_no_overlap, ADD CONSTRAINT price_no_overlap
    EXCLUDE USING gist (organiser_id WITH =, {offering} WITH =, daterange(valid_from, valid_until, '[]') WITH &&)
    WHERE (state = 'APPROVED')"""


def upgrade() -> None:
    """Ask for the last price that has begun; keep the constraint's index out of such questions."""
    op.get_bind().exec_driver_sql(NO_OVERLAP.format(offering="(offering_id::text)"))
    _state(which="ORDER BY price.valid_from DESC LIMIT 1", and_lasts=f" {LASTS}")


def downgrade() -> None:
    """Ask which price is in force."""
    _state(which=f"{LASTS} OFFSET 0", and_lasts="")
    op.get_bind().exec_driver_sql(NO_OVERLAP.format(offering="offering_id"))


def _state(*, which: str, and_lasts: str) -> None:
    op.get_bind().exec_driver_sql(VIEW.format(which=which, and_lasts=and_lasts))
