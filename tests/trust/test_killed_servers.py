"""A hundred servers killed while they answer: nothing that was answered is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_KILLS = int(os.environ.get("UNKNOT_KILLS", "100"))
"""``make proof`` asks for a thousand."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="servers are forked, which this system cannot")
def test_no_entry_that_was_answered_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed_server.py")
    run = subprocess.run(
        [sys.executable, program, str(_KILLS)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "UNKNOT_DATA": str(tmp_path)},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout.splitlines()[-1])
    sys.stdout.write(f"{found}\n")  # shown by make proof
    assert found["answered"] > _KILLS  # otherwise nothing was tried
    assert found["unanswered"] >= _KILLS
    assert (found["wrong"], found["missing"], found["without_trace"]) == (0, 0, 0)
    assert (found["faults"], found["sound"]) == ([], "ok")
    verify = str(Path(sys.executable).with_name("unknot"))
    said = subprocess.run(
        [verify, "audit", "verify", "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.startswith("The trail is whole: "), said.stdout + said.stderr
