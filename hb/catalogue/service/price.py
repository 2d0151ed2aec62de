"""Dated prices: proposed one by one or as a list, decided by a coordinator."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.catalogue import queries, rules
from hb.catalogue.rules import (
    OfferingState,
    PriceCap,
    Priced,
    PriceRow,
    PriceState,
    PriceTerms,
    RowOutcome,
    RowResult,
    StandingPrice,
)
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.kit.input_rules import FormRule
from hb.kit.transaction import Row, Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Subject, SubjectType
from hb.producers import service as producers
from hb.producers.rules import Disqualified, reason_of


@dataclass(frozen=True, slots=True)
class PriceKept:
    """The price that was proposed or decided, and its offering."""

    price_id: UUID
    offering_id: UUID


async def propose_price(tx: Transaction, actor: Actor, offering_id: UUID, terms: PriceTerms) -> PriceKept:
    """Propose a price for an own offering from a day on; it holds once a coordinator approves it.

    Raises:
        NotFound: not an offering of this producer.
        ProducerNotApproved: the organiser has not approved the producer.
        WrongState: the offering was rejected or withdrawn.
        InvalidInput: cents, percents or days break their form.
        PriceInPast, PriceOverCap, OverlappingValidity: the price may not stand.
    """
    access.require(actor, Permission.PRICE_PROPOSE)
    producer_id = producers.own_producer(actor)
    rules.check_form(terms, "input")
    await producers.require_approved(tx, producer_id)
    offering = next(iter((await _lock_priced(tx, producer_id, ids=[offering_id])).values()), None)
    if offering is None:
        raise NotFound("input", "offeringId")
    rules.check_open(offering.state, "input", "offeringId")
    rules.check_standing(terms, _approved(offering), offering.caps, tx.today, "input")
    [price_id] = await _insert(tx, [(offering_id, terms)])
    audit.record(tx, actor, "price:propose", subject_id=price_id, unit_cents=terms.unit_cents)
    return PriceKept(price_id, offering_id)


async def propose_prices(tx: Transaction, actor: Actor, rows: Sequence[PriceRow]) -> list[RowOutcome]:
    """Propose up to 1,000 prices; each row has its own outcome, in order, and a bad one hinders no other.

    A price that was proposed before, in whatever state it is now, is ALREADY_THERE.

    Raises:
        ProducerNotApproved: the organiser has not approved the producer.
        InvalidInput: too many rows.
    """
    access.require(actor, Permission.PRICE_PROPOSE)
    producer_id = producers.own_producer(actor)
    if len(rows) > rules.ROWS_MAX:
        raise InvalidInput("input", "prices", rule=FormRule.TOO_MANY, most=rules.ROWS_MAX)
    await producers.require_approved(tx, producer_id)
    codes = sorted({row.offering_code for row in rows if row.offering_code.isprintable()})
    offerings = await _lock_priced(tx, producer_id, codes=codes)
    outcomes = rules.judge_rows(rows, offerings, tx.today, actor.language)
    accepted = [place for place, outcome in enumerate(outcomes) if outcome.result is RowResult.ACCEPTED]
    ids = await _insert(
        tx, [(offerings[rows[place].offering_code].id, rows[place].terms) for place in accepted]
    )
    for place, price_id in zip(accepted, ids, strict=True):
        outcomes[place] = replace(outcomes[place], price_id=price_id)
    audit.record(
        tx, actor, "price:propose", subject_id=producer_id, count=len(rows), accepted_count=len(accepted)
    )
    return outcomes


async def decide_price(
    tx: Transaction, actor: Actor, price_id: UUID, approve: bool, reason: str | None = None
) -> PriceKept:
    """Let a proposed price hold, or reject it with a reason; who approves it may not release its payments.

    Approving closes the offering's earlier price without an end the day before.

    Raises:
        NotFound: no such price with this organiser.
        Disqualified: the official belongs to the producer.
        WrongState: it is decided already, or its offering rejected or withdrawn.
        InvalidInput: rejected without a reason.
        PriceInPast, PriceOverCap, OverlappingValidity: it may not stand any more.
    """
    access.require(actor, Permission.PRICE_APPROVE)
    offering = await tx.row(queries.LOCK_OFFERING_OF_PRICE, price_id=price_id)
    if offering is None:
        raise NotFound("input", "priceId")
    if offering["is_member"]:
        raise Disqualified("input", "priceId")
    priced = (await _with_prices(tx, [offering]))[offering["id"]]
    proposed = next(price for price in priced.prices if price.id == price_id)
    if proposed.state is not PriceState.PROPOSED:
        raise WrongState("input", "priceId", state=proposed.state)
    why = reason_of(reason, "input", "reason", required=not approve)
    if approve:
        rules.check_open(priced.state, "input", "priceId")
        rules.check_standing(proposed.terms, _approved(priced), priced.caps, tx.today, "input", "priceId")
        if any(rules.is_closed_by(terms, proposed.terms) for terms in _approved(priced)):
            await tx.execute(
                queries.CLOSE_PRICE_BEFORE,
                of_offering=priced.id,
                next_from=proposed.terms.valid_from,
                last_day=proposed.terms.valid_from - timedelta(days=1),
            )
    state = PriceState.APPROVED if approve else PriceState.REJECTED
    await tx.execute(queries.DECIDE_PRICE, price_id=price_id, new_state=state, why=why)
    audit.record(tx, actor, "price:approve" if approve else "price:reject", subject_id=price_id)
    messages.tell(
        tx,
        actor,
        Event.PRICE_DECIDED,
        offering["producer_id"],
        subject=Subject(SubjectType.PRICE, price_id),
        outcome=state,
    )
    return PriceKept(price_id, priced.id)


async def _lock_priced(
    tx: Transaction, producer_id: UUID, *, codes: Sequence[str] = (), ids: Sequence[UUID] = ()
) -> dict[str, Priced]:
    """The producer's own offerings of these codes or ids, locked in key order, by code."""
    offerings = await tx.rows(
        queries.LOCK_OFFERINGS, producer_id=producer_id, codes=list(codes), ids=list(ids)
    )
    priced = await _with_prices(tx, offerings)
    return {offering["code"]: priced[offering["id"]] for offering in offerings}


async def _with_prices(tx: Transaction, offerings: Sequence[Row]) -> dict[UUID, Priced]:
    """Offerings that are locked already, with all their prices and caps; two statements for any number."""
    prices: dict[UUID, list[StandingPrice]] = defaultdict(list)
    for row in await tx.rows(queries.PRICES_OF, offering_ids=[offering["id"] for offering in offerings]):
        prices[row["offering_id"]].append(StandingPrice(row["id"], PriceState(row["state"]), _terms_of(row)))
    caps: dict[UUID, list[PriceCap]] = defaultdict(list)
    products = list({offering["product_id"] for offering in offerings})
    for row in await tx.rows(queries.CAPS_OF, product_ids=products):
        caps[row["product_id"]].append(PriceCap(row["valid_from"], row["cap_cents"]))
    return {
        offering["id"]: Priced(
            offering["id"],
            OfferingState(offering["state"]),
            tuple(prices[offering["id"]]),
            tuple(caps[offering["product_id"]]),
        )
        for offering in offerings
    }


def _terms_of(row: Row) -> PriceTerms:
    return PriceTerms(
        row["unit_cents"],
        row["evening_percent"],
        row["saturday_percent"],
        row["sunday_percent"],
        row["valid_from"],
        row["valid_until"],
    )


def _approved(offering: Priced) -> list[PriceTerms]:
    return [price.terms for price in offering.prices if price.state is PriceState.APPROVED]


async def _insert(tx: Transaction, wishes: Sequence[tuple[UUID, PriceTerms]]) -> list[UUID]:
    """Insert proposed prices in one statement; their ids, in order."""
    ids = [tx.new_id() for _ in wishes]
    await tx.execute(
        queries.INSERT_PRICES,
        ids=ids,
        offering_ids=[offering_id for offering_id, _ in wishes],
        unit_cents=[terms.unit_cents for _, terms in wishes],
        evening_percents=[terms.evening_percent for _, terms in wishes],
        saturday_percents=[terms.saturday_percent for _, terms in wishes],
        sunday_percents=[terms.sunday_percent for _, terms in wishes],
        valid_froms=[terms.valid_from for _, terms in wishes],
        valid_untils=[terms.valid_until for _, terms in wishes],
    )
    return ids
