"""Load what the first pages of one's own records need, while nobody waits for it.

``unknot serve`` does this beside its first answers: addresses, templates, words, the facts, and
one made-up case through plan, programme and forecast, so that everything that is read or worked
out once for all is there. Nothing is read from the database, and nothing is kept of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import gettext, override

from unknot.forecast.belief import replay
from unknot.forecast.told import told_from
from unknot.muscles.catalogue import load_muscles
from unknot.prevent.programme import programme_from
from unknot.prevent.told import programme_query_from
from unknot.web.demo.cases import Complaint, complaint_of
from unknot.web.diaries.programme import Built
from unknot.web.diaries.programme_shown import programme_shown
from unknot.web.episodes.foretold import Foreseen, why_closed
from unknot.web.episodes.outlook import outlook_shown
from unknot.web.release.changes import result_shown
from unknot.web.release.plan_door import case_of
from unknot.web.release.state import Release, release_from
from unknot.web.where.journey import Journey

__all__ = ["warmed"]

_AGE: Final = 41
_DAYS: Final = 3
_PRESSED: Final[Mapping[str, tuple[float | None, ...]]] = MappingProxyType({"ppt": (200.0,)})


def warmed(*, now: datetime) -> None:
    """Load and work out once what stays in memory."""
    _ = get_resolver().url_patterns
    _words()
    complaint = next(_complaints(), None)
    if complaint is not None:
        _follow(complaint, now=now)
    for name in _templates():
        get_template(name)


def _words() -> None:
    """Read the words of every language."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            gettext("Today")


def _templates() -> Iterator[str]:
    """Yield the name of every page and part of our own."""
    for engine in engines.all():
        if not isinstance(engine, DjangoTemplates):
            continue
        for folder in map(Path, engine.template_dirs):
            if Path(__file__).parent in folder.parents:
                yield from (str(one.relative_to(folder)) for one in folder.rglob("*.html"))


def _complaints() -> Iterator[Complaint]:
    """Yield cases that nobody told, with a plan for home."""
    for muscle in load_muscles().values():
        spot = (muscle.id, muscle.sites[0].id)
        found = complaint_of(spot, side="right", age=_AGE, sex="female")
        if found is not None:
            yield found


def _follow(complaint: Complaint, *, now: datetime) -> None:
    """Take a case through everything that Today, timeline and outlook work out."""
    journey = Journey(told=complaint.told)
    why_closed(journey)
    case = case_of(release_from(journey), journey)
    day = now.date().isoformat()
    programme = programme_from(
        programme_query_from(
            {**case, "minutes_a_day": None, "days": None, "now": day, "done": [], "diary": []}
        )
    )
    programme_shown(Built("", journey, programme, programme), today=now.date())
    told = told_from(
        {
            "now": now.isoformat(),
            "point": {name: getattr(complaint, name) for name in ("muscle", "side", "site")},
            "entries": [
                {"at": (now - timedelta(days=n)).isoformat(), "pain": 4.0} for n in range(_DAYS)
            ],
            "person": case["person"],
            "answers": case["answers"],
        }
    )
    point = release_from(journey).points[0]
    measured = Release("clinic", (point,), unit="kPa", before=_PRESSED, after=_PRESSED)
    result_shown(measured, journey.told)
    outlook_shown(Foreseen(told, replay(told.point, told.events)).whole)
