"""``unknot audit verify``: what it says without a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_verify_names_the_remedy_where_no_database_is(tmp_path: Path) -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "unknot", "audit", "verify", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert "Start 'unknot serve' once, or name the folder with --data." in run.stderr
