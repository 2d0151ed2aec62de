"""A server of the tests behind TLS, as a standby, and behind a pooler that loses a session's settings."""

import asyncio
import shutil
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import asyncpg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hb.installation.postgres import APP, OWNER, SUPERUSER, EmbeddedPostgres
from hb.installation.postgres_files import SOCKET_FILE
from hb.kit.secret_file import read_secret

SSL_REQUEST = 80877103
Kind = Literal["tls", "refusing pooler", "ignoring pooler"]


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    address = x509.IPAddress(ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    crt, pem = folder / f"{name}.crt", folder / f"{name}.key"
    crt.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return crt, pem


@dataclass(frozen=True)
class Server:
    """A durable server of a data directory, and the certificate of the front before it."""

    postgres: EmbeddedPostgres
    host: str
    authority: Path

    def databases(self, *, options: str | None = None, hosts: str | None = None) -> dict[str, str]:
        """The settings that name this database over TCP, verified in full unless the options differ."""
        place = f"{hosts or self.host}/hb?{options or f'sslmode=verify-full&sslrootcert={self.authority}'}"
        keys = self.postgres.home / "keys"
        return {
            name: f"postgresql://{role}:{read_secret(keys / role)}@{place}"
            for name, role in (("HB_DATABASE_URL", APP), ("HB_OWNER_DATABASE_URL", OWNER))
        }

    def execute(self, statement: str) -> None:
        """Run a statement of the superuser's."""

        async def run() -> None:
            connection = await asyncpg.connect(self.postgres.dsn(SUPERUSER))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        asyncio.run(run())

    @classmethod
    @contextmanager
    def running(cls, home: Path, folder: Path) -> Iterator[Self]:
        """A server and its front under TLS; the certificate lies in the folder."""
        crt, key = certificate(folder, "server")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(crt, key)
        with EmbeddedPostgres(home, durable=True) as postgres, Front(postgres, "tls", context) as front:
            yield cls(postgres, front.host, crt)

    @contextmanager
    def as_standby(self) -> Iterator[None]:
        """Run the server as a standby that waits for its primary."""
        server = self.postgres
        signal = server.data / "standby.signal"
        server.stop()
        owner = server.data.stat()
        signal.touch(mode=0o600)
        shutil.chown(signal, owner.st_uid, owner.st_gid)
        server._hold()
        try:
            server._launch((server.folder / "socket").resolve(), server.folder / "postgresql.conf")
            yield
        finally:
            server.stop()
            signal.unlink()
            server.start()


class Front:
    """A TCP address before a server's socket, in a thread of its own.

    `tls`: takes connections under TLS alone (the embedded server is built without it). A pooler takes no
    settings of a session, as PgBouncer does: it refuses whoever asks for some or, told to ignore what it does
    not know (`ignore_startup_parameters`), drops them in silence.
    """

    def __init__(self, server: EmbeddedPostgres, kind: Kind, tls: ssl.SSLContext | None = None) -> None:
        self._socket = (server.folder / "socket").resolve() / SOCKET_FILE
        self._kind = kind
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self.host = ""

    def __enter__(self) -> Self:
        listening = self._loop.run_until_complete(asyncio.start_server(self._session, "127.0.0.1", 0))
        self.host = f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _session(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            startup = await self._message(client)
            is_encrypted = False
            if struct.unpack("!I", startup[:4])[0] == SSL_REQUEST:
                to_client.write(b"N" if self._tls is None else b"S")
                if self._tls is not None:
                    await to_client.start_tls(self._tls)
                    is_encrypted = True
                startup = await self._message(client)
            if self._kind == "tls" and not is_encrypted:
                to_client.write(refusal("28000", "no pg_hba.conf entry, no encryption"))
            elif self._kind == "refusing pooler":
                to_client.write(refusal("08P01", "unsupported startup parameter: plan_cache_mode"))
            else:
                server, to_server = await asyncio.open_unix_connection(self._socket)
                kept = without_settings(startup) if self._kind == "ignoring pooler" else startup
                to_server.write(struct.pack("!I", len(kept) + 4) + kept)
                await asyncio.gather(self._pass(client, to_server), self._pass(server, to_client))
            await to_client.drain()
        to_client.close()

    @staticmethod
    async def _message(client: asyncio.StreamReader) -> bytes:
        (length,) = struct.unpack("!I", await client.readexactly(4))
        return await client.readexactly(length - 4)

    @staticmethod
    async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        writer.close()


def without_settings(startup: bytes) -> bytes:
    """A startup message of protocol 3 with its user and database alone."""
    words = startup[4:].split(b"\0")
    pairs = dict(zip(words[::2], words[1::2], strict=False))
    kept = b"".join(name + b"\0" + pairs[name] + b"\0" for name in (b"user", b"database"))
    return startup[:4] + kept + b"\0"


def refusal(state: str, message: str) -> bytes:
    """An ErrorResponse of the protocol."""
    fields = b"".join(
        f"{kind}{value}".encode() + b"\0"
        for kind, value in (("S", "FATAL"), ("V", "FATAL"), ("C", state), ("M", message))
    )
    return b"E" + struct.pack("!I", len(fields) + 5) + fields + b"\0"
