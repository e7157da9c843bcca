"""What this desktop tells of somebody at the computer: idle time, calls, full screen.

Every question is put to a program or a file that may not be there; what cannot be told is left
out, never guessed. Checked on Linux with X11; GNOME on Wayland, KDE, macOS and Windows are
asked by their documented ways and were not tried.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from unknot.reminders.rhythm import Seen

__all__ = ["Senses", "camera_users", "is_recording", "senses_here"]

_PATIENCE_S: Final = 3.0
"""For an answer of another program. [s]"""
_MILLI: Final = 1_000.0
_NANO: Final = 1_000_000_000.0
_IDLE_WATCHERS: Final = ("pipewire", "wireplumber")
"""Hold a camera open without anybody using it."""
_MUTTER: Final = (
    "gdbus", "call", "--session", "--dest", "org.gnome.Mutter.IdleMonitor",
    "--object-path", "/org/gnome/Mutter/IdleMonitor/Core",
    "--method", "org.gnome.Mutter.IdleMonitor.GetIdletime",
)  # fmt: skip

Told = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Senses:
    """What can be told here; None where it cannot."""

    idle: Told | None
    can_hear: bool
    """Whether a microphone in use is noticed."""
    can_see_cameras: bool
    can_see_full_screen: bool

    def seen(self, now: datetime) -> Seen:
        """Look once."""
        is_heard = self.can_hear and is_recording(_said("pactl", "list", "source-outputs"))
        is_filmed = self.can_see_cameras and any(camera_users(Path("/proc")))
        return Seen(
            now=now,
            idle_s=None if self.idle is None else self.idle(),
            is_on_call=is_heard or is_filmed,
            is_full_screen=self.can_see_full_screen and _is_full_screen(),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not noticed here, in words."""
        found = []
        if self.idle is None:
            found.append("time away (X11: needs xprintidle)")
        if not self.can_hear:
            found.append("a microphone in use (needs pactl)")
        if not self.can_see_cameras:
            found.append("a camera in use")
        if not self.can_see_full_screen:
            found.append("full screen (X11: needs xprop)")
        return tuple(found)


def senses_here() -> Senses:
    """Find out what this desktop tells."""
    on_x11 = bool(os.environ.get("DISPLAY")) and shutil.which("xprop") is not None
    return Senses(
        idle=next((way for way in _idle_ways() if way() is not None), None),
        can_hear=_said("pactl", "list", "source-outputs") is not None,
        can_see_cameras=Path("/proc/self/fd").exists(),
        can_see_full_screen=on_x11,
    )


def is_recording(listed: str | None) -> bool:
    """Whether a list of PulseAudio or PipeWire source outputs tells of a microphone in use.

    Streams that are paused, and the level meters of mixers, do not count.
    """
    for one in (listed or "").split("Source Output #")[1:]:
        is_paused = re.search(r"Corked:\s*yes", one) is not None
        is_meter = "Peak detect" in one or 'stream.monitor = "true"' in one
        if not is_paused and not is_meter:
            return True
    return False


def camera_users(processes: Path) -> Iterator[str]:
    """Yield the programs that hold a camera open, as far as this user may look."""
    for folder in processes.glob("[0-9]*"):
        try:
            held = {link.readlink().name for link in (folder / "fd").iterdir()
                    if str(link.readlink()).startswith("/dev/video")}  # fmt: skip
            name = (folder / "comm").read_text(encoding="utf-8").strip()
        except OSError:  # another user's program, or one that has just ended
            continue
        if held and name not in _IDLE_WATCHERS:
            yield name


def _idle_ways() -> Iterator[Told]:
    """Yield the ways to ask for the idle time here, the surest first."""
    if sys.platform == "darwin":
        yield _idle_of_macos
    elif sys.platform == "win32":
        yield _idle_of_windows
    else:
        if os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            yield _idle_of_x11
        yield _idle_of_gnome


def _idle_of_x11() -> float | None:
    """Ask the X server, by xprintidle. [s]"""
    return _number(_said("xprintidle"), r"(\d+)", per=_MILLI)


def _idle_of_gnome() -> float | None:
    """Ask GNOME, also on Wayland. [s]"""
    return _number(_said(*_MUTTER), r"uint64 (\d+)", per=_MILLI)


def _idle_of_macos() -> float | None:
    """Ask the system's registry of devices. [s]"""
    return _number(_said("ioreg", "-c", "IOHIDSystem"), r'"HIDIdleTime" = (\d+)', per=_NANO)


def _idle_of_windows() -> float | None:
    """Ask Windows for the last input. [s]"""

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("at", ctypes.c_uint))

    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        return None
    last = LastInput(ctypes.sizeof(LastInput), 0)
    if not windows.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return float((windows.kernel32.GetTickCount() - last.at) & 0xFFFFFFFF) / _MILLI


def _is_full_screen() -> bool:
    """Whether the window in front fills the screen, by xprop."""
    root = _said("xprop", "-root", "_NET_ACTIVE_WINDOW") or ""
    window = re.search(r"0x[0-9a-f]+", root)
    if window is None or window[0] == "0x0":
        return False
    state = _said("xprop", "-id", window[0], "_NET_WM_STATE") or ""
    return "_NET_WM_STATE_FULLSCREEN" in state


def _number(said: str | None, pattern: str, *, per: float) -> float | None:
    """Read a number in what a program said; None where there is none."""
    found = re.search(pattern, said or "")
    return None if found is None else float(found[1]) / per


def _said(*command: str) -> str | None:
    """Return what a program prints; None where it is not there, fails or does not answer."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
