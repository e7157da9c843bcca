"""The sheet about one pain: what the timeline and the outlook say, for paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from unknot.errors import InvalidInput, NotEnoughData
from unknot.exchange.papers.summary_paper import (
    Axis,
    DrawingOnPaper,
    GivenOnPaper,
    Outlook,
    Summary,
    summary_paper,
)
from unknot.find.query import query_from
from unknot.web.episodes.foretold import Foretold
from unknot.web.episodes.gathered import Gathered, drawings_of, ratings_of
from unknot.web.episodes.models import EpisodeTold
from unknot.web.episodes.outlook import outlook_shown
from unknot.web.episodes.timeline import Timeline, drawing_shown
from unknot.web.where.pictures import paint_told, picture_of_paint
from unknot.web.zone import day_here

__all__ = ["paper_of_episode"]

_DAY: Final = timedelta(days=1)
_AHEAD: Final = 42
_NOTHING_AHEAD: Final = 2
_MOST_GIVEN: Final = 6
_N_TICKS: Final = 5
_EVERY: Final = 2
"""Days between two corners of the band. [days]"""


def paper_of_episode(
    records: Gathered,
    told: Foretold,
    shown: Timeline,
    *,
    called: str,
    now: datetime,
    large: bool,
) -> bytes:
    """Return the sheet as PDF.

    Parameters
    ----------
    shown
        The timeline, over the span that is wanted on the sheet.

    Raises
    ------
    NotEnoughData
        The extra ``pdf`` is not installed.
    """
    first = shown.first
    newest = shown.treatments[:_MOST_GIVEN]
    summary = Summary(
        title=shown.title,
        called=called,
        made_on=day_here(now),
        sentence=shown.sentence,
        axis=_axis(records, told, shown, first=first, now=now),
        axis_in_words=shown.sentence,
        events=[(one.number, one.day, one.words) for one in shown.events],
        given=[
            GivenOnPaper(
                one.day,
                one.name,
                one.what,
                [
                    (row.name, row.before, row.after, row.word)
                    for row in (one.result.changes if one.result else ())
                ],
            )
            for one in newest
        ],
        n_given=shown.n_treatments,
        drawings=_drawings(records),
        outlook=_outlook(told),
        no_outlook="" if told.forecast else _why_none(told.why),
    )
    return summary_paper(summary, large=large)


def _axis(
    records: Gathered, told: Foretold, shown: Timeline, *, first: datetime, now: datetime
) -> Axis:
    """Return what is drawn, in days since the beginning of the axis."""

    def day(moment: datetime) -> float:
        return round((moment - first) / _DAY, 2)

    today = day(now)
    n_days = today + (_AHEAD if told.foreseen else _NOTHING_AHEAD)
    fan: list[tuple[float, float, float, float]] = []
    if told.foreseen is not None:
        curve = told.foreseen.curve
        low, middle, high = (curve.quantile(share) for share in (0.1, 0.5, 0.9))
        fan = [
            (today + n, float(low[n]), float(high[n]), float(middle[n]))
            for n in range(0, _AHEAD + 1, _EVERY)
        ]
    step = n_days / _N_TICKS
    ticks = [
        (step * n, date_format(day_here(first + n * step * _DAY), "j M"))
        for n in range(1, _N_TICKS)
    ]
    return Axis(
        n_days=n_days,
        now=today,
        ratings=[(day(one.at), one.pain) for one in ratings_of(records.entries, since=first)],
        treatments=[
            day(at) for at in sorted({one.at for one in records.treatments}) if at >= first
        ],
        events=[(one.number, day(one.at)) for one in shown.events],
        fan=fan,
        ticks=ticks,
    )


def _drawings(records: Gathered) -> list[DrawingOnPaper]:
    """Return the first and the last drawing."""
    found = drawings_of(records.episode, most=10_000)
    two = [found[-1], found[0]] if len(found) > 1 else found
    return [_drawing(one) for one in two]


def _drawing(told: EpisodeTold) -> DrawingOnPaper:
    """Return one drawing; without a picture where nothing shows or it is not read any more."""
    said = drawing_shown(told)
    try:
        paint = paint_told(query_from(told.case))
    except (InvalidInput, NotEnoughData):
        paint = None
    if paint is None:
        return DrawingOnPaper(said.day, said.places, "", "")
    drawn = picture_of_paint(paint)
    return DrawingOnPaper(said.day, said.places, str(drawn.svg), drawn.seen if drawn.svg else "")


def _outlook(told: Foretold) -> Outlook | None:
    """Return what to expect in sentences."""
    if told.forecast is None:
        return None
    shown = outlook_shown(told.forecast)
    sentences = [shown.lead, *shown.relief, shown.course]
    return Outlook(_("What to expect"), sentences, shown.honest)


def _why_none(why: str) -> str:
    """Say why there is no outlook."""
    if why == "stopped":
        return pgettext(
            "safety",
            "A warning sign is open. See to it first; until then nothing is foretold here.",
        )
    if why == "open":
        return _("The warning-sign questions are not answered yet, so nothing is foretold here.")
    return _("An outlook is possible once a spot is found and kept.")
