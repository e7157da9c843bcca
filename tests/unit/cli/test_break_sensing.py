"""What a desktop tells: parsed from what its programs print, and never guessed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unknot.cli.break_sensing import Senses, camera_users, is_recording, senses_here

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CALL = """Source Output #61
\tDriver: PipeWire
\tCorked: no
\tProperties:
\t\tapplication.name = "Meeting"
"""
PAUSED = CALL.replace("Corked: no", "Corked: yes")
METER = CALL + '\t\tmedia.name = "Peak detect"\n'


@pytest.mark.parametrize(
    ("listed", "is_on"),
    [(None, False), ("", False), (CALL, True), (PAUSED, False), (METER, False),
     (METER + PAUSED + CALL.replace("61", "70"), True)],
)  # fmt: skip
def test_a_microphone_in_use_is_a_stream_that_runs_and_is_no_level_meter(
    listed: str | None, is_on: bool
) -> None:
    assert is_recording(listed) is is_on


def test_a_camera_in_use_is_an_open_device_of_a_program(tmp_path: Path) -> None:
    for number, name, target in (
        ("10", "meeting", "/dev/video0"), ("11", "wireplumber", "/dev/video0"),
        ("12", "editor", "/home/dana/video0"),
    ):  # fmt: skip
        (tmp_path / number / "fd").mkdir(parents=True)
        (tmp_path / number / "fd" / "3").symlink_to(target)
        (tmp_path / number / "comm").write_text(f"{name}\n")
    (tmp_path / "13").mkdir()
    assert list(camera_users(tmp_path)) == ["meeting"]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the only programs there are; each prints the file of its name."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


def program(folder: Path, name: str, says: str, *, code: int = 0) -> None:
    script = folder / name
    script.write_text(f"#!/bin/sh\n/bin/cat <<'END'\n{says}\nEND\nexit {code}\n")
    script.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_a_desktop_that_tells_everything_is_read(programs: Path) -> None:
    program(programs, "xprintidle", "61234")
    program(programs, "pactl", CALL)
    program(programs, "xprop", "_NET_ACTIVE_WINDOW 0x3c00007 _NET_WM_STATE_FULLSCREEN")
    senses = senses_here()
    assert senses.missing == ()
    seen = senses.seen(NOW)
    assert (seen.idle_s, seen.is_on_call, seen.is_full_screen) == (61.234, True, True)


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_a_desktop_that_tells_nothing_is_not_guessed_about(programs: Path) -> None:
    program(programs, "xprintidle", "couldn't open display", code=1)
    senses = senses_here()
    seen = senses.seen(NOW)
    assert (seen.idle_s, seen.is_full_screen) == (None, False)
    assert [one.split(" (")[0] for one in senses.missing if "camera" not in one] == [
        "time away", "a microphone in use", "full screen",
    ]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_gnome_is_asked_where_x11_does_not_answer(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    program(programs, "gdbus", "(uint64 5000,)")
    assert senses_here().seen(NOW).idle_s == 5.0


def test_without_any_sense_nothing_is_seen() -> None:
    senses = Senses(None, can_hear=False, can_see_cameras=False, can_see_full_screen=False)
    assert len(senses.missing) == 4
    assert senses.seen(NOW).idle_s is None


@pytest.mark.slow
@pytest.mark.skipif(
    not all(shutil.which(one) for one in ("Xvfb", "xvfb-run", "xprintidle", "xprop")),
    reason="a screen without a screen is needed (apt-get install xvfb xauth xprintidle x11-utils)",
)
def test_on_a_real_x_server_idle_time_is_told() -> None:
    asked = (
        "import datetime as d, time; from unknot.cli.break_sensing import senses_here; "
        "s = senses_here(); time.sleep(1.2); seen = s.seen(d.datetime.now()); "
        "print(seen.idle_s is not None and seen.idle_s >= 1.0, seen.is_full_screen)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", asked],
        capture_output=True, text=True, check=True, env=environment, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "False"]
