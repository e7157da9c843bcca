"""The records on PostgreSQL: the tests that write, run again beside one of their own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PROGRAM = _ROOT / "scripts" / "with_postgresql.py"
_SMOKE = (
    "tests/web/test_trail.py",
    "tests/web/test_record_models.py",
    "tests/web/test_diary_records.py",
    "tests/web/test_portable.py",
    "tests/web/test_today_door.py",
    "tests/trust/test_writers_at_once.py",
)
"""All of them: ``make test-postgresql``."""


def _why_not() -> str:
    """Say what is missing here; empty when nothing is."""
    if os.environ.get("UNKNOT_DATABASE"):
        return "these tests run on PostgreSQL already"
    if importlib.util.find_spec("psycopg") is None:
        return 'psycopg is not installed: pip install "unknot[postgresql]"'
    spec = importlib.util.spec_from_file_location("with_postgresql", _PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return "" if program.postgresql_programs() else str(program.MISSING)


def test_what_is_written_is_written_the_same_on_postgresql() -> None:
    why_not = _why_not()
    if why_not:
        pytest.skip(why_not)
    run = subprocess.run(
        [sys.executable, _PROGRAM, sys.executable, "-m", "pytest", "-n", "0", *_SMOKE],
        capture_output=True,
        text=True,
        check=False,
        cwd=_ROOT,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-1000:]
