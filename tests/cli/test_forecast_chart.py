"""``unknot forecast -o curve.svg``: a file to keep, behind the same gate as the printed page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "forecast.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "curve.svg"


@pytest.mark.slow
def test_the_curve_is_printed_and_written(unknot, file: Path) -> None:
    run = unknot("forecast", str(EXAMPLE), "--none-of-these", "-o", str(file))
    assert (run.code, run.err) == (0, f"{file}: the curve.\n")
    assert run.out.startswith("Upper trapezius, right: what to expect\n")
    assert file.read_text(encoding="utf-8").startswith("<svg")


def test_nothing_is_written_while_warning_signs_are_open(unknot, file: Path) -> None:
    run = unknot("forecast", str(EXAMPLE), "-o", str(file))
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Before any forecast: does any of these apply?\n")
    assert not file.exists()


def test_nothing_is_written_when_a_warning_sign_stops(unknot, file: Path) -> None:
    case = {**json.loads(EXAMPLE.read_text(encoding="utf-8")), "answers": {"acs_now": "yes"}}
    run = unknot("forecast", "-", "--none-of-these", "-o", str(file), stdin=json.dumps(case))
    assert (run.code, run.err) == (3, "")
    assert not file.exists()


def test_another_ending_is_refused(unknot) -> None:
    run = unknot("forecast", str(EXAMPLE), "--none-of-these", "-o", "curve.doc")
    assert run.code == 1
    assert run.err == (
        "unknot: 'curve.doc' ends in none of .svg, .png, .html. Name it, for example, curve.svg.\n"
    )
