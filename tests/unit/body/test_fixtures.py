"""The drawings that the browser is held against are what this program makes of them today."""

from __future__ import annotations

from make_fixtures import FIXTURES, expected_files


def test_shared_drawings_are_fresh() -> None:
    stale = [
        name
        for name, content in expected_files().items()
        if (FIXTURES / name).read_text(encoding="utf-8") != content
    ]
    assert stale == [], "run tests/body/make_fixtures.py"
