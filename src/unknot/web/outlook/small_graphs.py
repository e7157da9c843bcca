"""The smaller graphs of the page: how long relief lasts, treatments needed, what changes bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unknot.web.outlook.drawing import Frame, Tick, days_named, line_through

__all__ = ["SMALL", "Bar", "RangeBar", "Survival", "bars", "of_ten_ticks", "range_bars", "survival"]

_LARGEST: Final = 10.0
_RANGE_WIDTH: Final = 300.0
_RANGE_INSET: Final = 8.0
_LEAST_SPAN: Final = 14.0
"""The bars of changes never show less than two weeks to each side. [days]"""
SMALL: Final = Frame("small", 320, 190, 22, 314, 14, 160)


@dataclass(frozen=True, slots=True)
class Survival:
    """How long relief lasts, ready to draw."""

    frame: Frame
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    line: str
    area: str
    marks: tuple[tuple[float, float, str], ...]
    alone: str
    """The same without treatment; empty where none is planned."""


def survival(
    still: Sequence[float], marks: Sequence[int], *, alone: Sequence[float] = ()
) -> Survival:
    """Return the relief curve: how many of ten are still easier, day by day, and left alone."""
    last = len(still) - 1

    def at(day: float) -> float:
        """Return the place of a day."""
        return SMALL.x(day / last)

    line = line_through([share * _LARGEST for share in still], at=at, frame=SMALL)
    base = SMALL.bottom
    ticks = [(day, words) for day, words in days_named(last) if day]
    return Survival(
        frame=SMALL,
        y_ticks=of_ten_ticks(),
        x_ticks=tuple(
            Tick(at(day), words, "end" if day == last else "middle") for day, words in ticks
        ),
        line=line,
        area=f"{line}L{at(last)} {base}L{at(0)} {base}Z",
        marks=tuple(
            (at(day), SMALL.y(still[day] * _LARGEST), str(round(still[day] * _LARGEST)))
            for day in marks
            if day <= last
        ),
        alone=line_through([share * _LARGEST for share in alone], at=at, frame=SMALL)
        if alone
        else "",
    )


def of_ten_ticks() -> tuple[Tick, ...]:
    """Return the marks of an axis of ten people."""
    return tuple(Tick(SMALL.y(value), str(value)) for value in (0, 5, 10))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the treatments needed."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    words: str
    below: str
    is_enough: bool
    alone: float
    """Height at which the same weeks without treatment stand; 0 for none."""
    alone_words: str
    sham: float
    """Height at which the same weeks with pretended treatments stand; 0 for none."""
    sham_words: str
    is_beyond: bool
    """Whether no trial has measured so many."""

    @property
    def ends(self) -> float:
        """Right edge."""
        return round(self.x + self.width, 1)


def bars(
    chances: Sequence[float],
    *,
    enough: float,
    alone: Sequence[float] = (),
    pretended: Sequence[float] = (),
    beyond: Sequence[bool] = (),
) -> tuple[Bar, ...]:
    """Return a bar for each number of treatments: success of so many in ten, in three ways."""
    share = 1 / len(chances)
    width = round(0.72 * share * (SMALL.right - SMALL.left), 1)
    found = []
    for number, chance in enumerate(chances):
        middle = SMALL.x((number + 0.5) * share)
        top = SMALL.y(chance * _LARGEST)
        left, left_words = _line(alone, number)
        sham, sham_words = _line(pretended, number)
        found.append(
            Bar(
                x=round(middle - width / 2, 1),
                y=top,
                width=width,
                height=round(SMALL.bottom - top, 1),
                middle=middle,
                words=str(round(chance * _LARGEST)),
                below=str(number),
                is_enough=chance >= enough,
                alone=left,
                alone_words=left_words,
                sham=sham,
                sham_words=sham_words,
                is_beyond=bool(beyond) and beyond[number],
            )
        )
    return tuple(found)


def _line(chances: Sequence[float], number: int) -> tuple[float, str]:
    """Return the height of a line across a bar and its words; no line across nothing."""
    if not chances:
        return 0.0, ""
    chance = chances[number]
    height = SMALL.y(chance * _LARGEST) if number else 0.0
    return height, str(round(chance * _LARGEST))


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A change with its range, beside no change. [px of 300]"""

    low: float
    middle: float
    high: float
    nothing: float


def range_bars(changes: Sequence[tuple[float, float, float]]) -> list[RangeBar]:
    """Return the bars of changes on one common scale."""
    most = max([_LEAST_SPAN, *(abs(edge) for one in changes for edge in one)])

    def at(days: float) -> float:
        """Return the place of so many days more or fewer."""
        half = _RANGE_WIDTH / 2
        return round(half + days / most * (half - _RANGE_INSET), 1)

    return [RangeBar(at(low), at(middle), at(high), at(0.0)) for low, middle, high in changes]
