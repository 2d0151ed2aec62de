"""The database's catalogue says what the models declare: policies, forced security, rights and views."""

import asyncpg
import pytest
from sqlalchemy import Table

from hb.access.policies import POLICIES, Policy, policies_of, policy_of
from hb.installation.postgres import APP, OWNER
from hb.kit.db import Database
from hb.kit.tables import metadata as declared_metadata
from hb.kit.tables import organiser_table, reference_id
from hb.modules import append_only, metadata
from tests.access.rows import fill
from tests.scene import Scene

TABLES = [table for table in metadata().sorted_tables if "view" not in table.info]
SECURED = [table for table in TABLES if table.info["policy"] != "common"]
COMMON = [table for table in TABLES if table.info["policy"] == "common"]
VIEWS = [table for table in metadata().sorted_tables if "view" in table.info]
OWNERS_VIEWS = {"order_recipient"}
"""Views that do not run with the reader's rights; `hb.plans.model.recipient` says why."""
CATALOGUE = (
    "SELECT policyname, cmd, permissive, roles::text, qual, with_check FROM pg_policies"
    " WHERE tablename = $1 ORDER BY policyname"
)


def names(tables: list[Table]) -> list[str]:
    return [table.name for table in tables]


def created(policy: Policy, table: Table) -> str:
    using = f" USING ({policy.using})" if policy.using else ""
    check = f" WITH CHECK ({policy.check})" if policy.check else ""
    to = f" TO {OWNER if policy.of_owner else policy.to}"
    return f"CREATE POLICY {policy.name} ON {table.name} FOR {policy.command}{to}{using}{check}"


@pytest.mark.parametrize("table", SECURED, ids=names(SECURED))
async def test_policies_in_the_catalogue_are_those_of_the_model(
    all_rows: asyncpg.Connection, table: Table
) -> None:
    found = await all_rows.fetch(CATALOGUE, table.name)
    trial = all_rows.transaction()
    await trial.start()
    try:
        for policy in found:
            await all_rows.execute(f"DROP POLICY {policy['policyname']} ON {table.name}")
        for declared_policy in policies_of(table):
            await all_rows.execute(created(declared_policy, table))
        declared = await all_rows.fetch(CATALOGUE, table.name)
    finally:
        await trial.rollback()

    assert [tuple(row) for row in found] == [tuple(row) for row in declared]
    assert found
    assert policy_of(table) is not None


async def test_security_is_enabled_and_forced_on_every_table_but_the_common_ones(
    all_rows: asyncpg.Connection,
) -> None:
    rows = await all_rows.fetch(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND relname <> 'alembic_version'"
    )

    assert {row["relname"]: (row["relrowsecurity"], row["relforcerowsecurity"]) for row in rows} == {
        **{table.name: (True, True) for table in SECURED},
        **{table.name: (False, False) for table in COMMON},
    }


def test_common_tables_name_no_client_and_no_organiser() -> None:
    for table in COMMON:
        assert not {"client_id", "organiser_id"} & set(table.c.keys()), table.name
        assert policy_of(table) is None
        assert policies_of(table) == ()


def test_every_table_with_a_client_is_secured_by_a_policy_on_that_client() -> None:
    for table in TABLES:
        if "client_id" in table.c:
            assert table.info["policy"] not in {"common", "organiser"}, table.name


async def test_every_other_view_runs_with_the_readers_rights(all_rows: asyncpg.Connection) -> None:
    rows = await all_rows.fetch(
        "SELECT relname, reloptions, relkind::text AS kind FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
    )

    assert {row["relname"]: (row["kind"], row["reloptions"]) for row in rows} == {
        view.name: ("v", None if view.name in OWNERS_VIEWS else ["security_invoker=true"]) for view in VIEWS
    }


async def test_view_with_its_owners_rights_is_one_and_its_owner_is_bound(
    all_rows: asyncpg.Connection,
) -> None:
    """S2: `order_recipient` shows columns of a row that no producer reads; who owns it bypasses nothing."""
    owner = await all_rows.fetchrow(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner"
        " WHERE relname = 'order_recipient'"
    )
    assert owner is not None
    assert tuple(owner) == (OWNER, False, False)
    assert {view.name for view in VIEWS if view.info.get("owners_rights")} == OWNERS_VIEWS


async def test_no_function_runs_with_its_owners_rights(all_rows: asyncpg.Connection) -> None:
    assert (
        await all_rows.fetch(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        == []
    )


async def test_app_role_owns_nothing_and_cannot_step_over_policies(all_rows: asyncpg.Connection) -> None:
    role = await all_rows.fetchrow(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, oid FROM pg_roles WHERE rolname = $1", APP
    )
    assert role is not None
    assert tuple(role)[:4] == (False, False, False, False)
    owned = await all_rows.fetchval("SELECT count(*) FROM pg_class WHERE relowner = $1", role["oid"])
    member_of = await all_rows.fetchval("SELECT count(*) FROM pg_auth_members WHERE member = $1", role["oid"])
    assert (owned, member_of) == (0, 0)
    for table in TABLES:
        for right in ("TRUNCATE", "REFERENCES", "TRIGGER"):
            assert not await all_rows.fetchval(
                "SELECT has_table_privilege($1, $2, $3)", APP, table.name, right
            )


async def test_app_role_may_neither_change_nor_remove_what_is_append_only(
    all_rows: asyncpg.Connection,
) -> None:
    rights = {
        table.name: [
            right
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
            if await all_rows.fetchval("SELECT has_table_privilege($1, $2, $3)", APP, table.name, right)
        ]
        for table in append_only()
    }

    # Seals are written by the owner's command alone.
    assert rights == {table.name: ["SELECT", "INSERT"] for table in append_only()} | {"seal": ["SELECT"]}


@pytest.mark.parametrize("table", append_only(), ids=names(list(append_only())))
@pytest.mark.parametrize("change", ["UPDATE {} SET organiser_id = organiser_id", "DELETE FROM {}"])
async def test_append_only_rows_stay_even_before_the_owner_and_the_superuser(
    app_dsn: str, scene: Scene, all_rows: asyncpg.Connection, table: Table, change: str
) -> None:
    await fill(all_rows, scene)
    before = await all_rows.fetchval(f"SELECT count(*) FROM {table.name}")
    app = await asyncpg.connect(app_dsn)

    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await app.execute(change.format(table.name))
    finally:
        await app.close()
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await all_rows.execute(change.format(table.name))

    assert await all_rows.fetchval(f"SELECT count(*) FROM {table.name}") == before
    assert before > 0


async def test_owner_too_stands_behind_the_policies(
    owner_dsn: str, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    await fill(all_rows, scene)
    owner = await Database.connect(owner_dsn, size=1)
    try:
        shown = await owner.run({}, lambda tx: tx.fetch_text("SELECT 1 FROM client"))
    finally:
        await owner.close()

    assert shown == []


def test_table_of_personal_matters_is_closed_to_financial_reach() -> None:
    try:
        trial = organiser_table("trial", reference_id("client_id"), policy="client")
        assert "'FINANCIAL'" not in str(policy_of(trial))
        trial.info["personal"] = True
        assert "AND reach.scope <> 'FINANCIAL'" in str(policy_of(trial))
    finally:
        declared_metadata.remove(trial)


def test_every_policy_asks_for_the_organiser_first() -> None:
    for condition in POLICIES.values():
        assert condition.startswith("organiser_id = (SELECT ctx_organiser())")
