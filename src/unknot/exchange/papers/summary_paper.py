"""One pain on one sheet: how it went, what was done, what changed, what to expect.

Everything on it comes in as words and numbers; this module only lays them out. Times are days
from the beginning of the axis, so no clock is read. In large print the same content takes more
pages. What it does not do: decide who may see it, or whether an outlook may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from unknot.exchange.papers.content import printable
from unknot.exchange.papers.pictures import painted_for_paper
from unknot.exchange.papers.typesetting import typeset
from unknot.facts.version import facts_version

__all__ = ["Axis", "DrawingOnPaper", "GivenOnPaper", "Outlook", "Summary", "summary_paper"]

_LIMITS: Final = (
    "This sheet names no disease and rules none out. It shows what was told, not what an "
    "examination found."
)
_TEMPLATE: Final = Path(__file__).parent / "summary.typ"


@dataclass(frozen=True, slots=True)
class Axis:
    """What is drawn over time.

    Attributes
    ----------
    n_days
        Length of the axis; ``now`` lies on it.
    ratings
        Day and pain from 0 to 10.
    treatments
        Days on which something was done.
    events
        Number and day of each event.
    fan
        Day, low and high of 8 in 10, and the middle; empty without an outlook.
    ticks
        Day and words of each mark under the axis.
    """

    n_days: float
    now: float
    ratings: Sequence[tuple[float, float]]
    treatments: Sequence[float]
    events: Sequence[tuple[int, float]]
    fan: Sequence[tuple[float, float, float, float]]
    ticks: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class GivenOnPaper:
    """One treatment: day, point, what was done, and each measure before, after and in words."""

    day: str
    name: str
    what: str
    changes: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class DrawingOnPaper:
    """One drawing: day, places in words, and the picture as SVG (empty for none)."""

    day: str
    places: str
    svg: str
    seen: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect, in sentences, with the honest lines below."""

    title: str
    sentences: Sequence[str]
    honest: Sequence[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything on the sheet; every text is plain, none is markup."""

    title: str
    called: str
    made_on: date
    sentence: str
    axis: Axis
    axis_in_words: str
    events: Sequence[tuple[int, str, str]]
    given: Sequence[GivenOnPaper]
    n_given: int
    drawings: Sequence[DrawingOnPaper]
    outlook: Outlook | None
    no_outlook: str
    """Why there is none; empty with one."""


def summary_paper(summary: Summary, *, large: bool = False) -> bytes:
    """Return the summary as PDF on A4.

    Parameters
    ----------
    large
        Large print for tired or weak eyes; it takes more pages.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed; the message says how to get it.
    """
    told: dict[str, Any] = asdict(summary)
    made_on = summary.made_on
    told |= {
        "made_on": [made_on.year, made_on.month, made_on.day],
        "limits": _LIMITS,
        "facts_version": facts_version(),
        "drawings": [
            {**asdict(one), "svg": painted_for_paper(one.svg) if one.svg else ""}
            for one in summary.drawings
        ],
    }
    return typeset(_TEMPLATE, printable(told), large=large)
