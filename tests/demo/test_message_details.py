"""The region's messages of services say which they are, from when, and whom to contact."""

import asyncpg

SAYS = {
    "fi": ("Palvelu: ", " alkaen.", "Lisätietoja antaa "),
    "sv": ("Tjänst: ", ", från ", "Mer information ger "),
}


async def test_messages_of_decisions_plans_and_orders_have_their_details(
    rows: asyncpg.Connection,
) -> None:
    messages = await rows.fetch(
        "SELECT message.event, message.language, message.body, worker.name FROM message"
        " JOIN care_relationship AS care ON care.organiser_id = message.organiser_id"
        " AND care.client_id = message.client_id AND care.kind = 'OWN_WORKER'"
        " JOIN worker ON worker.organiser_id = care.organiser_id AND worker.id = care.worker_id"
        " WHERE message.event IN ('DECISION_MADE', 'PLAN_APPROVED', 'ORDER_ANSWERED')"
        " AND (message.recipient_id = message.client_id"
        " OR EXISTS (SELECT FROM representative WHERE representative.id = message.recipient_id))"
    )
    assert {message["event"] for message in messages} == {"DECISION_MADE", "PLAN_APPROVED", "ORDER_ANSWERED"}
    for message in messages:
        for words in SAYS[message["language"]]:
            assert words in message["body"], message["body"]
    assert any(f"{message['name']}, puh. +358" in message["body"] for message in messages)
