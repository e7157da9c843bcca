"""Go on with a case that is kept: at the step where it was told last, or at another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from unknot.errors import InvalidInput
from unknot.web.episodes.models import EpisodeTold
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey

__all__ = ["STEPS", "StepShown", "steps_to_resume"]

STEPS: Final = (
    ("where:where", gettext_lazy("Where it hurts")),
    ("where:check", gettext_lazy("Safety questions")),
    ("where:muscles", gettext_lazy("Muscles")),
    ("release:points", gettext_lazy("Spots")),
    ("release:about", gettext_lazy("What to mind")),
    ("release:plan", gettext_lazy("Plan")),
    ("release:before", gettext_lazy("Measure before")),
    ("release:after", gettext_lazy("Measure after")),
    ("release:result", gettext_lazy("What changed")),
)
_OTHER: Final[Mapping[str, str]] = {
    "spot": "where:muscles",
    "print": "where:muscles",
    "hypothesis": "release:hypothesis",
    "plan_print": "release:plan",
    "release": "release:plan",
    "stopped": "release:after",
    "handout": "release:result",
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step that can be gone to."""

    address: str
    """Its name."""
    words: Any
    is_next: bool


def steps_to_resume(told: EpisodeTold, journey: Journey) -> list[StepShown]:
    """Return every step that has something to go on with; one of them is the next."""
    try:
        release = release_from(journey)
    except InvalidInput:
        release = None
    last = 3
    if release is not None and release.points:
        last = 6
        if release.before is not None or release.done or release.stopped is not None:
            last = 8
        if release.harm is not None:
            last = len(STEPS)
    shown = STEPS[:last]
    names = {address.partition(":")[2]: address for address, _words in STEPS}
    wanted = names.get(told.step) or _OTHER.get(told.step, shown[-1][0])
    if release is not None and release.done and release.harm is None:
        wanted = "release:after"
    known = [address for address, _words in shown]
    wanted = wanted if wanted in known else known[-1]
    return [StepShown(address, words, address == wanted) for address, words in shown]
