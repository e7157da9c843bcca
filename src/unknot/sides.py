"""Left, right, middle: the one place that knows how sides work.

A region with sides takes ``left``, ``right``, ``both`` or ``mid`` (side not told); a
region without sides takes only ``mid``. A zone of a muscle is written relative to the
muscle: ``same``, ``opposite``, ``both`` or ``mid``.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["LEFT_RIGHT", "SIDES", "ZONE_SIDES", "LeftRight", "Side", "ZoneSide", "mirrored"]

Side = Literal["left", "right", "mid", "both"]
LeftRight = Literal["left", "right"]
ZoneSide = Literal["same", "opposite", "both", "mid"]

SIDES: Final[tuple[Side, ...]] = ("left", "right", "mid", "both")
LEFT_RIGHT: Final[tuple[LeftRight, LeftRight]] = ("left", "right")
ZONE_SIDES: Final[tuple[ZoneSide, ...]] = ("same", "opposite", "both", "mid")

_MIRROR: Final[dict[Side, Side]] = {
    "left": "right",
    "right": "left",
    "mid": "mid",
    "both": "both",
}


def mirrored(side: Side) -> Side:
    """Return the side as seen in a mirror: left and right change places."""
    return _MIRROR[side]
