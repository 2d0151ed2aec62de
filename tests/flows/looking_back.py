"""The last chapters: the client reads the inbox and the own use log, the auditor both logs."""

from tests.api.sending import at
from tests.flows.story import HETU, Story

TRAIL = [
    ("filed-contact:accept", "TEAM_LEADER"),
    ("client", "SOCIAL_WORKER"),  # who looked in vain, before care was assigned
    ("care:assign", "TEAM_LEADER"),
    ("matter:open", "SERVICE_GUIDE"),
    ("assessment:start", "SERVICE_GUIDE"),
    ("assessment:fill", "SERVICE_GUIDE"),
    ("assessment:complete", "SERVICE_GUIDE"),
    ("proposal:make", "SERVICE_GUIDE"),
    ("budget:prepare", "SERVICE_GUIDE"),
    ("budget:decide", "SOCIAL_WORKER"),
    ("plan:start", "CLIENT"),
    ("plan-item:add", "CLIENT"),
    ("plan-item:change", "CLIENT"),
    ("plan-item:add", "CLIENT"),
    ("plan-item:remove", "CLIENT"),
    ("representation:record", "SERVICE_GUIDE"),
    ("plan-item:add", "REPRESENTATIVE"),
    ("plan:submit", "CLIENT"),
    ("plan:approve", "SOCIAL_WORKER"),
    ("order:answer", "PRODUCER_ADMINISTRATOR"),
    ("order:answer", "PRODUCER_REPORTER"),
    *[("delivery:report", "PRODUCER_ADMINISTRATOR")] * 4,
    ("budget:decide", "SOCIAL_WORKER"),
    ("plan:end-items", "SOCIAL_WORKER"),
    ("budget:decide", "SOCIAL_WORKER"),
    ("own-use-log:read", "CLIENT"),
]


async def the_client_can_look_back(story: Story) -> None:
    """The client reads the inbox and who used the data: roles and units, no worker's name."""
    inbox = at(await story.read("client", "client/Inbox"), "messages", "nodes")
    assert isinstance(inbox, list)
    # The client consents to Suomi.fi messages, but the producer who answers may not see that.
    assert [(each["event"], each["channel"], each["readAt"]) for each in reversed(inbox)] == [
        ("ASSESSMENT_COMPLETED", None, None),
        ("DECISION_MADE", None, None),
        ("BUDGET_RUNNING_OUT", None, None),
        ("REPRESENTATION_RECORDED", None, None),
        ("PLAN_APPROVED", None, None),
        ("ORDER_ANSWERED", None, None),
        ("ORDER_ANSWERED", None, None),
        ("DECISION_MADE", None, None),
        ("DECISION_MADE", None, None),
    ]
    marked = await story.done("client", "client/MarkRead", messageId=inbox[-1]["id"])
    assert at(marked, "message", "readAt") == "2026-06-20T09:00:00.000000Z"
    unread = await story.read("client", "client/Inbox", filter={"unread": True})
    assert at(unread, "messages", "totalCount") == 8

    shown = await story.done("client", "client/MyUseLog", first=500)
    entries = shown["entries"]
    assert isinstance(entries, list)
    assert {(each["role"], each["purpose"], each["team"], each["byRepresentative"]) for each in entries} == {
        ("CLIENT", "OWN_MATTER", None, False),
        ("REPRESENTATIVE", "OWN_MATTER", None, True),
        ("SERVICE_GUIDE", "CARE", "Tiimi", False),
        ("SOCIAL_WORKER", "CARE", "Tiimi", False),
        ("TEAM_LEADER", "CARE", "Tiimi", False),
        ("PRODUCER_ADMINISTRATOR", "SERVICE_DELIVERY", None, False),
        ("PRODUCER_REPORTER", "SERVICE_DELIVERY", None, False),
    }
    assert entries[-1]["operation"] == "filedContactAccept"
    assert "Sirpa" not in str(entries)


async def the_auditor_looks(story: Story) -> None:
    """Every step that changed something stands in the trail, with the substitute's two persons."""
    of_client = {"clientId": story.ids["client"]}
    trail = await story.read("auditor", "auditor/AuditTrail", filter=of_client, orderBy="OLDEST", first=100)
    nodes = at(trail, "auditTrail", "nodes")
    assert isinstance(nodes, list)
    assert [(each["action"], each["role"]) for each in nodes] == TRAIL
    (approval,) = [each for each in nodes if each["action"] == "plan:approve"]
    assert (approval["worker"]["name"], approval["onBehalfOf"], approval["facts"]) == (
        "Sirpa Sijainen",
        str(story.cast["official"].user_id),
        {"orders": 2},
    )
    log = await story.read("auditor", "auditor/UseLog", filter=of_client, first=100)
    rows = at(log, "useLog", "nodes")
    assert isinstance(rows, list)
    # The auditor's own reading of the trail is the newest use of the client's data.
    assert (rows[0]["role"], rows[0]["purpose"], rows[0]["operation"]) == (
        "AUDITOR",
        "OVERSIGHT",
        "AuditTrail",
    )
    assert (rows[-1]["operation"], rows[-1]["worker"]["name"]) == ("filedContactAccept", "Test TEAM_LEADER")
    assert HETU not in str((trail, log))
    denied = await story.read("auditor", "auditor/AuditTrail", filter={"outcome": "DENIED"}, orderBy="OLDEST")
    attempts = at(denied, "auditTrail", "nodes")
    assert isinstance(attempts, list)
    assert [(each["action"], each["role"], each["facts"]) for each in attempts] == [
        ("producerApplicationDecide", "PRODUCER_ADMINISTRATOR", {"code": "FORBIDDEN"}),
        ("budgetDecide", "SERVICE_GUIDE", {"code": "FORBIDDEN"}),
        ("planApprove", "SERVICE_GUIDE", {"code": "FORBIDDEN"}),
        ("settlementRelease", "CONTROLLER", {"code": "FORBIDDEN"}),
    ]
