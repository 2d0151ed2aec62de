"""Row-level security as it must be: the context's functions, and the policies of each table.

No program runs this text. Migrations, which are history, put the functions and policies into the database;
tests/access compares what a migrated database has with what this file says. Read it to know who may see and
write which rows; change it together with a migration.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Table

from hb.access.rules import CARE_ROLES, CLIENT_ROLES, PRODUCER_ROLES, Ground, Role, Scope

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

ENTER = f"""
CREATE FUNCTION enter() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told text;
  acting text := ctx_role();
  asked uuid := CASE acting WHEN '{Role.CLIENT}' THEN ctx_party() WHEN '{Role.REPRESENTATIVE}' THEN ctx_on_behalf_of()
    ELSE nullif(current_setting('hb.about', true), '')::uuid END;
  grounds text[] := CASE WHEN acting IS NULL THEN NULL
    WHEN acting = '{Role.REPRESENTATIVE}' THEN ARRAY['{Ground.REPRESENTATION}']
    WHEN ctx_on_behalf_of() IS NOT NULL THEN ARRAY['{Ground.SELF}', '{Ground.TEAM}', '{Ground.SUBSTITUTION}']
    ELSE ARRAY['{Ground.SELF}', '{Ground.TEAM}', '{Ground.CARE_RELATIONSHIP}'] END;
  organiser uuid := ctx_organiser();
  party uuid := ctx_party();
  today date := (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date;
  widest text;
BEGIN
  IF acting IN ('{Role.ON_CALL_WORKER}', '{Role.TEAM_LEADER}') THEN
    grounds := array_append(grounds, '{Ground.EMERGENCY}');
  END IF;
  IF asked IS NOT NULL THEN
    SELECT reach.scope INTO widest FROM reach
      WHERE reach.organiser_id = organiser AND reach.party_id = party AND reach.client_id = asked
        AND reach.ground = ANY (grounds) AND reach.scope <> '{Scope.ORDER}' AND (reach.scope <> '{Scope.VIEW}' OR ctx_door() IS DISTINCT FROM 'command' OR acting = '{Role.REPRESENTATIVE}')
        AND today <@ daterange(reach.valid_from, reach.valid_until + 1)
      ORDER BY reach.scope = '{Scope.FINANCIAL}' LIMIT 1;
  END IF;
  told := set_config('hb.today', today::text, true);
  told := set_config('hb.client', CASE WHEN widest IS NOT NULL THEN asked::text ELSE '' END, true);
  told := set_config('hb.personal_client', CASE WHEN widest <> '{Scope.FINANCIAL}' THEN asked::text ELSE '' END,
    true);
  IF acting = '{Role.REPRESENTATIVE}' THEN
    grounds := '{{}}';
  END IF;
  told := set_config('hb.grounds', coalesce(grounds::text, ''), true);
END $$;
"""  # noqa: E501 the text is compared with the database's, blank by blank
"""Completes the context: today, the grounds on which this role may see clients, and the client at hand.

The client at hand is the client who acts or is acted for, or whom the request names (`hb.about`). It is set
only if reach allows it, which is looked up here once; policies then compare rows with it instead of looking
up reach row by row, and look up reach for all other clients (hb/adr/0006). A representative, who may have
several clients, reaches one of them in a request. What an emergency opened is seen by the worker on call and
by the team leader who reviews it: another role of the same person, which may also decide and write, does not
see it. Reach that views is counted for reading: in a command it is a representative's alone, whose
permissions it narrows. A substitute has the absent worker's role over the absent worker's clients alone, and
the own role over the own clients alone.
"""

_OWN_ORGANISER = "organiser_id = (SELECT ctx_organiser())"
_COMMAND = "(SELECT ctx_door()) = 'command'"
_REACHED = """({table}.{subject} = (SELECT {client}) OR EXISTS (SELECT 1 FROM reach
    WHERE reach.organiser_id = {table}.organiser_id AND reach.party_id = (SELECT ctx_party())
    AND reach.client_id = {table}.{subject} AND reach.ground = ANY ((SELECT ctx_grounds())::text[])
    AND reach.scope <> '{order}'{only_read}{personal}
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1) OFFSET 0))"""
"""The client at hand, or another whom the party reaches today.

OFFSET 0 keeps the planner from gathering a party's whole reach for each table that a statement names, in
order to look up one row in it: a page costs the same whether its reader reaches one client or a whole team's
(hb/adr/0005).
"""
_ONLY_READ = f" AND (reach.scope <> '{Scope.VIEW}' OR (SELECT ctx_door()) IS DISTINCT FROM 'command')"
"""What a worker opened for a stated reason is read, and no command counts it."""
_PERSONAL = f" AND reach.scope <> '{Scope.FINANCIAL}'"


def _roles(roles: Iterable[str]) -> str:
    return ", ".join(f"'{role}'" for role in roles)


_ADDRESSED = f"""({{table}}.producer_id = (SELECT ctx_party()) AND {{table}}.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ({_roles(sorted(PRODUCER_ROLES))}))"""
"""The producer whose order it is, once there is an order."""
_PAID = f"""({{table}}.producer_id = (SELECT ctx_party())
    AND (SELECT ctx_role()) IN ({_roles(sorted(PRODUCER_ROLES))}))"""
"""The producer who is paid; of the organiser's people those whose duty it is see the rows by `roles`."""

_SYSTEM = f"{_COMMAND} AND (SELECT ctx_role()) = '{Role.SYSTEM}'"
"""What happens by itself, one organiser at a time; no role assignment holds this role."""

POLICIES: Mapping[str, str] = {
    "organiser": _OWN_ORGANISER,
    "client": f"{_OWN_ORGANISER} AND ({{roles}}{_REACHED})",
    "order": f"{_OWN_ORGANISER} AND ({{roles}}{_ADDRESSED} OR {_REACHED})",
    "payee": f"{_OWN_ORGANISER} AND ({{roles}}{_PAID})",
    "ledger": f"{_OWN_ORGANISER} AND ({_COMMAND} OR {{roles}}{_REACHED})",
    "command": f"{_OWN_ORGANISER} AND {_COMMAND}",
    "own": f"{_OWN_ORGANISER} AND actor_id = (SELECT ctx_actor())",
    "role": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR user_id = (SELECT ctx_actor())
    OR role NOT IN ({_roles(sorted(CLIENT_ROLES))}))""",
    "representative": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR id = (SELECT ctx_party())
    OR EXISTS (SELECT 1 FROM representation WHERE representation.organiser_id = {{table}}.organiser_id
    AND representation.representative_id = {{table}}.id))""",
    "reach": f"{_OWN_ORGANISER} AND (party_id = (SELECT ctx_party()) OR {_COMMAND})",
    "filed": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR {{table}}.filed_by = (SELECT ctx_actor())
    OR {{table}}.team_id = (SELECT ctx_party()) OR {_REACHED})""",
    "recipient": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of())))
    AND ((SELECT ctx_role()) IS DISTINCT FROM '{Role.REPRESENTATIVE}' OR client_id IS NULL OR client_id =
    CASE WHEN {{personal_rows}} THEN (SELECT ctx_personal_client()) ELSE (SELECT ctx_client()) END)""",
    "task": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))
    OR (recipient_id IS NULL AND (SELECT ctx_role()) = '{Role.ON_CALL_WORKER}')
    OR ((SELECT ctx_role()) IN ({_roles(sorted(CARE_ROLES))}) AND {_REACHED}))""",
    "trait": f"{_OWN_ORGANISER} AND ({_COMMAND} OR worker_id = (SELECT ctx_actor()))",
    "oversight": f"{_OWN_ORGANISER} AND ({_COMMAND} OR (SELECT ctx_role()) = '{Role.AUDITOR}')",
    "log": f"{_OWN_ORGANISER} AND ({_COMMAND} OR (SELECT ctx_role()) = '{Role.AUDITOR}')",
    "operation": f"{_OWN_ORGANISER} AND ({_COMMAND} OR (SELECT ctx_role()) = '{Role.ADMINISTRATOR}')",
    "unsent": f"""{_OWN_ORGANISER} AND ({_COMMAND} OR (SELECT ctx_role()) = '{Role.ADMINISTRATOR}'
    OR ((SELECT ctx_role()) IN ({_roles(sorted(CARE_ROLES))}) AND EXISTS (SELECT 1 FROM unsent_party
    WHERE unsent_party.organiser_id = {{table}}.organiser_id
    AND unsent_party.message_id = {{table}}.message_id)))""",
    "job": f"{_OWN_ORGANISER} AND {_SYSTEM}",
    "work": f"{_OWN_ORGANISER} AND {_SYSTEM}",
    "system": f"{_OWN_ORGANISER} AND {_SYSTEM}",
}
"""The condition on rows that are seen and written, by the table's policy; names in braces are set per table.

A representative is seen by those to whom the policy of representations shows one. A table whose
`info["personal"]` is true contains no money and is closed to representatives in financial matters alone, as
are the rows of which `info["personal_rows"]` is true. A representative's messages are about the client acted
for. A filed contact, an urgent task and a message that did not leave are seen by those whose they are, and by
workers and leaders who reach the client. Rows of `work` are read by administrators too, of `system` by none.
"""

_REACH_GIVERS = (Role.SERVICE_GUIDE, Role.SOCIAL_WORKER, Role.TEAM_LEADER, Role.ON_CALL_WORKER)
_REACH_GIVEN = f"""{_OWN_ORGANISER} AND {_COMMAND}
    AND (SELECT ctx_role()) IN ({_roles(_REACH_GIVERS)})"""
"""Reach is given by workers alone; clients and producers may end their own reach and not widen it."""
_REACH_ENDED = f"{_OWN_ORGANISER} AND {_COMMAND}"
_WORK_LEFT = f"{_OWN_ORGANISER} AND {_COMMAND}"
"""A command leaves work behind, and reads and changes none."""
_WORK_READ = f"{_OWN_ORGANISER} AND (SELECT ctx_role()) = '{Role.ADMINISTRATOR}'"
_WORK_RETRIED = f"{_WORK_READ} AND {_COMMAND}"
_LOG_INSERT = f"{_OWN_ORGANISER} AND actor_id = (SELECT ctx_actor()) AND role = (SELECT ctx_role())"
"""A log takes rows of the actor's own doing, in the role of the request, in either access mode."""
_FOR_PURPOSE = " AND purpose = (SELECT ctx_purpose())"


OWNERS_POLICIES: Mapping[str, str] = {
    "client": f"""{_OWN_ORGANISER} AND (SELECT ctx_role()) IN ({_roles(sorted(PRODUCER_ROLES))})
    AND EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = client.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = client.id
    AND reach.ground = '{Ground.ORDER}'
    AND (SELECT ctx_today()) <@ daterange(reach.valid_from, reach.valid_until + 1) OFFSET 0)""",
    "reach": f"{_OWN_ORGANISER} AND ground = '{Ground.ORDER}'",
    "disclosure": f"{_OWN_ORGANISER} AND producer_user_id = (SELECT ctx_actor())",
    "disclosure_end": f"{_OWN_ORGANISER} AND producer_user_id = (SELECT ctx_actor())",
}
"""What the view `order_recipient`, which runs with its owner's rights, may read for a producer's user.

The owner of the tables alone is under these policies, which are added to the others (permissive), and nobody
signs in as it to serve: the app's role reads by them what the view's columns show, and nothing else. So the
reach that an order gives governs: a client's row is read while one is valid.
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of a table, as in pg_policies: `using` on rows that are read, `check` on rows written.

    `to` is the role that it is for, everybody unless it says otherwise; `of_owner` is whether it binds the
    tables' owner alone, instead of everybody.
    """

    name: str
    command: str
    using: str | None
    check: str | None
    to: str = "public"
    of_owner: bool = False


def subject_of(table: Table) -> str:
    """The column that names whose data a row is: `client_id` unless the table says otherwise."""
    return str(table.info["subject"] or "client_id")


def policy_of(table: Table) -> str | None:
    """The condition of a table's row-level security, or None for a table that belongs to no organiser."""
    name = table.info["policy"]
    if name == "common":
        return None
    roles = _roles(table.info["roles"])
    return POLICIES[name].format(
        table=table.name,
        order=Scope.ORDER,
        only_read=_ONLY_READ,
        subject=subject_of(table),
        personal=_PERSONAL if table.info.get("personal") else "",
        personal_rows=table.info.get("personal_rows"),
        client="ctx_personal_client()" if table.info.get("personal") else "ctx_client()",
        roles=f"(SELECT ctx_role()) IN ({roles}) OR " if roles else "",
    )


def policies_of(table: Table) -> tuple[Policy, ...]:
    """The policies that a table must have; none for a common table, which everybody reads."""
    condition = policy_of(table)
    if condition is None:
        return ()
    of_owner = OWNERS_POLICIES.get(table.name)
    if of_owner is None:
        return _policies_of(table, condition)
    name = f"{table.name}_of_orders"
    return (*_policies_of(table, condition), Policy(name, "SELECT", of_owner, None, of_owner=True))


def _policies_of(table: Table, condition: str) -> tuple[Policy, ...]:
    match table.info["policy"]:
        case "reach":
            return (
                Policy("reach_reading", "SELECT", condition, None),
                Policy("reach_giving", "INSERT", None, _REACH_GIVEN),
                Policy("reach_ending", "UPDATE", _REACH_ENDED, _REACH_ENDED),
            )
        case "log":
            insert = _LOG_INSERT + (_FOR_PURPOSE if "purpose" in table.c else "")
            return (
                Policy(f"{table.name}_reading", "SELECT", condition, None),
                Policy(f"{table.name}_writing", "INSERT", None, insert),
            )
        case "work" | "job" as kind:
            of_jobs = (
                Policy(f"{table.name}_leaving", "INSERT", None, _WORK_LEFT),
                Policy(f"{table.name}_retrying", "UPDATE", _WORK_RETRIED, _WORK_RETRIED),
            )
            return (
                *(of_jobs if kind == "job" else ()),
                Policy(f"{table.name}_policy", "ALL", condition, condition),
                Policy(f"{table.name}_reading", "SELECT", _WORK_READ, None),
            )
        case _:
            proving = (_proving(table),) if table.info.get("proved") else ()
            working = (_working(table),) if table.info["policy"] in WORKED else ()
            return (*proving, Policy(f"{table.name}_policy", "ALL", condition, condition), *working)


WORKED = frozenset({"client", "order", "payee"})
"""The policies that show a row to some callers alone in the access mode `command` too."""


def _working(table: Table) -> Policy:
    """What happens by itself reads and writes all rows of one organiser at a time.

    Other policies let everything of the organiser be seen in the access mode `command` anyway.
    """
    condition = f"{_OWN_ORGANISER} AND {_SYSTEM}"
    return Policy(f"{table.name}_working", "ALL", condition, condition)


def _proving(table: Table) -> Policy:
    """The database's owner, for whom `verify` and `seal` run, reads all rows of one organiser at a time.

    The app's role neither owns the database nor may become its owner, so that it never has this policy.
    """
    return Policy(f"{table.name}_proving", "SELECT", _OWN_ORGANISER, None, to="pg_database_owner")
