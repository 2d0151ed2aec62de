"""Tests of the names in the environment: a misspelt setting is refused, an orchestrator's are passed over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hb.kit.environment import READ_ELSEWHERE, fault_of_names
from hb.kit.settings import Settings, UnfitSettings, read_settings

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bHB_[A-Z0-9_]*[A-Z0-9]\b")
SOURCES = ("*.md", "Makefile", "Dockerfile", "pyproject.toml", "hb/**/*", "migrations/**/*", "tests/**/*")
OF_THE_FRONTENDS = ("*.md", "scripts/**/*", "ts/**/*", "test/**/*", "client.js", "package.json")
NAMES = frozenset(f"HB_{name.upper()}" for name in Settings.model_fields)
PORT = (
    "HB_PORT is the address of an orchestrator's service that is called hb, not a port: give that service"
    " another name, or the container no service links (enableServiceLinks: false in Kubernetes), or set"
    " HB_PORT to the port to serve on."
)
# What Kubernetes 1.34 puts into every container beside services called hb and hb-postgres.
SERVICES = {
    "HB_SERVICE_HOST": "10.0.0.1",
    "HB_SERVICE_PORT": "8000",
    "HB_SERVICE_PORT_HTTP": "8000",
    "HB_PORT_8000_TCP": "tcp://10.0.0.1:8000",
    "HB_PORT_8000_TCP_PROTO": "tcp",
    "HB_PORT_8000_TCP_PORT": "8000",
    "HB_PORT_8000_TCP_ADDR": "10.0.0.1",
    "HB_POSTGRES_SERVICE_HOST": "10.0.0.2",
    "HB_POSTGRES_SERVICE_PORT": "5432",
    "HB_POSTGRES_PORT": "tcp://10.0.0.2:5432",
    "HB_POSTGRES_PORT_5432_TCP": "tcp://10.0.0.2:5432",
    "HB_POSTGRES_PORT_5432_TCP_ADDR": "10.0.0.2",
}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("HB_DATABSE_URL", "did you mean HB_DATABASE_URL?"),
        ("HB_DATABASEURL", "did you mean HB_DATABASE_URL?"),
        ("HB_ENV", "did you mean HB_ENVIRONMENT?"),
        ("HB_ENVIROMENT", "did you mean HB_ENVIRONMENT?"),
        ("HB_PORTS", "did you mean HB_PORT?"),
        ("hb_databse_url", "did you mean HB_DATABASE_URL?"),
        ("HB_COLOUR_OF_THE_SKY", "remove it, or correct its name."),
    ],
)
def test_unknown_name_is_refused_with_the_nearest_setting(name: str, hint: str) -> None:
    """O5: one typing error, and a county would be served from an embedded database."""
    assert fault_of_names({"PATH": "/bin", name: "x"}, NAMES) == f"{name} is no setting of hb; {hint}"


def test_services_of_an_orchestrator_are_passed_over() -> None:
    assert fault_of_names(SERVICES, NAMES) is None


@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8000", "udp://10.0.0.1:8000"])
def test_address_in_place_of_the_port_is_refused_and_explained(address: str) -> None:
    assert fault_of_names(SERVICES | {"HB_PORT": address}, NAMES) == PORT


@pytest.mark.parametrize("name", ["HB_POSTGRES_PORT", "HB_DATABASE_URL_PORT"])
def test_port_of_a_service_is_one_by_its_address_alone(name: str) -> None:
    assert fault_of_names({name: "tcp://10.0.0.2:5432"}, NAMES) is None
    assert str(fault_of_names({name: "5432"}, NAMES)).startswith(f"{name} is no setting of hb; ")


def test_the_environment_is_looked_at_before_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HB_DATABSE_URL", "postgresql://hb_app:secret@db/hb")
    with pytest.raises(UnfitSettings) as refused:
        read_settings()
    assert str(refused.value) == "HB_DATABSE_URL is no setting of hb; did you mean HB_DATABASE_URL?"


def sources() -> Iterator[Path]:
    """What is written in this repository and may name a setting, but for these tests and what they test."""
    patterns = (*SOURCES, *(f"frontend_contract/{pattern}" for pattern in OF_THE_FRONTENDS))
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            is_text = path.suffix in {".md", ".py", ".js", ".mjs", ".ts", ".json", ".toml", ""}
            if is_text and path.is_file() and path.name not in {"test_environment.py", "environment.py"}:
                yield path


def test_every_name_that_the_repository_writes_is_a_setting_or_read_elsewhere() -> None:
    """A name that a script, a recipe or a document sets must not refuse the start."""
    written = {name for path in sources() for name in NAME.findall(path.read_text("utf-8"))}
    assert {"HB_PORT", "HB_TOKEN", "HB_WRITE_EXAMPLES"} <= written
    assert written - NAMES == READ_ELSEWHERE
