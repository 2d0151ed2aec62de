"""The image's steps without a container engine: what the Dockerfile copies is enough to migrate and serve."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COPIED: list[str] = re.findall(r"^COPY (\S+) \S+$", DOCKERFILE, re.MULTILINE)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The folder /app of the image: the copied files and nothing else of the repository."""
    for source in COPIED:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (tmp_path / source).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / source, tmp_path / source)
    return tmp_path


def run(image: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **settings}
    return subprocess.run(
        [sys.executable, "-m", "hb", *arguments],
        cwd=image,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_installs_from_the_hashed_lock_and_runs_as_an_ordinary_user() -> None:
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert re.search(r"^USER hb$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.index("USER hb") < DOCKERFILE.index("ENTRYPOINT")
    assert 'ENTRYPOINT ["python", "-m", "hb"]\nCMD ["serve"]' in DOCKERFILE


def test_o17_image_has_a_healthcheck_that_finds_a_living_server_and_no_other() -> None:
    """It asks whether the process lives: a restart would not bring a database back."""
    found = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert len(found) == 1
    _, *arguments = json.loads(found[0])

    class Living(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/health/live" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def checked(port: int) -> int:
        environment = {"PATH": os.environ["PATH"], "HB_PORT": str(port)}
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    with HTTPServer(("127.0.0.1", 0), Living) as server:
        threading.Thread(target=server.serve_forever).start()
        assert checked(server.server_port) == 0
        server.shutdown()
    assert checked(server.server_port) == 1


def test_image_prints_the_schema_of_record(image: Path) -> None:
    printed = run(image, "schema")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout == (ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8")


def test_image_migrates(image: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = str(tmp_path_factory.mktemp("home"))
    migrated = run(image, "migrate", HB_HOME=home)
    assert migrated.returncode == 0, migrated.stderr
    verified = run(image, "verify", HB_HOME=home)
    assert verified.returncode == 0, verified.stderr
    assert verified.stdout.startswith("Checked 0 organisers")


SETTING = """
from datetime import UTC, date, datetime
from uuid import UUID
from hb.letters.rules import Letter
from hb.letters.service.printing import Batch, print_batch
letter = Letter(UUID(int=1), UUID(int=2), "fi", ("Aino", "Tie 1", "01900 ESPOO"), "Otsikko", ("Teksti.",))
names = {"fi": "Alue", "sv": "Området", "en": "Alue"}
made_at = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
print(print_batch(Batch(UUID(int=3), names, date(2026, 11, 30), 1, made_at, [letter])).pages)
"""


def test_image_sets_letters_with_the_fonts_that_it_holds(image: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    printed = subprocess.run(
        [sys.executable, "-c", SETTING],
        cwd=image,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (printed.stdout, printed.stderr) == ("(1,)\n", "")


def set_in_image() -> dict[str, str]:
    """The settings of the image's own environment."""
    return dict(re.findall(r"\b(HB_[A-Z_]+)=(\S+)", re.findall(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE)[0]))


def test_image_without_an_environment_refuses_to_start(
    image: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """S3: the image serves other machines, so that it is never taken for development by silence."""
    settings = set_in_image()
    assert settings == {"HB_HOST": "0.0.0.0", "HB_HOME": "/var/lib/hb"}
    home = tmp_path_factory.mktemp("home")
    for command in ("serve", "migrate"):
        refused = run(image, command, **settings | {"HB_HOME": str(home)})
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr == (
            "hb: HB_HOST opens the server to other machines, so set HB_ENVIRONMENT to production, or to"
            " development where every person is invented.\n"
        )
    assert list(home.iterdir()) == []


def test_image_of_production_without_a_database_refuses_to_start(
    image: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """O5: it served on an embedded database in a volume of the container's."""
    home = tmp_path_factory.mktemp("home")
    settings = set_in_image() | {"HB_HOME": str(home), "HB_ENVIRONMENT": "production"}
    refused = run(image, "serve", **settings)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "hb: In production HB_DATABASE_URL and HB_OWNER_DATABASE_URL must be set: the embedded database is"
        " for development.\n"
    )
    assert list(home.iterdir()) == []


def test_each_recipe_of_the_image_says_its_environment() -> None:
    recipes = re.findall(r"^#   (docker run .*)$", DOCKERFILE, re.MULTILINE)
    assert len(recipes) == 3
    assert [recipe for recipe in recipes if "HB_ENVIRONMENT=" not in recipe] == []
