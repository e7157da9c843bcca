"""The forms of the second half, checked field by field; a complaint stands at its field.

Nothing is guessed and nothing is ticked beforehand: a field left alone stays not recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.errors import InvalidInput
from unknot.facts.conditions import load_conditions
from unknot.facts.methods import load_methods
from unknot.facts.network_tables import load_signs
from unknot.facts.planning import PROFESSIONS, load_tools
from unknot.facts.vocabularies import load_movements
from unknot.find.query import OLDEST
from unknot.sides import LEFT_RIGHT
from unknot.web.names import muscle_with_side
from unknot.web.release.numbers import is_blank, number_typed
from unknot.web.release.plan_door import state_of_point
from unknot.web.release.questions import Card, asked_conditions, cards
from unknot.web.release.state import (
    HARMS,
    LONGEST_WEEKS,
    OVERALL,
    SETTINGS,
    Point,
    Readings,
    Release,
)
from unknot.web.where.forms import Problem

__all__ = [
    "AboutForm",
    "AfterForm",
    "MeasuresForm",
    "PointsForm",
    "StopForm",
    "is_all_asked",
    "setting_chosen",
    "signs_asked",
    "unfound",
]

_HOME_SIGNS: Final = ("recognised_pain", "tender")
_CLINIC_SIGNS: Final = ("tender", "taut_band", "recognised_pain", "referred_pain", "twitch")
_LONG_WEEKS: Final = 520
"""Ten years: beyond it a slip is likelier than the truth, and the person is asked. [weeks]"""
_LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "pain": (0, 10),
    "moving": (0, 10),
    "ppt": (0.1, 2000),
    "rom": (-90, 230),
}
_PRESSURE_UNITS: Final = ("kPa", "kgf/cm2", "N/cm2")


def signs_asked(setting: str) -> tuple[str, ...]:
    """Return the palpation signs asked in a setting: two plain ones at home."""
    return _HOME_SIGNS if setting == "home" else _CLINIC_SIGNS


def unfound(release: Release, told: Mapping[str, Any]) -> list[Problem]:
    """Return a complaint for each point at which the fingers found nothing."""
    if not release.points:
        text = _("No point is chosen. Choose a muscle and find its spot first.")
        return [Problem("add", text)]
    text = _("%(name)s: neither sign was found. Take it away, or look for the spot again.")
    return [
        Problem(f"point-{n}", text % {"name": muscle_with_side(point.muscle, point.side)})
        for n, point in enumerate(release.points, start=1)
        if not state_of_point(point, told)
    ]


def is_all_asked(release: Release, told: Mapping[str, Any]) -> bool:
    """Say whether every condition that counts in this setting was asked."""
    return set(asked_conditions(told, release.setting)) <= set(release.asked)


@dataclass(slots=True)
class PointsForm:
    """Points as they were confirmed."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    def confirmed(
        self, release: Release, told: Mapping[str, Any]
    ) -> tuple[Release, dict[str, Any]]:
        """Return points with their weeks and the case with what was felt; see ``problems``."""
        kept, signs = [], [dict(one) for one in told.get("signs") or ()]
        for point in release.points:
            if point.key == self.post.get("remove"):
                continue
            signs = self._felt(point, signs, release.setting)
            kept.append(replace(point, weeks=self._weeks(point)))
        felt = {**told, "signs": signs}
        confirmed = replace(release, points=tuple(kept))
        if not self.problems:
            self.problems += unfound(confirmed, felt)
        return confirmed, felt

    def _felt(
        self, point: Point, signs: list[dict[str, Any]], setting: str
    ) -> list[dict[str, Any]]:
        """Put what was felt at one point into the signs; "not sure" leaves it unrecorded."""
        for sign in signs_asked(setting):
            name = f"felt:{sign}:{point.key}"
            given = self.post.get(name, "")
            if given not in ("yes", "no", "unsure"):
                question = load_signs()[sign].question
                self.problems.append(Problem(name, _("Not answered yet: ") + question))
                continue
            key = {"muscle": point.muscle, "side": point.side, "sign": sign}
            signs = [one for one in signs if {k: one.get(k) for k in key} != key]
            if given != "unsure":
                signs.append({**key, "present": given == "yes"})
        return signs

    def _weeks(self, point: Point) -> float | None:
        """Return since how many weeks it hurts; empty stays not recorded."""
        name = f"weeks:{point.key}"
        given = self.post.get(name, "")
        if is_blank(given):
            return None
        number = number_typed(given)
        if number is None or not 0 <= number <= LONGEST_WEEKS:
            text = _("Weeks are a number from 0 up; '%(value)s' is not. You may leave it empty.")
            self.problems.append(Problem(name, text % {"value": given[:20]}))
            return None
        if number > _LONG_WEEKS and self.post.get("sure") != name:
            years, guess = round(number / 52), number / 100
            text = _("That is %(years)s years. Did you mean %(guess)s weeks?")
            self.problems.append(Problem(name, text % {"years": years, "guess": f"{guess:g}"}))
        return number


@dataclass(slots=True)
class AboutForm:
    """Setting, conditions, equipment and what the person would rather not have."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    @property
    def ticked(self) -> set[str]:
        """The conditions that are ticked.

        Raises
        ------
        InvalidInput
            One of them is not known.
        """
        found = set(self.post.getlist("condition"))
        for one in sorted(found):
            if one not in load_conditions():
                raise InvalidInput(
                    f"Condition '{one[:60]}' is not known. Go back and answer the questions again.",
                    where="condition",
                )
        return found

    @property
    def none(self) -> set[str]:
        """Numbers of the cards on which "none of these" is ticked."""
        return set(self.post.getlist("none"))

    def about(self, release: Release, told: Mapping[str, Any]) -> tuple[Release, dict[str, Any]]:
        """Return the release and the case with every answer; look at ``problems`` first."""
        age = self._count("age", "id_age", OLDEST)
        aged = dict(told) if age is None else {**told, "age": age}
        if release.setting == "home" and is_blank(self.post.get("age", "")):
            text = _("Write the age. At home, children and old people have other limits.")
            self.problems.append(Problem("id_age", text))
        return self._answered(release, aged), aged

    def _answered(self, release: Release, told: Mapping[str, Any]) -> Release:
        """Return the release with every answer."""
        asked = cards(told, release, ticked=self.ticked, none=self.none)
        for card in asked:
            self._check(card)
        return replace(
            release,
            asked=tuple(line.id for card in asked for line in card.lines),
            conditions=tuple(sorted(self.ticked)),
            equipment=tuple(one for one in self.post.getlist("tool") if one in load_tools()),
            without=tuple(one for one in self.post.getlist("without") if one in load_methods()),
            is_irritable={"yes": True, "no": False}.get(self.post.get("irritable", "")),
            treatments_so_far=self._count("treatments", "id_treatments", 999),
            limb=_one(self.post.get("limb", ""), _LIMBS),
            agrees=self.post.get("agrees") == "1",
            agrees_to_needle=self.post.get("needle") == "1",
            profession=_one(self.post.get("profession", ""), PROFESSIONS),
            has_adult=self.post.get("adult") == "1",
        )

    def _check(self, card: Card) -> None:
        """Complain about a card without an answer, or with two that exclude each other."""
        ticked = any(line.is_ticked for line in card.lines)
        if ticked and card.says_none:
            text = _("%(card)s: a line and 'None of these' are both ticked. Untick one.")
        elif not ticked and not card.says_none:
            text = _("%(card)s: nothing is ticked yet. Tick what applies, or 'None of these'.")
        else:
            return
        self.problems.append(Problem(f"none-{card.number}", text % {"card": card.title}))

    def _count(self, name: str, control: str, most: int) -> int | None:
        """Return a whole number; empty stays not recorded."""
        given = self.post.get(name, "")
        if is_blank(given):
            return None
        number = number_typed(given)
        if number is None or number != int(number) or not 0 <= number <= most:
            text = _("'%(value)s' is not a whole number from 0 to %(most)s.")
            self.problems.append(Problem(control, text % {"value": given[:20], "most": most}))
            return None
        return int(number)


def _one(given: str, known: Sequence[str]) -> str:
    """Return one of the known words, or nothing."""
    return given if given in known else ""


_LIMBS: Final = ("left_arm", "right_arm", "left_leg", "right_leg")


@dataclass(slots=True)
class MeasuresForm:
    """The quick measures, before or after."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    def movement(self, release: Release) -> Release:
        """Return the release with the movement and the unit that were chosen."""
        side, _colon, movement = self.post.get("movement", "").partition(":")
        if movement not in load_movements() or side not in (*LEFT_RIGHT, "mid"):
            side, movement = "mid", ""
        unit = self.post.get("unit", release.unit)
        return replace(
            release,
            movement=movement,
            movement_side=side,
            unit=unit if unit in _PRESSURE_UNITS else "kPa",
        )

    def measured(self, keys: Sequence[str]) -> dict[str, Readings]:
        """Return the readings of each measure; one that was not taken is None."""
        found = {key: self._readings(key) for key in keys}
        return {key: taken for key, taken in found.items() if any(t is not None for t in taken)}

    def _readings(self, key: str) -> Readings:
        return tuple(self._reading(key, given) for given in self.post.getlist(key)[:3])

    def _reading(self, key: str, given: str) -> float | None:
        """Return one reading; a complaint says what the scale allows."""
        if is_blank(given):
            return None
        low, high = _LIMITS[key]
        number = number_typed(given)
        if number is None or not low <= number <= high:
            text = _("'%(value)s' is not on this scale: from %(low)s to %(high)s.")
            values = {"value": given[:20], "low": f"{low:g}", "high": f"{high:g}"}
            self.problems.append(Problem(f"id_{key}", text % values))
            return None
        return number


@dataclass(slots=True)
class AfterForm:
    """What felt wrong, asked first, and how it is overall."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    def told(self, release: Release) -> Release:
        """Return the release with both answers; the first one has to be given."""
        harm = tuple(one for one in HARMS if one in self.post.getlist("harm"))
        says_nothing = self.post.get("no_harm") == "1"
        if harm and says_nothing:
            text = _("'Nothing' and something that felt wrong are both ticked. Untick one.")
            self.problems.append(Problem("no_harm", text))
        if not harm and not says_nothing:
            text = _("Did anything feel wrong? Tick it, or tick 'Nothing'.")
            self.problems.append(Problem("no_harm", text))
        overall = self.post.get("overall", "")
        return replace(release, harm=harm, overall=overall if overall in OVERALL else "")


@dataclass(slots=True)
class StopForm:
    """Why a treatment was stopped."""

    post: QueryDict

    def told(self, release: Release) -> Release:
        """Return the release, ended."""
        happened = tuple(one for one in HARMS if one in self.post.getlist("what"))
        return replace(release, stopped=happened)


def setting_chosen(post: QueryDict, release: Release) -> Release:
    """Return the release in the setting a form names."""
    chosen = post.get("setting", release.setting)
    for setting in SETTINGS:
        if chosen == setting:
            return replace(release, setting=setting)
    raise InvalidInput(
        f"A plan is made for home or clinic; '{chosen[:40]}' is neither. Go back and choose one.",
        where="setting",
    )
