"""The timeline of one episode: one axis, a sentence, a table, the treatments, the drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.methods import load_methods
from unknot.find.query import query_from
from unknot.web.diaries.forms import values_in_words
from unknot.web.episodes.drawing import NARROW, WIDE, Axis, Drawn, Mark, draw_axis
from unknot.web.episodes.foretold import Foretold
from unknot.web.episodes.gathered import Gathered, drawings_of, lanes_of, ratings_of, result_of
from unknot.web.episodes.models import EpisodeTold
from unknot.web.episodes.named import point_name
from unknot.web.names import place_with_side, with_english
from unknot.web.release.changes import ResultShown
from unknot.web.release.measures import happenings
from unknot.web.treatments.models import Treatment
from unknot.web.zone import day_here, here

__all__ = [
    "SPANS",
    "DrawingShown",
    "EventShown",
    "Timeline",
    "TreatmentShown",
    "drawing_shown",
    "timeline_of",
]

SPANS: Final = (
    ("28", 28, gettext_lazy("4 weeks")),
    ("91", 91, gettext_lazy("3 months")),
    ("365", 365, gettext_lazy("a year")),
    ("all", 0, gettext_lazy("all")),
)
_USUAL: Final = 91
_LEAST: Final = timedelta(days=13)
_AHEAD: Final = timedelta(days=42)
_NOTHING_AHEAD: Final = timedelta(days=2)
_WEEK: Final = timedelta(days=7)
_MOST_ROWS: Final = 120
_MOST_TREATMENTS: Final = 12
_MOST_DRAWINGS: Final = 8
_STATES: Final = {
    "closed": gettext_lazy("Closed: it had become quiet"),
    "returned": gettext_lazy("It came back"),
}


@dataclass(frozen=True, slots=True)
class EventShown:
    """Something that happened, in words."""

    number: int
    at: datetime
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class TreatmentShown:
    """One treatment in words."""

    id: UUID
    day: str
    name: str
    what: str
    said: tuple[str, ...]
    result: ResultShown | None


@dataclass(frozen=True, slots=True)
class DrawingShown:
    """One drawing in the list."""

    id: UUID
    day: str
    places: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything on the page."""

    title: str
    first: datetime
    """Where the axis begins."""
    sentence: str
    drawn: tuple[Drawn, Drawn]
    picture: str
    events: tuple[EventShown, ...]
    rows: tuple[tuple[str, str, str], ...]
    has_more_rows: bool
    treatments: tuple[TreatmentShown, ...]
    n_treatments: int
    drawings: tuple[DrawingShown, ...]
    spans: tuple[dict[str, Any], ...]
    is_mean: bool
    has_lanes: bool
    has_fan: bool


def timeline_of(
    records: Gathered, told: Foretold, *, title: str, span: str, now: datetime
) -> Timeline:
    """Return the timeline over a span of days.

    Parameters
    ----------
    told
        The forecast, or why there is none.
    span
        Name of one of ``SPANS``; any other counts as the usual one.
    """
    first, chosen = _first(records, span, now)
    case = told.journey.told
    lanes = lanes_of(records, case)
    events = _events(records)
    ratings = ratings_of(records.entries, since=first)
    axis = Axis(
        first=first,
        now=now,
        last=now + (_AHEAD if told.foreseen else _NOTHING_AHEAD),
        ratings=ratings,
        treatments=sorted({one.at for one in records.treatments}),
        events=[Mark(one.at, one.number) for one in events],
        lanes=lanes,
        foreseen=told.foreseen,
    )
    sentence = _sentence(records, now)
    rows = _rows(records, events, since=first)
    newest = list(records.treatments[::-1])
    return Timeline(
        title=title,
        first=first,
        sentence=sentence,
        drawn=(draw_axis(axis, NARROW), draw_axis(axis, WIDE)),
        picture=_("One axis of time. %(sentence)s The numbers stand in the table below.")
        % {"sentence": sentence},
        events=tuple(one for one in events if one.at >= first),
        rows=tuple(rows[:_MOST_ROWS]),
        has_more_rows=len(rows) > _MOST_ROWS,
        treatments=tuple(
            _treatment(records, one, told) for one in newest[:_MOST_TREATMENTS]
        ),
        n_treatments=len(newest),
        drawings=tuple(
            drawing_shown(one) for one in drawings_of(records.episode, most=_MOST_DRAWINGS)
        ),
        spans=tuple(
            {"value": value, "words": words, "is_chosen": value == chosen}
            for value, _days, words in SPANS
        ),
        is_mean=any(one.is_of_days for one in ratings),
        has_lanes=any(one.at >= first for lane in lanes for one in lane.times),
        has_fan=told.foreseen is not None,
    )  # fmt: skip


def _first(records: Gathered, span: str, now: datetime) -> tuple[datetime, str]:
    """Return where the axis begins, and the span by its name."""
    known = {value: days for value, days, _words in SPANS}
    chosen = span if span in known else str(_USUAL)
    began = min(records.began - timedelta(days=1), now - _LEAST)
    days = known[chosen]
    return (began if not days else max(began, now - timedelta(days=days))), chosen


def _sentence(records: Gathered, now: datetime) -> str:
    """Say in words what the axis shows."""
    rated = [one for one in records.entries if one.pain is not None]
    if not rated:
        return _("No diary entry yet. The first number takes ten seconds.")
    begun = date_format(day_here(rated[0].at), "j F")
    n, n_given = len(rated), len(records.treatments)
    parts = [
        ngettext(
            "%(n)s rating since %(day)s.", "%(n)s ratings since %(day)s.", n
        ) % {"n": n, "day": begun}
    ]  # fmt: skip
    lately = [one.pain for one in rated if one.at > now - _WEEK]
    if n_given:
        text = ngettext("%(n)s treatment.", "%(n)s treatments.", n_given)
        parts.append(text % {"n": n_given})
        first = records.treatments[0].at
        before = [one.pain for one in rated if first - _WEEK <= one.at <= first]
        if before and lately:
            parts.append(
                _("Pain was about %(before)s in the week before the first, and %(lately)s in the "
                  "last week.")
                % {"before": _mean(before), "lately": _mean(lately)}
            )  # fmt: skip
            return " ".join(parts)
    if lately:
        parts.append(_("In the last week it was about %(n)s of 10.") % {"n": _mean(lately)})
    else:
        parts.append(_("In the last week nothing was recorded."))
    return " ".join(parts)


def _mean(told: Sequence[float | None]) -> str:
    """Return a mean as people say it."""
    known = [one for one in told if one is not None]
    return f"{sum(known) / len(known):.1f}".removesuffix(".0")


def _events(records: Gathered) -> list[EventShown]:
    """Return what happened besides the treatments themselves, numbered in the order of time."""
    words = {one.key: one.label for one in happenings()}

    def named(ids: Sequence[str]) -> str:
        return ", ".join(words.get(one, one) for one in ids).lower()

    found: list[tuple[datetime, str]] = []
    for treatment in records.treatments:
        if treatment.stopped:
            found.append(
                (treatment.at, with_english(_("Stopped: %(why)s"), why=named(treatment.stopped)))
            )
        if treatment.harm:
            text = _("Felt wrong in the treatment: %(what)s")
            found.append((treatment.at, with_english(text, what=named(treatment.harm))))
    for one in records.after:
        if one.events:
            text = _("After the treatment: %(what)s")
            found.append((one.at, with_english(text, what=named(one.events))))
        elif one.soreness is not None:
            text = _("Sore after the treatment: %(n)s of 10")
            found.append((one.at, text % {"n": f"{one.soreness:g}"}))
    found += [(one.at, str(_STATES[one.state])) for one in records.states if one.state in _STATES]
    ordered = sorted(set(found))
    return [
        EventShown(number, at, date_format(day_here(at), "j M"), said)
        for number, (at, said) in enumerate(ordered, start=1)
    ]


def _rows(
    records: Gathered, events: Sequence[EventShown], *, since: datetime
) -> list[tuple[str, str, str]]:
    """Return the rows of the table, newest first, at most one too many: when, pain, what."""
    found: list[tuple[datetime, str, str]] = []
    for one in records.entries:
        if one.at < since:
            continue
        values = {name: getattr(one, name)
                  for name in ("home_care", "load", "sleep", "stress", "ppt_kpa")}  # fmt: skip
        pain = "" if one.pain is None else f"{one.pain:g}"
        found.append((one.at, pain, ", ".join(values_in_words(values))))
    found += [
        (
            one.at,
            "",
            with_english(
                f"{point_name(one.point.muscle, one.point.side)}: %(method)s",
                method=_method(one.method),
            ),
        )
        for one in records.treatments
    ]
    found += [(one.at, "", one.words) for one in events]
    shown = sorted((one for one in found if one[0] >= since), key=lambda one: one[0], reverse=True)
    return [
        (f"{date_format(here(at), 'j M Y')}, {date_format(here(at), 'H:i')}", pain, what)
        for at, pain, what in shown[: _MOST_ROWS + 1]
    ]


def _treatment(records: Gathered, one: Treatment, told: Foretold) -> TreatmentShown:
    """Return one treatment in words."""
    words = {harm.key: harm.label for harm in happenings()}
    said = []
    if one.stopped:
        said.append(
            with_english(_("Stopped: %(why)s"), why=", ".join(words.get(w, w) for w in one.stopped))
        )
    if one.harm:
        said.append(
            with_english(
                _("Felt wrong: %(what)s"), what=", ".join(words.get(w, w) for w in one.harm)
            )
        )
    elif one.harm is not None:
        said.append(_("Nothing felt wrong."))
    try:
        result = result_of(records, one, told.journey.told)
    except InvalidInput:
        result = None
    return TreatmentShown(
        one.pk,
        f"{date_format(here(one.at), 'D j M Y')}, {date_format(here(one.at), 'H:i')}",
        point_name(one.point.muscle, one.point.side),
        _dose(one),
        tuple(said),
        result if result and result.changes else None,
    )


def _dose(one: Treatment) -> str:
    """Return method and time, and how strong it was felt where that was told."""
    parts = ["%(method)s"]
    if one.seconds is not None:
        minutes, seconds = divmod(round(one.seconds), 60)
        short = _("%(n)s s") % {"n": seconds}
        parts.append(f"{minutes}:{seconds:02d} min" if minutes else short)
    if one.pressure is not None:
        parts.append(_("felt %(n)s of 10") % {"n": f"{one.pressure:g}"})
    return with_english(", ".join(parts), method=_method(one.method))


def _method(method: str) -> str:
    """Return the plain name of a method; an id that is known no more stays as it is."""
    known = load_methods().get(method)
    return method if known is None else capfirst(known.plain_label)


def drawing_shown(told: EpisodeTold) -> DrawingShown:
    """Return one drawing with its places."""
    try:
        felt = query_from(told.case).felt
    except (InvalidInput, NotEnoughData):
        felt = ()
    places = []
    for mark in felt:
        strength = "" if mark.intensity is None else f" {mark.intensity:g}"
        places.append(f"{capfirst(place_with_side(mark.region, mark.side))}{strength}")
    return DrawingShown(
        told.pk,
        date_format(day_here(told.recorded_at), "j F Y"),
        ", ".join(places) or _("told in words"),
    )
