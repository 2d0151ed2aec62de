"""A row of every table that row-level security shows by client, for three clients of two organisers."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    Table,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from hb.access.policies import subject_of
from hb.access.rules import Role
from hb.kit.ids import new_id
from hb.modules import metadata
from tests.scene import NOW, Scene, make_client, make_scene, put

BY_CLIENT = ("client", "order", "ledger", "command", "log", "recipient", "task")
"""Policies of tables that say whose data a row is."""

SUITABLE: dict[str, dict[str, object]] = {
    "assessment": {"completed_at": NOW},
    "plan": {"submitted_at": NOW, "approved_at": NOW},
    "service_order": {"answered_at": NOW},
    "account": {"line_no": 0, "month": 0, "granted": 1, "reserved": 0, "used": 0},
    "client_identity": {"hetu_index": None},
    "plan_item_month": {"measure": "MINUTES"},
    "message": {"recipient_id": None, "event": "ASSESSMENT_COMPLETED"},
    "urgent_task": {"recipient_id": None},
    "urgent_task_order": {"recipient_id": None},
    "use_log": {"client_ids": None},
    "seal": {"until": NOW + timedelta(hours=1)},
}
"""Where the plain filling breaks a CHECK or hides the row, or another column names the client (None)."""

OF_NO_CLIENT = {"row_version", "seal"}
"""Tables of no client that are filled too, since they are append-only."""

MIXED = {"client_timeline"}
"""Views over tables of several policies; each part is also a view of its own, under its table's policy."""

OF_ENDED_ORDERS = {"order_given_back"}
"""Views over orders that no producer has any more, under the policy of `service_order`."""


@dataclass(frozen=True)
class Clients:
    """Own is the scene's client, foreign another of its organiser, elsewhere one of another organiser."""

    own: UUID
    foreign: UUID
    elsewhere: UUID
    elsewhere_scene: Scene


def client_tables() -> list[Table]:
    """Tables and views whose rows are of one client, in an order in which they can be read."""
    return [
        table
        for table in metadata().sorted_tables
        if table.info["policy"] in BY_CLIENT
        and table.name not in MIXED | OF_ENDED_ORDERS
        and (subject_of(table) in table.c or table.name == "use_log")
    ]


async def fill(connection: asyncpg.Connection, scene: Scene) -> Clients:
    """Put one row of every client-data table for each of the three clients; references are not checked."""
    elsewhere, foreign = await make_scene(connection), new_id()
    await make_client(connection, scene.organiser_id, foreign, "Bertta", "Berg")
    async with connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = 'replica'")
        for name in sorted(OF_NO_CLIENT):
            await _put_row(
                connection, metadata().tables[name], scene.organiser_id, scene.client_id, scene.producer_id
            )
        for table in client_tables():
            if table.name == "client" or "view" in table.info:
                continue
            await _put_row(connection, table, scene.organiser_id, scene.client_id, scene.producer_id)
            await _put_row(connection, table, scene.organiser_id, foreign, new_id())
            await _put_row(connection, table, elsewhere.organiser_id, elsewhere.client_id, scene.producer_id)
    return Clients(scene.client_id, foreign, elsewhere.client_id, elsewhere)


async def _put_row(
    connection: asyncpg.Connection, table: Table, organiser_id: UUID, client_id: UUID, producer_id: UUID
) -> None:
    row_id = new_id()
    given: dict[str, object] = {
        "organiser_id": organiser_id,
        "client_id": client_id,
        "producer_id": producer_id,
        "id": row_id,
        "order_id": row_id,
        **SUITABLE.get(table.name, {}),
    }
    for name in ("recipient_id", "hetu_index", "client_ids"):
        if name in given:
            given[name] = {"hetu_index": client_id.bytes, "client_ids": [client_id]}.get(name, client_id)
    values = {
        column.name: given.get(column.name, _plain(column))
        for column in table.c
        if column.name in given or not (column.nullable or column.computed)
    }
    await put(connection, table, **values)


def _plain(column: Column[object]) -> object:
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enums[0]
    plain: list[tuple[type, object]] = [
        (Uuid, new_id()),
        (ARRAY, []),
        (JSONB, {}),
        (Boolean, False),
        (BigInteger, 1),
        (Integer, 202605 if "month" in column.name else 1),
        (Date, date(2026, 5, 1)),
        (DateTime, NOW),
        (LargeBinary, b"\1"),
    ]
    return next((value for known, value in plain if isinstance(kind, known)), "X")


SEES_OWN = frozenset(
    {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER, Role.CLIENT, Role.REPRESENTATIVE}
)
PRODUCERS = frozenset({Role.PRODUCER_ADMINISTRATOR, Role.PRODUCER_REPORTER})


def declared(table: Table, role: Role, clients: Clients, *, reached: frozenset[UUID]) -> set[UUID]:
    """Whose rows a role reads, given the clients its party reaches; written apart from the policies."""
    policy = table.info["policy"]
    everybody = {clients.own, clients.foreign}
    if policy == "command":
        return set()
    if policy == "log":
        return everybody if role is Role.AUDITOR else set()
    if policy == "task" and role in {Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER}:
        return set(reached)
    if policy in {"recipient", "task"}:
        return set(reached) if role in {Role.CLIENT, Role.REPRESENTATIVE} else set()
    if role in table.info["roles"]:
        return everybody
    if policy == "order" and role in PRODUCERS:
        return {clients.own}
    return set(reached)
