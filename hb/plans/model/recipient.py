"""What a producer knows of an order's client, a view of the present, and the log of disclosures."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text, Uuid

from hb.access.model import Parameter
from hb.access.rules import PRODUCER_ROLES, Ground, Role
from hb.clients.rules import ClientLanguage
from hb.kit.tables import (
    check,
    closed_set,
    instant,
    metadata,
    organiser_table,
    reference_id,
    references,
    row_digest,
)
from hb.plans.rules.recipient import Knowledge
from hb.plans.rules.reserved import BINDING
from hb.producers.rules import ApprovalState

disclosure = organiser_table(
    "disclosure",
    reference_id("client_id"),
    reference_id("order_id"),
    Column("producer_id", Uuid, ForeignKey("producer.id"), nullable=False),
    Column("producer_user_id", Uuid, ForeignKey("producer_user.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    instant("at"),
    reference_id("disclosed_by"),
    closed_set("role", Role),
    row_digest(),
    references("order_id", "service_order"),
    check("last_day >= first_day", "days"),
    policy="client",
    roles=(Role.AUDITOR,),
    personal=True,
    proved=True,
)
"""The log of disclosures (luovutusloki, asiakastietolaki 703/2023 10 §): who disclosed to whom, why, when.

What is disclosed is the place where a client under turvakielto is served, to one user of the producer.
"""
Index(None, disclosure.c.organiser_id, disclosure.c.client_id, disclosure.c.at, disclosure.c.id)
Index(None, disclosure.c.organiser_id, disclosure.c.order_id)
Index(None, disclosure.c.organiser_id, disclosure.c.at, disclosure.c.id)

disclosure_end = organiser_table(
    "disclosure_end",
    reference_id("disclosure_id"),
    reference_id("client_id"),
    Column("producer_user_id", Uuid, ForeignKey("producer_user.id"), nullable=False),
    instant("ended_at"),
    reference_id("ended_by"),
    row_digest(),
    references("disclosure_id", "disclosure"),
    key=("disclosure_id",),
    policy="client",
    roles=(Role.AUDITOR,),
    personal=True,
    proved=True,
)
"""A disclosure that was ended before its last day; from that instant on it shows nothing."""

APPEND_ONLY = (disclosure, disclosure_end)

PSEUDONYM_LENGTH = 12
"""A pseudonym is cut from the SHA-256 of a producer's id and a client's: stable for the two, no other's.

A client's id has 74 random bits (RFC 9562 5.7) and is shown to no producer: a pseudonym tells nothing,
and two producers cannot find by it that they share a client.
"""
PERIOD_DAYS = f"""(SELECT parameter.value FROM parameter
    WHERE parameter.organiser_id = {{row}}.organiser_id AND parameter.name = '{Parameter.REPORTING_DAYS}'
      AND parameter.valid_from <= make_date({{row}}.last_month / 100, {{row}}.last_month % 100, 1)
        + interval '1 month' - interval '1 day'
    ORDER BY parameter.valid_from DESC LIMIT 1)"""
"""The days after an order's last month on which its producer still needs the client's data."""

_IS_NAMED = f"decided.knowledge <> '{Knowledge.PSEUDONYM}'"
_PLACE = f"decided.knowledge IN ('{Knowledge.EVERYTHING}', '{Knowledge.PLACE}')"


def _words(words: frozenset[str] | frozenset[Role]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_DECIDED = f"""SELECT CASE
    WHEN client.id IS NULL OR client.died_on IS NOT NULL OR NOT EXISTS (SELECT FROM producer_approval
      WHERE producer_approval.organiser_id = service_order.organiser_id
        AND producer_approval.producer_id = service_order.producer_id
        AND producer_approval.state = '{ApprovalState.APPROVED}')
    OR NOT EXISTS (SELECT FROM reach WHERE reach.organiser_id = service_order.organiser_id
        AND reach.source_id = service_order.id AND reach.party_id = service_order.producer_id
        AND reach.client_id = service_order.client_id AND reach.ground = '{Ground.ORDER}'
        AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1))
    OR (SELECT ctx_today()) > make_date(service_order.last_month / 100, service_order.last_month % 100, 1)
      + interval '1 month' - interval '1 day'
      + coalesce({PERIOD_DAYS.format(row="service_order")}, 0) * interval '1 day'
    THEN '{Knowledge.PSEUDONYM}'
    WHEN NOT client.non_disclosure THEN '{Knowledge.EVERYTHING}'
    WHEN EXISTS (SELECT FROM disclosure WHERE disclosure.organiser_id = service_order.organiser_id
        AND disclosure.order_id = service_order.id AND disclosure.producer_user_id = (SELECT ctx_actor())
        AND (SELECT ctx_today()) BETWEEN disclosure.first_day AND disclosure.last_day
        AND NOT EXISTS (SELECT FROM disclosure_end
          WHERE disclosure_end.organiser_id = disclosure.organiser_id
            AND disclosure_end.disclosure_id = disclosure.id))
    THEN '{Knowledge.PLACE}' ELSE '{Knowledge.NAME}' END AS knowledge OFFSET 0"""
"""`rules.recipient.knowledge` in SQL, decided once for a row (OFFSET 0)."""

order_recipient = Table(
    "order_recipient",
    metadata,
    Column("organiser_id", Uuid, primary_key=True),
    Column("order_id", Uuid, primary_key=True),
    Column("client_id", Uuid, nullable=False),
    Column("producer_id", Uuid, nullable=False),
    closed_set("knowledge", Knowledge),
    Column("pseudonym", Text, nullable=False),
    Column("name", Text),
    Column("phone", Text),
    Column("street_address", Text),
    Column("postal_code", Text),
    Column("postal_office", Text),
    Column("contact_through_organiser", Boolean, nullable=False),
    closed_set("language", ClientLanguage, nullable=True),
    info={
        "policy": "order",
        "subject": "client_id",
        "roles": (),
        "owners_rights": True,
        "view": f"""
SELECT service_order.organiser_id, service_order.id AS order_id, service_order.client_id,
  service_order.producer_id, decided.knowledge,
  upper(substr(encode(sha256(uuid_send(service_order.producer_id) || uuid_send(service_order.client_id)),
    'hex'), 1, {PSEUDONYM_LENGTH})) AS pseudonym,
  CASE WHEN {_IS_NAMED} THEN client.first_name || ' ' || client.last_name END AS name,
  CASE WHEN decided.knowledge = '{Knowledge.EVERYTHING}' THEN client.phone END AS phone,
  CASE WHEN {_PLACE} THEN client.street_address END AS street_address,
  CASE WHEN {_PLACE} THEN client.postal_code END AS postal_code,
  CASE WHEN {_PLACE} THEN client.postal_office END AS postal_office,
  decided.knowledge <> '{Knowledge.EVERYTHING}' AS contact_through_organiser,
  CASE WHEN {_IS_NAMED} THEN client.language END AS language
FROM service_order LEFT JOIN client ON client.organiser_id = service_order.organiser_id
  AND client.id = service_order.client_id
CROSS JOIN LATERAL ({_DECIDED}) AS decided
WHERE service_order.organiser_id = (SELECT ctx_organiser()) AND service_order.state IN ({_words(BINDING)})
  AND (client.id IS NOT NULL OR (SELECT ctx_role()) IN ({_words(PRODUCER_ROLES)}))
""",
    },
)
"""What the service needs of the client and no more, of the present: nothing is copied.

No policy lets a producer read a client's row, whose other columns are not its business. The view runs with
the rights of its owner, whom the policies bind too (FORCE), and whom policies of its own let in where the
order's reach is valid (`hb.access.policies.OWNERS_POLICIES`). A declined or cancelled order has no row.
"""
