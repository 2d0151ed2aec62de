"""The command line: serving, migrating, the demo, tokens, checks, listings and the jobs over files."""

import signal
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from hb import serving, working
from hb.access.rules import Role
from hb.api.permissions_page import permissions_page
from hb.api.schema import graphql_schema, printed_schema
from hb.app import contract
from hb.demo.load import DemoActor, NotEmpty
from hb.installation.codes import CodeChanges, UnfitCodes, bring_codes
from hb.installation.database import Addresses, migrate, require_migrated
from hb.installation.postgres_account import PostgresError
from hb.installation.preflight import UnfitDatabase
from hb.jobs import proofs
from hb.jobs.demo_time import Destination
from hb.jobs.import_prices import import_prices
from hb.jobs.rekey import Rekeyed, rekey
from hb.jobs.report_deliveries import report_deliveries
from hb.jobs.seal import OlderTransactionRuns
from hb.kit.connecting import Unreachable
from hb.kit.db import Database
from hb.kit.errors import DomainError
from hb.kit.keys import UnfitKeys
from hb.kit.language import Language
from hb.kit.secret_file import UnsafeSecretFile
from hb.kit.settings import Settings, UnfitSettings, read_settings
from hb.on_database import as_actor, on_database
from hb.statements import UnknownStatement, all_statements, statements_named, statements_of_document
from hb.web.documents import UnfitDocuments

REFUSALS = (
    PostgresError,
    UnfitCodes,
    UnfitDatabase,
    Unreachable,
    UnfitDocuments,
    UnfitKeys,
    UnfitSettings,
    UnsafeSecretFile,
    UnknownStatement,
    NotEmpty,
    OlderTransactionRuns,
    OSError,
)

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Personal budgets of the wellbeing services counties."
)

Organiser = Annotated[UUID, typer.Option(help="The organiser's id.")]
User = Annotated[UUID, typer.Option(help="The id of the person or program that acts.")]
RoleOption = Annotated[Role, typer.Option(help="In which role.")]


@app.command()
def serve(
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help="For frontend developers: the real server on a small demo region in a data directory of its"
            " own (HB_HOME with -demo), with tokens for each role; offline, ready in seconds.",
        ),
    ] = False,
) -> None:
    """Serve on HB_HOST:HB_PORT; without HB_DATABASE_URL on the embedded database, made ready first."""
    settings = read_settings()
    serving.serve(serving.demo_settings(settings) if demo else settings)


@app.command(name="migrate")
def migrate_command() -> None:
    """Bring the database to the newest migration and its codes to their files; needs the keys, to check."""
    for changes in on_database(lambda settings, addresses: migrate(addresses, settings.key_ring())):
        if changes.added or changes.changed:
            typer.echo(str(changes))


@app.command()
def codes() -> None:
    """Bring municipalities and service categories to their files; shows what was added or changed."""

    async def run(_settings: Settings, addresses: Addresses) -> tuple[CodeChanges, ...]:
        await require_migrated(addresses, writes=True)
        return await bring_codes(addresses.owner)

    for changes in on_database(run):
        typer.echo(str(changes))


@app.command()
def demo() -> None:
    """Load the demo region into an empty database, migrated first; in development only."""
    serving.refuse_in_production(read_settings())

    async def run(settings: Settings, addresses: Addresses) -> None:
        await migrate(addresses, settings.key_ring())
        typer.echo(str(await serving.load_demo(settings, addresses)))

    on_database(run)


@app.command()
def token(
    organiser: Organiser,
    user: User,
    role: RoleOption,
    on_behalf_of: Annotated[UUID | None, typer.Option(help="The client a representative acts for.")] = None,
) -> None:
    """Print a bearer token; in development only."""
    settings = read_settings()
    serving.refuse_in_production(settings)
    typer.echo(serving.token_for(settings, DemoActor(organiser, user, role, on_behalf_of)))


@app.command()
def verify(
    since_seal: Annotated[
        bool, typer.Option("--since-seal", help="Prove only what is new since the last seal.")
    ] = False,
) -> None:
    """Check that balances are the fold of transfers, that what is decided, counted, delivered and paid is
    what the ledger moved, that chains are whole and rows as sealed; exit 1 on any difference."""

    async def run(settings: Settings, addresses: Addresses) -> tuple[str, bool]:
        await require_migrated(addresses, writes=False)
        return await proofs.verify(settings, addresses.owner, only_new=since_seal)

    report, is_whole = on_database(run)
    typer.echo(report)
    if not is_whole:
        raise typer.Exit(1)


@app.command()
def seal(
    wait: Annotated[
        float, typer.Option(help="How many seconds to wait for transactions that are still running.")
    ] = 60,
    export: Annotated[
        Path | None, typer.Option(help="Seal nothing: write an organiser's seals and digests to this file.")
    ] = None,
    organiser: Annotated[UUID | None, typer.Option(help="With --export: whose seals.")] = None,
) -> None:
    """Seal the hours that have ended, in the database and outside it; exit 1 if an organiser is refused."""

    async def run(settings: Settings, addresses: Addresses) -> tuple[str, bool]:
        await require_migrated(addresses, writes=True)
        return await proofs.seal(settings, addresses.owner, wait, export, organiser)

    report, is_done = on_database(run)
    typer.echo(report)
    if not is_done:
        raise typer.Exit(1)


@app.command(name="rekey")
def rekey_command(
    restarted: Annotated[
        bool, typer.Option("--restarted", help="Every serving process has the next keys already.")
    ] = False,
) -> None:
    """Bring every encrypted row under HB_DATA_KEY_NEXT and HB_INDEX_KEY_NEXT, while others serve.

    First restart every serving process with the next keys beside the present ones: a process without them
    reads and writes no code any more. Without next keys: prove that every row is under the current keys.
    """

    async def run(settings: Settings, addresses: Addresses) -> Rekeyed:
        if not restarted and (settings.data_key_next or settings.index_key_next) is not None:
            raise UnfitSettings(
                "Restart every serving process with the next keys first, one after another;"
                " then run rekey --restarted."
            )
        await require_migrated(addresses, writes=True)
        database = await Database.connect(addresses.owner, size=2, statement_timeout_ms=600_000)
        try:
            return await rekey(database, settings.key_ring(), typer.echo)
        finally:
            await database.close()

    typer.echo(str(on_database(run)))


@app.command()
def schema(
    write: Annotated[Path | None, typer.Option(help="Write schema.graphql and permissions.md there.")] = None,
) -> None:
    """Print the GraphQL schema (SDL)."""
    if write is None:
        typer.echo(printed_schema(), nl=False)
        return
    (write / "schema.graphql").write_text(printed_schema(), encoding="utf-8")
    (write / "permissions.md").write_text(permissions_page(graphql_schema()), encoding="utf-8")


@app.command()
def statements(
    name: Annotated[str | None, typer.Argument(help="Its dotted name, or the end of it.")] = None,
    document: Annotated[
        str | None, typer.Option(help="A trusted document: print what its root fields read.")
    ] = None,
    role: Annotated[Role | None, typer.Option(help="With --document: as built for this role.")] = None,
) -> None:
    """List every SQL statement, or print one whole, as PostgreSQL gets it; exit 2 for an unknown name."""
    if document is not None:
        read = contract(read_settings())
        chosen = statements_of_document(read.engine, read.documents, document, role)
    elif name is not None:
        chosen = statements_named(name)
    else:
        typer.echo("\n".join(statement.line for statement in all_statements().values()))
        return
    typer.echo("\n\n".join(str(statement) for statement in chosen))


@app.command(name="report-deliveries")
def report_deliveries_command(
    file: Path, organiser: Organiser, user: User, role: RoleOption = Role.PRODUCER_REPORTER
) -> None:
    """Report the deliveries of a CSV file; the outcome of each row is written beside it."""
    summary = as_actor(
        organiser, user, role, lambda database, actor: report_deliveries(database, actor, file)
    )
    typer.echo(str(summary))


@app.command(name="import-prices")
def import_prices_command(
    file: Path, organiser: Organiser, user: User, role: RoleOption = Role.PRODUCER_ADMINISTRATOR
) -> None:
    """Propose the prices of a CSV file; the outcome of each row is written beside it."""
    summary = as_actor(organiser, user, role, lambda database, actor: import_prices(database, actor, file))
    typer.echo(str(summary))


@app.command(name="work")
def work_command() -> None:
    """Run jobs and clocks until SIGINT (Ctrl-C; the exit code is 130) or SIGTERM (0); several may run.

    What is under way is finished first. The embedded database needs none: `serve` does it there.
    """
    if working.work() == signal.SIGINT:
        raise typer.Exit(working.INTERRUPTED)


@app.command(name="clock")
def clock_command(
    to: Annotated[
        Destination | None, typer.Argument(help="Where to; status, or nothing, only says the time.")
    ] = None,
    days: Annotated[int | None, typer.Option(help="So many days instead.")] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="The time of the demo that `serve --demo` runs.")
    ] = False,
    language: Annotated[Language, typer.Option(help="In which language it speaks.")] = "en",
) -> None:
    """Move the demo's time day by day, and see what happens by itself; in development alone.

    SIGINT (Ctrl-C) stops it after the day under way; the exit code is 130.
    """
    if working.move_demo(to, days, typer.echo, language, is_demo=demo):
        raise typer.Exit(working.INTERRUPTED)


def main() -> None:
    """Run the command line; a refusal is one sentence and exit code 2."""
    try:
        app()
    except DomainError as refusal:
        typer.echo(f"hb: {refusal.message('en')}", err=True)
        sys.exit(2)
    except REFUSALS as refusal:
        typer.echo(f"hb: {refusal}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
