"""Statements of the review: what is notable in the logs of a day, and its rows."""

from sqlalchemy import ARRAY, Uuid, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import any_, bindparam

from hb.access.model import OFFICE_IS_OPEN, worker, worker_trait
from hb.access.rules import Ground, Role
from hb.audit.rules import Outcome
from hb.clients.model import client
from hb.kit.key_check import CURRENT_INDEX_KEY
from hb.kit.keyed_hashes import INDEX_KEY_ID
from hb.kit.statement import Statement
from hb.oversight.model import look_finding
from hb.oversight.rules import FindingKind, FindingState

_finding = look_finding.c

PARAMETERS = Statement(
    text("""
SELECT DISTINCT ON (name) name, value FROM parameter
WHERE organiser_id = ctx_organiser() AND valid_from <= CAST(:day AS date)
ORDER BY name, valid_from DESC
""")
)
"""What the organiser has set, as valid on a day."""

HAS_OFFICE_HOURS = Statement(
    text("""
SELECT 1 AS found FROM office_hours
WHERE organiser_id = ctx_organiser() AND valid_from <= CAST(:day AS date) LIMIT 1
""")
)
"""Whether the organiser has said of any weekday when its offices are open or closed."""

_OF_THE_DAY = """{log}.organiser_id = ctx_organiser()
    AND {log}.at >= CAST(:day AS date)::timestamp AT TIME ZONE 'Europe/Helsinki'
    AND {log}.at < (CAST(:day AS date) + 1)::timestamp AT TIME ZONE 'Europe/Helsinki'"""

_REFUSED = f"""
SELECT '{FindingKind.MANY_REFUSALS}' AS kind, actor_id, id AS row_id, at, action AS operation
FROM audit_event WHERE {_OF_THE_DAY.format(log="audit_event")} AND outcome <> '{Outcome.DONE}'
"""
_OUT_OF_HOURS = f"""
SELECT '{FindingKind.OUT_OF_HOURS}', actor_id, id, at, operation FROM use_log
WHERE {_OF_THE_DAY.format(log="use_log")}
    AND role <> '{Role.ON_CALL_WORKER}' AND cardinality(client_ids) > 0
    AND NOT {OFFICE_IS_OPEN.format(instant="use_log.at")}
"""
_BY_NAME = f"""
SELECT '{FindingKind.BY_NAME}', actor_id, id, at, operation FROM use_log
WHERE {_OF_THE_DAY.format(log="use_log")} AND by_name AND (cardinality(client_ids) = 0 OR EXISTS (
    SELECT 1 FROM unnest(use_log.client_ids) AS shown (client_id) WHERE NOT EXISTS (
        SELECT 1 FROM reach WHERE reach.organiser_id = ctx_organiser() AND reach.party_id = use_log.actor_id
            AND reach.client_id = shown.client_id AND reach.ground = '{Ground.CARE_RELATIONSHIP}'
            AND CAST(:day AS date) <@ daterange(reach.valid_from, reach.valid_until + 1))))
"""


def _matching(kind: FindingKind, column: str) -> str:
    return f"""
SELECT '{kind}', actor_id, id, at, operation FROM use_log
WHERE {_OF_THE_DAY.format(log="use_log")} AND {column}
"""


LOOKS_OF_A_DAY = Statement(
    text(f"""
WITH looks AS ({_REFUSED} UNION ALL {_OUT_OF_HOURS} UNION ALL {_BY_NAME}
    UNION ALL {_matching(FindingKind.OWN_SURNAME, "own_surname")}
    UNION ALL {_matching(FindingKind.OWN_ADDRESS, "own_address")}
), counted AS (
    SELECT looks.*, count(*) OVER (PARTITION BY kind, actor_id) AS how_many FROM looks
), notable AS (
SELECT counted.actor_id AS worker_id, counted.kind, counted.row_id, counted.at, counted.operation,
    dense_rank() OVER (ORDER BY counted.actor_id, counted.kind) AS place
FROM counted JOIN worker ON worker.organiser_id = ctx_organiser() AND worker.id = counted.actor_id
WHERE counted.how_many >= CASE counted.kind
        WHEN '{FindingKind.MANY_REFUSALS}' THEN CAST(:refusals AS bigint)
        WHEN '{FindingKind.OUT_OF_HOURS}' THEN CAST(:out_of_hours AS bigint)
        WHEN '{FindingKind.BY_NAME}' THEN CAST(:by_name AS bigint) ELSE 1 END
    AND NOT EXISTS (SELECT 1 FROM look_finding WHERE look_finding.organiser_id = ctx_organiser()
        AND look_finding.day = CAST(:day AS date) AND look_finding.worker_id = counted.actor_id
        AND look_finding.kind = counted.kind)
)
SELECT worker_id, kind, row_id, at, operation FROM notable
WHERE notable.place <= coalesce(CAST(:most AS bigint), notable.place) ORDER BY worker_id, kind, at, row_id
""")
)
"""The rows of the logs that are notable on a day, of the first findings that were not collected before."""

INSERT_FINDINGS = Statement(
    text(f"""
INSERT INTO look_finding (organiser_id, id, day, worker_id, kind, looks, state, found_at)
SELECT ctx_organiser(), found.id, CAST(:day AS date), found.worker_id, found.kind, found.looks,
    '{FindingState.OPEN}', ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:worker_ids AS uuid[]), CAST(:kinds AS text[]),
    CAST(:looks AS integer[])) AS found (id, worker_id, kind, looks)
ON CONFLICT (organiser_id, day, worker_id, kind) DO NOTHING
RETURNING look_finding.id
""")
)
"""Gives the findings that nobody else has collected meanwhile."""

INSERT_LOOKS = Statement(
    text("""
INSERT INTO found_look (organiser_id, finding_id, row_id, at, operation)
SELECT ctx_organiser(), looks.*
FROM unnest(CAST(:finding_ids AS uuid[]), CAST(:row_ids AS uuid[]), CAST(:at AS timestamptz[]),
    CAST(:operations AS text[])) AS looks
""")
)

IS_ASSESSED = Statement(
    text("SELECT 1 AS found FROM impact_assessment WHERE organiser_id = ctx_organiser() LIMIT 1")
)

SEE_WORKER = Statement(
    select(worker.c.id, CURRENT_INDEX_KEY.label(INDEX_KEY_ID)).where(
        worker.c.organiser_id == func.ctx_organiser(), worker.c.id == bindparam("worker_id")
    )
)
"""The worker, and the name of the index key under which hashes are made now."""

KEEP_WORKER_TRAITS = Statement(
    upsert(worker_trait)
    .values(
        organiser_id=func.ctx_organiser(),
        worker_id=bindparam("worker_id"),
        surname_index=bindparam("surname_index"),
        address_index=bindparam("address_index"),
        index_key_id=bindparam(INDEX_KEY_ID),
        recorded_by=func.ctx_actor(),
        recorded_at=func.ctx_now(),
    )
    .on_conflict_do_update(
        index_elements=[worker_trait.c.organiser_id, worker_trait.c.worker_id],
        set_={
            name: getattr(upsert(worker_trait).excluded, name)
            for name in ("surname_index", "address_index", INDEX_KEY_ID, "recorded_by", "recorded_at")
        },
    )
)

OWN_TRAITS = Statement(
    select(
        worker_trait.c.surname_index,
        worker_trait.c.address_index,
        worker_trait.c.index_key_id,
        client.c.last_name,
        client.c.street_address,
        client.c.postal_code,
    ).where(
        worker_trait.c.organiser_id == func.ctx_organiser(),
        worker_trait.c.worker_id == func.ctx_actor(),
        client.c.organiser_id == func.ctx_organiser(),
        client.c.id == any_(bindparam("client_ids", type_=ARRAY(Uuid))),
    )
)
"""The worker's own hashes, beside the clients shown with whom they are compared."""

LOCK_FINDING = Statement(
    select(_finding.worker_id, _finding.state)
    .where(_finding.organiser_id == func.ctx_organiser(), _finding.id == bindparam("finding_id"))
    .with_for_update()
)

REVIEW = Statement(
    update(look_finding)
    .where(_finding.organiser_id == func.ctx_organiser(), _finding.id == bindparam("of_finding"))
    .values(
        state=FindingState.REVIEWED,
        reviewed_at=func.ctx_now(),
        reviewed_by=func.ctx_actor(),
        note=bindparam("new_note"),
    )
)
