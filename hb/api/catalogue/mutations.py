"""Mutations by which producers propose offerings and prices, and coordinators decide on them."""

from hb.access.rules import Actor, Permission
from hb.api.catalogue import inputs
from hb.api.catalogue.types import Offering, Price
from hb.api.ids import uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.catalogue import service as catalogue
from hb.catalogue.rules import RowOutcome
from hb.catalogue.service import OfferingKept, PriceKept
from hb.kit.transaction import Transaction


@mutation(Permission.OFFERING_EDIT)
async def offering_propose(info: Info, input: inputs.OfferingProposeInput) -> inputs.OfferingProposePayload:  # noqa: A002 the argument's name
    """Offer a product of the organiser at a place (tarjoa palvelua); clients see it once approved and priced.

    May refuse with PRODUCER_NOT_APPROVED, NOT_FOUND, INVALID_INPUT, OFFERING_CODE_TAKEN.
    """

    async def work(tx: Transaction, actor: Actor) -> OfferingKept:
        return await catalogue.propose_offering(tx, actor, input.wish())

    async def payload(read: PayloadReader, done: OfferingKept) -> inputs.OfferingProposePayload:
        return inputs.OfferingProposePayload(offering=await read.one(Offering, "offering", done.offering_id))

    return await execute(info, input, inputs.OfferingProposePayload, OfferingKept, work, payload)


@mutation(Permission.OFFERING_EDIT)
async def offering_change(info: Info, input: inputs.OfferingChangeInput) -> inputs.OfferingChangePayload:  # noqa: A002 the argument's name
    """Change an own offering (muuta palvelua); it leaves the catalogue until the coordinator decides again.

    May refuse with NOT_FOUND, PRODUCER_NOT_APPROVED, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> OfferingKept:
        return await catalogue.change_offering(tx, actor, input.change())

    async def payload(read: PayloadReader, done: OfferingKept) -> inputs.OfferingChangePayload:
        return inputs.OfferingChangePayload(offering=await read.one(Offering, "offering", done.offering_id))

    return await execute(info, input, inputs.OfferingChangePayload, OfferingKept, work, payload)


@mutation(Permission.OFFERING_EDIT)
async def offering_withdraw(
    info: Info,
    input: inputs.OfferingWithdrawInput,  # noqa: A002 the argument's name
) -> inputs.OfferingWithdrawPayload:
    """Take an own offering out of the catalogue for good (poista palvelu).

    May refuse with NOT_FOUND, WRONG_STATE.
    """

    async def work(tx: Transaction, actor: Actor) -> OfferingKept:
        offering_id = uuid_of(input.offering_id, "Offering", "input", "offeringId")
        return await catalogue.withdraw_offering(tx, actor, offering_id)

    async def payload(read: PayloadReader, done: OfferingKept) -> inputs.OfferingWithdrawPayload:
        return inputs.OfferingWithdrawPayload(offering=await read.one(Offering, "offering", done.offering_id))

    return await execute(info, input, inputs.OfferingWithdrawPayload, OfferingKept, work, payload)


@mutation(Permission.OFFERING_APPROVE)
async def offering_decide(info: Info, input: inputs.OfferingDecideInput) -> inputs.OfferingDecidePayload:  # noqa: A002 the argument's name
    """Let clients choose a proposed offering, or reject it (hyväksy tai hylkää palvelu).

    May refuse with NOT_FOUND, DISQUALIFIED, WRONG_STATE, INVALID_INPUT.
    """

    async def work(tx: Transaction, actor: Actor) -> OfferingKept:
        offering_id = uuid_of(input.offering_id, "Offering", "input", "offeringId")
        return await catalogue.decide_offering(tx, actor, offering_id, input.approve, input.reason)

    async def payload(read: PayloadReader, done: OfferingKept) -> inputs.OfferingDecidePayload:
        return inputs.OfferingDecidePayload(offering=await read.one(Offering, "offering", done.offering_id))

    return await execute(info, input, inputs.OfferingDecidePayload, OfferingKept, work, payload)


@mutation(Permission.PRICE_PROPOSE)
async def price_propose(info: Info, input: inputs.PriceProposeInput) -> inputs.PriceProposePayload:  # noqa: A002 the argument's name
    """Propose a price for an own offering from a day on (ehdota hintaa).

    May refuse with NOT_FOUND, PRODUCER_NOT_APPROVED, WRONG_STATE, INVALID_INPUT, PRICE_IN_PAST,
    PRICE_OVER_CAP, OVERLAPPING_VALIDITY.
    """

    async def work(tx: Transaction, actor: Actor) -> PriceKept:
        offering_id = uuid_of(input.offering_id, "Offering", "input", "offeringId")
        return await catalogue.propose_price(tx, actor, offering_id, input.terms())

    async def payload(read: PayloadReader, done: PriceKept) -> inputs.PriceProposePayload:
        return inputs.PriceProposePayload(price=await read.one(Price, "price", done.price_id))

    return await execute(info, input, inputs.PriceProposePayload, PriceKept, work, payload)


@mutation(Permission.PRICE_PROPOSE)
async def prices_propose(info: Info, input: inputs.PricesProposeInput) -> inputs.PricesProposePayload:  # noqa: A002 the argument's name
    """Propose up to 1,000 prices at once (tuo hinnasto); a bad row hinders no other.

    May refuse as a whole with PRODUCER_NOT_APPROVED, INVALID_INPUT; a row as pricePropose does.
    """

    async def work(tx: Transaction, actor: Actor) -> list[RowOutcome]:
        return await catalogue.propose_prices(tx, actor, [each.row() for each in input.prices])

    async def payload(read: PayloadReader, done: list[RowOutcome]) -> inputs.PricesProposePayload:
        ids = [each.price_id for each in done if each.price_id is not None]
        prices = dict(zip(ids, await read.list(Price, "results.price", ids), strict=False))
        return inputs.PricesProposePayload(
            results=[
                inputs.row_outcome(each, prices.get(each.price_id) if each.price_id else None)
                for each in done
            ]
        )

    return await execute(info, input, inputs.PricesProposePayload, list[RowOutcome], work, payload)


@mutation(Permission.PRICE_APPROVE)
async def price_decide(info: Info, input: inputs.PriceDecideInput) -> inputs.PriceDecidePayload:  # noqa: A002 the argument's name
    """Let a proposed price hold, or reject it (hyväksy tai hylkää hinta).

    Approving ends the price before it on the day before. May refuse with NOT_FOUND, DISQUALIFIED,
    WRONG_STATE, INVALID_INPUT, PRICE_IN_PAST, PRICE_OVER_CAP, OVERLAPPING_VALIDITY.
    """

    async def work(tx: Transaction, actor: Actor) -> PriceKept:
        price_id = uuid_of(input.price_id, "Price", "input", "priceId")
        return await catalogue.decide_price(tx, actor, price_id, input.approve, input.reason)

    async def payload(read: PayloadReader, done: PriceKept) -> inputs.PriceDecidePayload:
        return inputs.PriceDecidePayload(price=await read.one(Price, "price", done.price_id))

    return await execute(info, input, inputs.PriceDecidePayload, PriceKept, work, payload)


MUTATIONS = (
    offering_propose,
    offering_change,
    offering_withdraw,
    offering_decide,
    price_propose,
    prices_propose,
    price_decide,
)
