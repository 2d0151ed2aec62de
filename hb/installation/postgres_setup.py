"""The setup of an embedded server: its settings, its two roles, and how a database of theirs is made."""

import secrets
from pathlib import Path

SUPERUSER, OWNER, APP = "hb_superuser", "hb_owner", "hb_app"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "150",
    "shared_buffers": "128MB",
    # What a county works on is in memory: at the defaults small tables are read whole for each look-up.
    "seq_page_cost": "0.2",
    "random_page_cost": "0.22",
    "jit": "off",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "datestyle": "iso, ymd",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FLEETING = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "300",  # each worker of the tests has a pool of its own
}

# Both are run again at every start, so that an interrupted first start is completed by the next one.
ROLES = f"""
SET log_min_error_statement = panic;
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['{OWNER}', '{APP}']) AS name
 WHERE name NOT IN (SELECT rolname FROM pg_roles) \\gexec
ALTER ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION
  PASSWORD :'owner_password';
ALTER ROLE {APP} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT
  PASSWORD :'app_password';
"""
CREATE_DATABASE = f"""
SELECT format('CREATE DATABASE %I OWNER {OWNER} TEMPLATE %I', :'name', :'template')
 WHERE :'name' NOT IN (SELECT datname FROM pg_database) \\gexec
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"name" TO {APP};
"""
DROP_DATABASE = 'DROP DATABASE IF EXISTS :"name" WITH (FORCE);'
WEAKNESSES = """
SELECT string_agg(name || '=' || setting, ' ') FROM pg_settings
 WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') AND setting <> 'on';
"""


def write_configuration(folder: Path, socket: Path, cluster: str, *, durable: bool) -> Path:
    """Write the server's configuration and return its path; every role needs its password."""
    rules = folder / "pg_hba.conf"
    rules.write_text("local all all scram-sha-256\n", encoding="utf-8")
    values = SETTINGS | (DURABLE if durable else FLEETING)
    values |= {"cluster_name": cluster, "unix_socket_directories": f'"{socket}"', "hba_file": str(rules)}
    configuration = folder / "postgresql.conf"
    lines = (f"{name} = '{value}'\n" for name, value in values.items())
    configuration.write_text("".join(lines), encoding="utf-8")
    for path in (rules, configuration):
        path.chmod(0o644)
    return configuration


def new_password() -> str:
    """Make a password of 256 random bits in letters that need no quoting."""
    return secrets.token_urlsafe(32)
