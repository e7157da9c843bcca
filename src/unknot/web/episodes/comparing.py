"""Two drawings of one pain side by side: what came, what went, what stayed.

The pictures show both from one side and cut alike. How much a drawing differs from one day to
the next without any change of the pain is not known well enough to call a change real, so no
verdict is given; the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from unknot.body.change import DrawingChange, change_between
from unknot.errors import InvalidInput, NotEnoughData
from unknot.find.marks import PainMark
from unknot.find.query import Query, query_from
from unknot.web.episodes.models import EpisodeTold
from unknot.web.names import place_with_side
from unknot.web.where.pictures import Drawn, paint_told, pictures_of_two
from unknot.web.zone import day_here

__all__ = ["Compared", "Place", "chosen_two", "compared"]

_PERCENT = 100.0
_AS_LARGE = 0.1
"""A change of the area by less is about as large. [share]"""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in both drawings; strength empty where none was told."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything on the page."""

    pictures: tuple[tuple[str, Drawn], ...]
    """Day and picture, the earlier one first; none where nothing shows on the skin."""
    sentences: tuple[str, ...]
    gone: tuple[Place, ...]
    new: tuple[Place, ...]
    still: tuple[Place, ...]


def compared(before: EpisodeTold, after: EpisodeTold) -> Compared:
    """Compare two drawings of one episode.

    Parameters
    ----------
    before, after
        The earlier and the later one.
    """
    then, now = _query(before), _query(after)
    felt_then, felt_now = _felt(then), _felt(now)
    pictures: tuple[tuple[str, Drawn], ...] = ()
    sentences: tuple[str, ...] = ()
    painted = [paint_told(query) if query else None for query in (then, now)]
    if painted[0] is not None and painted[1] is not None:
        drawn = pictures_of_two(painted[0], painted[1])
        days = [_day(one) for one in (before, after)]
        pictures = tuple(zip(days, drawn, strict=True)) if drawn[0].svg else ()
        sentences = tuple(_in_words(change_between(painted[0], painted[1])))
    names = {**felt_then, **felt_now}
    places = {
        key: Place(_name(mark), _strength(felt_then.get(key)), _strength(felt_now.get(key)))
        for key, mark in names.items()
    }
    return Compared(
        pictures,
        sentences,
        gone=tuple(places[key] for key in names if key not in felt_now),
        new=tuple(places[key] for key in names if key not in felt_then),
        still=tuple(places[key] for key in names if key in felt_then and key in felt_now),
    )


def chosen_two(
    drawings: Sequence[EpisodeTold], *, before: UUID | None, after: UUID | None
) -> tuple[EpisodeTold, EpisodeTold] | None:
    """Return the two drawings that are asked for, else the first and the last; older first.

    Parameters
    ----------
    drawings
        Newest first; None comes back where there are not two.
    """
    known = {one.pk: one for one in drawings}
    older = known.get(before) if before else drawings[-1] if drawings else None
    newer = known.get(after) if after else drawings[0] if drawings else None
    if older is None or newer is None or older.pk == newer.pk:
        return None
    return (older, newer) if older.recorded_at <= newer.recorded_at else (newer, older)


def _query(told: EpisodeTold) -> Query | None:
    """Return a case as it is read today; None for one that cannot be read any more."""
    try:
        return query_from(told.case)
    except (InvalidInput, NotEnoughData):
        return None


def _felt(query: Query | None) -> dict[tuple[str, str], PainMark]:
    """Return the told places by region and side."""
    return {} if query is None else {(one.region, one.side): one for one in query.felt}


def _in_words(change: DrawingChange) -> list[str]:
    """Say the change in numbers that mean something to whoever drew."""
    said: list[str] = []
    if change.before_cm2 and change.after_cm2:
        ratio = change.after_cm2 / change.before_cm2
        numbers = {"before": round(change.before_cm2), "after": round(change.after_cm2)}
        if ratio < 1 - _AS_LARGE:
            said.append(_("The painted place is smaller: %(after)d cm², before %(before)d cm².")
                        % numbers)  # fmt: skip
        elif ratio > 1 + _AS_LARGE:
            said.append(_("The painted place is larger: %(after)d cm², before %(before)d cm².")
                        % numbers)  # fmt: skip
        else:
            said.append(_("The painted place is about as large: %(after)d cm².") % numbers)
    if change.kept_share is not None and change.after_cm2:
        share = {"share": round(_PERCENT * change.kept_share)}
        said.append(_("%(share)d %% of the earlier place is still painted.") % share)
    then, now = change.intensity_before, change.intensity_after
    if then is not None and now is not None:
        strength = {"then": f"{then:.1f}", "now": f"{now:.1f}"}
        said.append(_("Its strength was %(then)s of 10 and is now %(now)s.") % strength)
    return said


def _name(mark: PainMark) -> str:
    """Return the name of a place."""
    return str(capfirst(place_with_side(mark.region, mark.side)))


def _strength(mark: PainMark | None) -> str:
    """Return the strength of a place; empty where none was told."""
    return "" if mark is None or mark.intensity is None else f"{mark.intensity:g}"


def _day(told: EpisodeTold) -> str:
    """Return the day of a drawing."""
    return date_format(day_here(told.recorded_at), "j F Y")
