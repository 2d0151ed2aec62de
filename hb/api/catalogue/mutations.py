"""Mutations on offerings and prices."""

from hb.access.rules import Permission
from hb.api.catalogue import inputs, payloads
from hb.api.command import command
from hb.catalogue import service as catalogue
from hb.catalogue.rules import (
    OfferingCodeTaken,
    OverlappingValidity,
    PriceInPast,
    PriceOverCap,
)
from hb.kit.errors import InvalidInput, NotFound, WrongState
from hb.producers.rules import Disqualified, ProducerNotApproved

offering_propose = command(
    """Offer a product of the organiser at a place (tarjoa palvelua); clients see it once approved and priced.
    """,
    Permission.OFFERING_EDIT,
    inputs.OfferingProposeInput,
    catalogue.propose_offering,
    shows=payloads.OfferingProposePayload,
    refuses=(ProducerNotApproved, NotFound, InvalidInput, OfferingCodeTaken),
)

offering_change = command(
    """Change an own offering (muuta palvelua); it leaves the catalogue until the coordinator decides again.
    """,
    Permission.OFFERING_EDIT,
    inputs.OfferingChangeInput,
    catalogue.change_offering,
    shows=payloads.OfferingChangePayload,
    refuses=(NotFound, ProducerNotApproved, WrongState, InvalidInput),
)

offering_withdraw = command(
    "Take an own offering out of the catalogue for good (poista palvelu).",
    Permission.OFFERING_EDIT,
    inputs.OfferingWithdrawInput,
    catalogue.withdraw_offering,
    shows=payloads.OfferingWithdrawPayload,
    refuses=(NotFound, WrongState),
)

offering_decide = command(
    "Let clients choose a proposed offering, or reject it (hyväksy tai hylkää palvelu).",
    Permission.OFFERING_APPROVE,
    inputs.OfferingDecideInput,
    catalogue.decide_offering,
    shows=payloads.OfferingDecidePayload,
    refuses=(NotFound, Disqualified, WrongState, InvalidInput),
)

price_propose = command(
    "Propose a price for an own offering from a day on (ehdota hintaa).",
    Permission.PRICE_PROPOSE,
    inputs.PriceProposeInput,
    catalogue.propose_price,
    shows=payloads.PriceProposePayload,
    refuses=(
        NotFound,
        ProducerNotApproved,
        WrongState,
        InvalidInput,
        PriceInPast,
        PriceOverCap,
        OverlappingValidity,
    ),
)

prices_propose = command(
    "Propose up to 1,000 prices at once (tuo hinnasto); a bad row hinders no other.",
    Permission.PRICE_PROPOSE,
    inputs.PricesProposeInput,
    catalogue.propose_prices,
    shows=payloads.proposed_rows,
    refuses=(ProducerNotApproved, InvalidInput),
    refuses_rows=(NotFound, WrongState, InvalidInput, PriceInPast, PriceOverCap, OverlappingValidity),
)

price_decide = command(
    """Let a proposed price hold, or reject it (hyväksy tai hylkää hinta).

    Approving ends the price before it on the day before.
    """,
    Permission.PRICE_APPROVE,
    inputs.PriceDecideInput,
    catalogue.decide_price,
    shows=payloads.PriceDecidePayload,
    refuses=(
        NotFound,
        Disqualified,
        WrongState,
        InvalidInput,
        PriceInPast,
        PriceOverCap,
        OverlappingValidity,
    ),
)

MUTATIONS = (
    offering_propose,
    offering_change,
    offering_withdraw,
    offering_decide,
    price_propose,
    prices_propose,
    price_decide,
)
