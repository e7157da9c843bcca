"""``unknot demo-data``: a folder of simulated people, made by the command itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
_PROGRAM = str(Path(sys.executable).with_name("unknot"))


def run(*arguments: str) -> tuple[int, str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [_PROGRAM, *arguments], capture_output=True, text=True, check=False, env=env
    )
    return done.returncode, done.stdout, done.stderr


def test_a_new_folder_is_filled_and_its_trail_is_whole(tmp_path: Path) -> None:
    new = tmp_path / "demo"
    code, out, err = run("demo-data", "--people", "2", "--days", "30", "--into-new", str(new))
    assert (code, err) == (0, "")
    found = re.fullmatch(
        r"2 simulated people, (\d+) entries of their diaries, (\d+) rows of the trail\.\n"
        rf"Look at them: unknot serve --data {re.escape(str(new))}\n",
        out,
    )
    assert found is not None, out
    assert (
        run("audit", "verify", "--data", str(new))[1] == f"The trail is whole: {found[2]} rows.\n"
    )
    code, out, err = run("demo-data", "--into-new", str(new))
    assert (code, out) == (1, "")
    assert f"'{new}' is not empty. Name a folder that does not exist yet." in err
