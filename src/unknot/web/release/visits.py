"""What a request brings to the second half, with the form it holds taken in.

A form is taken in by whatever address it is sent to, so that a step can send a form on to the
next one (307) and nothing is lost, also without JavaScript. A form with a complaint goes back
to the step it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from django.http import QueryDict

from unknot.find.answer import Answer
from unknot.web.release.changes import measure_keys
from unknot.web.release.forms import (
    AboutForm,
    AfterForm,
    MeasuresForm,
    PointsForm,
    StopForm,
    setting_chosen,
)
from unknot.web.release.numbers import number_typed
from unknot.web.release.spotted import with_point_of
from unknot.web.release.state import Release, release_from, with_release
from unknot.web.where.arrival import arrival_of
from unknot.web.where.forms import Problem
from unknot.web.where.journey import Journey

__all__ = ["Visit", "visit_of"]

_STRONGEST: Final = 10
"""Top of the scale of what is felt."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came with a request.

    Attributes
    ----------
    form
        Name of the form that came and was taken in; empty for none.
    problems
        What is to be mended in it.
    """

    post: QueryDict
    journey: Journey
    answer: Answer
    release: Release
    form: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> Mapping[str, Any]:
        """The case."""
        return self.journey.told

    def having(self, release: Release) -> Visit:
        """Return the visit with the second half changed."""
        return replace(self, release=release, journey=with_release(self.journey, release))


def visit_of(post: QueryDict) -> Visit:
    """Read what came and take in its form.

    Raises
    ------
    Unfinished, NotEnoughData, InvalidInput
        As for the first half; or something of the second half cannot be read.
    """
    arrival = arrival_of(post)
    visit = Visit(post, arrival.journey, arrival.answer, release_from(arrival.journey))
    form = post.get("form", "")
    visit = visit.having(with_point_of(post, visit.release))
    visit = visit.having(_counted(post, setting_chosen(post, visit.release)))
    return replace(_TAKEN_IN[form](visit), form=form) if form in _TAKEN_IN else visit


def _counted(post: QueryDict, release: Release) -> Release:
    """Return the release with the steps that were carried out, and how strong they felt.

    Without scripts the page asks for one number 0 to 10 with each step; anything else, also
    nothing, stays not recorded.
    """
    done = [int(one) for one in post.getlist("done")[:99] if one.isdigit() and len(one) < 4]
    number = number_typed(post.get("felt", ""))
    felt = dict(release.felt)
    if done and number is not None and 0 <= number <= _STRONGEST:
        felt[str(done[-1])] = number
    return replace(release, done=tuple(dict.fromkeys((*release.done, *done))), felt=felt)


def _points(visit: Visit) -> Visit:
    """Take in the points; taking one away or changing the setting asks nothing."""
    form = PointsForm(visit.post)
    release, told = form.confirmed(visit.release, visit.told)
    visit = replace(visit, journey=replace(visit.journey, told=MappingProxyType(told)))
    is_changing = visit.post.get("remove") or visit.post.get("go") == "stay"
    problems = () if is_changing else tuple(form.problems)
    return replace(visit.having(release), problems=problems)


def _about(visit: Visit) -> Visit:
    """Take in the conditions and the rest about the person."""
    form = AboutForm(visit.post)
    release, told = form.about(visit.release, visit.told)
    if form.problems:
        return replace(visit, problems=tuple(form.problems))
    aged = replace(visit.journey, told=MappingProxyType(told))
    return replace(visit, journey=aged).having(release)


def _before(visit: Visit) -> Visit:
    """Take in the measures before."""
    form = MeasuresForm(visit.post)
    release = form.movement(visit.release)
    keys = [key for key in measure_keys(release) if key != "rom" or release.movement]
    taken = form.measured(keys)
    return _kept(visit, replace(release, before=taken, after=None), form.problems)


def _after(visit: Visit) -> Visit:
    """Take in what felt wrong and the measures after."""
    form, measures = AfterForm(visit.post), MeasuresForm(visit.post)
    release = form.told(visit.release)
    release = replace(release, after=measures.measured(tuple(release.before or ())))
    return _kept(visit, release, [*form.problems, *measures.problems])


def _kept(visit: Visit, release: Release, problems: list[Problem]) -> Visit:
    """Return the visit with what a form adds, or with its complaints and nothing changed."""
    if problems:
        return replace(visit, problems=tuple(problems))
    return visit.having(release)


def _stop(visit: Visit) -> Visit:
    """Take in why a treatment was stopped."""
    return visit.having(StopForm(visit.post).told(visit.release))


def _again(visit: Visit) -> Visit:
    """Make ready for another treatment; the one before is counted."""
    release = visit.release
    n_before = release.treatments_so_far or 0
    return visit.having(
        replace(
            release,
            treatments_so_far=n_before + (1 if release.done else 0),
            before=None,
            after=None,
            done=(),
            felt={},
            stopped=None,
            harm=None,
            overall="",
        )
    )


_TAKEN_IN: Final[Mapping[str, Callable[[Visit], Visit]]] = {
    "points": _points,
    "about": _about,
    "before": _before,
    "after": _after,
    "stop": _stop,
    "again": _again,
}
