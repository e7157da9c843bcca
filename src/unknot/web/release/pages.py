"""What the pages of the second half show, brought into the shape of their templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, pgettext_lazy

from unknot.facts.methods import Method, load_methods
from unknot.facts.network_tables import Sign, load_signs
from unknot.facts.planning import PROFESSIONS, Tool, load_tools
from unknot.facts.vocabularies import load_movements
from unknot.find.answer import Answer
from unknot.find.plain import movement_in_words
from unknot.find.rows import rows_of
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.web.names import muscle_with_side
from unknot.web.release.changes import measure_keys
from unknot.web.release.forms import signs_asked
from unknot.web.release.plan_door import state_of_point
from unknot.web.release.planned import Planned, PlannedPoint, Step
from unknot.web.release.questions import Card, cards
from unknot.web.release.state import HARMS, OVERALL, Point, Readings, Release
from unknot.web.where.pictures import Drawn, picture_of_spot
from unknot.web.where.ranked import Chance, chance_shown

__all__ = [
    "about_shown",
    "after_shown",
    "happenings",
    "hypothesis_shown",
    "measures_shown",
    "points_shown",
    "treatment_shown",
]

_GUESSES: Final = 5
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
_STATE_WORDS: Final[Mapping[str, Any]] = {
    "active": gettext_lazy("brings on your pain"),
    "latent": gettext_lazy("tender, without your pain"),
}
_LIMBS: Final[Mapping[str, Any]] = {
    "left_arm": gettext_lazy("Left arm"),
    "right_arm": gettext_lazy("Right arm"),
    "left_leg": gettext_lazy("Left leg"),
    "right_leg": gettext_lazy("Right leg"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    key: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A muscle a practitioner may think of, with its place in the ranking."""

    key: str
    name: str
    chance: Chance


@dataclass(frozen=True, slots=True)
class SignShown:
    """One palpation question at a point."""

    name: str
    sign: Sign
    answer: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """One point with its questions."""

    number: int
    point: Point
    name: str
    where: str
    drawn: Drawn
    signs: tuple[SignShown, ...]
    weeks: str
    state: str


@dataclass(frozen=True, slots=True)
class AboutShown:
    """What is asked about the person."""

    cards: tuple[Card, ...]
    tools: tuple[Option, ...]
    methods: tuple[Option, ...]
    limbs: tuple[Option, ...]
    professions: tuple[Option, ...]
    irritable: str
    treatments: str
    age: str
    agrees: bool
    needle: bool
    adult: bool

    @property
    def n_answered(self) -> int:
        """So many cards are answered."""
        return sum(card.is_answered for card in self.cards)


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


@dataclass(frozen=True, slots=True)
class Worked:
    """One point of the treatment with its picture and steps."""

    planned: PlannedPoint
    drawn: Drawn
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is left of a treatment, all of it on one page."""

    points: tuple[Worked, ...]
    first: Step
    n_steps: int
    seconds: int

    @property
    def minutes(self) -> int:
        """About so many minutes in all."""
        return max(1, round(self.seconds / 60))


def happenings() -> tuple[Option, ...]:
    """Return what can have happened when a treatment is stopped; nothing is ticked."""
    return tuple(Option(one, str(_HARM_WORDS[one])) for one in HARMS)


def hypothesis_shown(answer: Answer) -> tuple[Guess, ...]:
    """Return the muscles to choose from, by name: their order gives nothing away."""
    rows = rows_of(answer.ranking.candidates, least=_GUESSES)[:_GUESSES]
    guesses = [
        Guess(
            f"{row.candidate.muscle}:{row.candidate.side}",
            muscle_with_side(row.candidate.muscle, row.candidate.side),
            chance_shown(row.candidate.probability),
        )
        for row in rows
    ]
    return tuple(sorted(guesses, key=lambda one: one.name))


def points_shown(release: Release, told: Mapping[str, Any]) -> tuple[PointShown, ...]:
    """Return the points with what was felt so far."""
    return tuple(
        _point_shown(point, release, told, number=number)
        for number, point in enumerate(release.points, start=1)
    )


def about_shown(release: Release, told: Mapping[str, Any], post: QueryDict) -> AboutShown:
    """Return the questions, as they were answered or as they were sent back."""
    is_sent = post.get("form") == "about"
    ticked = set(post.getlist("condition")) if is_sent else set(release.conditions)
    none = set(post.getlist("none")) if is_sent else _none_before(release, told, ticked)
    tools = set(post.getlist("tool")) if is_sent else set(release.equipment)
    without = set(post.getlist("without")) if is_sent else set(release.without)
    limb = post.get("limb", "") if is_sent else release.limb
    profession = post.get("profession", "") if is_sent else release.profession
    age = "" if told.get("age") is None else f"{told['age']:g}"
    before = {True: "yes", False: "no", None: ""}[release.is_irritable]
    n_before = "" if release.treatments_so_far is None else str(release.treatments_so_far)
    return AboutShown(
        cards=_opened(cards(told, release, ticked=ticked, none=none), every=is_sent),
        tools=tuple(
            _option(tool, tools) for tool in load_tools().values() if not _is_at_hand(tool)
        ),
        methods=tuple(
            Option(one.id, one.plain_label, one.id in without)
            for one in load_methods().values()
            if _is_offered(one, release)
        ),
        limbs=tuple(Option(key, str(label), key == limb) for key, label in _LIMBS.items()),
        irritable=post.get("irritable", "") if is_sent else before,
        treatments=post.get("treatments", "") if is_sent else n_before,
        professions=tuple(
            Option(one, one.replace("_", " "), one == profession) for one in PROFESSIONS
        ),
        age=post.get("age", "") if is_sent else age,
        agrees=post.get("agrees") == "1" if is_sent else release.agrees,
        needle=post.get("needle") == "1" if is_sent else release.agrees_to_needle,
        adult=post.get("adult") == "1" if is_sent else release.has_adult,
    )


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


def treatment_shown(planned: Planned, *, first: int = 1) -> Treatment:
    """Return what is left of the treatment from one step on."""
    points = []
    for number, point in enumerate(planned.points, start=1):
        steps = tuple(step for step in point.steps if step.number >= first)
        if steps:
            points.append(Worked(point, _picture(point.point, number), steps))
    left = [step for point in points for step in point.steps]
    seconds = sum(step.seconds * step.repeats + step.rest_s * step.repeats for step in left)
    return Treatment(tuple(points), left[0], len(planned.steps), seconds)


def _point_shown(
    point: Point, release: Release, told: Mapping[str, Any], *, number: int
) -> PointShown:
    """Return one point."""
    site = next(one for one in load_muscles()[point.muscle].sites if one.id == point.site)
    state = state_of_point(point, told)
    return PointShown(
        number=number,
        point=point,
        name=muscle_with_side(point.muscle, point.side),
        where=site.where,
        drawn=_picture(point, number),
        signs=tuple(
            SignShown(f"felt:{sign}:{point.key}", load_signs()[sign], _felt(point, sign, told))
            for sign in signs_asked(release.setting)
        ),
        weeks="" if point.weeks is None else f"{point.weeks:g}",
        state=str(_STATE_WORDS[state]) if state else "",
    )


def _felt(point: Point, sign: str, told: Mapping[str, Any]) -> str:
    """Return what was felt before: yes, no, or nothing."""
    for one in told.get("signs") or ():
        key = (one.get("muscle"), one.get("side"), one.get("sign"))
        if key == (point.muscle, point.side, sign):
            return "yes" if one.get("present") else "no"
    return ""


def _picture(point: Point, number: int) -> Drawn:
    """Return the body around a point; several may stand on one page."""
    drawn = picture_of_spot(muscle=point.muscle, side=point.side, site=point.site)
    own = mark_safe(drawn.svg.replace("drawn-", f"point{number}-"))  # noqa: S308 -- drawn by us
    return replace(drawn, svg=own)


def _none_before(release: Release, told: Mapping[str, Any], ticked: set[str]) -> set[str]:
    """Return the cards that were answered with "none of these" before."""
    asked = set(release.asked)
    return {
        str(card.number)
        for card in cards(told, release, ticked=ticked, none=set())
        if {line.id for line in card.lines} <= asked
        and not any(line.is_ticked for line in card.lines)
    }


def _opened(asked: list[Card], *, every: bool) -> tuple[Card, ...]:
    """Open the first card without an answer, or every such card of a form that came back."""
    waiting = [card.number for card in asked if not card.is_answered]
    opened = waiting if every else waiting[:1]
    return tuple(replace(card, is_open=card.number in opened) for card in asked)


def _option(tool: Tool, chosen: set[str]) -> Option:
    """Return a tool to choose."""
    return Option(tool.id, tool.label, tool.id in chosen)


def _is_at_hand(tool: Tool) -> bool:
    """Say whether everybody has it."""
    return tool.is_always_there


def _is_offered(method: Method, release: Release) -> bool:
    """Say whether a method may be planned in this setting; needles are never for home."""
    return method.is_plannable and (release.setting == "clinic" or method.is_for_home)


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
