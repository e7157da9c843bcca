"""The plan beside a pretended one and being left alone: what being treated adds.

All are the same people on the same days and draws, so that chance falls out of the differences.
"Easier" is the page's word for relieved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.forecast.alone import Alone, Paired
from unknot.forecast.answer import Forecast
from unknot.forecast.wording import in_ten, sham_sentence
from unknot.web.outlook.choices import HORIZON_DAYS

__all__ = [
    "Compared",
    "Dot",
    "People",
    "Row",
    "compared",
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
"""A share too small for a word."""
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
    """One number treated, with a pretended treatment and left alone, and what is added."""

    what: str
    treated: str
    pretended: str
    alone: str
    difference: str
    """Treated less left alone."""
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is said about what being treated adds."""

    title: str
    sentences: tuple[str, ...]
    people: tuple[People, People, People]
    rows: tuple[Row, ...]
    cautions: tuple[str, ...]


def compared(found: Forecast) -> Compared | None:
    """Return what being treated adds; None where no treatment is planned."""
    alone = found.alone
    if alone is None:
        return None
    relief, sham = found.relief, alone.pretended
    return Compared(
        title=_("What does being treated add?"),
        sentences=(_days_in_words(alone), sham_sentence(sham.share)),
        people=(
            people(_("With the plan"), relief.reached, relief.reached_later),
            people(_("With a pretended treatment"), sham.reached, sham.reached_later),
            people(_("Left alone"), alone.reached, alone.reached_later),
        ),
        rows=_rows(found, alone),
        cautions=(
            _(
                "Followed are the same people on the same days in all three ways, so chance is "
                "not in the differences. With a pretended treatment each keeps a share of the "
                "gain, drawn from what the trials leave possible; how people differ in it is not "
                "known."
            ),
            _soon(alone),
            _(
                "How much a treatment does is set by us after trials. That it does something is "
                "assumed, not shown."
            ),
        ),
    )


def _days_in_words(alone: Alone) -> str:
    """Say how many easier days being treated adds, and whether it may be none."""
    days, sham = alone.relieved_days, alone.pretended.relieved_days
    said = _(
        "In %(weeks)s weeks being treated adds %(days)s to being left alone, and %(beyond)s to a "
        "pretended treatment."
    ) % {"weeks": _WEEKS, "days": _added(days), "beyond": _added(sham)}
    if any(one.may_be_nothing(within=_HALF_A_DAY) for one in (days, sham)):
        return f"{said} {_('A range that reaches none includes no difference.')}"
    return f"{said} {_('Even the low ends of the ranges are a difference.')}"


def _added(days: Paired) -> str:
    """Return an average of added days with the range of 8 in 10 people."""
    n = round(days.difference)
    added = ngettext("%(n)s easier day on average", "%(n)s easier days on average", abs(n))
    added %= {"n": short(n)}
    if not n:
        added = _("less than one easier day on average")
    low, high = round(days.low), round(days.high)
    if low >= 0:
        ends = _("%(low)s to %(high)s") % {"low": low or _("none"), "high": high or _("none")}
    else:
        ends = _("%(low)s to %(high)s") % {"low": _more(low), "high": _more(high)}
    return _("%(added)s (8 in 10 people: %(ends)s)") % {"added": added, "ends": ends}


def _more(number: int) -> str:
    """Return a number of days more or fewer."""
    if not number:
        return _("none")
    return _("%(n)s more") % {"n": number} if number > 0 else _("%(n)s fewer") % {"n": -number}


def _soon(alone: Alone) -> str:
    """Say how many get easier soon treated who do not left alone."""
    if alone.only_treated < _HARDLY:
        return _("Hardly anybody gets easier within two weeks who would not left alone.")
    return _(
        "%(chance)s get easier within two weeks treated and would not left alone, by this forecast."
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
    """Return the numbers in all three ways, and what being treated adds to being left alone."""
    relief, sham, weeks = found.relief, alone.pretended, {"n": _WEEKS}
    names = (
        _("Easier within two weeks, of 100"),
        _("Easier only later"),
        _("Not easier in %(n)s weeks") % weeks,
    )
    counts = zip(
        *(_parted(one.reached, one.reached_later, 100) for one in (relief, sham, alone)),
        strict=True,
    )
    return (
        *(
            Row(name, str(treated), str(pretended), str(left), signed(treated - left))
            for name, (treated, pretended, left) in zip(names, counts, strict=True)
        ),
        _row(_("Pain two weeks after, on average"), alone.pain, pretended=sham.pain, digits=1),
        _row(
            _("Easier days in %(n)s weeks, on average") % weeks,
            alone.relieved_days,
            pretended=sham.relieved_days,
            digits=0,
        ),
    )


def _row(what: str, one: Paired, *, pretended: Paired, digits: int) -> Row:
    """Return a row of averages with the range of the added, rounded to some digits."""
    means = (one.treated, pretended.without, one.without)
    treated, sham, left = (round(mean, 1) for mean in means)
    low, high = (signed(round(edge, digits)) for edge in (one.low, one.high))
    spread = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Row(
        what=what,
        treated=f"{treated:.1f}",
        pretended=f"{sham:.1f}",
        alone=f"{left:.1f}",
        difference=signed(round(treated - left, 1)),
        spread=spread,
    )


def short(number: float) -> str:
    """Return a number with at most one digit after the point, with a true minus."""
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said.replace("-", "−")


def signed(number: float) -> str:
    """Return a number with its sign, with a true minus."""
    said = short(number)
    return said if number <= 0 or said == "0" else f"+{said}"
