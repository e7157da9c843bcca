"""The exported files in the programs themselves, where those are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

EXAMPLE = str(Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json")
DEBIAN_PYTHON = Path("/usr/bin/python3")
SAFE_EYES = Path("/usr/lib/python3/dist-packages/safeeyes")
WORKRAVE = Path("/usr/share/workrave/exercises/exercises.xml")
ASK_SAFE_EYES = """
import builtins
builtins._ = lambda words: words
from safeeyes.model import BreakQueue, Config
config = Config()
queue = BreakQueue(config, {"session": {}})
breaks = [queue.next() for _ in range(6)]
for one in breaks:
    print(one.type.name, one.duration, one.name.partition(".")[0])
print(sorted(one["id"] for one in config.get("plugins") if one["enabled"]))
"""


def exported(unknot, program: str, path: Path, *, option: str = "-o") -> None:
    run = unknot(
        "breaks", EXAMPLE, "--none-of-these", "--day", "2026-11-16", "--export", program, option,
        str(path),
    )  # fmt: skip
    assert run.code == 0


@pytest.mark.slow
@pytest.mark.skipif(
    not (SAFE_EYES.exists() and shutil.which("xvfb-run")),
    reason="Safe Eyes is not installed (apt-get install safeeyes xvfb xauth)",
)
@pytest.mark.parametrize("option", ["-o", "--into"])
def test_safe_eyes_loads_the_breaks(unknot, tmp_path: Path, option: str) -> None:
    folder = tmp_path / ".config" / "safeeyes"
    folder.mkdir(parents=True)
    config = folder / "safeeyes.json"
    if option == "--into":
        shutil.copy(SAFE_EYES / "config" / "safeeyes.json", config)
    exported(unknot, "safe-eyes", config, option=option)
    done = subprocess.run(
        ["xvfb-run", "-a", str(DEBIAN_PYTHON), "-c", ASK_SAFE_EYES],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *breaks, plugins = done.stdout.splitlines()
    kinds = [one.split()[0] for one in breaks]
    assert kinds.count("LONG_BREAK") == 2
    assert {"SHORT_BREAK 20 Lift and drop", "SHORT_BREAK 30 Slow head turns"} <= set(breaks)
    assert "LONG_BREAK 70 A minute at the desk" in breaks
    assert "smartpause" in plugins
    assert "donotdisturb" in plugins


@pytest.mark.skipif(
    not WORKRAVE.exists(), reason="Workrave is not installed (apt-get install workrave)"
)
def test_workraves_own_file_has_the_same_elements(unknot, tmp_path: Path) -> None:
    """The real program showed such a file by hand; here its own file is the form to hold to."""
    exported(unknot, "workrave", tmp_path / "exercises.xml")
    ours = ET.parse(tmp_path / "exercises.xml").getroot()  # noqa: S314
    theirs = ET.parse(WORKRAVE).getroot()  # noqa: S314
    assert ours.tag == theirs.tag
    known = {one.tag for one in theirs.iter()}
    assert {one.tag for one in ours.iter()} <= known
    assert len(ours) == 5
    mine = Path(shutil.copy(WORKRAVE, tmp_path / "mine.xml"))
    exported(unknot, "workrave", mine, option="--into")
    assert len(ET.parse(mine).getroot()) == len(theirs) + 5  # noqa: S314


def test_stretchlys_ideas_have_the_shape_of_its_defaults(unknot, tmp_path: Path) -> None:
    """Not loaded by Stretchly itself: its package cannot be had here."""
    exported(unknot, "stretchly", tmp_path / "config.json")
    values = json.loads((tmp_path / "config.json").read_text())
    for idea in values["microbreakIdeas"]:
        assert set(idea) == {"data", "enabled"}
        assert isinstance(idea["data"], str)
    for idea in values["breakIdeas"]:
        assert [type(one) for one in idea["data"]] == [str, str]
