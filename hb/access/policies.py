"""Row-level security: the context's functions and the condition of each table's policy, as text."""

from sqlalchemy import Table

CONTEXT = """
CREATE FUNCTION ctx_organiser() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.organiser', true), '')::uuid;
CREATE FUNCTION ctx_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.actor', true), '')::uuid;
CREATE FUNCTION ctx_party() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.party', true), '')::uuid;
CREATE FUNCTION ctx_on_behalf_of() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.on_behalf_of', true), '')::uuid;
CREATE FUNCTION ctx_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.role', true), '');
CREATE FUNCTION ctx_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.purpose', true), '');
CREATE FUNCTION ctx_door() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.door', true), '');
CREATE FUNCTION ctx_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('hb.now', true), '')::timestamptz, transaction_timestamp());
CREATE FUNCTION ctx_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('hb.today', true), '')::date,
    (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date);
CREATE FUNCTION ctx_grounds() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.grounds', true), '')::text[];
CREATE FUNCTION ctx_client() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.client', true), '')::uuid;
CREATE FUNCTION ctx_personal_client() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.personal_client', true), '')::uuid;
"""
"""Functions that policies read the context with; a missing context is NULL, which matches no row."""

ENTER = """
CREATE FUNCTION enter() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told text;
  acting text := ctx_role();
  asked uuid := CASE acting WHEN 'CLIENT' THEN ctx_party() WHEN 'REPRESENTATIVE' THEN ctx_on_behalf_of()
    ELSE nullif(current_setting('hb.about', true), '')::uuid END;
  grounds text[] := CASE WHEN acting IS NULL THEN NULL
    WHEN acting = 'REPRESENTATIVE' THEN ARRAY['REPRESENTATION']
    WHEN ctx_on_behalf_of() IS NOT NULL THEN ARRAY['SELF', 'TEAM', 'SUBSTITUTION']
    ELSE ARRAY['SELF', 'TEAM', 'CARE_RELATIONSHIP'] END;
  organiser uuid := ctx_organiser();
  party uuid := ctx_party();
  today date := (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date;
  widest text;
BEGIN
  IF acting IN ('ON_CALL_WORKER', 'TEAM_LEADER') THEN
    grounds := array_append(grounds, 'EMERGENCY');
  END IF;
  IF asked IS NOT NULL THEN
    SELECT reach.scope INTO widest FROM reach
      WHERE reach.organiser_id = organiser AND reach.party_id = party AND reach.client_id = asked
        AND reach.ground = ANY (grounds) AND reach.scope <> 'ORDER'
        AND today <@ daterange(reach.valid_from, reach.valid_until, '[]')
      ORDER BY reach.scope = 'FINANCIAL' LIMIT 1;
  END IF;
  told := set_config('hb.today', today::text, true);
  told := set_config('hb.client', CASE WHEN widest IS NOT NULL THEN asked::text ELSE '' END, true);
  told := set_config('hb.personal_client', CASE WHEN widest <> 'FINANCIAL' THEN asked::text ELSE '' END,
    true);
  IF acting = 'REPRESENTATIVE' THEN
    grounds := '{}';
  END IF;
  told := set_config('hb.grounds', coalesce(grounds::text, ''), true);
END $$;
"""
"""Ends the setting of a context: the day, the grounds that open clients to the caller, the client at hand.

The client at hand is the one who acts, is acted for, or whom a request names (`hb.about`). It is taken only
when reach says so here, once; policies then compare rows with it instead of asking reach row by row, and ask
for all other clients (hb/adr/0006). A representative, who may have several clients, reaches no other in one
request. What an emergency opened is seen by who is on call and by who reviews it: another role of the same
person, which may also decide and write, gains nothing by it. Who stands in for another worker has that
worker's role over that worker's clients and not over their own, and their own role over their own clients
alone.
"""

_OWN_ORGANISER = "organiser_id = (SELECT ctx_organiser())"
_COMMAND = "(SELECT ctx_door()) = 'command'"
_REACHED = """({table}.{subject} = (SELECT {client}) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = {table}.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = {table}.{subject} AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> 'ORDER'{personal}
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until, '[]') OFFSET 0))"""
"""The client at hand, or another whom reach opens today.

OFFSET 0 keeps the planner from gathering a party's whole reach for each table that a statement names, in
order to look up one row in it: it asks for the client at hand, so a page costs the same whether its reader
reaches one client or a whole team's (hb/adr/0005).
"""
_PERSONAL = " AND reach.scope <> 'FINANCIAL'"
_ADDRESSED = """({table}.producer_id = (SELECT ctx_party()) AND {table}.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'))"""
_PAID = """({table}.producer_id = (SELECT ctx_party())
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'))"""
"""What a producer is paid: its own users see it, and of the organiser's people those whose duty it is."""

POLICIES = {
    "organiser": _OWN_ORGANISER,
    "client": f"{_OWN_ORGANISER} AND ({{roles}}{_REACHED})",
    "order": f"{_OWN_ORGANISER} AND ({{roles}}{_ADDRESSED} OR {_REACHED})",
    "payee": f"{_OWN_ORGANISER} AND ({{roles}}{_PAID})",
    "ledger": f"{_OWN_ORGANISER} AND ({_COMMAND} OR {{roles}}{_REACHED})",
    "command": f"{_OWN_ORGANISER} AND {_COMMAND}",
    "own": f"{_OWN_ORGANISER} AND actor_id = (SELECT ctx_actor())",
    "standing": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR user_id = (SELECT ctx_actor())
    OR role NOT IN ('CLIENT', 'REPRESENTATIVE'))""",
    "representative": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR id = (SELECT ctx_party())
    OR EXISTS (SELECT 1 FROM representation WHERE representation.organiser_id = {{table}}.organiser_id
    AND representation.representative_id = {{table}}.id))""",
    "reach": f"{_OWN_ORGANISER} AND (party_id = (SELECT ctx_party()) OR {_COMMAND})",
    "recipient": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of())))""",
    "log": f"{_OWN_ORGANISER} AND ({_COMMAND} OR (SELECT ctx_role()) = 'AUDITOR')",
}
"""Who sees and writes a row, by the table's policy. Names in braces are filled in per table.

A representative is seen by whom the representation's own policy shows the representation to. A table whose
`info["personal"]` is true holds no money and is closed to representatives in financial matters alone.
"""

REACH_GIVEN = f"""{_OWN_ORGANISER} AND {_COMMAND}
    AND (SELECT ctx_role()) IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER')"""
"""Reach is given by workers alone; a client or producer may end what they have, and not widen it."""
LOG_INSERT = f"{_OWN_ORGANISER} AND actor_id = (SELECT ctx_actor()) AND role = (SELECT ctx_role())"
"""A log takes rows of the actor's own doing, in the role they act in, through either door."""
_FOR_PURPOSE = " AND purpose = (SELECT ctx_purpose())"


def subject_of(table: Table) -> str:
    """The column that names whose data a row is: `client_id` unless the table says otherwise."""
    return str(table.info["subject"] or "client_id")


def policy_of(table: Table) -> str | None:
    """The condition of a table's row-level security, or None for a table that belongs to no organiser."""
    name = table.info["policy"]
    if name == "common":
        return None
    roles = ", ".join(f"'{role}'" for role in table.info["roles"])
    return POLICIES[name].format(
        table=table.name,
        subject=subject_of(table),
        personal=_PERSONAL if table.info.get("personal") else "",
        client="ctx_personal_client()" if table.info.get("personal") else "ctx_client()",
        roles=f"(SELECT ctx_role()) IN ({roles}) OR " if roles else "",
    )


def policy_statements(table: Table) -> list[str]:
    """What a migration runs to put a table behind row-level security; empty for a common table."""
    condition = policy_of(table)
    if condition is None:
        return []
    statements = [
        f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY",
    ]
    if table.info["policy"] == "reach":
        ended = f"{_OWN_ORGANISER} AND {_COMMAND}"
        return [
            *statements,
            f"CREATE POLICY reach_reading ON reach FOR SELECT USING ({condition})",
            f"CREATE POLICY reach_giving ON reach FOR INSERT WITH CHECK ({REACH_GIVEN})",
            f"CREATE POLICY reach_ending ON reach FOR UPDATE USING ({ended}) WITH CHECK ({ended})",
        ]
    if table.info["policy"] != "log":
        rule = (
            f"CREATE POLICY {table.name}_policy ON {table.name} USING ({condition}) WITH CHECK ({condition})"
        )
        return [*statements, rule]
    taken = LOG_INSERT + (_FOR_PURPOSE if "purpose" in table.c else "")
    return [
        *statements,
        f"CREATE POLICY {table.name}_reading ON {table.name} FOR SELECT USING ({condition})",
        f"CREATE POLICY {table.name}_writing ON {table.name} FOR INSERT WITH CHECK ({taken})",
    ]
