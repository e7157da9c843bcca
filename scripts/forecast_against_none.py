"""The part of the forecast's validation on what a course adds, beside comparisons inside trials."""

from __future__ import annotations

from typing import Final

from forecast_page import Bar, Part, table

from unknot.forecast.parameters import Point
from unknot.forecast.proving.against_none import COURSES, Beside, Course, Versus, beside_trials

__all__ = ["against_none"]

POINTS: Final = {
    "old (52 weeks)": Point(weeks=52, other_active_points=1),
    "old (26 weeks)": Point(weeks=26),
    "fresh (3 weeks)": Point(weeks=3, other_active_points=0, earlier_episodes=0),
}
BAR_WEEKS: Final = (4, 8, 12)
"""From the end of the usual course to where trials hardly look any more."""
VERSUS: Final[tuple[tuple[Versus, str], ...]] = (
    ("no_treatment", "no treatment"),
    ("sham", "sham"),
)


def against_none(shrink: int) -> Part:
    """Hold what a course of compression adds against comparisons inside trials."""
    n_paths = max(4000 // shrink, 1000)
    found = {
        (name, course.name, against): beside_trials(point, course, versus=versus, n_paths=n_paths)
        for name, point in POINTS.items()
        for versus, against in VERSUS
        for course in COURSES
    }
    head = ("point", "course", "less than", *(f"week {one.week}" for one in _any(found)))
    rows = [(*key, *(_cell(one) for one in weeks)) for key, weeks in found.items()]
    bars = [
        _bar(name, course, found[name, course.name, "no treatment"])
        for name in POINTS
        for course in COURSES
    ]
    baselines = ", ".join(
        f"{name} {found[name, COURSES[0].name, 'sham'][0].baseline:.1f}" for name in POINTS
    )
    said = (
        "How much lower the mean pain is after compressions than without them, nobody's diary "
        "known, for people who begin at 3 or more; in brackets 8 in 10 of the mean effect by "
        "comparisons inside trials and reviews, at the same mean baseline "
        f"({baselines}). *Sham* is a course that looks the same; what is left beside it is the "
        "technique's own. The range of the trials was used to choose the part that a treatment "
        "takes off for good, so for old points this is a check, not a test. Trials hardly looked "
        "at fresh points; there the forecast expects less of treatments than they do, because "
        "fresh points heal by themselves in it, as in cohorts, and faster than in untreated arms. "
        "The trials' range counts no number of treatments: no trial varied it alone."
    )
    return Part("What a course adds, beside trials", (said, "", *table(head, rows)), tuple(bars))


def _any(found: dict[tuple[str, str, str], tuple[Beside, ...]]) -> tuple[Beside, ...]:
    """Return one of the rows."""
    return next(iter(found.values()))


def _cell(one: Beside) -> str:
    """Return our difference and the trials' range."""
    return f"{one.ours:.1f} ({one.low:.1f} to {one.high:.1f})"


def _bar(name: str, course: Course, weeks: tuple[Beside, ...]) -> Bar:
    """Return whether a course lies in the range at all weeks that are asked."""
    asked = [one for one in weeks if one.week in BAR_WEEKS]
    said = ", ".join(f"{one.ours:.2f} in {one.low:.2f} to {one.high:.2f}" for one in asked)
    what = f"{name}, {course.name}: within the trials at weeks {', '.join(map(str, BAR_WEEKS))}"
    return Bar(what, said, all(one.is_inside for one in asked))
