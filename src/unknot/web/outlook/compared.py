"""The plan beside being left alone: what the treatment itself adds, in words and in numbers.

Both are the same people on the same days and draws, so that chance falls out of the difference.
"Easier" is the page's word for relieved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.forecast.alone import Alone, Paired
from unknot.forecast.answer import Forecast
from unknot.forecast.wording import in_ten
from unknot.web.outlook.choices import HORIZON_DAYS

__all__ = [
    "Compared",
    "Dot",
    "People",
    "Row",
    "compared",
    "pain_beside",
    "people",
    "short",
    "signed",
]

_DOTS: Final = 20
_STEP: Final = 16.0
_RADIUS: Final = 6.2
_EDGE: Final = 8.0
_HALF_A_DAY: Final = 0.5
"""A number of days that rounds to none. [days]"""
_HARDLY: Final = 0.05
"""A difference of pain that rounds to none [points], and a share too small for a word."""
_WEEKS: Final = HORIZON_DAYS // 7
_KINDS: Final = ("soon", "later", "never")


@dataclass(frozen=True, slots=True)
class Dot:
    """One of the dots that stand for people, ready to draw."""

    x: float
    kind: str
    """soon, later or never easier."""


@dataclass(frozen=True, slots=True)
class People:
    """A hundred people under one plan as a row of dots: easier soon, easier later, not easier."""

    label: str
    words: str
    dots: tuple[Dot, ...]
    height: float = 2 * _EDGE
    middle: float = _EDGE
    width: float = 2 * _EDGE + (_DOTS - 1) * _STEP
    radius: float = _RADIUS


@dataclass(frozen=True, slots=True)
class Row:
    """One number with the plan, left alone, and the difference with its range."""

    what: str
    treated: str
    alone: str
    difference: str
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is said about the treatment's own part."""

    title: str
    sentences: tuple[str, ...]
    people: tuple[People, People]
    rows: tuple[Row, ...]
    caution: str


def compared(found: Forecast) -> Compared | None:
    """Return the plan beside being left alone; None where no treatment is planned."""
    alone = found.alone
    if alone is None:
        return None
    relief = found.relief
    n_treatments = len(found.told.plan.treatments)
    return Compared(
        title=ngettext(
            "What does the treatment itself add?", "What do the treatments themselves add?",
            n_treatments,
        ),
        sentences=(_days_in_words(alone.relieved_days), _decided(alone)),
        people=(
            people(_("With the plan"), relief.reached, relief.reached_later),
            people(_("Left alone"), alone.reached, alone.reached_later),
        ),
        rows=_rows(found, alone),
        caution=_(
            "Followed are the same people on the same days, once with the plan and once without, "
            "so chance is not in the difference. How much a treatment does is taken roughly from "
            "trials. That it does something is assumed, not shown; in trials a sham treatment "
            "brings part of it too."
        ),
    )  # fmt: skip


def _days_in_words(days: Paired) -> str:
    """Say how many easier days the treatment adds, and whether it may be none."""
    low, high = round(days.low), round(days.high)
    shown = {"n": round(days.difference), "weeks": _WEEKS, "low": _more(low), "high": _more(high)}
    if abs(days.difference) < _HALF_A_DAY:
        text = _(
            "In %(weeks)s weeks it makes less than one easier day of difference on average; for "
            "8 in 10 people, from %(low)s to %(high)s."
        )
    else:
        text = _(
            "In %(weeks)s weeks, %(n)s more easier days on average than left alone; for 8 in 10 "
            "people, from %(low)s to %(high)s."
        )
        if shown["n"] == 1:
            text = _(
                "In %(weeks)s weeks, one more easier day on average than left alone; for 8 in 10 "
                "people, from %(low)s to %(high)s."
            )
        elif days.difference < 0:
            text = _(
                "In %(weeks)s weeks, %(n)s fewer easier days on average than left alone; for 8 in "
                "10 people, from %(low)s to %(high)s."
            )
    said = text % {**shown, "n": abs(round(days.difference))}
    if days.may_be_nothing(within=_HALF_A_DAY):
        return f"{said} {_('The range includes no difference: for some it adds no easier day.')}"
    return f"{said} {_('Even the low end of the range is a difference.')}"


def _more(number: int) -> str:
    """Return a number of days more or fewer."""
    if not number:
        return _("none")
    return _("%(n)s more") % {"n": number} if number > 0 else _("%(n)s fewer") % {"n": -number}


def _decided(alone: Alone) -> str:
    """Say for how many the treatment decides whether they get easier soon."""
    if alone.only_treated < _HARDLY:
        return _("For hardly anybody does it decide whether the pain eases within two weeks.")
    return _(
        "For %(chance)s it decides: within two weeks they get easier with it, and not without it."
    ) % {"chance": in_ten(alone.only_treated)}


def people(label: str, soon: float, later: float) -> People:
    """Return people as dots, so many of them easier soon, later and not at all."""
    n_soon, n_later, n_never = _parted(soon, later, 100)
    words = _(
        "Easier, of 100 people: %(soon)s within two weeks, %(later)s only later, %(never)s not "
        "within %(weeks)s weeks."
    ) % {"soon": n_soon, "later": n_later, "never": n_never, "weeks": _WEEKS}
    kinds = [
        kind
        for kind, number in zip(_KINDS, _parted(soon, later, _DOTS), strict=True)
        for _number in range(number)
    ]
    return People(label, words, tuple(Dot(_EDGE + _STEP * n, kind) for n, kind in enumerate(kinds)))


def _parted(soon: float, later: float, whole: int) -> tuple[int, int, int]:
    """Return the three shares as whole numbers that add up to the whole."""
    n_soon, n_easier = round(whole * soon), round(whole * (soon + later))
    return n_soon, n_easier - n_soon, whole - n_easier


def _rows(found: Forecast, alone: Alone) -> tuple[Row, ...]:
    """Return the numbers with the plan, left alone, and their difference."""
    relief, weeks = found.relief, {"n": _WEEKS}
    names = (
        _("Easier within two weeks, of 100"),
        _("Easier only later"),
        _("Not easier in %(n)s weeks") % weeks,
    )
    counts = zip(
        _parted(relief.reached, relief.reached_later, 100),
        _parted(alone.reached, alone.reached_later, 100),
        strict=True,
    )
    return (
        *(
            Row(name, str(treated), str(left), signed(treated - left))
            for name, (treated, left) in zip(names, counts, strict=True)
        ),
        _row(_("Pain two weeks after, 0–10"), alone.pain, digits=1),
        _row(_("Easier days in %(n)s weeks") % weeks, alone.relieved_days, digits=0),
    )


def _row(what: str, one: Paired, *, digits: int) -> Row:
    """Return a row of a mean with the range of its difference, rounded to some digits."""
    with_plan, without = (round(mean, 1) for mean in (one.treated, one.alone))
    low, high = (signed(round(edge, digits)) for edge in (one.low, one.high))
    spread = _("%(low)s to %(high)s") % {"low": low, "high": high}
    difference = signed(round(with_plan - without, 1))
    return Row(what, short(with_plan), short(without), difference, spread)


def pain_beside(found: Forecast) -> str:
    """Say where the pain stands two weeks on, with the plan and left alone."""
    if found.alone is None:
        return _("This is the course without any treatment.")
    pain, n_treatments = found.alone.pain, len(found.told.plan.treatments)
    dotted = _("The dotted line is the same days without treatment.")
    if abs(pain.difference) < _HARDLY:
        return f"{dotted} {_('Two weeks later the two hardly differ.')}"
    text = ngettext(
        "Two weeks after the treatment the pain is at %(treated)s with it and at %(alone)s "
        "without it: %(less)s less (8 in 10: %(low)s to %(high)s less).",
        "Two weeks after the last treatment the pain is at %(treated)s with the plan and at "
        "%(alone)s without it: %(less)s less (8 in 10: %(low)s to %(high)s less).",
        n_treatments,
    )
    treated, alone = round(pain.treated, 1), round(pain.alone, 1)
    said = text % {
        "treated": short(treated),
        "alone": short(alone),
        "less": short(alone - treated),
        "low": short(-pain.high),
        "high": short(-pain.low),
    }
    return f"{dotted} {said}"


def short(number: float) -> str:
    """Return a number with at most one digit after the point, with a true minus."""
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said.replace("-", "−")


def signed(number: float) -> str:
    """Return a number with its sign, with a true minus."""
    said = short(number)
    return said if number <= 0 or said == "0" else f"+{said}"
