"""A server whose address is taken says so before it starts or tells anything."""

import socket

import pytest

from hb.kit.settings import Settings, UnfitSettings
from hb.serving import bound


def test_taken_address_is_refused_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UnfitSettings) as refused:
            bound(Settings(port=port))
    assert str(refused.value) == (
        f"Nothing can be served on 127.0.0.1:{port} (Address already in use);"
        " set HB_PORT or HB_HOST to another."
    )


def test_free_address_is_taken_and_given_back() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with bound(Settings(port=port)) as listener:
        assert listener.getsockname() == ("127.0.0.1", port)
    bound(Settings(port=port)).close()
