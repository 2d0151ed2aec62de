"""SQL of messages that leave: what they say, who gets them with which addresses, the rules of channels."""

from sqlalchemy import text

from hb.access.rules import Role
from hb.clients.queries.representation import POWER_ENDED
from hb.clients.rules import RepresentationScope
from hb.kit.statement import Statement
from hb.messages.rules import Event, MessageState, Recipient
from hb.sending.rules import CallState
from hb.work.rules import JobState

OUTGOING = Statement(
    text(f"""
SELECT message.id, message.recipient_id, message.client_id, message.event, message.state,
  message.language, message.title, message.body, message.subject_type, message.subject_id, message.facts,
  message.read_at, message.at, {POWER_ENDED} AS power_ended
FROM message
WHERE message.organiser_id = ctx_organiser() AND message.id = ANY (CAST(:ids AS uuid[]))
""")
)

TOGETHER = Statement(
    text(f"""
SELECT about.id AS message_id,
  array_agg(DISTINCT other.id ORDER BY other.id) FILTER (WHERE other.read_at IS NULL) AS ids,
  array_agg(DISTINCT other.id ORDER BY other.id) FILTER (WHERE other.id < about.id) AS ahead,
  extract(epoch FROM (array_agg(job.due_at ORDER BY other.id))[1] - ctx_now()) AS seconds
FROM message AS about JOIN message AS other ON other.organiser_id = about.organiser_id
  AND other.recipient_id = about.recipient_id AND other.at = about.at AND other.event = about.event
  AND other.title = about.title AND other.state = '{MessageState.WAITING}'
JOIN job ON job.organiser_id = ctx_organiser() AND job.subject_id = other.id
  AND job.kind = CAST(:kind AS text) AND job.state = '{JobState.WAITING}'
WHERE about.organiser_id = ctx_organiser() AND about.id = ANY (CAST(:ids AS uuid[]))
  AND about.state = '{MessageState.WAITING}' AND about.read_at IS NULL
GROUP BY about.id
""")
)
"""What waits to leave to the same recipient of the same event and instant, such as of one step of a clock.

Those ahead of a message leave first, and take it with them; `seconds` is in how long the first is due.
"""

RULES = Statement(
    text("""
SELECT rule.recipient, rule.channel, rule.event, rule.consents, rule.from_age, rule.below_age, rule.valid_from
FROM channel_rule AS rule WHERE rule.organiser_id = ctx_organiser()
""")
)

BEGIN_RULES = Statement(
    text("""
INSERT INTO channel_rule (organiser_id, id, recipient, event, consents, from_age, below_age, channel,
  valid_from)
SELECT ctx_organiser(), new.id, new.recipient, new.event, new.consents, new.from_age, new.below_age,
  new.channel, ctx_today()
FROM unnest(CAST(:ids AS uuid[]), CAST(:recipients AS text[]), CAST(:events AS text[]),
  CAST(:consents AS boolean[]), CAST(:from_ages AS integer[]), CAST(:below_ages AS integer[]),
  CAST(:channels AS text[])) AS new (id, recipient, event, consents, from_age, below_age, channel)
RETURNING channel_rule.recipient, channel_rule.channel, channel_rule.event, channel_rule.consents,
  channel_rule.from_age, channel_rule.below_age, channel_rule.valid_from
""")
)
"""The rules of an organiser that had none."""

PERSONS = Statement(
    text(f"""
SELECT client.id, '{Recipient.PARTY}' AS recipient, client.birth_date, client.email, client.phone,
  client.consents_to_electronic AS consents, client_identity.hetu_ciphertext, client_identity.key_id
FROM client LEFT JOIN client_identity ON client_identity.organiser_id = ctx_organiser()
  AND client_identity.client_id = client.id AND client_identity.replaced_at IS NULL
WHERE client.organiser_id = ctx_organiser() AND client.id = ANY (CAST(:ids AS uuid[]))
UNION ALL
SELECT representative.id, '{Recipient.PARTY}', NULL, representative.email, representative.phone, NULL, NULL,
  NULL
FROM representative
WHERE representative.organiser_id = ctx_organiser() AND representative.id = ANY (CAST(:ids AS uuid[]))
""")
)
"""Clients with their present identity code, and representatives."""

HOUSE_RECIPIENTS = Statement(
    text(f"""
SELECT worker.id, '{Recipient.WORKER}' AS recipient, worker.email, worker.phone, false AS has_endpoint
FROM worker WHERE worker.organiser_id = ctx_organiser() AND worker.id = ANY (CAST(:ids AS uuid[]))
UNION ALL
SELECT team.id, '{Recipient.WORKER}', leader.email, leader.phone, false
FROM team
JOIN role_assignment AS leads ON leads.organiser_id = ctx_organiser() AND leads.party_id = team.id
  AND leads.role = '{Role.TEAM_LEADER}' AND leads.valid_from <= ctx_today()
  AND (leads.valid_until IS NULL OR leads.valid_until >= ctx_today())
JOIN worker AS leader ON leader.organiser_id = ctx_organiser() AND leader.id = leads.user_id
WHERE team.organiser_id = ctx_organiser() AND team.id = ANY (CAST(:ids AS uuid[]))
UNION ALL
SELECT producer.id, '{Recipient.PRODUCER}', contact.email, contact.phone, webhook.id IS NOT NULL
FROM producer
LEFT JOIN producer_contact AS contact ON contact.organiser_id = ctx_organiser()
  AND contact.producer_id = producer.id
LEFT JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.producer_id = producer.id
  AND webhook.ended_at IS NULL
WHERE producer.id = ANY (CAST(:ids AS uuid[]))
UNION ALL
SELECT member.id, '{Recipient.PRODUCER}', contact.email, contact.phone, false
FROM producer_user AS member
LEFT JOIN producer_contact AS contact ON contact.organiser_id = ctx_organiser()
  AND contact.producer_id = member.producer_id
WHERE member.id = ANY (CAST(:ids AS uuid[]))
""")
)
"""Workers, the leaders of teams, producers and their users; a team has a row for each of its leaders."""

CONSENTS = Statement(
    text("""
SELECT client.id, client.consents_to_electronic AS consents FROM client
WHERE client.organiser_id = ctx_organiser() AND client.id = ANY (CAST(:ids AS uuid[]))
""")
)

LEAVE_CALLS = Statement(
    text(f"""
INSERT INTO webhook_call (organiser_id, id, producer_id, event, subject_type, subject_id, state, attempts,
  at)
SELECT ctx_organiser(), message.id, webhook.producer_id, message.event, message.subject_type,
  message.subject_id, '{CallState.WAITING}', 0, message.at
FROM message
JOIN webhook ON webhook.organiser_id = ctx_organiser() AND webhook.producer_id = message.recipient_id
  AND webhook.ended_at IS NULL AND webhook.made_at <= message.at
WHERE message.organiser_id = ctx_organiser() AND message.id = ANY (CAST(:ids AS uuid[]))
ON CONFLICT DO NOTHING
RETURNING webhook_call.id
""")
)
"""A call for each message to a producer whose system has an endpoint; once for a message."""

REPRESENTATIVES = Statement(
    text(f"""
SELECT representative.id, representative.language, representation.kind, about.id AS message_id,
  coalesce(client.non_disclosure, false) AS is_hidden, client.died_on IS NOT NULL AS has_died, EXISTS (
  SELECT FROM message AS own WHERE own.organiser_id = ctx_organiser() AND own.client_id = about.client_id
    AND own.recipient_id = representative.id AND own.event = about.event AND own.at = about.at) AS has_own
FROM message AS about
JOIN representation ON representation.organiser_id = ctx_organiser()
  AND representation.client_id = about.client_id AND representation.scope = '{RepresentationScope.FULL}'
  AND representation.valid_from <= ctx_today()
  AND (representation.valid_until IS NULL OR representation.valid_until >= ctx_today())
JOIN representative ON representative.organiser_id = ctx_organiser()
  AND representative.id = representation.representative_id
LEFT JOIN client ON client.organiser_id = ctx_organiser() AND client.id = about.client_id
WHERE about.organiser_id = ctx_organiser() AND about.id = ANY (CAST(:ids AS uuid[]))
  AND about.state = '{MessageState.WAITING}'
ORDER BY representative.id
""")
)
"""Who speaks for the clients of messages today, and whether they got the message beside the client."""

ADMINISTRATORS_TO_TELL = Statement(
    text(f"""
SELECT DISTINCT administers.user_id FROM role_assignment AS administers
WHERE administers.organiser_id = ctx_organiser() AND administers.role = '{Role.ADMINISTRATOR}'
  AND administers.valid_from <= ctx_today()
  AND (administers.valid_until IS NULL OR administers.valid_until >= ctx_today())
  AND NOT EXISTS (SELECT FROM message WHERE message.organiser_id = ctx_organiser()
    AND message.recipient_id = administers.user_id AND message.event = '{Event.MESSAGE_FAILED}'
    AND message.at >= ctx_today()::timestamp AT TIME ZONE 'Europe/Helsinki')
  AND EXISTS (SELECT FROM message WHERE message.organiser_id = ctx_organiser()
    AND message.id = ANY (CAST(:ids AS uuid[])) AND message.state = '{MessageState.FAILED}'
    AND message.event <> '{Event.MESSAGE_FAILED}')
ORDER BY administers.user_id
""")
)
"""Administrators who have not heard today that messages fail, if one of these messages has failed.

A notice of this that fails itself brings no other.
"""
