"""What a start looks at before it begins: its address, its documents, whether it is the demo; and warming."""

import socket
from contextlib import suppress
from pathlib import Path

import pytest

from hb.access.rules import PERMISSIONS, Role
from hb.api.schema import make_engine
from hb.app import Contract, warm
from hb.kit.keys import new_key
from hb.kit.settings import Settings, UnfitSettings, new_token_keys
from hb.read import Engine, ReadRefused
from hb.read.document.warm import plausible_variables
from hb.read.sql.compile import StatementBuilder
from hb.serving import bound, demo_settings, serve
from hb.web.documents import TrustedDocuments, UnfitDocuments


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


def test_demo_has_a_small_region_and_a_home_of_its_own(tmp_path: Path) -> None:
    settings = demo_settings(Settings(home=tmp_path / ".hb", port=8100))
    assert (settings.home, settings.demo, settings.port) == (tmp_path / ".hb-demo", "small", 8100)
    assert settings.environment == "development"


DATABASES = {"database_url": "postgresql://a@localhost/d", "owner_database_url": "postgresql://b@localhost/d"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"environment": "development", **DATABASES},
            "serve --demo runs on an embedded database of its own alone.",
        ),
        (
            {
                "environment": "production",
                **DATABASES,
                "data_key": new_key(),
                "index_key": new_key(),
                "jwt_keys": new_token_keys(),
                "jwt_issuer": "https://id.example",
            },
            "In production no demo region is loaded and no token is made: persons are real there, and tokens"
            " come from the identity provider.",
        ),
    ],
)
def test_demo_is_refused_where_real_data_may_be(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(UnfitSettings) as refused:
        demo_settings(Settings(**given))  # type: ignore[arg-type]  # secrets are given as text, as the environment does
    assert str(refused.value) == sentence


def test_documents_that_cannot_be_trusted_are_told_before_anything_is_started(tmp_path: Path) -> None:
    path = tmp_path / "trusted.json"
    settings = Settings(home=tmp_path / "home", trusted_documents=path)
    with pytest.raises(UnfitDocuments) as refused:
        serve(settings)
    assert str(refused.value) == f"The trusted documents {path} cannot be read: No such file or directory."
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
async def test_trusted_documents_are_compiled_once(
    documents: TrustedDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After warming, whoever sends one with what it must be given waits for no compiling."""
    engine = make_engine()
    await warm(Contract(engine, documents))

    def compiled(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Engine, "_select", compiled)
    monkeypatch.setattr(StatementBuilder, "root", compiled)
    planned = 0
    for document in documents:
        for variables in plausible_variables(engine.graph, engine.document(document.text)):
            with suppress(ReadRefused):  # the cursor of a page that follows is one of nothing
                asked = engine.compile(document.text, None, variables).asked
                for role in Role:
                    if asked <= PERMISSIONS[role]:
                        engine.compile(document.text, None, variables, {"role": role.value})
                        planned += 1
    assert planned > len(documents)
    with pytest.raises(AssertionError):
        engine.compile("{ serviceCategories { code } }")
