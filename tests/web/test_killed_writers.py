"""A hundred writers killed without warning: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked, which this system cannot")
def test_no_acknowledged_entry_is_lost(tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed_writer.py")
    run = subprocess.run(
        [sys.executable, program, "100"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "UNKNOT_DATA": str(tmp_path)},
    )
    found = json.loads(run.stdout)
    assert found["said"] > 100  # otherwise nothing was tried
    assert (found["missing"], found["faults"], found["sound"]) == (0, [], "ok")
