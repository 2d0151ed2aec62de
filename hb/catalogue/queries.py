"""Statements that write offerings and prices, and read the price of a day."""

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Date,
    Text,
    Uuid,
    any_,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam, text

from hb.catalogue.model import offering, price, price_cap, service_category, service_product
from hb.catalogue.rules import OfferingState, PriceState
from hb.kit.statement import Statement
from hb.producers.model import producer_user, service_point

_UUIDS = ARRAY(Uuid)
_OWN = offering.c.organiser_id == func.ctx_organiser()
_IS_MEMBER = (
    exists()
    .where(producer_user.c.id == func.ctx_actor(), producer_user.c.producer_id == offering.c.producer_id)
    .label("is_member")
)


def _ids(name: str) -> BindParameter[object]:
    return bindparam(name, type_=_UUIDS)


CATEGORY_UNITS = Statement(select(service_category.c.code, service_category.c.unit))
"""What each service category is counted in."""


CATEGORY_NAMES = Statement(
    select(
        service_category.c.code,
        service_category.c.name_fi,
        service_category.c.name_sv,
        service_category.c.name_en,
    )
)
"""What each service category is called."""

PRODUCT = Statement(
    select(service_product.c.id, service_product.c.category_code, service_product.c.unit).where(
        service_product.c.organiser_id == func.ctx_organiser(),
        service_product.c.id == bindparam("product_id"),
    )
)
OWN_POINT = Statement(
    select(service_point.c.id).where(
        service_point.c.id == bindparam("point_id"), service_point.c.producer_id == bindparam("producer_id")
    )
)
INSERT_OFFERING = Statement(
    upsert(offering)
    .values(
        {
            "organiser_id": func.ctx_organiser(),
            "state": OfferingState.PROPOSED,
            "proposed_by": func.ctx_actor(),
            "proposed_at": func.ctx_now(),
            **{
                name: bindparam(name)
                for name in (
                    "id",
                    "producer_id",
                    "service_point_id",
                    "product_id",
                    "category_code",
                    "code",
                    "name",
                    "description",
                    "languages",
                    "unit",
                )
            },
        }
    )
    .on_conflict_do_nothing()
    .returning(offering.c.id)
)
"""No row comes back when the producer has an offering of this code."""

LOCK_OFFERING = Statement(
    select(offering.c.id, offering.c.producer_id, offering.c.state, _IS_MEMBER)
    .where(_OWN, offering.c.id == bindparam("offering_id"))
    .with_for_update(key_share=True, of=offering)
)
CHANGE_OFFERING = Statement(
    update(offering)
    .where(_OWN, offering.c.id == bindparam("offering_id"))
    .values(
        service_point_id=bindparam("point_id"),
        name=bindparam("new_name"),
        description=bindparam("new_description"),
        languages=bindparam("new_languages"),
        state=bindparam("new_state"),
        proposed_by=func.ctx_actor(),
        proposed_at=func.ctx_now(),
        decided_by=None,
        decided_at=None,
        reason=None,
    )
)
WITHDRAW_OFFERING = Statement(
    update(offering)
    .where(_OWN, offering.c.id == bindparam("offering_id"))
    .values(state=OfferingState.WITHDRAWN)
)
DECIDE_OFFERING = Statement(
    update(offering)
    .where(_OWN, offering.c.id == bindparam("offering_id"))
    .values(
        state=bindparam("new_state"),
        decided_by=func.ctx_actor(),
        decided_at=func.ctx_now(),
        reason=bindparam("why"),
    )
)

LOCK_OFFERINGS = Statement(
    select(offering.c.id, offering.c.code, offering.c.product_id, offering.c.state)
    .where(
        _OWN,
        offering.c.producer_id == bindparam("producer_id"),
        (offering.c.code == any_(bindparam("codes", type_=ARRAY(Text))))
        | (offering.c.id == any_(_ids("ids"))),
    )
    .order_by(offering.c.id)
    .with_for_update(key_share=True)
)
"""Proposing and deciding prices locks their offerings, in key order, before the prices are read."""

LOCK_OFFERING_OF_PRICE = Statement(
    select(offering.c.id, offering.c.producer_id, offering.c.product_id, offering.c.state, _IS_MEMBER)
    .where(
        _OWN,
        offering.c.id
        == select(price.c.offering_id)
        .where(price.c.organiser_id == func.ctx_organiser(), price.c.id == bindparam("price_id"))
        .scalar_subquery(),
    )
    .with_for_update(key_share=True, of=offering)
)
PRICES_OF = Statement(
    select(
        price.c.id,
        price.c.offering_id,
        price.c.state,
        price.c.unit_cents,
        price.c.evening_percent,
        price.c.saturday_percent,
        price.c.sunday_percent,
        price.c.valid_from,
        price.c.valid_until,
        price.c.proposed_by,
    )
    .where(price.c.organiser_id == func.ctx_organiser(), price.c.offering_id == any_(_ids("offering_ids")))
    .order_by(price.c.offering_id, price.c.valid_from, price.c.id)
)
CAPS_OF = Statement(
    select(price_cap.c.product_id, price_cap.c.valid_from, price_cap.c.cap_cents).where(
        price_cap.c.organiser_id == func.ctx_organiser(), price_cap.c.product_id == any_(_ids("product_ids"))
    )
)
INSERT_PRICES = Statement(
    text(f"""
INSERT INTO price (organiser_id, id, offering_id, unit_cents, evening_percent, saturday_percent,
  sunday_percent, valid_from, valid_until, state, proposed_by, proposed_at)
SELECT ctx_organiser(), wish.id, wish.offering_id, wish.unit_cents, wish.evening_percent,
  wish.saturday_percent, wish.sunday_percent, wish.valid_from, wish.valid_until, '{PriceState.PROPOSED}',
  ctx_actor(), ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:offering_ids AS uuid[]), CAST(:unit_cents AS bigint[]),
  CAST(:evening_percents AS int[]), CAST(:saturday_percents AS int[]), CAST(:sunday_percents AS int[]),
  CAST(:valid_froms AS date[]), CAST(:valid_untils AS date[]))
  AS wish (id, offering_id, unit_cents, evening_percent, saturday_percent, sunday_percent,
    valid_from, valid_until)
""")
)
CLOSE_PRICE_BEFORE = Statement(
    update(price)
    .where(
        price.c.organiser_id == func.ctx_organiser(),
        price.c.offering_id == bindparam("of_offering"),
        price.c.state == PriceState.APPROVED,
        price.c.valid_until.is_(None),
        price.c.valid_from < bindparam("next_from", type_=Date),
    )
    .values(valid_until=bindparam("last_day", type_=Date))
)
DECIDE_PRICE = Statement(
    update(price)
    .where(price.c.organiser_id == func.ctx_organiser(), price.c.id == bindparam("price_id"))
    .values(
        state=bindparam("new_state"),
        decided_by=func.ctx_actor(),
        decided_at=func.ctx_now(),
        reason=bindparam("why"),
    )
)
