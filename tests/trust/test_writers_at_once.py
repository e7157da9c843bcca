"""Eight writers at once, on whichever database the tests run: none waits in vain or is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_WRITERS, _ENTRIES = 8, 20


def test_writers_at_once_take_turns_and_one_correction_is_taken(tmp_path: Path) -> None:
    program = Path(__file__).with_name("writers_at_once.py")
    settings = {"UNKNOT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "unknot.web.settings"}
    run = subprocess.run(
        [sys.executable, program, str(_WRITERS), str(_ENTRIES)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **settings},
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert (found["said"], found["missing"], found["faults"]) == (_WRITERS * _ENTRIES, 0, [])
    assert found["corrections"] == 1
    assert found["traces"] == _WRITERS * _ENTRIES + 1
    assert found["vendor"] == ("postgresql" if os.environ.get("UNKNOT_DATABASE") else "sqlite")
