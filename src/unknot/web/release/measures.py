"""The quick measures before and after a treatment, and what can have gone wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy

from unknot.facts.vocabularies import load_movements
from unknot.find.plain import movement_in_words
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.web.release.changes import measure_keys
from unknot.web.release.options import Option
from unknot.web.release.state import HARMS, OVERALL, Readings, Release

__all__ = ["MeasuresShown", "after_shown", "happenings", "measures_shown"]

_MOVEMENTS: Final = 6
_HARM_WORDS: Final[Mapping[str, Any]] = {
    "dizzy": pgettext_lazy("safety", "Dizzy, sick or faint"),
    "tingling": pgettext_lazy("safety", "Tingling, numb or weak"),
    "sharp": pgettext_lazy("safety", "Sharp or electric pain"),
    "breath": pgettext_lazy("safety", "Chest pain or short of breath"),
    "bruise": pgettext_lazy("safety", "Bruise or swelling"),
    "other": pgettext_lazy("safety", "Something else"),
}
_OVERALL_WORDS: Final[Mapping[str, Any]] = {
    "much_worse": gettext_lazy("Much worse"),
    "worse": gettext_lazy("Worse"),
    "same": gettext_lazy("The same"),
    "better": gettext_lazy("Better"),
    "much_better": gettext_lazy("Much better"),
}


@dataclass(frozen=True, slots=True)
class MeasuresShown:
    """The quick measures with what was given so far."""

    values: Mapping[str, tuple[str, ...]]
    movements: tuple[Option, ...]
    movement: str
    keys: tuple[str, ...]
    harms: tuple[Option, ...] = ()
    says_nothing: bool = False
    overall: tuple[Option, ...] = ()

    @property
    def pain(self) -> str:
        """Pain now, as typed."""
        return next(iter(self.values.get("pain", ())), "")

    @property
    def moving(self) -> str:
        """Pain while moving, as typed."""
        return next(iter(self.values.get("moving", ())), "")

    @property
    def rom(self) -> str:
        """Angle, as typed."""
        return next(iter(self.values.get("rom", ())), "")

    @property
    def ppt(self) -> tuple[str, str, str]:
        """Three readings of the gauge, as typed."""
        given = (*self.values.get("ppt", ()), "", "", "")
        return given[0], given[1], given[2]


def happenings() -> tuple[Option, ...]:
    """Return what can have happened when a treatment is stopped; nothing is ticked."""
    return tuple(Option(one, str(_HARM_WORDS[one])) for one in HARMS)


def measures_shown(
    release: Release,
    told: Mapping[str, Any],
    post: QueryDict,
    *,
    held: Mapping[str, Readings] | None,
) -> MeasuresShown:
    """Return the measures to take; nothing stands there before the person gave it."""
    is_sent = post.get("form") == "before"
    keys = measure_keys(release)
    chosen = f"{release.movement_side}:{release.movement}" if release.movement else ""
    chosen = post.get("movement", "") if is_sent else chosen
    options = _movements(release, told)
    return MeasuresShown(
        values=_typed(keys, post if is_sent else None, held),
        movements=tuple(Option(one.key, one.label, one.key == chosen) for one in options),
        movement=chosen,
        keys=keys,
    )


def after_shown(
    release: Release,
    told: Mapping[str, Any],
    post: QueryDict,
    *,
    held: Mapping[str, Readings] | None,
) -> MeasuresShown:
    """Return the measures that were taken before, to be taken again, and what felt wrong."""
    is_sent = post.get("form") == "after"
    ticked = post.getlist("harm") if is_sent else list(release.harm or ())
    says_nothing = post.get("no_harm") == "1" if is_sent else release.harm == ()
    overall = post.get("overall", "") if is_sent else release.overall
    keys = tuple(release.before or ())
    return MeasuresShown(
        values=_typed(keys, post if is_sent else None, held),
        movements=(),
        movement=movement_in_words(release.movement, release.movement_side)
        if release.movement
        else "",
        keys=keys,
        harms=tuple(Option(one, str(_HARM_WORDS[one]), one in ticked) for one in HARMS),
        says_nothing=says_nothing,
        overall=tuple(Option(one, str(_OVERALL_WORDS[one]), one == overall) for one in OVERALL),
    )


def _typed(
    keys: tuple[str, ...], post: QueryDict | None, held: Mapping[str, Readings] | None
) -> dict[str, tuple[str, ...]]:
    """Return the readings as they were typed, or as they are held."""
    if post is not None:
        return {key: tuple(post.getlist(key)) for key in keys}
    return {
        key: tuple("" if one is None else f"{one:g}" for one in (held or {}).get(key, ()))
        for key in keys
    }


def _movements(release: Release, told: Mapping[str, Any]) -> list[Option]:
    """Return the movements to choose from: those told as limited, then those of the muscles."""
    found: dict[str, None] = {}
    for mark in told.get("limited_movements") or ():
        if isinstance(mark, dict):
            found[f"{mark.get('side', 'mid')}:{mark.get('movement')}"] = None
    for point in release.points:
        for movement in load_muscles()[point.muscle].limits:
            found[f"{_side(movement, point.side)}:{movement}"] = None
    options = []
    for key in found:
        side, _colon, movement = key.partition(":")
        if movement in load_movements() and side in (*LEFT_RIGHT, "mid"):
            options.append(Option(key, movement_in_words(movement, side)))
    return options[:_MOVEMENTS]


def _side(movement: str, side: str) -> str:
    """Return the side of a movement, mid where it has none."""
    known = load_movements().get(movement)
    return side if known is None or known.is_sided else "mid"
