"""The image's steps without a container engine: what the Dockerfile copies is enough to migrate and serve."""

import os
import re
import shutil
import subprocess
import sys
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


def test_refused_start_is_one_sentence(image: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    refused = run(image, "serve", HB_HOME=str(tmp_path_factory.mktemp("home")), HB_ENVIRONMENT="production")
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert re.fullmatch(r"hb: In production .+ must be set: no key is made up there\.\n", refused.stderr)
