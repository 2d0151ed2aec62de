"""SQL of letters: laying them by, composing and keeping a batch, ending it when its file lies ready."""

from sqlalchemy import text

from hb.clients.queries.representation import POWER_ENDED
from hb.clients.rules import CareKind
from hb.kit.statement import Statement
from hb.letters.rules import LetterState
from hb.messages.rules import MessageState

LAY_BY = Statement(
    text(f"""
INSERT INTO letter (organiser_id, id, message_id, state, laid_by_at)
SELECT ctx_organiser(), laid.id, laid.message_id, '{LetterState.LAID_BY}', ctx_now()
FROM unnest(CAST(:ids AS uuid[]), CAST(:message_ids AS uuid[])) AS laid (id, message_id)
ON CONFLICT (organiser_id, message_id) DO UPDATE
SET state = excluded.state, laid_by_at = excluded.laid_by_at, failure = NULL, ended_at = NULL
WHERE letter.state = '{LetterState.FAILED}'
""")
)
"""A message has one letter; one that failed is laid by again when its message is sent again."""

NEXT_BATCH = Statement(
    text("""
SELECT ctx_now() AS now, organiser.name_fi, organiser.name_sv,
  (SELECT coalesce(max(letter_batch.number), 0) + 1 FROM letter_batch
    WHERE letter_batch.organiser_id = ctx_organiser() AND letter_batch.day = CAST(:day AS date)) AS number
FROM organiser WHERE organiser.id = ctx_organiser()
""")
)

LAID_BY = Statement(
    text(f"""
SELECT letter.id, letter.message_id, message.client_id, message.language, message.title,
  message.body,
  coalesce(addressed.first_name || ' ' || addressed.last_name,
    representative.first_name || ' ' || representative.last_name, '') AS name,
  coalesce(addressed.street_address, representative.street_address) AS street_address,
  coalesce(addressed.postal_code, representative.postal_code) AS postal_code,
  coalesce(addressed.postal_office, representative.postal_office) AS postal_office,
  (SELECT care_relationship.worker_id FROM care_relationship
    WHERE care_relationship.organiser_id = ctx_organiser()
      AND care_relationship.client_id = coalesce(message.client_id, message.recipient_id)
      AND ctx_today() <@ daterange(care_relationship.valid_from, care_relationship.valid_until + 1)
    ORDER BY care_relationship.kind = '{CareKind.OWN_WORKER}' DESC, care_relationship.valid_from DESC,
      care_relationship.id LIMIT 1) AS worker_id,
  {POWER_ENDED} AS power_ended,
  representative.id IS NOT NULL AND coalesce(about.non_disclosure, false) AS is_hidden, message.facts
FROM letter
JOIN message ON message.organiser_id = ctx_organiser() AND message.id = letter.message_id
LEFT JOIN client AS recipient ON recipient.organiser_id = ctx_organiser()
  AND recipient.id = message.recipient_id
LEFT JOIN client AS addressed ON addressed.organiser_id = ctx_organiser()
  AND addressed.id = coalesce(recipient.merged_into, recipient.id)
LEFT JOIN representative ON representative.organiser_id = ctx_organiser()
  AND representative.id = message.recipient_id
LEFT JOIN client AS about ON about.organiser_id = ctx_organiser() AND about.id = message.client_id
WHERE letter.organiser_id = ctx_organiser() AND letter.state = '{LetterState.LAID_BY}'
  AND letter.batch_id IS NULL AND message.state = '{MessageState.WAITING}'
  AND CAST(letter.laid_by_at AT TIME ZONE 'Europe/Helsinki' AS date) <= CAST(:day AS date)
ORDER BY letter.laid_by_at, letter.id LIMIT CAST(:count AS integer)
""")
)
"""What is to be printed, with its recipient as of now; of a merged record it is the one that goes on.

A recipient is a client or a representative, never both. is_hidden is of a representative's letter about a
client whose contact data are hidden by now (turvakielto).

The worker is the client's own worker, or another who serves the client where there is none.
"""

LOCK_LAID_BY = Statement(
    text(f"""
SELECT letter.id FROM letter
JOIN message ON message.organiser_id = ctx_organiser() AND message.id = letter.message_id
WHERE letter.organiser_id = ctx_organiser() AND letter.id = ANY (CAST(:ids AS uuid[]))
  AND letter.state = '{LetterState.LAID_BY}' AND letter.batch_id IS NULL
  AND message.state = '{MessageState.WAITING}'
ORDER BY letter.id FOR UPDATE
""")
)
"""Those that nobody has printed, ended or withheld since; who would waits here."""

FAIL = Statement(
    text(f"""
UPDATE letter SET state = '{LetterState.FAILED}', failure = CAST(:failure AS text), ended_at = ctx_now()
WHERE letter.organiser_id = ctx_organiser() AND letter.id = ANY (CAST(:ids AS uuid[]))
""")
)

KEEP_BATCH = Statement(
    text("""
INSERT INTO letter_batch (organiser_id, id, day, number, letters, pages, sheets, sha256, file_name,
  composed_at)
VALUES (ctx_organiser(), CAST(:batch_id AS uuid), CAST(:day AS date), CAST(:number AS integer),
  CAST(:letters AS integer), CAST(:pages AS integer), CAST(:sheets AS integer), CAST(:sha256 AS text),
  CAST(:file_name AS text), ctx_now())
ON CONFLICT (organiser_id, day, number) DO NOTHING
""")
)

KEEP_FILE = Statement(
    text("""
INSERT INTO letter_batch_file (organiser_id, batch_id, content)
VALUES (ctx_organiser(), CAST(:batch_id AS uuid), CAST(:content AS bytea))
""")
)

BIND = Statement(
    text("""
UPDATE letter SET batch_id = CAST(:batch_id AS uuid), position = bound.position, pages = bound.pages
FROM unnest(CAST(:ids AS uuid[]), CAST(:pages AS integer[])) WITH ORDINALITY AS bound (id, pages, position)
WHERE letter.organiser_id = ctx_organiser() AND letter.id = bound.id
""")
)

UNMADE = Statement(
    text(f"""
SELECT letter_batch.id, letter_batch.file_name,
  EXISTS (SELECT FROM letter
    JOIN message ON message.organiser_id = ctx_organiser() AND message.id = letter.message_id
    WHERE letter.organiser_id = ctx_organiser() AND letter.batch_id = letter_batch.id
      AND message.state <> '{MessageState.WAITING}') AS is_outdated
FROM letter_batch
WHERE letter_batch.organiser_id = ctx_organiser() AND letter_batch.made_at IS NULL
ORDER BY letter_batch.day, letter_batch.number LIMIT 1
""")
)
"""A batch that was kept and whose file may lie ready or not; outdated is one with a letter withheld since."""

FILE = Statement(
    text("""
SELECT letter_batch.id, letter_batch.day, letter_batch.number, letter_batch.letters, letter_batch.pages,
  letter_batch.sheets, letter_batch.file_name, letter_batch.sha256, letter_batch.composed_at,
  letter_batch_file.content, organiser.name_fi AS organiser, ctx_now() AS now
FROM letter_batch JOIN letter_batch_file ON letter_batch_file.organiser_id = ctx_organiser()
  AND letter_batch_file.batch_id = letter_batch.id
JOIN organiser ON organiser.id = ctx_organiser()
WHERE letter_batch.organiser_id = ctx_organiser() AND letter_batch.id = CAST(:batch_id AS uuid)
""")
)

UNBIND = Statement(
    text("""
UPDATE letter SET batch_id = NULL, position = NULL, pages = NULL
WHERE letter.organiser_id = ctx_organiser() AND letter.batch_id = CAST(:batch_id AS uuid)
""")
)

DROP_FILE = Statement(
    text("""
DELETE FROM letter_batch_file WHERE letter_batch_file.organiser_id = ctx_organiser()
  AND letter_batch_file.batch_id = CAST(:batch_id AS uuid)
""")
)

DROP_BATCH = Statement(
    text("""
DELETE FROM letter_batch WHERE letter_batch.organiser_id = ctx_organiser()
  AND letter_batch.id = CAST(:batch_id AS uuid) AND letter_batch.made_at IS NULL
""")
)

MAKE = Statement(
    text("""
UPDATE letter_batch SET made_at = ctx_now()
WHERE letter_batch.organiser_id = ctx_organiser() AND letter_batch.id = CAST(:batch_id AS uuid)
  AND letter_batch.made_at IS NULL
RETURNING letter_batch.made_at AS now, letter_batch.letters, letter_batch.pages, letter_batch.sheets
""")
)

PRINTED = Statement(
    text(f"""
UPDATE letter SET state = '{LetterState.PRINTED}', ended_at = ctx_now()
WHERE letter.organiser_id = ctx_organiser() AND letter.batch_id = CAST(:batch_id AS uuid)
RETURNING letter.message_id
""")
)

FIND_BATCH = Statement(
    text("""
SELECT letter_batch.id FROM letter_batch
WHERE letter_batch.organiser_id = ctx_organiser() AND letter_batch.id = CAST(:batch_id AS uuid)
""")
)
