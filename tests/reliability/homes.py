"""Data directories of servers that tests kill: empty ones, and copies of what a run has made once."""

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from hb.installation.database import Addresses, migrate
from hb.installation.postgres import EmbeddedPostgres
from hb.kit.settings import Settings
from hb.serving import load_demo
from tests.once import once
from tests.run_folder import clear_home


@contextmanager
def own_home(name: str) -> Iterator[Path]:
    """A data directory for one test in the run's folder, whose server and files are gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix=f"hbk-{name}-")) / "home"
    home.parent.chmod(0o711)
    try:
        yield home
    finally:
        clear_home(home)
        with suppress(OSError):  # a server that a failed test left running is ended with the run
            home.parent.rmdir()


@contextmanager
def migrated_home(name: str) -> Iterator[Path]:
    """The same with a durable server's migrated data, stopped, and the keys of development."""
    with own_home(name) as home:
        _copy(_migrated(), home)
        yield home


@contextmanager
def demo_home(name: str) -> Iterator[Path]:
    """The same with the small demo region of today, loaded and sealed, on which nobody has served yet."""
    with own_home(name) as home:
        _copy(_with_demo(), home)
        yield home


def _migrated() -> Path:
    async def make(settings: Settings, addresses: Addresses) -> None:
        await migrate(addresses, settings.key_ring())

    return _made("migrated", make, lambda _home: None)


def _with_demo() -> Path:
    async def make(settings: Settings, addresses: Addresses) -> None:
        await load_demo(settings, addresses)

    return _made("demo", make, lambda home: _copy(_migrated(), home))


def _made(
    name: str,
    make: Callable[[Settings, Addresses], Coroutine[object, object, None]],
    begin: Callable[[Path], None],
) -> Path:
    """A data directory that the first who asks for it makes, and whose server is stopped."""
    with once(f"home-{name}") as place:
        if not place.exists():
            scratch = place.with_name(f"making-{name}")
            clear_home(scratch)
            begin(scratch)
            settings = Settings(home=scratch, environment="development", demo="small")
            settings.keys()
            with EmbeddedPostgres(scratch, durable=True) as server, ThreadPoolExecutor(1) as apart:
                addresses = Addresses(server.app_dsn, server.owner_dsn)
                apart.submit(lambda: asyncio.run(make(settings, addresses))).result()
            scratch.rename(place)
    return place


def _copy(source: Path, home: Path) -> None:
    """Copy a data directory with its owners, but for the socket, which its server makes when it starts."""
    assert not (source / "postgres").is_symlink()
    subprocess.run(["cp", "-a", "--reflink=auto", source, home], check=True)
    socket = home / "postgres" / "socket"
    if socket.is_symlink():
        socket.unlink()
    else:
        shutil.rmtree(socket, ignore_errors=True)
