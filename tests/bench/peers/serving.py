"""The process of a peer written in Python: one uvicorn worker on a port of the kernel's choice."""

import importlib
import socket
import sys
from pathlib import Path

import uvicorn

from tests.bench.region import Region


def main(name: str, home: str) -> None:
    """Serve `module:function`, which makes an ASGI app of the region kept in `home`; print the port."""
    module, _, function = name.partition(":")
    application = getattr(importlib.import_module(module), function)(Region.kept_in(Path(home)))
    listener = socket.socket(socket.AF_INET)
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=120,
    )
    print(listener.getsockname()[1], flush=True)  # noqa: T201 read by who started us
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
