"""The chapters of delivery and payment: reports, the closed month, two persons' release, change and end."""

from hb.settlement.work import JOBS
from tests.api.sending import Json, at, given, operation, text_at
from tests.flows.before_the_month import GROUNDS, LINES
from tests.flows.choosing import RESERVED
from tests.flows.story import Layers, Limit, Story, works_in_june

WHOLE, MAY, JUNE, JULY = ((0, month, "CENTS") for month in (0, 202605, 202606, 202607))
HOME_CARE, MAY_MINUTES = (1, 0, "CENTS"), (1, 202605, "MINUTES")
ONE_VISIT: dict[Limit, Layers] = {
    WHOLE: (268_980, 204_180, 6_600, 58_200),
    MAY: (89_660, 63_660, 6_600, 19_400),
    HOME_CARE: (198_000, 171_600, 6_600, 19_800),
    MAY_MINUTES: (1_200, 960, 120, 120),
}
TWO_VISITS: dict[Limit, Layers] = {
    WHOLE: (268_980, 199_230, 11_550, 58_200),
    MAY: (89_660, 58_710, 11_550, 19_400),
    HOME_CARE: (198_000, 166_650, 11_550, 19_800),
    MAY_MINUTES: (1_200, 870, 210, 120),
    JUNE: RESERVED[JUNE],
}
CLOSED: dict[Limit, Layers] = {
    WHOLE: (268_980, 195_930, 14_850, 58_200),
    MAY: (89_660, 58_710, 11_550, 19_400),
    JUNE: (89_660, 66_960, 3_300, 19_400),
    JULY: RESERVED[JULY],
    HOME_CARE: (198_000, 163_350, 14_850, 19_800),
    MAY_MINUTES: (1_200, 870, 210, 120),
    (2, 0, "CENTS"): (32_580, 32_580, 0, 0),
}
"""A close settles what was reported; what May still reserves is freed by the deadline's clock."""
REPORTED_LATE: dict[Limit, Layers] = {
    WHOLE: (268_980, 192_630, 18_150, 58_200),
    MAY: (89_660, 55_410, 14_850, 19_400),
    JUNE: CLOSED[JUNE],
    MAY_MINUTES: (1_200, 810, 270, 120),
}


def visit(story: Story, number: str, day: str, minutes: int, of: str = "Hoivapolku Oy") -> Json:
    """A row of the producer's report."""
    order_id = story.ids[f"order of {of}"]
    return {"externalId": number, "orderId": order_id, "serviceDate": day, "quantity": minutes}


async def a_visit_is_reported(story: Story) -> None:
    """One delivery draws on the reservation, to the cent; said twice it happens once."""
    first = visit(story, "HP-1", "2026-05-12", 120)
    text, variables = operation("producer/ReportDelivery"), given(delivery=first)
    reported = await story.api.data(story.cast["producer"], text, variables)
    assert at(reported, "deliveryReport", "state") == "ACCEPTED"
    assert at(reported, "deliveryReport", "delivery", "cents") == 6_600
    await story.require_layers(ONE_VISIT)

    # The same key: the answer was lost on its way, and is given again.
    assert await story.api.data(story.cast["producer"], text, variables) == reported
    # The same number under a new key: the producer's system sent it twice.
    again = await story.done("producer", "producer/ReportDelivery", delivery=first)
    assert [at(again, "state"), at(again, "delivery", "id")] == [
        "ALREADY_REPORTED",
        at(reported, "deliveryReport", "delivery", "id"),
    ]
    other = await story.refused(
        "producer", "producer/ReportDelivery", delivery=visit(story, "HP-1", "2026-05-12", 180)
    )
    assert (other["code"], other["path"]) == (
        "DUPLICATE_WITH_OTHER_CONTENT",
        ["input", "delivery", "externalId"],
    )
    await story.require_layers(ONE_VISIT)


async def a_batch_with_bad_rows(story: Story) -> None:
    """Good rows go in, bad rows stay out, each with its reason; the same batch again changes nothing."""
    batch = [
        visit(story, "HP-2", "2026-05-13", 90),
        visit(story, "HP-1", "2026-05-12", 120),
        visit(story, "HP-2", "2026-05-14", 60),
        visit(story, "HP-3", "2026-05-20", 60),
        visit(story, "HP-4", "2026-05-14", 60, of="Kotiapu Oy"),
        visit(story, "HP-5", "2026-05-14", 871),
        visit(story, "HP-6", "2026-04-30", 60),
        visit(story, "HP-7", "2026-05-14", 0),
    ]
    refused = [
        ("REJECTED", "DUPLICATE_IN_BATCH", "externalId"),
        ("REJECTED", "DATE_IN_FUTURE", "serviceDate"),
        ("REJECTED", "NOT_FOUND", "orderId"),
        ("REJECTED", "OVER_QUANTITY", "quantity"),
        ("REJECTED", "OUTSIDE_ORDER", "serviceDate"),
        ("REJECTED", "INVALID_QUANTITY", "quantity"),
    ]
    already = ("ALREADY_REPORTED", None, None)
    for first in (("ACCEPTED", None, None), already):
        answer = await story.done("producer", "producer/ReportDeliveries", deliveries=batch)
        results = answer["results"]
        assert isinstance(results, list)
        assert [(row["state"], row["code"], row["field"]) for row in results] == [first, already, *refused]
        assert results[5]["facts"] == [
            {"name": "left", "value": "870"},
            {"name": "unit", "value": "MINUTES"},
        ]
        await story.require_layers(TWO_VISITS)
    seen = await story.read("client", "client/MyDeliveries", filter={"month": 202605})
    nodes = at(seen, "myDeliveries", "nodes")
    assert isinstance(nodes, list)
    assert [(node["serviceDate"], node["quantity"], node["cents"]) for node in nodes] == [
        ("2026-05-13", 90, 4_950),
        ("2026-05-12", 120, 6_600),
    ]
    early = await story.refused(
        "controller", "controller/CloseMonth", month=202605, expectedTotalCents=11_550
    )
    assert early["code"] == "MONTH_NOT_ENDED"


async def the_month_closes(story: Story) -> None:
    """In June: May is too late to report without an exception, and is previewed and closed once, by a job."""
    june = visit(story, "HP-8", "2026-06-03", 60)
    reported = await story.done("producer", "producer/ReportDelivery", delivery=june)
    assert at(reported, "delivery", "settlementMonth") == 202606
    late = visit(story, "HP-9", "2026-05-14", 60)
    refused = await story.refused("producer", "producer/ReportDelivery", delivery=late)
    assert refused["code"] == "REPORTING_DEADLINE_PASSED"
    assert refused["facts"] == [{"name": "deadline", "value": "2026-06-15"}]

    shown = at(await story.done("controller", "controller/PreviewMonthClose"), "preview")
    assert isinstance(shown, dict)
    assert (shown["month"], shown["totalCents"], shown["obstacles"]) == (202605, 11_550, [])
    assert (shown["isEarly"], shown["reportingDeadline"]) == (False, "2026-06-15")
    assert shown["unreportedCount"] == 1
    wish = {"month": 202605, "expectedTotalCents": shown["totalCents"]}
    ordered = await story.done("controller", "controller/CloseMonth", **wish)
    assert (at(ordered, "period", "state"), at(ordered, "period", "closedAt")) == ("CLOSING", None)
    await works_in_june(story.dsn, story.scene, JOBS)

    watched = await story.read(
        "controller", "controller/MonthCloseProgress", id=text_at(ordered, "monthClose", "id")
    )
    progress = ("state", "settledCount", "settledCents", "isEarly")
    assert [at(watched, "monthClose", name) for name in progress] == ["DONE", 1, 11_550, False]
    months = await story.read("controller", "controller/Months", filter={"state": "CLOSED"})
    assert at(months, "periods", "nodes", 0, "closedBy", "name") == "Test CONTROLLER"
    await story.require_layers(CLOSED)
    again = await story.refused("controller", "controller/CloseMonth", **wish)
    assert again["code"] == "WRONG_STATE"

    await story.done(
        "controller",
        "controller/GrantReportingException",
        producerId=story.ids["producer"],
        month=202605,
        reason="Tuottajan järjestelmä oli poissa käytöstä.",
        validUntil="2026-06-30",
    )
    accepted = await story.done("producer", "producer/ReportDelivery", delivery=late)
    assert [at(accepted, "delivery", name) for name in ("serviceMonth", "settlementMonth", "cents")] == [
        202605,
        202606,
        3_300,
    ]
    await story.require_layers(REPORTED_LATE)


async def two_persons_pay(story: Story) -> None:
    """One checks the settlement and another releases it, to the account that the coordinator approved."""
    listed = await story.read("controller", "controller/Settlements", filter={"month": 202605})
    assert at(listed, "settlements", "totalCount") == 1
    settlement_id = text_at(listed, "settlements", "nodes", 0, "id")
    unchecked = await story.refused("approver", "controller/ReleaseSettlement", settlementId=settlement_id)
    assert unchecked["code"] == "WRONG_STATE"
    await story.denied("controller", "controller/ReleaseSettlement", settlementId=settlement_id)
    await story.done("controller", "controller/CheckSettlement", settlementId=settlement_id)
    same = await story.refused(
        "controller as approver", "controller/ReleaseSettlement", settlementId=settlement_id
    )
    assert (same["code"], same["facts"]) == ("SEPARATED_DUTIES", [{"name": "duty", "value": "SETTLEMENT"}])

    released = await story.done("approver", "controller/ReleaseSettlement", settlementId=settlement_id)

    assert [at(released, "settlement", name) for name in ("state", "totalCents", "deliveriesCount")] == [
        "RELEASED",
        11_550,
        2,
    ]
    mine = await story.read("producer", "producer/MySettlements")
    assert at(mine, "settlements", "nodes", 0, "state") == "RELEASED"
    spend = await story.read(
        "controller", "controller/SpendByMunicipality", filter={"fromMonth": 202605, "untilMonth": 202605}
    )
    assert [at(spend, "spendByMunicipality", "nodes", 0, name) for name in ("month", "deliveredCents")] == [
        202605,
        None,  # one person alone is behind it
    ]


async def the_budget_changes_and_ends(story: Story) -> None:
    """July is cut as far as it holds nothing; the end waits until the plan's items have ended."""
    budget_id = story.ids["budget"]
    less: Json = {**LINES[0], "centsPerMonth": 62_700, "minutesPerMonth": 1_140}
    change: Json = {"budgetId": budget_id, "expectedVersion": 2, "effectiveFrom": 202607, **GROUNDS}
    too_little = await story.refused(
        "official", "ChangeBudget", lines=[{**less, "minutesPerMonth": 1_020}], **change
    )
    assert too_little["code"] == "BUDGET_EXCEEDED"
    assert too_little["limits"] == [
        {"lineNo": 1, "month": 202607, "measure": "MINUTES", "available": 120, "needed": 180}
    ]
    await story.done("official", "ChangeBudget", lines=[less], **change)
    await story.require_layers(
        {
            WHOLE: (265_680, 192_630, 18_150, 54_900),
            JULY: (86_360, 70_260, 0, 16_100),
            (1, 202607, "MINUTES"): (1_140, 1_080, 0, 60),
        }
    )

    end: Json = {"budgetId": budget_id, "expectedVersion": 3, "lastDay": "2026-06-30", **GROUNDS}
    held = await story.refused("official", "EndBudget", **end)
    assert (held["code"], held["facts"]) == ("RESERVATIONS_HELD", [{"name": "cents", "value": "70260"}])
    await story.done("official", "EndBudgetItems", budgetId=budget_id, lastMonth=202606)
    ended = await story.done("official", "EndBudget", **end)

    assert [at(ended, "budget", "state"), at(ended, "budget", "validUntil")] == ["ENDED", "2026-06-30"]
    assert at(ended, "budget", "balance") == {
        "grantedCents": 179_320,
        "reservedCents": 122_370,
        "usedCents": 18_150,
        "usableCents": 0,
        "lapsedCents": 38_800,
    }
    decisions = at(await story.read("client", "client/MyDecisions"), "me", "decisions", "nodes")
    assert isinstance(decisions, list)
    assert [(each["kind"], each["grantedCents"]) for each in decisions] == [
        ("END", 179_320),
        ("CHANGE", 265_680),
        ("GRANT", 268_980),
    ]
