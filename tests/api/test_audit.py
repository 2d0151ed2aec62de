"""The logs over the interface: the auditor reads all of the organiser, a client who used their own data."""

import asyncpg
import pytest

from hb.access.rules import Actor, Role, Scope
from hb.audit.model import audit_event, use_log
from hb.kit.ids import new_id
from tests.api.conftest import Api
from tests.api.sending import at, denied, done, read, refusals, rows_at, send
from tests.clock import utc
from tests.scene import NOW, Scene, make_client, make_scene, put

AUDITOR = Role.AUDITOR


async def put_use(
    all_rows: asyncpg.Connection, actor: Actor, operation: str, *client_ids: object, month: int = 5
) -> str:
    """A use of clients' data; the request's id."""
    use_id = new_id()
    await put(
        all_rows,
        use_log,
        organiser_id=actor.organiser_id,
        id=use_id,
        at=utc(2026, month, 1),
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        purpose=actor.purpose,
        operation=operation,
        client_ids=list(client_ids),
    )
    return str(use_id)


async def put_event(all_rows: asyncpg.Connection, actor: Actor, action: str, **values: object) -> str:
    """An act in the trail; its id."""
    event_id = new_id()
    given = {"client_id": None, "facts": {}, "outcome": "DONE", "at": NOW} | values
    await put(
        all_rows,
        audit_event,
        organiser_id=actor.organiser_id,
        id=event_id,
        actor_id=actor.user_id,
        role=actor.role,
        action=action,
        **given,
    )
    return f"AuditEvent:{event_id}"


async def test_the_trail_tells_who_did_what_to_whom(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, producer = scene.actors[Role.SERVICE_GUIDE], scene.actors[Role.PRODUCER_REPORTER]
    facts = {"month": 202605, "kind": "CARE", "nothing": None}
    first = await put_event(
        all_rows, guide, "care:assign", client_id=scene.client_id, facts=facts, at=utc(2026, 5, 1)
    )
    second = await put_event(all_rows, producer, "delivery:report", outcome="DENIED")
    await put_event(all_rows, (await make_scene(all_rows)).actors[Role.SERVICE_GUIDE], "care:assign")

    seen = await read(api, scene.actors[AUDITOR], "auditor/AuditTrail", orderBy="OLDEST")

    assert at(seen, "auditTrail", "totalCount") == 2
    assert at(seen, "auditTrail", "nodes", 0) == {
        "id": first,
        "at": "2026-05-01T00:00:00.000000Z",
        "action": "care:assign",
        "outcome": "DONE",
        "actorId": str(guide.user_id),
        "role": "SERVICE_GUIDE",
        "worker": {"id": f"Worker:{guide.user_id}", "name": "Test SERVICE_GUIDE"},
        "onBehalfOf": None,
        "clientId": f"Client:{scene.client_id}",
        "subjectId": None,
        "facts": facts,
        "address": None,
    }
    assert at(seen, "auditTrail", "nodes", 1, "id") == second
    assert at(seen, "auditTrail", "nodes", 1, "worker") is None
    logged = await all_rows.fetch(
        "SELECT operation, purpose, client_ids FROM use_log WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(each) for each in logged] == [("AuditTrail", "OVERSIGHT", [scene.client_id])]


async def test_filters_of_the_trail(api: Api, scene: Scene, all_rows: asyncpg.Connection) -> None:
    guide, subject = scene.actors[Role.SERVICE_GUIDE], new_id()
    await put_event(all_rows, guide, "care:assign", client_id=scene.client_id, at=utc(2026, 5, 1))
    await put_event(all_rows, scene.actors[Role.CONTROLLER], "month:close", subject_id=subject)
    count = "query Count($f: AuditEventFilter) { auditTrail(filter: $f) { nodes { action } } }"

    for condition, expected in (
        ({"clientId": f"Client:{scene.client_id}"}, ["care:assign"]),
        ({"actorId": str(guide.user_id)}, ["care:assign"]),
        ({"subjectId": str(subject)}, ["month:close"]),
        ({"action": "month:close"}, ["month:close"]),
        ({"outcome": "DENIED"}, []),
        ({"since": "2026-05-15T12:00:00+03:00"}, ["month:close"]),
        ({"before": "2026-05-15T12:00:00+03:00"}, ["care:assign"]),
    ):
        found = await api.data(scene.actors[AUDITOR], count, {"f": condition})
        nodes = rows_at(found, "auditTrail", "nodes")
        assert [each["action"] for each in nodes] == expected, condition


async def test_the_use_log_has_a_row_for_each_client_shown(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    guide, other = scene.actors[Role.SERVICE_GUIDE], new_id()
    both = await put_use(all_rows, guide, "MyClients", scene.client_id, other)
    await put_use(all_rows, scene.actors[Role.CLIENT], "MyBudget", scene.client_id, month=4)
    auditor = scene.actors[AUDITOR]

    # What the auditor reads is logged too, at the instant of the tests.
    before = {"before": "2026-05-15T09:00:00Z"}
    seen = await read(api, auditor, "auditor/UseLog", filter=before)
    of_client = await read(api, auditor, "auditor/UseLog", filter={"clientId": f"Client:{other}", **before})
    of_actor = await read(
        api,
        auditor,
        "auditor/UseLog",
        filter={"actorId": str(scene.client_id), "since": "2026-04-01T00:00:00Z"},
    )

    nodes = rows_at(seen, "useLog", "nodes")
    assert [each["operation"] for each in nodes] == ["MyClients", "MyClients", "MyBudget"]
    assert {each["clientId"] for each in nodes[:2]} == {f"Client:{scene.client_id}", f"Client:{other}"}
    assert at(of_client, "useLog", "totalCount") == 1
    assert at(of_client, "useLog", "nodes", 0) == {
        "requestId": both,
        "at": "2026-05-01T00:00:00.000000Z",
        "clientId": f"Client:{other}",
        "actorId": str(guide.user_id),
        "role": "SERVICE_GUIDE",
        "worker": {
            "id": f"Worker:{guide.user_id}",
            "name": "Test SERVICE_GUIDE",
            "team": {"id": f"Team:{scene.team_id}", "name": "Tiimi"},
        },
        "onBehalfOf": None,
        "purpose": "CARE",
        "operation": "MyClients",
    }
    assert [each["operation"] for each in rows_at(of_actor, "useLog", "nodes")] == ["MyBudget"]


async def test_pages_of_the_use_log_meet_every_row_once(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    clients = [new_id() for _ in range(5)]
    await put_use(all_rows, scene.actors[Role.SERVICE_GUIDE], "MyClients", *clients)
    before = {"before": "2026-05-15T09:00:00Z"}
    met: list[object] = []
    after = None
    for _ in range(3):
        page = await read(api, scene.actors[AUDITOR], "auditor/UseLog", filter=before, first=2, after=after)
        nodes = rows_at(page, "useLog", "nodes")
        met += [each["clientId"] for each in nodes]
        after = at(page, "useLog", "pageInfo", "endCursor")

    assert sorted(map(str, met)) == sorted(f"Client:{one}" for one in clients)


@pytest.mark.parametrize(
    "role", [Role.CONTROLLER, Role.SOCIAL_WORKER, Role.CLIENT, Role.PRODUCER_COORDINATOR]
)
async def test_only_the_auditor_reads_the_logs(api: Api, scene: Scene, role: Role) -> None:
    for document in ("{ auditTrail { totalCount } }", "{ useLog { totalCount } }"):
        answer = (await api.post(scene.actors[role], document)).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


async def test_a_client_sees_who_used_their_data_and_the_asking_is_recorded(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await put_use(all_rows, scene.actors[Role.SERVICE_GUIDE], "ClientPage", scene.client_id, new_id())
    await put_use(all_rows, scene.actors[Role.PRODUCER_REPORTER], "Orders", scene.client_id, month=4)
    await put_use(all_rows, scene.actors[Role.SERVICE_GUIDE], "Other", new_id())
    own = scene.actors[Role.CLIENT]

    shown = await done(api, own, "client/MyUseLog")
    entries = rows_at(shown, "entries")
    paged = await done(api, own, "client/MyUseLog", first=1, afterId=entries[0]["id"])

    assert entries[0] == {
        "id": entries[0]["id"],
        "at": "2026-05-01T00:00:00.000000Z",
        "role": "SERVICE_GUIDE",
        "purpose": "CARE",
        "operation": "ClientPage",
        "team": "Tiimi",
        "producer": None,
        "byRepresentative": False,
        "inEmergency": False,
    }
    assert [(each["operation"], each["team"], each["producer"]) for each in entries[1:]] == [
        ("Orders", None, {"id": f"Producer:{scene.producer_id}", "name": "Kotiapu Oy"})
    ]
    assert paged["entries"] == entries[1:]
    recorded = await all_rows.fetch(
        "SELECT action, client_id FROM audit_event WHERE organiser_id = $1", scene.organiser_id
    )
    assert [tuple(row) for row in recorded] == [("own-use-log:read", scene.client_id)] * 2


async def test_what_may_not_be_told_is_refused_and_not_recorded(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    own = scene.actors[Role.CLIENT]
    for fields, refusal in (
        ({"firstDay": "2024-05-14"}, ("INVALID_INPUT", ["input", "firstDay"])),
        ({"firstDay": "2026-05-02", "lastDay": "2026-05-01"}, ("INVALID_INPUT", ["input", "lastDay"])),
        ({"first": 501}, ("INVALID_INPUT", ["input", "first"])),
        ({"afterId": "Client:1"}, ("NOT_FOUND", ["input", "afterId"])),
    ):
        answer = await send(api, own, "client/MyUseLog", **fields)
        assert (answer["entries"], refusals(answer)) == (None, [refusal])
    await denied(api, scene.actors[Role.SOCIAL_WORKER], "client/MyUseLog")
    await denied(api, scene.actors[AUDITOR], "client/MyUseLog")
    recorded = await all_rows.fetchval(
        "SELECT count(*) FROM audit_event WHERE organiser_id = $1 AND action = 'own-use-log:read'",
        scene.organiser_id,
    )
    assert recorded == 0


async def test_who_represents_in_full_is_told_as_the_client_is(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await put_use(all_rows, scene.actors[Role.REPRESENTATIVE], "MyBudget", scene.client_id)

    shown = await done(api, scene.actors[Role.REPRESENTATIVE], "client/MyUseLog")

    assert (at(shown, "entries", 0, "role"), at(shown, "entries", 0, "byRepresentative")) == (
        "REPRESENTATIVE",
        True,
    )


async def test_a_representative_in_financial_matters_is_not_told(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    representative = scene.actors[Role.REPRESENTATIVE]
    for table, column in (("representation", "representative_id"), ("reach", "party_id")):
        await all_rows.execute(
            f"UPDATE {table} SET scope = $2 WHERE {column} = $1", representative.user_id, Scope.FINANCIAL
        )

    await denied(api, representative, "client/MyUseLog")


async def test_another_clients_entries_stay_unsaid(
    api: Api, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    other = new_id()
    await make_client(all_rows, scene.organiser_id, other, "Bertta", "Berg")
    await put_use(all_rows, scene.actors[Role.SERVICE_GUIDE], "ClientPage", other)

    assert (await done(api, scene.actors[Role.CLIENT], "client/MyUseLog"))["entries"] == []
