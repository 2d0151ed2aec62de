"""Who tells a client more: the worker whom messages name."""

from sqlalchemy import text

from hb.clients.rules import CareKind
from hb.kit.statement import Statement

SERVING = f"""
  SELECT worker.name, worker.phone FROM care_relationship
  JOIN worker ON worker.organiser_id = ctx_organiser() AND worker.id = care_relationship.worker_id
  WHERE care_relationship.organiser_id = ctx_organiser() AND care_relationship.client_id = {{client_id}}
    AND ctx_today() <@ daterange(care_relationship.valid_from, care_relationship.valid_until + 1)
    AND care_relationship.kind <> '{CareKind.TEMPORARY}'
  ORDER BY care_relationship.kind = '{CareKind.OWN_WORKER}' DESC, care_relationship.valid_from DESC,
    care_relationship.id DESC
  LIMIT 1"""
"""The worker who serves a client today, their own worker first."""

CONTACTS = Statement(
    text(f"""
SELECT asked.client_id, serving.name AS worker, serving.phone
FROM unnest(CAST(:client_ids AS uuid[])) AS asked (client_id)
CROSS JOIN LATERAL ({SERVING.format(client_id="asked.client_id")}) AS serving
""")
)
"""The worker whom each client may contact: their own, or one who serves a client that has none."""
