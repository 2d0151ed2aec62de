"""Statements of what producers know of clients: whom a change concerns, disclosures, who is responsible."""

from sqlalchemy import text

from hb.access.model import OFFICE_IS_OPEN
from hb.access.rules import Role
from hb.clients.rules import CareKind
from hb.kit.statement import Statement
from hb.plans.model.recipient import PERIOD_DAYS
from hb.plans.rules.recipient import Knowledge

SHARE_CLIENT = Statement(
    text("""
SELECT client.non_disclosure FROM client
WHERE client.organiser_id = ctx_organiser() AND client.id = CAST(:client_id AS uuid) FOR SHARE
""")
)
"""Who sends an order waits here for who changes the client, and the other way round."""

RUNNING_ORDERS = Statement(
    text(f"""
SELECT recipient.order_id, recipient.producer_id, service_order.first_month, service_order.last_month,
  EXISTS (SELECT FROM disclosure WHERE disclosure.organiser_id = ctx_organiser()
    AND disclosure.order_id = recipient.order_id AND disclosure.last_day >= ctx_today()
    AND NOT EXISTS (SELECT FROM disclosure_end
      WHERE disclosure_end.organiser_id = ctx_organiser()
        AND disclosure_end.disclosure_id = disclosure.id)) AS is_disclosed
FROM order_recipient AS recipient JOIN service_order
  ON service_order.organiser_id = recipient.organiser_id AND service_order.id = recipient.order_id
WHERE recipient.organiser_id = ctx_organiser() AND recipient.client_id = CAST(:client_id AS uuid)
  AND recipient.knowledge <> '{Knowledge.PSEUDONYM}'
ORDER BY recipient.order_id
""")
)
"""The orders of a client whose producers know whom they serve."""

PERIOD_DAYS_AFTER = Statement(
    text(f"""
SELECT ended.last_month, coalesce({PERIOD_DAYS.format(row="ended")}, 0) AS days
FROM (SELECT ctx_organiser() AS organiser_id, m.last_month
  FROM unnest(CAST(:months AS integer[])) AS m (last_month)) AS ended
""")
)
"""How many days after each month its producers still need their clients' data."""

RESPONSIBLE = Statement(
    text(f"""
SELECT (SELECT care_relationship.worker_id FROM care_relationship
    WHERE care_relationship.organiser_id = ctx_organiser()
      AND care_relationship.client_id = CAST(:client_id AS uuid)
      AND care_relationship.kind = '{CareKind.OWN_WORKER}'
      AND ctx_today() <@ daterange(care_relationship.valid_from, care_relationship.valid_until + 1)
    ORDER BY care_relationship.valid_from DESC LIMIT 1) AS own_worker_id,
  ARRAY(SELECT DISTINCT role_assignment.party_id FROM role_assignment
    WHERE role_assignment.organiser_id = ctx_organiser()
      AND role_assignment.role = '{Role.ON_CALL_WORKER}'
      AND ctx_today() <@ daterange(role_assignment.valid_from, role_assignment.valid_until + 1))
    AS on_call,
  {OFFICE_IS_OPEN.format(instant="ctx_now()")} AS is_open
""")
)
"""A client's own worker of today, the workers on call of today, and whether the offices are open now."""

DISCLOSABLE = Statement(
    text(f"""
SELECT service_order.client_id, service_order.producer_id, service_order.state, service_order.last_month,
  coalesce({PERIOD_DAYS.format(row="service_order")}, 0) AS period_days,
  client.died_on, client.non_disclosure,
  (SELECT producer_approval.state FROM producer_approval
    WHERE producer_approval.organiser_id = ctx_organiser()
      AND producer_approval.producer_id = service_order.producer_id) AS approval_state,
  EXISTS (SELECT FROM reach WHERE reach.organiser_id = ctx_organiser()
    AND reach.source_id = service_order.id AND reach.party_id = service_order.producer_id
    AND reach.client_id = service_order.client_id
    AND ctx_today() <@ daterange(reach.valid_from, reach.valid_until + 1)) AS has_reach,
  EXISTS (SELECT FROM producer_user
    WHERE producer_user.id = CAST(:producer_user_id AS uuid)
      AND producer_user.producer_id = service_order.producer_id
      AND producer_user.role <> '{Role.SERVICE_ACCOUNT}'
      AND ctx_today() <@ daterange(producer_user.valid_from, producer_user.valid_until + 1)) AS is_user
FROM service_order JOIN client ON client.organiser_id = ctx_organiser()
  AND client.id = service_order.client_id
WHERE service_order.organiser_id = ctx_organiser() AND service_order.id = CAST(:order_id AS uuid)
FOR NO KEY UPDATE OF service_order
""")
)
"""The order of a disclosure, locked: who discloses it at the same time waits here. A user is a person."""

OVERLAPPING_DISCLOSURE = Statement(
    text("""
SELECT disclosure.first_day, disclosure.last_day FROM disclosure
WHERE disclosure.organiser_id = ctx_organiser() AND disclosure.order_id = CAST(:order_id AS uuid)
  AND disclosure.producer_user_id = CAST(:producer_user_id AS uuid)
  AND disclosure.first_day <= CAST(:last_day AS date) AND disclosure.last_day >= CAST(:first_day AS date)
  AND NOT EXISTS (SELECT FROM disclosure_end WHERE disclosure_end.organiser_id = ctx_organiser()
    AND disclosure_end.disclosure_id = disclosure.id)
ORDER BY disclosure.first_day, disclosure.id LIMIT 1
""")
)

INSERT_DISCLOSURE = Statement(
    text("""
INSERT INTO disclosure (organiser_id, id, client_id, order_id, producer_id, producer_user_id, first_day,
  last_day, reason, at, disclosed_by, role)
SELECT ctx_organiser(), CAST(:id AS uuid), CAST(:client_id AS uuid), CAST(:order_id AS uuid),
  CAST(:producer_id AS uuid), CAST(:producer_user_id AS uuid), CAST(:first_day AS date),
  CAST(:last_day AS date), CAST(:reason AS text), ctx_now(), ctx_actor(), ctx_role()
""")
)

FIND_DISCLOSURE = Statement(
    text("""
SELECT disclosure.client_id, disclosure.last_day, EXISTS (SELECT FROM disclosure_end
  WHERE disclosure_end.organiser_id = ctx_organiser() AND disclosure_end.disclosure_id = disclosure.id)
  AS is_ended
FROM disclosure
WHERE disclosure.organiser_id = ctx_organiser() AND disclosure.id = CAST(:disclosure_id AS uuid)
""")
)

END_DISCLOSURES = Statement(
    text("""
INSERT INTO disclosure_end (organiser_id, disclosure_id, client_id, producer_user_id, ended_at, ended_by)
SELECT disclosure.organiser_id, disclosure.id, disclosure.client_id, disclosure.producer_user_id, ctx_now(),
  ctx_actor()
FROM disclosure
WHERE disclosure.organiser_id = ctx_organiser() AND disclosure.client_id = CAST(:client_id AS uuid)
  AND (CAST(:disclosure_id AS uuid) IS NULL OR disclosure.id = CAST(:disclosure_id AS uuid))
  AND disclosure.last_day >= ctx_today()
ON CONFLICT DO NOTHING
""")
)
"""Ends one disclosure, or all of a client's that still run; what was ended before keeps its first instant."""
