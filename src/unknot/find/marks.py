"""The marks of a query: places that hurt, movements, signs under the finger."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.sides import LeftRight, Side

__all__ = ["MovementMark", "PainMark", "SignMark"]


@dataclass(frozen=True, slots=True)
class PainMark:
    """One marked region; intensity from 0 to 10, or None when not given."""

    region: str
    side: Side
    intensity: float | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class MovementMark:
    """One movement; ``mid`` means the side was not told or does not matter."""

    movement: str
    side: Side


@dataclass(frozen=True, slots=True)
class SignMark:
    """One palpation sign in one muscle, present or looked for and absent."""

    muscle: str
    side: LeftRight
    sign: str
    present: bool
    site: str | None = None
    """Where it was felt; kept for the record, the ranking does not use it."""
