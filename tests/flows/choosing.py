"""The chapters of choosing: offerings compared, a plan composed within limits, orders sent and accepted."""

from hb.access.rules import Actor, Role
from tests.api.sending import Json, at, text_at
from tests.flows.before_the_month import GROUNDS, MAY_TO_JULY
from tests.flows.story import LAST_NAME, Story, uuid_in

RESERVED = {
    (0, 0, "CENTS"): (268_980, 210_780, 0, 58_200),
    **{(0, month, "CENTS"): (89_660, 70_260, 0, 19_400) for month in (202605, 202606, 202607)},
    (1, 0, "CENTS"): (198_000, 178_200, 0, 19_800),
    **{(1, month, "MINUTES"): (1_200, 1_080, 0, 120) for month in (202605, 202606, 202607)},
    (2, 0, "CENTS"): (32_580, 32_580, 0, 0),
    **{(2, month, "PIECES"): (2, 2, 0, 0) for month in (202605, 202606, 202607)},
    (3, 0, "CENTS"): (38_400, 0, 0, 38_400),
}
"""Eighteen hours of home care at 33,00 € and two visits of physiotherapy at 54,30 €, in three months."""
BY_PHONE: Json = {"channel": "PHONE", "heard": "Asiakas ja tytär", "shown": "Kaksi tuottajaa hintoineen"}


async def the_client_compares_and_composes(story: Story) -> None:
    """Offerings are compared by price; each step of the plan shows what is left."""
    compared = await story.read(
        "client", "client/CompareOfferings", category="HOME_CARE", municipality="543", language="FI"
    )
    nodes = at(compared, "catalogue", "nodes")
    assert isinstance(nodes, list)
    assert [(node["producerName"], node["unitCents"], node["sundayCents"]) for node in nodes] == [
        ("Hoivapolku Oy", 3_300, 6_600),
        ("Kotiapu Oy", 3_400, 6_800),
    ]
    assert nodes[0]["offeringId"] == story.ids["home care"]
    started = await story.done("client", "StartPlan", budgetId=story.ids["budget"])
    story.ids["plan"] = text_at(started, "plan", "id")
    wish: Json = {"planId": story.ids["plan"], "offeringId": story.ids["home care"], **MAY_TO_JULY}

    estimated = await story.done("client", "client/EstimateItem", quantityPerMonth=1_080, **wish)
    assert [at(estimated, "estimate", name) for name in ("fits", "lineNo", "totalCents")] == [
        True,
        1,
        178_200,
    ]
    await beyond_the_budget(story, wish)
    added = await story.done("client", "client/AddItem", quantityPerMonth=900, **wish)
    item_id = story.ids["home care item"] = text_at(added, "item", "id")
    assert at(added, "plan", "budget", "balance") == {
        "grantedCents": 268_980,
        "reservedCents": 148_500,
        "usedCents": 0,
        "usableCents": 120_480,
        "lapsedCents": 0,
    }
    changed = await story.done("client", "client/ChangeItem", itemId=item_id, quantityPerMonth=1_080)
    assert at(changed, "plan", "budget", "balance", "reservedCents") == 178_200
    cleaning: Json = {**wish, "offeringId": f"Offering:{story.scene.offerings['CLEANING']}"}
    hesitation = await story.done("client", "client/AddItem", quantityPerMonth=240, **cleaning)
    assert [at(hesitation, "item", "lineNo"), at(hesitation, "item", "months", 0, "reservedCents")] == [
        3,
        12_800,
    ]
    removed = await story.done("client", "client/RemoveItem", itemId=text_at(hesitation, "item", "id"))
    assert at(removed, "plan", "budget", "balance", "usableCents") == 90_780


async def beyond_the_budget(story: Story, wish: Json) -> None:
    """Twenty-one hours are refused with what every limit has left, and nothing is held."""
    error = await story.refused("client", "client/AddItem", quantityPerMonth=1_260, **wish)
    assert (error["code"], error["path"], error["availableCents"]) == ("BUDGET_EXCEEDED", ["input"], 89_660)
    assert error["limits"] == [
        {"lineNo": 1, "month": month, "measure": measure, "available": available, "needed": needed}
        for month, measure, available, needed in (
            (0, "CENTS", 198_000, 207_900),
            (202605, "MINUTES", 1_200, 1_260),
            (202606, "MINUTES", 1_200, 1_260),
            (202607, "MINUTES", 1_200, 1_260),
        )
    ]
    assert (await story.layers())[0, 0, "CENTS"] == (268_980, 0, 0, 268_980)


async def the_representative_acts(story: Story) -> None:
    """A guardian is recorded, sees the same budget and adds physiotherapy in the client's name."""
    recorded = await story.done(
        "guide",
        "RecordRepresentation",
        clientId=story.ids["client"],
        kind="GUARDIAN",
        scope="FULL",
        ground="Edunvalvontapäätös",
        validFrom="2026-05-01",
        person={"firstName": "Tytti", "lastName": "Tytär", "language": "SV"},
    )
    uuid = uuid_in(text_at(recorded, "representation", "representative", "id"))
    story.cast["guardian"] = Actor(
        story.scene.organiser_id,
        uuid,
        uuid,
        Role.REPRESENTATIVE,
        on_behalf_of=uuid_in(story.ids["client"]),
    )
    assert await story.layers("guardian") == await story.layers("client")
    added = await story.done(
        "guardian",
        "client/AddItem",
        planId=story.ids["plan"],
        offeringId=f"Offering:{story.scene.offerings['PHYSIOTHERAPY']}",
        quantityPerMonth=2,
        **MAY_TO_JULY,
    )
    assert at(added, "item", "lineNo") == 2
    await story.require_layers(RESERVED)


async def the_plan_is_approved(story: Story) -> None:
    """The client submits, the official's substitute is named and approves: one order to each producer."""
    await story.done("client", "client/SubmitPlan", planId=story.ids["plan"])
    await story.denied("guide", "ApprovePlan", planId=story.ids["plan"])
    await story.done(
        "leader",
        "AssignSubstitute",
        absentWorkerId=story.worker_id("official"),
        substituteWorkerId=story.worker_id("substitute"),
        validFrom="2026-05-15",
        validUntil="2026-06-30",
    )
    waiting = await story.read("substitute", "PlansAwaiting")
    assert at(waiting, "plans", "nodes", 0, "client", "lastName") == LAST_NAME

    approved = await story.done("substitute", "ApprovePlan", planId=story.ids["plan"])

    orders = at(approved, "orders")
    assert isinstance(orders, list)
    assert sorted(order["producer"]["name"] for order in orders) == ["Hoivapolku Oy", "Kotiapu Oy"]
    page = await story.read("official", "PlanPage", planId=story.ids["plan"])
    assert [at(page, "plan", "state"), at(page, "plan", "approvedBy", "name")] == [
        "APPROVED",
        "Sirpa Sijainen",
    ]
    for order in orders:
        story.ids[f"order of {order['producer']['name']}"] = f"ProducerOrder:{uuid_in(order['id'])}"
    await story.require_layers(RESERVED)


async def the_producers_answer(story: Story) -> None:
    """Each producer sees its own order and of the client what it needs; both accept."""
    order_id, foreign_id = story.ids["order of Hoivapolku Oy"], story.ids["order of Kotiapu Oy"]
    orders = await story.read("producer", "producer/Orders", filter={"state": "SENT"})
    assert at(orders, "producerOrders", "totalCount") == 1
    page = await story.read("producer", "producer/OrderPage", producerOrderId=order_id)
    assert at(page, "producerOrder", "recipient") == {
        "pseudonym": text_at(page, "producerOrder", "recipient", "pseudonym"),
        "name": "Helmi Sisukas",
        "language": "FI",
        "phone": "+358 40 1234567",
        "streetAddress": "Lehtokuja 7",
        "postalCode": "01900",
        "postalOffice": "Nurmijärvi",
        "contactThroughOrganiser": False,
    }
    foreign = await story.read("producer", "producer/OrderPage", producerOrderId=foreign_id)
    assert foreign == {"producerOrder": None}
    for who, mine in (("producer", order_id), ("rival", foreign_id)):
        answered = await story.done(who, "producer/AnswerOrder", orderId=mine, accept=True)
        assert at(answered, "order", "state") == "ACCEPTED"


async def a_worker_chooses_for_aino(story: Story) -> None:
    """Aino never logs in: the guide calls, records who was heard and what was shown, and submits."""
    prepared = await story.done(
        "guide",
        "PrepareBudget",
        clientId=f"Client:{story.scene.client_id}",
        slicing="WHOLE",
        validFrom="2026-05-01",
        validUntil="2026-06-30",
        lines=[
            {
                "lineNo": 1,
                "categoryCode": "HOME_CARE",
                "kind": "EARMARKED",
                "wayOfOrganising": "PURCHASE",
                "centsPerMonth": 33_000,
            }
        ],
    )
    budget_id = text_at(prepared, "budget", "id")
    await story.done("official", "DecideBudget", budgetId=budget_id, expectedVersion=1, **GROUNDS)
    started = await story.done("guide", "StartPlan", budgetId=budget_id)
    wish: Json = {
        "planId": text_at(started, "plan", "id"),
        "offeringId": story.ids["home care"],
        "quantityPerMonth": 600,
        "firstMonth": 202605,
        "lastMonth": 202606,
    }
    alone = await story.refused("guide", "AddItemForClient", **wish)
    assert alone["code"] == "ASSISTANCE_REQUIRED"
    added = await story.done("guide", "AddItemForClient", assistance=BY_PHONE, **wish)
    assert at(added, "item", "assistedChoices", 0) == {
        "kind": "ADD",
        **BY_PHONE,
        "at": "2026-05-15T09:00:00.000000Z",
        "worker": {"id": story.worker_id("guide"), "name": "Test SERVICE_GUIDE"},
    }
    assert at(added, "plan", "budget", "balance") == {
        "grantedCents": 66_000,
        "reservedCents": 66_000,
        "usedCents": 0,
        "usableCents": 0,
        "lapsedCents": 0,
    }
    await story.done("guide", "SubmitPlanForClient", planId=wish["planId"])
    await story.done("official", "ApprovePlan", planId=wish["planId"])
