"""Is now a good moment for a break? A pure state machine, looked at every few seconds.

It never nags: a break that was skipped is not repeated before a whole stretch of work has gone
by, and there is a most per hour. Time away counts as a break that was taken, and nobody is
reminded while away, on a call, in full screen, or in quiet hours. Sitting still before a film
or in a call is not being away.

The waiting times here are choices of the product, none is a medical figure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final, Literal

from unknot.errors import InvalidInput

__all__ = [
    "AWAY_S",
    "LATER_S",
    "LONGEST_EVERY_MIN",
    "SHORTEST_EVERY_MIN",
    "Look",
    "Reply",
    "Rhythm",
    "Seen",
    "Standing",
    "Why",
    "answered",
    "looked",
]

AWAY_S: Final = 180.0
"""Without key or mouse for so long is a break; product default. [s]"""
LATER_S: Final = 600.0
"""After "later" it asks again; product default. [s]"""
SETTLE_S: Final = 60.0
"""Of peace after a call or a film; product default. [s]"""
PERHAPS_GONE_S: Final = 30.0
"""Without key or mouse for so long nobody may be there to see it; product default. [s]"""
SHORTEST_EVERY_MIN: Final = 5
LONGEST_EVERY_MIN: Final = 480
_HOUR: Final = timedelta(hours=1)

Reply = Literal["done", "partly", "too_sore", "later", "skipped"]
Look = Literal["wait", "remind", "took_own"]
Why = Literal[
    "", "working", "away", "later", "quiet", "call", "full_screen", "settling", "gone", "enough"
]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How somebody wants to be reminded.

    Attributes
    ----------
    every_s
        Of work between two breaks. [s]
    most_an_hour
        Reminders in any hour, at most.
    quiet_from, quiet_until
        No reminder between these times of day; both None: none is quiet. Over midnight is fine.
    """

    every_s: float
    most_an_hour: int = 4
    quiet_from: time | None = None
    quiet_until: time | None = None

    def __post_init__(self) -> None:
        low, high = SHORTEST_EVERY_MIN * 60, LONGEST_EVERY_MIN * 60
        if not low <= self.every_s <= high:
            raise InvalidInput(
                f"Breaks come every {SHORTEST_EVERY_MIN} to {LONGEST_EVERY_MIN} minutes, not "
                f"every {self.every_s / 60:g}. Such as --every 30m.",
                where="--every",
            )
        if self.most_an_hour < 1:
            raise InvalidInput(
                f"--most is {self.most_an_hour}; give 1 or more reminders an hour.", where="--most"
            )
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise InvalidInput(
                "Quiet hours have a beginning and an end. Such as --quiet-hours 20:00-08:00.",
                where="--quiet-hours",
            )

    def is_quiet(self, at: time) -> bool:
        """Whether a time of day lies in the quiet hours."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of somebody at the computer.

    Attributes
    ----------
    idle_s
        Without key or mouse; None where this desktop does not tell. [s]
    is_on_call
        Microphone or camera in use.
    is_full_screen
        A window fills the screen: a film, a talk.
    """

    now: datetime
    idle_s: float | None = None
    is_on_call: bool = False
    is_full_screen: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered between two looks."""

    worked_s: float = 0.0
    """At the screen since the last break. [s]"""
    seen_at: datetime | None = None
    shown_at: tuple[datetime, ...] = ()
    """Reminders of the last hour."""
    not_before: datetime | None = None
    not_before_why: Why = ""
    is_away: bool = False
    n_own: int = 0
    """Breaks that were taken without being reminded."""
    n_done: int = 0
    n_skipped: int = 0
    why: Why = ""
    """Why the last look reminded of nothing."""


def looked(standing: Standing, seen: Seen, rhythm: Rhythm) -> tuple[Standing, Look]:
    """Return what to do now, and what to remember.

    Parameters
    ----------
    standing
        From the look before; a fresh one to begin.
    seen
        What is seen now. A look that comes much later than the one before (the computer slept)
        counts as time away.
    """
    gap_s = 0.0
    if standing.seen_at is not None:
        gap_s = max(0.0, (seen.now - standing.seen_at).total_seconds())
    standing = replace(standing, seen_at=seen.now)
    is_still = seen.idle_s is not None and seen.idle_s >= AWAY_S
    is_watching = seen.is_on_call or seen.is_full_screen
    if (is_still and not is_watching) or gap_s >= AWAY_S:
        return _away(standing)
    standing = replace(standing, is_away=False, worked_s=standing.worked_s + gap_s)
    if standing.worked_s < rhythm.every_s:
        return replace(standing, why="working"), "wait"
    return _due(standing, seen, rhythm)


def answered(standing: Standing, reply: Reply, *, now: datetime, rhythm: Rhythm) -> Standing:
    """Return what to remember after a reminder was answered, or was not (``skipped``)."""
    if reply == "later":
        again = now + timedelta(seconds=LATER_S)
        return replace(
            standing, worked_s=rhythm.every_s, not_before=again, not_before_why="later", seen_at=now
        )
    fresh = replace(standing, worked_s=0.0, not_before=None, seen_at=now)
    if reply == "skipped":
        return replace(fresh, n_skipped=standing.n_skipped + 1)
    return replace(fresh, n_done=standing.n_done + 1)


def _away(standing: Standing) -> tuple[Standing, Look]:
    """Count the time away as a break, once, when there was work before it."""
    is_new = not standing.is_away and standing.worked_s > 0
    after = replace(
        standing,
        is_away=True,
        worked_s=0.0,
        not_before=None,
        why="away",
        n_own=standing.n_own + is_new,
    )
    return after, "took_own" if is_new else "wait"


def _due(standing: Standing, seen: Seen, rhythm: Rhythm) -> tuple[Standing, Look]:
    """Remind, unless something speaks against this moment."""
    if seen.is_on_call or seen.is_full_screen:
        peace = seen.now + timedelta(seconds=SETTLE_S)
        if standing.not_before is None or standing.not_before < peace:
            standing = replace(standing, not_before=peace, not_before_why="settling")
        return replace(standing, why="call" if seen.is_on_call else "full_screen"), "wait"
    recent = tuple(at for at in standing.shown_at if timedelta(0) <= seen.now - at < _HOUR)
    standing = replace(standing, shown_at=recent)
    why: Why = ""
    if standing.not_before is not None and seen.now < standing.not_before:
        why = standing.not_before_why
    elif rhythm.is_quiet(seen.now.time()):
        why = "quiet"
    elif seen.idle_s is not None and seen.idle_s >= PERHAPS_GONE_S:
        why = "gone"
    elif len(recent) >= rhythm.most_an_hour:
        why = "enough"
    if why:
        return replace(standing, why=why), "wait"
    shown = replace(standing, worked_s=0.0, not_before=None, shown_at=(*recent, seen.now), why="")
    return shown, "remind"
