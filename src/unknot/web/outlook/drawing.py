"""Where everything stands on the graphs of the page: places for SVG, in its own units.

The templates draw with these; colours and sizes of letters come from the style sheets, so that
the page keeps its strict content policy and follows light and dark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

__all__ = [
    "NARROW",
    "WIDE",
    "Fan",
    "FanCurves",
    "Frame",
    "Tick",
    "days_named",
    "fan",
    "line_through",
]

_LARGEST: Final = 10.0
_BEFORE_SHARE: Final = 0.15
"""Share of the fan's width that is left for the time before the release."""
_LEVEL_FROM: Final = 21.0
"""From this day on the forecast is mostly the usual level. [days]"""
_LEAST_SORE: Final = 0.05
"""Soreness under this is not drawn. [points]"""
_WEEK: Final = 7.0
_LABEL_UNDER: Final = 15.0
_LABEL_OVER: Final = -6.0
_LETTERS: Final = 20.0
"""Height of a line of words on the narrowest phone, where they are drawn largest."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of an axis with its words."""

    at: float
    words: str
    anchor: str = "middle"
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing and the part of it inside the axes. [px]"""

    name: str
    """Sets its pattern apart from that of the other size on the page."""
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    """Places of the edges."""

    def x(self, share: float) -> float:
        """Return a place by its share of the width."""
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, of_ten: float) -> float:
        """Return the height of a number from 0 to 10."""
        return round(self.bottom - of_ten / _LARGEST * (self.bottom - self.top), 1)

    @property
    def beside(self) -> float:
        """Where the numbers of the upright axis end."""
        return self.left - 7

    @property
    def below(self) -> float:
        """Where the words under the lower axis stand."""
        return self.bottom + 22

    @property
    def heading(self) -> float:
        """Where words along the upper edge stand."""
        return self.top + 16

    @property
    def bracket(self) -> float:
        """Where a line under those words runs."""
        return self.top + 25

    @property
    def inner(self) -> float:
        """Where words at the right edge end."""
        return self.right - 5

    @property
    def foot(self) -> float:
        """Tip of a triangle that stands on the lower axis."""
        return self.bottom - 13


NARROW: Final = Frame("narrow", 344, 262, 24, 340, 12, 232)
WIDE: Final = Frame("wide", 700, 322, 30, 694, 14, 288)


@dataclass(frozen=True, slots=True)
class FanCurves:
    """What the fan shows, day by day from the release on."""

    middle: Sequence[float]
    """Half of the ratings lie under it."""
    low50: Sequence[float]
    high50: Sequence[float]
    low80: Sequence[float]
    high80: Sequence[float]
    untreated: Sequence[float]
    """Empty when nothing is planned."""
    line: float
    """Relief line."""
    before: float
    treatment_days: Sequence[float]
    soreness: Sequence[float]
    """Part of the mean that is soreness after treatments. [points]"""
    sore_until: int | None
    """Last day on which today's release is worth a word as soreness."""


@dataclass(frozen=True, slots=True)
class Fan:
    """The fan, ready to draw."""

    frame: Frame
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    now: float
    band80: str
    band50: str
    middle: str
    untreated: str
    untreated_label: tuple[float, float]
    line: float
    line_label: float
    before: tuple[float, float]
    treatments: tuple[float, ...]
    sore: tuple[float, float] | None
    """From and to, where its words stand."""
    sore_words: str
    sore_band: str
    """Between the middle and the middle without soreness, after every treatment."""
    level_from: float

    @property
    def level_width(self) -> float:
        """Of the part that is mostly the usual level; 0 for none."""
        return round(self.frame.right - self.level_from, 1)

    @property
    def inner_height(self) -> float:
        """Between the axes."""
        return self.frame.bottom - self.frame.top

    @property
    def beside_now(self) -> float:
        """Where words right of the release begin."""
        return self.now + 6

    @property
    def over_before(self) -> float:
        """Where the words over the first dot stand."""
        return round(self.before[1] - 11, 1)


def fan(curves: FanCurves, frame: Frame) -> Fan:
    """Return the fan in one size."""
    last = len(curves.middle) - 1

    def at(day: float) -> float:
        """Return the place of a day."""
        return frame.x(_BEFORE_SHARE + (1 - _BEFORE_SHARE) * day / last)

    label_day = min(9, last)
    untreated = curves.untreated
    return Fan(
        frame=frame,
        y_ticks=tuple(Tick(frame.y(value), str(value)) for value in range(0, 11, 2)),
        x_ticks=tuple(
            Tick(at(day), words, "end" if day == last else "middle", day == 0)
            for day, words in days_named(last)
        ),
        now=at(0),
        band80=_band(curves.low80, curves.high80, at=at, frame=frame),
        band50=_band(curves.low50, curves.high50, at=at, frame=frame),
        middle=line_through(curves.middle, at=at, frame=frame),
        untreated=line_through(untreated, at=at, frame=frame) if untreated else "",
        untreated_label=(
            (at(label_day), _untreated_label(untreated[label_day], frame)) if untreated else (0, 0)
        ),
        line=frame.y(curves.line),
        line_label=frame.y(curves.line) + _label_side(curves, last),
        before=(frame.x(_BEFORE_SHARE / 2), frame.y(curves.before)),
        treatments=tuple(at(day) for day in curves.treatment_days if day <= last),
        sore=None if curves.sore_until is None else (at(0), at(curves.sore_until + 1)),
        sore_words=_sore_words(curves.sore_until),
        sore_band=_sore_band(curves, at=at, frame=frame),
        level_from=at(min(_LEVEL_FROM, last)),
    )


def _sore_words(until: int | None) -> str:
    """Say for how long a release of today is sore."""
    if until is None:
        return ""
    days = max(until, 1)
    return ngettext("sore, %(n)s day", "sore, %(n)s days", days) % {"n": days}


def _sore_band(curves: FanCurves, *, at: Callable[[float], float], frame: Frame) -> str:
    """Return the outline of what soreness adds to the middle, one piece after every treatment."""
    last = len(curves.middle) - 1
    pieces, day = [], 0
    while day < last:
        if curves.soreness[day] < _LEAST_SORE:
            day += 1
            continue
        ends = day + 1
        while ends < last and _LEAST_SORE <= curves.soreness[ends] <= curves.soreness[ends - 1]:
            ends += 1
        over = [(n, curves.middle[n]) for n in range(day, ends + 1)]
        under = [(n, curves.middle[n] - curves.soreness[n]) for n in range(ends, day - 1, -1)]
        if curves.soreness[ends] > curves.soreness[ends - 1]:  # the next treatment begins there
            over.pop()
            under.pop(0)
        places = (f"{at(n)} {frame.y(max(value, 0.0))}" for n, value in (*over, *under))
        pieces.append("M" + "L".join(places) + "Z")
        day = ends
    return "".join(pieces)


def _untreated_label(value: float, frame: Frame) -> float:
    """Put the words of the dotted line over it, or under it where the headings stand."""
    over = round(frame.y(value) - 9, 1)
    return over if over > frame.bracket + _LETTERS else round(frame.y(value) + _LETTERS + 5, 1)


def _label_side(curves: FanCurves, last: int) -> float:
    """Put the words of the relief line over it, or under it where the middle runs over it."""
    ahead = curves.middle[last] - curves.line
    return _LABEL_UNDER if ahead >= 0 else _LABEL_OVER


def days_named(last: int) -> list[tuple[int, str]]:
    """Return the days named on the axis."""
    step = 7 if last <= 28 else 14 if last <= 56 else 28
    weeks = [(day, _("%(n)s wk") % {"n": day // 7}) for day in range(step, last + 1, step)]
    return [(0, _("today")), *weeks]


def line_through(values: Sequence[float], *, at: Callable[[float], float], frame: Frame) -> str:
    """Return a line through one value a day."""
    places = (f"{at(day)} {frame.y(value)}" for day, value in enumerate(values))
    return "M" + "L".join(places)


def _band(
    low: Sequence[float], high: Sequence[float], *, at: Callable[[float], float], frame: Frame
) -> str:
    """Return the outline of a band."""
    over = [f"{at(day)} {frame.y(value)}" for day, value in enumerate(high)]
    under = [f"{at(day)} {frame.y(value)}" for day, value in enumerate(low)]
    return "M" + "L".join([*over, *reversed(under)]) + "Z"
