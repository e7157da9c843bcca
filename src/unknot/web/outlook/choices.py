"""What somebody chooses on the page, and the case of ``unknot forecast`` it makes.

Nothing is chosen beforehand but one release by pressing it oneself; whatever is left open
stays not recorded, and the forecast is then about people in general.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unknot.errors import InvalidInput
from unknot.facts.methods import load_methods
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.web.names import muscle_here
from unknot.web.release.numbers import number_typed
from unknot.web.release.state import LONGEST_WEEKS, Release

__all__ = [
    "CHOSEN",
    "DAYS_BETWEEN",
    "HORIZON_DAYS",
    "QUESTIONS",
    "Choices",
    "Option",
    "Question",
    "case_of",
    "choices_from",
    "choices_of",
    "methods_shown",
    "muscles_shown",
    "options_of",
]

CHOSEN: Final = "choosing"
"""Name of the field by which the page's own form is known."""
HORIZON_DAYS: Final = 84
DAYS_BETWEEN: Final = 7
_NOW: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Any moment: nothing on the page depends on the date."""
_AT_HOME: Final = "self_release_tool"
_BY_HAND: Final = "ischemic_compression"
_UNSURE: Final = "unsure"
_LARGEST_PAIN: Final = 10
_NOT_ONE_METHOD: Final = ("combined", "education")
"""Of the treatments in trials, those that are no single thing to do to a point."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers; each answer is a number and its words."""

    name: str
    words: Any
    answers: tuple[tuple[str, Any], ...]
    part: str
    """point, release or days: the group it stands in."""
    hint: Any = ""
    has_unsure: bool = True


QUESTIONS: Final = (
    Question(
        "weeks",
        _("How long has it been there?"),
        (
            ("0.5", _("a few days")),
            ("2", _("2 weeks")),
            ("6", _("6 weeks")),
            ("13", _("3 months")),
            ("52", _("a year")),
            ("260", _("5 years or more")),
        ),
        "point",
    ),
    Question(
        "others",
        _("How many such points hurt?"),
        (("0", "1"), ("1", "2"), ("2", "3"), ("3", "4"), ("4", _("5 or more"))),
        "point",
    ),
    Question(
        "episodes",
        _("Did it hurt like this before?"),
        (("0", _("never")), ("1", _("once")), ("2", _("twice")), ("3", _("more often"))),
        "point",
    ),
    Question(
        "treatments",
        _("How many treatments?"),
        (
            ("0", _("none")),
            ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("6", "6"), ("8", "8"),
        ),
        "release",
        _("The first is today, the others follow a week apart."),
        has_unsure=False,
    ),
    Question(
        "home_care",
        _("Home programme"),
        (("0", _("none")), ("0.5", _("half the days")), ("1", _("every day"))),
        "days",
    ),
    Question(
        "load",
        _("Strain on the muscle"),
        (("-1", _("less than usual")), ("0", _("as usual")), ("1", _("more than usual"))),
        "days",
    ),
    Question(
        "sleep",
        _("Sleep"),
        (("0", _("bad")), ("1", _("so-so")), ("2", _("good"))),
        "days",
    ),
    Question(
        "stress",
        _("Stress"),
        (("0", _("little")), ("1", _("some")), ("2", _("much"))),
        "days",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; None where a question was left open."""

    muscle: str = ""
    side: str = ""
    weeks: float | None = None
    others: float | None = None
    """Other points that hurt as well."""
    episodes: float | None = None
    pain: float | None = None
    method: str = _AT_HOME
    treatments: float | None = 1
    home_care: float | None = None
    load: float | None = None
    sleep: float | None = None
    stress: float | None = None

    @property
    def n_treatments(self) -> int:
        """How many treatments are planned."""
        return int(self.treatments or 0)

    @property
    def says_nothing(self) -> bool:
        """Whether all is as the page begins with."""
        return self == Choices()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer as the page shows it."""

    value: str
    label: str
    is_chosen: bool


def choices_from(post: QueryDict) -> Choices:
    """Read the page's own form.

    Raises
    ------
    InvalidInput
        A value is none of the answers that the page offers.
    """
    numbers = {one.name: _number(post, one.name) for one in QUESTIONS}
    muscle, side = post.get("muscle", ""), post.get("side", "")
    if muscle not in ("", *load_muscles()) or side not in ("", *LEFT_RIGHT):
        raise _no_answer("muscle")
    method = post.get("method", _AT_HOME)
    if method not in {one.value for _name, kinds in methods_shown("") for one in kinds}:
        raise _no_answer("method")
    return Choices(muscle=muscle, side=side, method=method, pain=_number(post, "pain"), **numbers)


def choices_of(release: Release) -> Choices:
    """Return what is known already of a point that was found on the way here."""
    if not release.points:
        return Choices()
    point = release.points[0]
    pain = (release.before or {}).get("pain") or ()
    return Choices(
        muscle=point.muscle,
        side=point.side,
        weeks=point.weeks,
        others=len(release.points) - 1,
        pain=round(pain[0]) if pain and pain[0] is not None else None,
        method=_AT_HOME if release.setting == "home" else _BY_HAND,
    )


def case_of(choices: Choices) -> dict[str, Any]:
    """Return the case of the contract: one rating now, treatments a week apart.

    The muscle is left out: nothing in the forecast depends on it.
    """
    treatments = [
        {"at": _moment(DAYS_BETWEEN * number), "method": choices.method}
        for number in range(choices.n_treatments)
    ]
    plan = {name: getattr(choices, name) for name in ("home_care", "load", "sleep", "stress")}
    entry = [{"at": _moment(0), "pain": choices.pain}] if choices.pain is not None else []
    return {
        "now": _moment(0),
        "point": {
            "weeks": choices.weeks,
            "other_active_points": _whole(choices.others),
            "earlier_episodes": _whole(choices.episodes),
        },
        "entries": entry,
        "baseline": choices.pain,
        "plan": {"treatments": treatments, **plan},
        "horizon_days": HORIZON_DAYS,
    }


def options_of(question: Question, choices: Choices) -> list[Option]:
    """Return the answers of a question, with a number of one's own where none fits it."""
    given = getattr(choices, question.name)
    found = [
        Option(value, str(label), given is not None and float(value) == given)
        for value, label in question.answers
    ]
    if given is not None and not any(one.is_chosen for one in found):
        words = str(given)
        if question.name == "weeks":
            words = ngettext("%(n)s week", "%(n)s weeks", round(given)) % {"n": f"{given:g}"}
        found.append(Option(f"{given:g}", words, True))
    if question.has_unsure:
        found.append(Option(_UNSURE, str(_("not sure")), given is None))
    return found


def methods_shown(chosen: str) -> list[tuple[str, list[Option]]]:
    """Return the methods in two groups: by oneself, by a therapist."""
    ways = [
        one
        for one in load_methods().values()
        if one.kind == "treatment" and not one.part_of and one.id not in _NOT_ONE_METHOD
    ]
    groups = ((str(_("By yourself")), True), (str(_("By a professional")), False))
    return [
        (
            name,
            [
                Option(one.id, f"{one.label}: {one.plain_label}", one.id == chosen)
                for one in ways
                if one.is_for_home is is_home
            ],
        )
        for name, is_home in groups
    ]


def muscles_shown(chosen: str) -> list[Option]:
    """Return every muscle by name."""
    named = sorted((muscle_here(one), one) for one in load_muscles())
    named.sort(key=lambda pair: pair[0].casefold())
    return [Option(one, name, one == chosen) for name, one in named]


def _number(post: QueryDict, name: str) -> float | None:
    """Return a number of the form, None where the question was left open."""
    given = post.get(name, "")
    if given in ("", _UNSURE):
        return None
    known = {value for one in QUESTIONS if one.name == name for value, _label in one.answers}
    is_pain = name == "pain" and given.isascii() and given.isdigit()
    if given in known or (is_pain and int(given) <= _LARGEST_PAIN):
        return float(given)
    weeks = number_typed(given) if name == "weeks" else None
    if weeks is None or not 0 <= weeks <= LONGEST_WEEKS:
        raise _no_answer(name)
    return weeks


def _no_answer(name: str) -> InvalidInput:
    """Build the complaint about an answer that the page does not offer."""
    return InvalidInput(
        f"What came as '{name}' is none of its answers. Open the page anew and choose one.",
        where=name,
    )


def _whole(number: float | None) -> int | None:
    """Return a count."""
    return None if number is None else int(number)


def _moment(day: int) -> str:
    """Return the moment so many days from now."""
    return (_NOW + timedelta(days=day)).isoformat()
