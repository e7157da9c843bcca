"""Where everything stands on the one axis of an episode: places for SVG, in its own units.

Colours and sizes of letters come from the style sheet, so that the page keeps its strict
content policy and follows light and dark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unknot.web.episodes.foretold import Foreseen
from unknot.web.episodes.gathered import Lane, Rating
from unknot.web.zone import here

__all__ = ["NARROW", "NARROW_ALONE", "WIDE", "WIDE_ALONE", "Axis", "Drawn", "Frame", "Mark",
           "draw_axis"]  # fmt: skip

_LARGEST: Final = 10.0
_LEVEL_FROM: Final = 21
"""From this day on the forecast is mostly the usual level. [days]"""
_LANE: Final = 74.0
_LANE_GAP: Final = 34.0
_LANE_ROOM: Final = 0.12
_BESIDE: Final = 4.5
"""Before and after stand so far from the moment of the treatment. [px]"""
_DAY: Final = timedelta(days=1)
_ROOM_FOR_WORDS: Final = 150.0
_APART: Final = 22.0
"""Two events stand at least so far apart. [px]"""


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the drawing and the part of it inside the axes. [px]"""

    name: str
    width: float
    left: float
    right: float
    top: float
    bottom: float
    n_labels: int

    def y(self, of_ten: float) -> float:
        """Return the height of a number from 0 to 10."""
        return round(self.bottom - of_ten / _LARGEST * (self.bottom - self.top), 1)


NARROW: Final = Frame("narrow", 344, 24, 340, 34, 214, 4)
WIDE: Final = Frame("wide", 1040, 30, 1034, 34, 274, 9)
NARROW_ALONE: Final = Frame("narrow", 344, 24, 340, 12, 214, 4)
WIDE_ALONE: Final = Frame("wide", 700, 30, 694, 14, 284, 7)
"""Without events over the pain, and smaller: what stands beside other things."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, with its number in the list."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Axis:
    """What is drawn.

    Attributes
    ----------
    first, now, last
        Ends of the axis and the moment between.
    foreseen
        None where it may not be shown.
    """

    first: datetime
    now: datetime
    last: datetime
    ratings: Sequence[Rating]
    treatments: Sequence[datetime]
    events: Sequence[Mark]
    lanes: Sequence[Lane]
    foreseen: Foreseen | None


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of an axis with its words."""

    at: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure before and after. [px]"""

    before: tuple[float, float]
    after: tuple[float, float]
    band: tuple[float, float, float] | None
    """Left, top and height of the error around before."""
    is_changed: bool


@dataclass(frozen=True, slots=True)
class LaneDrawn:
    """One measure over time."""

    name: str
    top: float
    bottom: float
    heading: float
    ticks: tuple[Tick, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class FanDrawn:
    """The forecast. [px]"""

    band80: str
    band50: str
    middle: str
    line: float
    """Easier lies under it."""
    level_from: float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole drawing in one size."""

    frame: Frame
    height: float
    below: float
    """Where the words under the axis stand."""
    foot: float
    """Where the axis of all lanes ends."""
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    now: float
    dots: tuple[tuple[float, float], ...]
    triangles: tuple[float, ...]
    events: tuple[tuple[float, int], ...]
    fan: FanDrawn | None
    lanes: tuple[LaneDrawn, ...]

    @property
    def level_width(self) -> float:
        """Of the part that is mostly the usual level."""
        start = self.fan.level_from if self.fan else None
        return 0.0 if start is None else round(self.frame.right - start, 1)

    @property
    def has_room(self) -> bool:
        """Whether words find room in that part."""
        return self.level_width > _ROOM_FOR_WORDS

    @property
    def inner_height(self) -> float:
        """Between the axes of the pain."""
        return self.frame.bottom - self.frame.top

    @property
    def beside(self) -> float:
        """Where the numbers of the upright axis end."""
        return self.frame.left - 7

    @property
    def tip(self) -> float:
        """Tip of a triangle that stands on the axis of the pain."""
        return self.frame.bottom - 13

    @property
    def heading(self) -> float:
        """Where words along the upper edge stand."""
        return self.frame.top + 16


def draw_axis(axis: Axis, frame: Frame) -> Drawn:
    """Return the drawing in one size."""
    span = (axis.last - axis.first) / _DAY

    def x(moment: datetime) -> float:
        share = (moment - axis.first) / _DAY / span
        return round(frame.left + share * (frame.right - frame.left), 1)

    lanes, foot = _lanes(axis.lanes, frame, x, since=axis.first)
    return Drawn(
        frame=frame,
        height=foot + 30,
        below=foot + 22,
        foot=foot,
        y_ticks=tuple(Tick(frame.y(value), str(value)) for value in range(0, 11, 2)),
        x_ticks=_dates(axis, frame, x),
        now=x(axis.now),
        dots=tuple((x(one.at), frame.y(one.pain)) for one in axis.ratings),
        triangles=tuple(x(at) for at in axis.treatments if at >= axis.first),
        events=_apart([(x(one.at), one.number) for one in axis.events if one.at >= axis.first]),
        fan=_fan(axis, frame, x),
        lanes=lanes,
    )


def _fan(axis: Axis, frame: Frame, x: Callable[[datetime], float]) -> FanDrawn | None:
    """Return bands, middle and relief line of the forecast."""
    found = axis.foreseen
    if found is None:
        return None
    curve = found.curve
    n_days = min(int((axis.last - axis.now) / _DAY), len(curve.days) - 1)
    places = [x(axis.now + n * _DAY) for n in range(n_days + 1)]
    low80, low50, median, high50, high80 = (
        curve.quantile(share)[: n_days + 1].tolist() for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    middle = zip(places, median, strict=True)
    level = axis.now + _LEVEL_FROM * _DAY
    return FanDrawn(
        band80=_band(places, low80, high80, frame=frame),
        band50=_band(places, low50, high50, frame=frame),
        middle="M" + "L".join(f"{at} {frame.y(float(value))}" for at, value in middle),
        line=frame.y(found.line),
        level_from=x(level) if level < axis.last else None,
    )


def _band(
    places: Sequence[float], low: Sequence[float], high: Sequence[float], *, frame: Frame
) -> str:  # fmt: skip
    """Return the outline of a band."""
    over = [f"{at} {frame.y(float(value))}" for at, value in zip(places, high, strict=True)]
    under = [f"{at} {frame.y(float(value))}" for at, value in zip(places, low, strict=True)]
    return "M" + "L".join([*over, *reversed(under)]) + "Z"


def _lanes(
    lanes: Sequence[Lane], frame: Frame, x: Callable[[datetime], float], *, since: datetime
) -> tuple[tuple[LaneDrawn, ...], float]:
    """Return the lanes under the pain, and where the last one ends."""
    drawn, top = [], frame.bottom
    for lane in lanes:
        times = [one for one in lane.times if one.at >= since]
        if not times:
            continue
        top += _LANE_GAP
        edges = [
            edge
            for one in times
            for edge in (one.before - (one.error or 0), one.before + (one.error or 0), one.after)
        ]
        room = _LANE_ROOM * ((max(edges) - min(edges)) or 1)
        low, high = min(edges) - room, max(edges) + room

        y = partial(_lane_y, top=top, low=low, high=high)

        pairs = []
        for one in times:
            at, band = x(one.at), None
            if one.error is not None:
                upper = y(one.before + one.error)
                band = (round(at - 12, 1), upper, round(y(one.before - one.error) - upper, 1))
            pairs.append(
                Pair(
                    (round(at - _BESIDE, 1), y(one.before)),
                    (round(at + _BESIDE, 1), y(one.after)),
                    band,
                    one.is_changed,
                )
            )
        marks = (max(edges), min(edges))
        drawn.append(
            LaneDrawn(
                f"{lane.name}, {lane.unit}",
                top,
                top + _LANE,
                top - 8,
                tuple(Tick(y(value), f"{value:.0f}") for value in marks),
                tuple(pairs),
            )
        )
        top += _LANE
    return tuple(drawn), top


def _lane_y(value: float, *, top: float, low: float, high: float) -> float:
    """Return the height of a value in its lane."""
    return round(top + _LANE * (high - value) / (high - low), 1)


def _apart(events: Sequence[tuple[float, int]]) -> tuple[tuple[float, int], ...]:
    """Move events that would cover each other to the right."""
    found: list[tuple[float, int]] = []
    for at, number in events:
        least = found[-1][0] + _APART if found else at
        found.append((max(at, least), number))
    return tuple(found)


def _dates(axis: Axis, frame: Frame, x: Callable[[datetime], float]) -> tuple[Tick, ...]:
    """Return days named under the axis, none too near to today."""
    span = (axis.last - axis.first) / _DAY
    step = next(
        (days for days in (1, 2, 7, 14, 28, 56, 91, 182) if span / days <= frame.n_labels), 365
    )
    today = here(axis.now).date()
    ticks = [Tick(x(axis.now), _("today"))]
    n = 1
    while n * step <= span:
        for moment in (axis.now - n * step * _DAY, axis.now + n * step * _DAY):
            if axis.first <= moment <= axis.last:
                at = x(moment)
                anchor = "end" if at > frame.right - 26 else "middle"
                anchor = "start" if at < frame.left + 20 else anchor
                ticks.append(Tick(at, _day(here(moment).date(), today, span), anchor))
        n += 1
    return tuple(sorted(ticks, key=lambda one: one.at))


def _day(day: date, today: date, span: float) -> str:
    """Return a day in few letters."""
    form = "j M" if span < 400 else "M Y"
    return str(date_format(day, form))
