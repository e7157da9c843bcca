"""What is installed can show its pages: the wheel holds templates, styles, scripts and the body."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "unknot" / "web" / "static" / "unknot" / "chart"
SHOWN = """
import os, sys
sys.path.insert(0, sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
import django
django.setup()
import unknot
assert unknot.__file__.startswith(sys.argv[1]), unknot.__file__
from django.test import Client
client = Client(headers={"host": "localhost"})
for address in sys.argv[2:]:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    assert b"".join(response), address
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_pages_need(wheel: Path) -> None:
    assert (BUILT / "body.js").is_file(), "Build the paintable body first: make chart"
    kept = {path.relative_to(ROOT / "src").as_posix() for path in files_below_src()}
    with zipfile.ZipFile(wheel) as opened:
        packed = set(opened.namelist())
    assert sorted(kept - packed) == []
    assert "unknot/web/static/unknot/chart/body.js" in packed


def files_below_src() -> list[Path]:
    """Every file of the pages and the body that is no leftover of a run."""
    unknot = ROOT / "src" / "unknot"
    return [
        path
        for folder in (unknot / "web", unknot / "body")
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    ]


@pytest.mark.slow
def test_the_unpacked_wheel_shows_its_pages(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path)
    addresses = ["/", "/body/1/meta", "/static/unknot/base.css", "/static/unknot/chart/body.js"]
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, str(tmp_path), *addresses],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
