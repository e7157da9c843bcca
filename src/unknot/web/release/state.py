"""What the second half of the journey knows: it travels inside the case, under ``release``.

The case of ``unknot find`` passes over fields it does not know, so one field carries points,
answers and measures through every page, in the same record on the device, without the server
keeping anything. What comes back is checked here, value by value: it has been on a device.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from math import isfinite
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, cast

from unknot.errors import InvalidInput
from unknot.facts.conditions import load_conditions
from unknot.facts.methods import load_methods
from unknot.facts.planning import PROFESSIONS
from unknot.facts.vocabularies import load_movements
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT, LeftRight
from unknot.web.where.journey import Journey

__all__ = [
    "HARMS",
    "KEYS",
    "LONGEST_WEEKS",
    "MOST_POINTS",
    "OVERALL",
    "SETTINGS",
    "Point",
    "Release",
    "Setting",
    "release_from",
    "with_release",
]

Setting = Literal["home", "clinic"]
SETTINGS: Final[tuple[Setting, ...]] = ("home", "clinic")
MOST_POINTS: Final = 5
LONGEST_WEEKS: Final = 5200
"""A hundred years: longer than that is a slip. [weeks]"""
KEYS: Final = ("pain", "moving", "ppt", "rom")
"""What is measured before and after: pain now, pain while moving, pressure, angle."""
HARMS: Final = ("dizzy", "tingling", "sharp", "bruise", "breath", "other")
OVERALL: Final = ("much_worse", "worse", "same", "better", "much_better")
_MOST_READINGS: Final = 3
_MOST_IDS: Final = 200
_NAME: Final = "release"
_REMEDY: Final = "Go back to the points and confirm them again."

_T = TypeVar("_T")
Readings = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One spot that was found by hand; what was felt there stands in the case's signs."""

    muscle: str
    side: LeftRight
    site: str
    weeks: float | None = None

    @property
    def key(self) -> str:
        """``muscle:side:site``, by which a form names it."""
        return f"{self.muscle}:{self.side}:{self.site}"


@dataclass(frozen=True, slots=True)
class Release:
    """Everything after the spot.

    Attributes
    ----------
    asked, conditions
        Conditions that were asked, and those that hold. One that was not asked is not "no".
    without
        Methods the person would rather not have.
    agrees, agrees_to_needle
        Whether the person agreed to be treated, and separately to a needle, in a clinic.
    has_adult
        Whether an adult stays with somebody too young to go on alone.
    guess, guess_first
        What a practitioner thought of before the ranking, and whether to ask for it there.
    movement, movement_side
        The movement that is measured before and after.
    before, after
        Readings by key (``KEYS``), in the unit that ``unit`` names for pressure.
    done
        Numbers of the steps of the plan that were carried out.
    felt
        By number of the step, how strong the pressure was felt last, 0 to 10; only where the
        person said so.
    stopped
        What happened when the treatment was stopped; None while it was not.
    harm
        What felt wrong; empty for nothing, None while not answered.
    """

    setting: Setting = "home"
    points: tuple[Point, ...] = ()
    asked: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    limb: str = ""
    is_irritable: bool | None = None
    treatments_so_far: int | None = None
    agrees: bool = False
    agrees_to_needle: bool = False
    profession: str = ""
    has_adult: bool = False
    guess: str = ""
    guess_first: bool = False
    movement: str = ""
    movement_side: str = "mid"
    unit: str = "kPa"
    before: Mapping[str, Readings] | None = None
    after: Mapping[str, Readings] | None = None
    done: tuple[int, ...] = ()
    felt: Mapping[str, float] = field(default_factory=dict)
    stopped: tuple[str, ...] | None = None
    harm: tuple[str, ...] | None = None
    overall: str = ""

    def point(self, key: str) -> Point | None:
        """Return the point a form names, or None."""
        return next((one for one in self.points if one.key == key), None)


def release_from(journey: Journey) -> Release:
    """Return what the case carries of the second half, checked.

    Raises
    ------
    InvalidInput
        It was changed on the way; the message names the place and what to do.
    """
    held = journey.told.get(_NAME)
    if held is None:
        return Release()
    if not isinstance(held, dict):
        raise _changed("", held)
    return Release(
        setting=cast(Setting, _one_of(held, "setting", SETTINGS)),
        points=_points(held.get("points")),
        asked=_ids(held, "asked", load_conditions()),
        conditions=_ids(held, "conditions", load_conditions()),
        equipment=_slugs(held, "equipment"),
        without=_ids(held, "without", load_methods()),
        limb=_slug(held, "limb"),
        is_irritable=_yes_no(held, "is_irritable"),
        treatments_so_far=_whole(held.get("treatments_so_far"), "treatments_so_far"),
        agrees=held.get("agrees") is True,
        agrees_to_needle=held.get("agrees_to_needle") is True,
        profession=_one_of(held, "profession", ("", *PROFESSIONS)),
        has_adult=held.get("has_adult") is True,
        guess=_slug(held, "guess"),
        guess_first=held.get("guess_first") is True,
        movement=_one_of(held, "movement", ("", *load_movements())),
        movement_side=_one_of(held, "movement_side", ("mid", *LEFT_RIGHT)),
        unit=_one_of(held, "unit", ("kPa", "kgf/cm2", "N/cm2")),
        before=_measured(held.get("before"), "before"),
        after=_measured(held.get("after"), "after"),
        done=_list(held.get("done"), "done", lambda one, at: _whole(one, at) or 0),
        felt=_felt(held.get("felt")),
        stopped=_some(held, "stopped"),
        harm=_some(held, "harm"),
        overall=_one_of(held, "overall", ("", *OVERALL)),
    )


def with_release(journey: Journey, release: Release) -> Journey:
    """Return the journey carrying the second half; untouched fields are left out."""
    fresh = asdict(Release())
    held = {name: value for name, value in asdict(release).items() if value != fresh[name]}
    told = {**journey.told, _NAME: json.loads(json.dumps(held))}
    if not held:
        del told[_NAME]
    return replace(journey, told=MappingProxyType(told))


def _points(given: Any) -> tuple[Point, ...]:
    """Read the points; each must be a site of a known muscle, once."""
    points = _list(given, "points", _point)
    if len(points) > MOST_POINTS or len({one.key for one in points}) < len(points):
        raise _changed("points", f"{len(points)} points")
    return points


def _point(given: Any, at: str) -> Point:
    """Read one point."""
    if not isinstance(given, dict):
        raise _changed(at, given)
    muscle = load_muscles().get(given.get("muscle", ""))
    if muscle is None or given.get("site") not in [site.id for site in muscle.sites]:
        raise _changed(f"{at}.site", given.get("site"))
    if given.get("side") not in LEFT_RIGHT:
        raise _changed(f"{at}.side", given.get("side"))
    weeks = _number(given.get("weeks"), f"{at}.weeks", most=LONGEST_WEEKS)
    return Point(muscle.id, given["side"], given["site"], weeks)


def _measured(given: Any, at: str) -> Mapping[str, Readings] | None:
    """Read the measures of one time."""
    if given is None:
        return None
    if not isinstance(given, dict) or not set(given) <= set(KEYS):
        raise _changed(at, given)
    return {key: _readings(given[key], f"{at}.{key}") for key in KEYS if key in given}


def _felt(given: Any) -> Mapping[str, float]:
    """Read how strong the pressure of a step was felt."""
    if given is None:
        return {}
    is_read = isinstance(given, dict) and len(given) <= _MOST_IDS
    if not is_read or not all(step.isdecimal() and len(step) < 4 for step in given):
        raise _changed("felt", given)
    taken = {step: _number(given[step], f"felt.{step}", most=10) for step in given}
    return {step: one for step, one in taken.items() if one is not None}


def _readings(given: Any, at: str) -> Readings:
    """Read the readings of one measure; None was not taken."""
    taken = _list(given, at, lambda one, where: _number(one, where, least=-90, most=2000))
    if len(taken) > _MOST_READINGS:
        raise _changed(at, given)
    return taken


def _some(held: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    """Read what happened; None is not answered, an empty list is nothing."""
    return None if held.get(name) is None else _ids(held, name, dict.fromkeys(HARMS))


def _ids(held: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    """Read a list of ids of a vocabulary."""

    def read(one: Any, at: str) -> str:
        if not isinstance(one, str) or one not in known:
            raise _changed(at, one)
        return one

    return tuple(dict.fromkeys(_list(held.get(name), name, read)))


def _slugs(held: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Read a list of short names that others check."""
    return _list(held.get(name), name, lambda one, at: _slug({at: one}, at))


def _slug(held: Mapping[str, Any], name: str) -> str:
    """Read a short name, or nothing."""
    value = held.get(name) or ""
    if not isinstance(value, str) or len(value) > 60 or not value.replace(":", "_").isidentifier():
        if value == "":
            return ""
        raise _changed(name, value)
    return value


def _list(given: Any, at: str, read: Callable[[Any, str], _T]) -> tuple[_T, ...]:
    """Read a list; nothing is an empty one."""
    if given is None:
        return ()
    if not isinstance(given, list) or len(given) > _MOST_IDS:
        raise _changed(at, given)
    return tuple(read(one, f"{at}[{n}]") for n, one in enumerate(given))


def _one_of(held: Mapping[str, Any], name: str, known: Collection[str]) -> str:
    """Read a word of a closed list, the first of them where nothing is held."""
    value = held.get(name, next(iter(known)))
    if value not in known:
        raise _changed(name, value)
    return str(value)


def _yes_no(held: Mapping[str, Any], name: str) -> bool | None:
    """Read yes, no or not answered."""
    value = held.get(name)
    if value is not None and not isinstance(value, bool):
        raise _changed(name, value)
    return value


def _whole(given: Any, at: str) -> int | None:
    """Read a small count, or None."""
    number = _number(given, at, most=999)
    if number is None:
        return None
    if number != int(number):
        raise _changed(at, given)
    return int(number)


def _number(given: Any, at: str, *, least: float = 0, most: float) -> float | None:
    """Read a number in its range, or None."""
    if given is None:
        return None
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not isfinite(given) or not least <= given <= most:
        raise _changed(at, given)
    return cast(float, given)


def _changed(at: str, value: Any) -> InvalidInput:
    """Build the complaint about something that was changed on its way."""
    where = f"{_NAME}.{at}" if at else _NAME
    shown = repr(value)[:60]
    return InvalidInput(f"{shown} cannot stand at {where}. {_REMEDY}", where=where, value=value)
