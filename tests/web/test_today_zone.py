"""The hour of this machine, by the name of its zone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot.web.zone import day_here, from_here, here, zone_of_this_machine


@pytest.mark.parametrize(
    ("named", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), (":Asia/Tokyo", "Asia/Tokyo"), ("", "America/Lima"),
     ("No/Where", "America/Lima"), ("../../etc/passwd", "America/Lima")],
)  # fmt: skip
def test_the_zone_is_told_by_the_environment_or_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: str, zone: str
) -> None:
    there = tmp_path / "zoneinfo" / "America" / "Lima"
    there.parent.mkdir(parents=True)
    there.touch()
    (tmp_path / "localtime").symlink_to(there)
    monkeypatch.setenv("TZ", named)
    assert zone_of_this_machine(tmp_path / "localtime") == zone


def test_without_a_word_of_the_zone_it_is_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert zone_of_this_machine(tmp_path / "localtime") == "UTC"


def test_what_the_clock_shows_and_the_moment_belong_together() -> None:
    moment = datetime(2026, 11, 25, 8, 15, tzinfo=UTC)
    shown = here(moment)
    assert from_here(shown.replace(tzinfo=None)) == moment
    assert day_here(moment) == shown.date()
